"""In whose name something is done."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest

from balai.accounts.models import Officer


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an officer at an address, a resident, or the system itself.

    `label` is what the audit trail keeps in words, should the officer later change their name. `address` is the
    network address, empty for the system.
    """

    officer: Officer | None
    label: str
    address: str = ""

    @classmethod
    def system(cls, name: str) -> Self:
        """A job or a command, named in Indonesian: `Actor.system("impor")`."""
        return cls(officer=None, label=f"sistem: {name}")

    @classmethod
    def stranger(cls, address: str = "") -> Self:
        """Somebody who has not signed in."""
        return cls(officer=None, label="tamu", address=address)

    @classmethod
    def of(cls, officer: Officer, address: str = "") -> Self:
        """An officer, from a network address."""
        return cls(officer=officer, label=str(officer), address=address)

    @classmethod
    def from_request(cls, request: HttpRequest) -> Self:
        """The signed-in officer, or a stranger."""
        address = request.META.get("REMOTE_ADDR", "")
        if isinstance(request.user, Officer):
            return cls.of(request.user, address)
        return cls.stranger(address)
