"""Who may open a view. Each view carries exactly one guard; a test lists every URL with its guard.

A guard reads the assignments once a request, inside the scope of the village, and leaves what the view needs on the
request: `actor` and `permissions`.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Permission
from balai.accounts.http import AccountRequest, OfficerRequest, PublicRequest, RegencyRequest
from balai.accounts.models import Assignment, Officer, RegencyAssignment
from balai.accounts.rules import permissions_of
from balai.tenancy.scope import acting_for, current_village_id

type View[R: HttpRequest, **P] = Callable[Concatenate[R, P], HttpResponseBase]
type Guarded[**P] = Callable[Concatenate[Any, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Guard:
    """What a view is guarded by: its kind and the permissions (or scopes of a token) it asks for, any of which is enough."""

    kind: str
    permissions: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(self.permissions)})" if self.permissions else self.kind


def guard_of(view: Callable[..., Any]) -> Guard | None:
    """The guard of a view, or None when somebody forgot it."""
    return getattr(view, "balai_guard", None)


def requires[**P](*permissions: Permission) -> Callable[[View[OfficerRequest, P]], Guarded[P]]:
    """Let through officers of this village who hold one of `permissions`; without any, every officer of the village."""

    def guard(view: View[OfficerRequest, P]) -> Guarded[P]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            held = village_permissions(request)
            if detour := _detour(request):
                return detour
            if not permissions_suffice(held, permissions):
                raise PermissionDenied
            let_in = _with_actor(cast(OfficerRequest, request), held or frozenset())
            return _kept_nowhere(view(let_in, *args, **kwargs))

        return _marked(guarded, view, Guard("officer", permissions))

    return guard


def regency_requires[**P](*permissions: Permission) -> Callable[[View[RegencyRequest, P]], Guarded[P]]:
    """Let through officers of the regency who hold one of `permissions`; without any, every officer of the regency."""

    def guard(view: View[RegencyRequest, P]) -> Guarded[P]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            held = regency_permissions(request)
            if detour := _detour(request):
                return detour
            if not permissions_suffice(held, permissions):
                raise PermissionDenied
            let_in = _with_actor(cast(RegencyRequest, request), held or frozenset())
            return _kept_nowhere(view(let_in, *args, **kwargs))

        return _marked(guarded, view, Guard("regency", permissions))

    return guard


def signed_in[**P](view: View[AccountRequest, P]) -> Guarded[P]:
    """Let through whoever has signed in: pages about one's own account, in a village or at the regency."""

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if detour := _detour(request):
            return detour
        let_in = _with_actor(cast(AccountRequest, request), _held_here(request))
        return _kept_nowhere(view(let_in, *args, **kwargs))

    return _marked(guarded, view, Guard("signed-in"))


def signed_in_anyhow[**P](view: View[AccountRequest, P]) -> Guarded[P]:
    """As `signed_in`, also for those who must choose a password first: the page where they do, and the way out."""

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Officer):
            return _go_to(request, _sign_in_address(request))
        let_in = _with_actor(cast(AccountRequest, request), _held_here(request))
        return _kept_nowhere(view(let_in, *args, **kwargs))

    return _marked(guarded, view, Guard("signed-in-anyhow"))


def public_page[**P](view: View[PublicRequest, P]) -> Guarded[P]:
    """Say that everybody may open this page."""

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return view(cast(PublicRequest, request), *args, **kwargs)

    return _marked(guarded, view, Guard("public"))


def permissions_suffice(held: frozenset[Permission] | None, asked: tuple[Permission, ...]) -> bool:
    """Whether an officer who holds `held` gets in; None means that they are no officer here at all."""
    return held is not None and (not asked or not held.isdisjoint(asked))


def village_permissions(request: HttpRequest) -> frozenset[Permission] | None:
    """What the signed-in person may do in the village of the scope, or None for no officer of it. One query."""
    if not isinstance(request.user, Officer):
        return None
    # A view that opens its own scopes has none yet.
    scope = (
        nullcontext()
        if current_village_id() is not None
        else acting_for(cast(OfficerRequest, request).village)
    )
    with scope:
        serving = Assignment.objects.of(request.user).serving(timezone.localdate())
        roles = list(serving.values_list("role", flat=True))
    return permissions_of(roles) if roles else None


def regency_permissions(request: HttpRequest) -> frozenset[Permission] | None:
    """What the signed-in person may do at the regency, or None for no officer of it. One query."""
    if not isinstance(request.user, Officer):
        return None
    serving = RegencyAssignment.objects.of(request.user).serving(timezone.localdate())
    roles = list(serving.values_list("role", flat=True))
    return permissions_of(roles) if roles else None


def _held_here(request: HttpRequest) -> frozenset[Permission]:
    """What the person may do where they are, so that pages about oneself show the same tabs as all others.

    A view that opens its own scopes has none yet, and gets what counts at the regency.
    """
    if current_village_id() is not None:
        return village_permissions(request) or frozenset()
    return regency_permissions(request) or frozenset()


def _detour(request: HttpRequest) -> HttpResponse | None:
    """Where somebody must go first: to the sign-in, or to choose a password of their own."""
    if not isinstance(request.user, Officer):
        return _go_to(request, _sign_in_address(request))
    if request.user.must_change_password:
        return _go_to(request, reverse("account_change_password"))
    return None


def _sign_in_address(request: HttpRequest) -> str:
    """The sign-in page, which leads back to the page that was asked for; never back to a POST."""
    wanted = request.get_full_path() if request.method == "GET" and not _is_htmx(request) else ""
    return redirect_to_login(wanted, reverse("account_login")).url if wanted else reverse("account_login")


def _go_to(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser there; a request that would only replace a part of the page moves the whole page."""
    if _is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _kept_nowhere(response: HttpResponseBase) -> HttpResponseBase:
    """What an officer saw must not come back by the browser's back button: the office computer is shared."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _with_actor[R: (OfficerRequest, RegencyRequest, AccountRequest)](
    request: R, permissions: frozenset[Permission]
) -> R:
    request.actor = Actor.from_request(request)
    request.permissions = permissions
    return request


def _marked[**P](guarded: Guarded[P], view: Callable[..., Any], guard: Guard) -> Guarded[P]:
    wrapped = wraps(view)(guarded)
    wrapped.balai_guard = guard  # type: ignore[attr-defined]  # read by guard_of and the architecture test
    # Django's LoginRequiredMiddleware is the net under views whose guard was forgotten; these have theirs.
    wrapped.login_required = False  # type: ignore[attr-defined]  # what login_not_required sets
    return wrapped
