"""Tokens, and the page where they are made."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.api.enums import Scope
from balai.api.models import Token
from balai.api.operations import create_token, known_token, revoke_token
from balai.tenancy.models import Village
from tests.factories import HallClient, make_officer

BY = Actor.system("uji")


def made(**fields: Any) -> tuple[Token, str]:
    told: dict[str, Any] = {
        "name": "Aplikasi puskesmas",
        "scopes": [Scope.READ_KINDS],
        "expires_at": timezone.now() + timedelta(days=30),
    }
    return create_token(**{**told, **fields}, by=BY)


def test_the_secret_is_kept_nowhere(in_village: Village) -> None:
    token, secret = made()

    kept = str(Token.objects.values().get(pk=token.pk)) + str(list(AuditEntry.objects.values()))
    assert secret not in kept
    assert known_token(secret) == token


def test_a_revoked_or_expired_token_opens_nothing(in_village: Village) -> None:
    revoked, secret_of_revoked = made()
    _, secret_of_expired = made(expires_at=timezone.now() + timedelta(hours=1))

    revoke_token(token=revoked, by=BY)

    assert known_token(secret_of_revoked) is None
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert known_token(secret_of_expired) is None


def test_use_is_noted_seldom(in_village: Village) -> None:
    token, secret = made()

    known_token(secret)
    first = Token.objects.get(pk=token.pk).last_used_at
    known_token(secret)

    assert first is not None
    assert Token.objects.get(pk=token.pk).last_used_at == first


def test_an_administrator_makes_a_token_and_sees_its_secret_once(desk: HallClient) -> None:
    page = desk.post("/meja/desa/api/", {"name": "Puskesmas", "scopes": ["verify"], "days": "90"})

    secret = re.search(r"balai_[\w-]{43}", page.content.decode())
    assert secret is not None
    assert secret[0] not in desk.get("/meja/desa/api/").content.decode()
    assert "Puskesmas" in desk.get("/meja/desa/api/").content.decode()


def test_a_token_needs_a_scope(desk: HallClient) -> None:
    page = desk.post("/meja/desa/api/", {"name": "Puskesmas", "days": "90"})

    assert page.status_code == 422
    assert "Pilih sedikitnya satu." in page.content.decode()


def test_an_administrator_revokes_a_token(desk: HallClient, in_village: Village) -> None:
    token, secret = made()

    asked = desk.get(f"/meja/desa/api/{token.pk}/cabut/")
    desk.post(f"/meja/desa/api/{token.pk}/cabut/")

    assert "Cabut kunci Aplikasi puskesmas?" in asked.content.decode()
    assert known_token(secret) is None


def test_an_operator_makes_no_tokens(visitor: HallClient, village: Village) -> None:
    visitor.force_login(make_officer(village, Role.OPERATOR))

    assert visitor.get("/meja/desa/api/").status_code == 403


def test_the_page_asks_the_same_number_of_questions_however_many_tokens(
    desk: HallClient, in_village: Village, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _ in range(5):
        made()

    with django_assert_max_num_queries(14):
        desk.get("/meja/desa/api/")
