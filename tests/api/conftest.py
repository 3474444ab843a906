"""A village whose programs have tokens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.api.enums import Scope
from balai.api.operations import create_token
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.letters.conftest import hall
from tests.letters.factories import make_ready, make_resident

__all__ = ["hall"]

NIK = "9901014507929777"


@pytest.fixture
def office(village: Village, settings: Any, hall: None) -> Village:
    """A village that issues letters, and Siti in its register."""
    with acting_for(village):
        make_ready()
        make_resident(nik=NIK)
    return village


@pytest.fixture
def secret_of(office: Village) -> Callable[..., str]:
    """Makes a token with these scopes and gives its secret."""

    def make(*scopes: Scope) -> str:
        with acting_for(office):
            _, secret = create_token(
                name="Aplikasi puskesmas",
                scopes=scopes or list(Scope),
                expires_at=timezone.now() + timedelta(days=30),
                by=Actor.system("uji"),
            )
        return secret

    return make


@pytest.fixture
def call(office: Village) -> Callable[..., Any]:
    """Sends a request as a program does: `call("post", "letters", secret, {...})`."""

    def send(method: str, path: str, secret: str, body: Any = None, **headers: str) -> Any:
        return getattr(Client(), method)(
            f"/{office.slug}/api/v1/{path}",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", **headers},
        )

    return send
