"""Who calls: a token in the header `Authorization: Bearer …`, known in the village of the address and nowhere else."""

from typing import Any

from django.http import HttpRequest
from ninja.errors import AuthorizationError
from ninja.security import HttpBearer

from balai.accounts.actors import Actor
from balai.api.enums import Scope
from balai.api.models import Token
from balai.api.operations import known_token
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, current_village_id


class CallerRequest(HttpRequest):
    """A request as the token left it for an endpoint."""

    village: Village
    auth: Token
    actor: Actor


class Opens(HttpBearer):
    """Lets tokens with `scope` through; others are told 401, or 403 for a token without it. `openapi_name` makes all endpoints share one security scheme."""

    openapi_name = "token"

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: Any, token: str) -> Token | None:
        if current_village_id() is None:  # an endpoint that opens its own scopes
            with acting_for(request.village):
                found = known_token(token)
        else:
            found = known_token(token)
        if found is None:
            return None
        if self.scope not in found.scopes:
            raise AuthorizationError
        request.actor = Actor(
            officer=None, label=f"API: {found.name}", address=request.META.get("REMOTE_ADDR", "")
        )
        return found
