"""In whose name the database is asked.

Outside these scopes the application's login role holds no privilege on village-owned tables, so every query on
them fails. `SET LOCAL` outlives a released savepoint, therefore each scope puts the outer role and village back.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from balai.tenancy.enums import DatabaseRole

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Scope:
    role: str
    village_id: int | None

    @property
    def setting(self) -> str:
        return "" if self.village_id is None else str(self.village_id)


NO_SCOPE = Scope(role="none", village_id=None)


def current_scope(using: str = "default") -> Scope:
    return getattr(connections[using], "balai_scope", NO_SCOPE)


def current_village_id(using: str = "default") -> int | None:
    return current_scope(using).village_id


@contextmanager
def acting_for(village: Any, *, using: str = "default") -> Iterator[None]:
    """Open (or join) a transaction that sees and writes the rows of `village` (a Village or its id) and no other's."""
    village_id = village if isinstance(village, int) else village.pk
    with _entered(Scope(DatabaseRole.VILLAGE, village_id), using):
        yield


@contextmanager
def acting_for_regency(purpose: str, *, using: str = "default") -> Iterator[None]:
    """Open (or join) a transaction that sees all villages of the regency. `purpose` says why, for the log."""
    logger.info("regency scope: %s", purpose)
    with _entered(Scope(DatabaseRole.REGENCY, None), using):
        yield


@contextmanager
def _entered(scope: Scope, using: str) -> Iterator[None]:
    connection = connections[using]
    outer, is_outermost = current_scope(using), not connection.in_atomic_block
    with transaction.atomic(using=using):
        if scope != outer:
            _set(connection, scope)
        try:
            yield
        finally:
            connection.balai_scope = outer  # type: ignore[attr-defined]  # kept beside the connection it describes
        # Not after an exception: rolling back to the savepoint restores both settings, as does the end of a transaction.
        if scope != outer and not is_outermost and not connection.needs_rollback:
            _set(connection, outer)


def _set(connection: Any, scope: Scope) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('balai.village', %s, true)",
            [scope.role, scope.setting],
        )
    connection.balai_scope = scope
