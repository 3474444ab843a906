"""Plain makers of rows. People are invented; their numbers come from an area that does not exist."""

import datetime
import itertools
from contextlib import nullcontext
from typing import Any

from django.db import connection
from django.test import Client

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import Assignment, Officer
from balai.tenancy.models import Regency, Village
from balai.tenancy.scope import acting_for
from tests.reviewer import nothing_written, review

count = itertools.count(1)


class HallClient(Client):
    """A browser whose paths begin at the root of one village; it reviews every page that it is given."""

    def __init__(self, village: Village, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.prefix = f"/{village.slug}"

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> Any:
        if (
            connection.in_atomic_block
        ):  # a test's own transaction never ends: count now what its end would count
            connection.connection.execute(
                "SET CONSTRAINTS public_pages_change IMMEDIATE"
            )  # no question of the page's
        inside = path == self.prefix or path.startswith(f"{self.prefix}/")
        with nothing_written() if method in {"GET", "HEAD"} else nullcontext():
            response = super().generic(method, path if inside else self.prefix + path, *args, **kwargs)
        review(response)
        return response


def make_regency() -> Regency:
    return Regency.objects.get_or_create(
        code="99.01", defaults={"name": "Nusa Raya", "province": "Nusantara", "seat": "Mekarsari"}
    )[0]


def make_village(**fields: Any) -> Village:
    serial = next(count)
    defaults = {
        "regency": make_regency(),
        "code": f"99.01.02.2{serial % 1000:03}",
        "slug": f"desa-{serial}",
        "name": f"Desa {serial}",
        "district": "Mekarsari",
    }
    return Village.objects.create(**{**defaults, **fields})


def make_officer(village: Village | None = None, *roles: Role, **fields: Any) -> Officer:
    """An officer who serves in `village` with `roles`."""
    serial = next(count)
    officer = Officer(username=f"petugas-{serial}", full_name=f"Petugas {serial}", **fields)
    officer.set_password("kopi-pagi-di-balai-7")
    officer.save()
    if village is not None:
        with acting_for(village):
            for role in roles:
                Assignment.objects.create(officer=officer, role=role, since=datetime.date(2020, 1, 1))
    return officer


def make_actor(officer: Officer) -> Actor:
    return Actor(officer=officer, label=officer.full_name, address="127.0.0.1")
