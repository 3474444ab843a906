"""Who calls: a token in the header `Authorization: Bearer …`, known in the village of the address and nowhere else."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest
from ninja.errors import AuthorizationError
from ninja.security import HttpBearer

from balai.accounts.actors import Actor
from balai.accounts.attempts import spend_allowance
from balai.api.enums import Scope
from balai.api.models import Token
from balai.api.operations import known_token
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

CALLS_A_MINUTE = 120


class TooManyCalls(Exception):
    """A token was used too often in this minute; `wait` says until when."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("Terlalu sering. Tunggu sebentar, lalu coba lagi.")
        self.wait = wait


class CallerRequest(HttpRequest):
    """A request as the token left it for an endpoint."""

    village: Village
    auth: Token
    actor: Actor


class Opens(HttpBearer):
    """Lets tokens with `scope` through; others are told 401, 403 without the scope, or 429 when they call too often.

    Looks in short scopes of its own: the count of calls would otherwise stay locked as long as an endpoint works.
    `openapi_name` makes all endpoints share one security scheme.
    """

    openapi_name = "token"

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: Any, token: str) -> Token | None:
        with acting_for(request.village):
            found = known_token(token)
        if found is None:
            return None
        if wait := spend_allowance(
            "api", who=str(found.pk), cost=1, most=CALLS_A_MINUTE, each=timedelta(minutes=1)
        ):
            raise TooManyCalls(wait)
        if self.scope not in found.scopes:
            raise AuthorizationError
        request.actor = Actor(
            officer=None, label=f"API: {found.name}", address=request.META.get("REMOTE_ADDR", "")
        )
        return found


def in_village[**P, R](
    endpoint: Callable[Concatenate[CallerRequest, P], R],
) -> Callable[Concatenate[CallerRequest, P], R]:
    """Run an endpoint in the village of the address: all that it writes, or nothing."""

    @wraps(endpoint)
    def opened(request: CallerRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with acting_for(request.village):
            return endpoint(request, *args, **kwargs)

    return opened
