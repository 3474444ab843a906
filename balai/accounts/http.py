"""The request as the guards leave it for the views."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from balai.accounts.actors import Actor
    from balai.accounts.enums import Permission
    from balai.accounts.models import Officer
    from balai.tenancy.models import Village


class VerifyRequest(HttpRequest):
    """A request to the page that checks letters: a village's, or the regency's for all of them."""

    village: "Village | None"
    language: str
    htmx: bool


class PublicRequest(VerifyRequest):
    """A request to a page that needs no sign-in, on a village's own site."""

    village: "Village"


class OfficerRequest(HttpRequest):
    """A request that a guard let through to a village's desk."""

    village: "Village"
    user: "Officer"
    actor: "Actor"
    permissions: "frozenset[Permission]"
    htmx: bool


class RegencyRequest(HttpRequest):
    """A request that a guard let through to the regency's desk: no village is chosen."""

    user: "Officer"
    actor: "Actor"
    permissions: "frozenset[Permission]"
    htmx: bool


class AccountRequest(HttpRequest):
    """A request of a signed-in person about their own account, in a village or at the regency."""

    village: "Village | None"
    user: "Officer"
    actor: "Actor"
    permissions: "frozenset[Permission]"
    htmx: bool
