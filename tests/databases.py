"""One migrated template; every process, and every test that commits, works on a copy of its own."""

import fcntl
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from balai.tenancy.management.commands.prepare_database import prepare_roles
from config.embedded import OWNER, SUPERUSER, Cluster

TEMPLATE = "balai"
ALIASES = ("default", "progress", "owner")
CLUSTER = Cluster.of(Path(os.environ["BALAI_DATA_DIR"]))
"""The server of this run, which all its processes share."""
FOLDER = Path(os.environ["BALAI_TEST_FOLDER"])
"""The files of this run."""


def once_a_run(name: str, make: Callable[[], None]) -> None:
    """Make what all processes of the run begin with; later callers, who wait meanwhile, find it done."""
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = FOLDER / f"{name}.done"
        if not done.exists():
            make()
            done.touch()


def migrate_template() -> None:
    prepare_roles("owner")
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    connections.close_all()


def create_database(name: str, *, template: str) -> None:
    _administer("CREATE DATABASE {} TEMPLATE {}", name, template)


@contextmanager
def copy_of_template(template: str = TEMPLATE) -> Iterator[str]:
    """Point all connections of this process, in every thread, at a new copy; drop it afterwards."""
    name = f"balai_{uuid.uuid4().hex}"
    before = connections.settings["default"]["NAME"]
    connections.close_all()
    create_database(name, template=template)
    _point_at(name)
    try:
        yield name
    finally:
        connections.close_all()
        _point_at(before)
        # As the superuser: a vacuum of its own that is at work there can be ended by nobody else.
        _administer("DROP DATABASE {} WITH (FORCE)", name, role=SUPERUSER)


def _point_at(name: str) -> None:
    for alias in ALIASES:
        connections.settings[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def _administer(statement: str, *names: str, role: str = OWNER) -> None:
    with psycopg.connect(CLUSTER.url(role, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
