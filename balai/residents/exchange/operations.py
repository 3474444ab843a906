"""Importing a file: the one operation that the upload page and the command share."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from psycopg.errors import ForeignKeyViolation, UniqueViolation

from balai.accounts.actors import Actor
from balai.residents.crosscheck import alive_elsewhere
from balai.residents.exchange.ahead import collecting_garbage_seldom
from balai.residents.exchange.outcomes import Plan
from balai.residents.exchange.plan import make_plan
from balai.residents.exchange.problems import Refused
from balai.residents.exchange.register import Register
from balai.residents.exchange.snapshot import read_register
from balai.residents.exchange.tables import Table, read_table
from balai.residents.exchange.writing import Source, write_plan
from balai.residents.models import LifeEvent
from balai.tenancy.fields import uuid7
from balai.tenancy.locks import one_at_a_time
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

logger = logging.getLogger(__name__)

type Progress = Callable[[str, int, int], None]
"""Stage in words, done, of how many (0: unknown)."""

BUSY_REGISTER = "Register berubah ketika berkas sedang diterapkan, jadi tidak ada yang ditulis. Periksa berkas sekali lagi."

REFUSED_BY_DATABASE = "Register menolak isi berkas ini, jadi tidak ada yang ditulis. Laporkan kepada pengelola Balai; sebabnya tercatat di log."


def no_progress(stage: str, done: int, total: int) -> None:
    """For callers who don't show any."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the officer decides about a file."""

    occupations: int | None = None
    """89 or 99: which occupation list the codes mean, where the file does not show it."""
    accept_happenings: bool = False
    """Deaths, moves, new heads and other KKs in the file are recorded as such."""
    skip_bad_rows: bool = False
    as_of: date | None = None
    """The day for which the data speaks; today unless given."""


@dataclass(frozen=True, slots=True)
class Import:
    """What came of a file."""

    plan: Plan
    event: LifeEvent | None = None
    is_applied: bool = False
    """Whether the good rows are in the register now; also true when there was nothing to write."""


@collecting_garbage_seldom()
def check_import(
    path: Path, *, village: Village, by: Actor, choices: Choices, progress: Progress = no_progress
) -> Import:
    """The dry run: read, compare, write nothing. Raises `Refused`."""
    table = _read(path, choices, progress)
    progress("Membandingkan dengan register", 0, 0)
    with acting_for(village):
        register = read_register()
        return Import(_plan(table, register, choices, by, village))


@collecting_garbage_seldom()
def apply_import(
    path: Path,
    *,
    village: Village,
    by: Actor,
    choices: Choices,
    run: UUID | None = None,
    document: str = "",
    progress: Progress = no_progress,
) -> Import:
    """Read again, compare again with the register as it is now, and write: all of it or nothing.

    Writes nothing while a row errs, unless `choices.skip_bad_rows`. With the same `run` a second call finds the work
    done. Raises `Refused`, also when the register changed at the same moment.
    """
    table = _read(path, choices, progress)
    progress("Membandingkan dengan register", 0, 0)
    try:
        with acting_for(village), transaction.atomic():
            _lock_register()
            if run is not None and (event := LifeEvent.objects.filter(request_key=run).first()):
                return Import(Plan(table, village.words), event, is_applied=True)
            register = read_register()
            plan = _plan(table, register, choices, by, village)
            if plan.errors and not choices.skip_bad_rows:
                return Import(plan)
            source = Source(document or path.name, choices.as_of or timezone.localdate(), run or uuid7())
            event = write_plan(plan, register, source=source, by=by, progress=progress)
            return Import(plan, event, is_applied=True)
    except IntegrityError as collision:
        raise _explained(collision) from collision


def _explained(collision: IntegrityError) -> Refused:
    """Something came in between; or a rule of the database that the checks here do not know, which is ours to repair."""
    if isinstance(collision.__cause__, UniqueViolation | ForeignKeyViolation):
        return Refused(BUSY_REGISTER)
    logger.error("the register refused an import", exc_info=collision)
    return Refused(REFUSED_BY_DATABASE)


def _read(path: Path, choices: Choices, progress: Progress) -> Table:
    progress("Membaca berkas", 0, 0)
    return read_table(
        path, occupations=choices.occupations, progress=lambda rows: progress("Membaca berkas", rows, 0)
    )


def _plan(table: Table, register: Register, choices: Choices, by: Actor, village: Village) -> Plan:
    return make_plan(
        table,
        register,
        today=timezone.localdate(),
        accept_happenings=choices.accept_happenings,
        alive_elsewhere=partial(alive_elsewhere, by=by),
        words=village.words,
    )


def _lock_register() -> None:
    """One import at a time in a village; families and residents stay as they are read, until the end.

    In the order in which the operations at the desk lock them: families, then people, each by id.
    """
    one_at_a_time("residents.import")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT FROM residents_family ORDER BY id FOR NO KEY UPDATE) locked"
        )
        cursor.execute(
            "SELECT count(*) FROM (SELECT FROM residents_resident ORDER BY id FOR NO KEY UPDATE) locked"
        )
