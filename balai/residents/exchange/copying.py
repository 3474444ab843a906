"""Rows into the database by COPY, through a temporary table: COPY itself does not go through row security.

A column is encoded once for each different value; a register repeats itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import batched
from json.encoder import encode_basestring
from typing import Any
from uuid import UUID

from django.db import connection

from balai.residents.exchange.ahead import ahead

ROWS_IN_PIECE = 2_000
PIECES_AT_ONCE = 4
"""Of wide rows: as many as the database keeps in memory for one connection (`temp_buffers`, 8 MB)."""
NARROW_PIECES_AT_ONCE = 40
REMEMBERED = 50_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Encoded(dict[Any, str]):
    """Values as COPY's text format writes them. Texts of a column that knows no NULL pass as ''."""

    def __init__(self, *, null: str = "\\N") -> None:
        super().__init__({None: null})

    def __missing__(self, value: Any) -> str:
        if len(self) > REMEMBERED:
            null = self[None]
            self.clear()
            self[None] = null
        text = self[value] = encoded(value)
        return text


def encoded(value: Any) -> str:
    """One value, never NULL, in COPY's text format."""
    if isinstance(value, str):
        return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    return str(int(value))


def as_json(value: Any) -> str:
    """A value of the history: codes, texts, ISO dates."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return "null" if value is None else repr(value)


def write_rows(
    table: str,
    columns: Sequence[str],
    lines: Iterable[str],
    *,
    pieces_at_once: int = PIECES_AT_ONCE,
    then: Callable[[str], None] = lambda copied: None,
) -> int:
    """Write lines in COPY's text format: piece by piece into a temporary table, and from there into `table`, where row
    security and constraints look at every row. The next lines are made in a thread while the database works, so
    `lines` must not use the connection. `then` is called with the temporary table after each part. Returns the rows.
    """
    pieces = (_piece(some) for some in batched(lines, ROWS_IN_PIECE, strict=False))
    names = ", ".join(map(connection.ops.quote_name, columns))
    insert = (
        f"INSERT INTO {connection.ops.quote_name(table)} ({names}) "  # noqa: S608
        f"SELECT {names} FROM {_temporary(table)}"
    )
    rows = 0
    _make_temporary(table, names)
    with connection.cursor() as cursor:
        for some in ahead(pieces, most=pieces_at_once):
            _copy(table, names, some)
            cursor.execute(insert)
            rows += cursor.rowcount
            then(_temporary(table))
            cursor.execute(f"TRUNCATE {_temporary(table)}")
    return rows


def copy_rows(table: str, columns: Sequence[str], lines: Iterable[str]) -> str:
    """Lines in COPY's text format into a temporary table with these columns of `table`; its name. It ends with the
    transaction.
    """
    names = ", ".join(map(connection.ops.quote_name, columns))
    _make_temporary(table, names)
    _copy(table, names, (_piece(some) for some in batched(lines, ROWS_IN_PIECE, strict=False)))
    return _temporary(table)


def _piece(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _temporary(table: str) -> str:
    return f"pg_temp.{connection.ops.quote_name(f'incoming_{table}')}"


def _make_temporary(table: str, names: str) -> None:
    name, source = connection.ops.quote_name(f"incoming_{table}"), connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_temporary(table)}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS SELECT {names} FROM {source} WITH NO DATA"  # noqa: S608
        )


def _copy(table: str, names: str, pieces: Iterable[str]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_temporary(table)} ({names}) FROM STDIN") as copy,
    ):
        for piece in pieces:
            copy.write(piece)


def lines_of(columns: Sequence[Sequence[Any]], encoders: Sequence[Encoded]) -> Iterator[str]:
    """Columns as lines of COPY's text format."""
    texts = [_texts(column, encoder) for column, encoder in zip(columns, encoders, strict=True)]
    return map("\t".join, zip(*texts, strict=True))


def _texts(column: Sequence[Any], encoder: Encoded) -> Sequence[str]:
    """Texts with nothing to escape are written as they are: a name or a number is seldom seen twice."""
    if isinstance(column[0], str):
        with suppress(TypeError):
            together = "".join(column)
            if together.isprintable() and "\\" not in together:
                return column
    return list(map(encoder.__getitem__, column))
