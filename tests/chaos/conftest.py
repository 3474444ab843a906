"""A hall that may be killed, on a PostgreSQL of its own: the tests' shared one serves everybody else."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from balai.core import sealing
from balai.tenancy.management.commands.prepare_database import prepare_roles
from balai.villages import keys
from config.embedded import (
    DATABASE,
    LOGIN,
    OWNER,
    SUPERUSER,
    Cluster,
    destroy,
    ensure_running,
    program,
    program_environment,
)
from config.keys import secret
from tests.chaos.hall import Hall, open_hall
from tests.databases import CLUSTER, TEMPLATE

ROLES = {"default": LOGIN, "progress": LOGIN, "owner": OWNER}


@pytest.fixture(scope="module")
def hall(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hall]:
    data_dir = tmp_path_factory.mktemp("chaos") / "data"
    with (
        django_db_blocker.unblock(),
        _database_of_its_own(data_dir),
        _keys_in(data_dir),
        open_hall(data_dir) as hall,
    ):
        yield hall


@contextmanager
def _database_of_its_own(data_dir: Path) -> Iterator[None]:
    """Filled from the tests' migrated template, which is faster than migrating."""
    template = CLUSTER.url(SUPERUSER, TEMPLATE)
    cluster = Cluster.of(data_dir)
    before = {alias: dict(connections[alias].settings_dict) for alias in ROLES}
    connections.close_all()
    ensure_running(data_dir)
    try:
        for alias, role in ROLES.items():
            _point(
                alias, {"HOST": str(cluster.sockets), "PASSWORD": cluster.password(role), "NAME": DATABASE}
            )
        prepare_roles("owner")
        dump = data_dir / "template.dump"
        for command in (
            ["pg_dump", "-Fc", "-f", str(dump), template],
            ["pg_restore", "--exit-on-error", "-d", cluster.url(SUPERUSER), str(dump)],
        ):
            subprocess.run([program(command[0]), *command[1:]], env=program_environment(), check=True)
        yield
    finally:
        connections.close_all()
        destroy(data_dir)
        for alias, told in before.items():
            _point(alias, {name: told[name] for name in ("HOST", "PASSWORD", "NAME")})


@contextmanager
def _keys_in(data_dir: Path) -> Iterator[None]:
    """Seals and files of this process and of the hall's lie in one folder; the static files are everybody's."""
    (data_dir / "static").symlink_to(settings.STATIC_ROOT)
    told = {"BALAI_DATA_DIR": data_dir, "SECRET_KEY": secret(data_dir, "django-secret-key")}
    with override_settings(**told):
        _forget_keys()
        yield
    _forget_keys()


def _forget_keys() -> None:
    sealing._opened.cache_clear()
    keys._authority.cache_clear()


def _point(alias: str, where: dict[str, str]) -> None:
    connections.settings[alias] |= where
    connections[alias].settings_dict |= where
