"""Making and revoking tokens, and knowing one again."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.api.enums import Action, Scope
from balai.api.models import Token

_MARK = "balai_"  # by which scanners of leaked secrets know ours
_SHOWN = 12
_SELDOM = timedelta(minutes=10)


@transaction.atomic
def create_token(*, name: str, scopes: Sequence[Scope], expires_at: datetime, by: Actor) -> tuple[Token, str]:
    """A new token and its secret, which is nowhere kept."""
    secret = _MARK + secrets.token_urlsafe(32)
    token = Token(
        name=name,
        start=secret[:_SHOWN],
        digest=_digest(secret),
        scopes=sorted(scopes),
        created_at=timezone.now(),
        created_by=by.officer,
        expires_at=expires_at,
    )
    token.save(force_insert=True)
    record(Action.KEY_CREATED, by=by, subject=token, facts={"scopes": token.scopes})
    return token, secret


@transaction.atomic
def revoke_token(*, token: Token, by: Actor) -> Token:
    """From now on the token opens nothing. A token that is revoked already stays as it is."""
    token = Token.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record(Action.KEY_REVOKED, by=by, subject=token)
    return token


def known_token(secret: str) -> Token | None:
    """The valid token of the scope's village with this secret, or None; notes its use, at most every ten minutes."""
    now = timezone.now()
    token = Token.objects.valid(now).filter(digest=_digest(secret)).first()
    if token is not None:
        seldom = Q(last_used_at=None) | Q(last_used_at__lt=now - _SELDOM)
        Token.objects.filter(seldom, pk=token.pk).update(last_used_at=now)
    return token


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
