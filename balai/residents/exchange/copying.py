"""Rows into the database by COPY, through a temporary table: COPY itself does not go through row security.

A column is encoded once for each different value; a register repeats itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import batched
from json.encoder import encode_basestring
from typing import Any
from uuid import UUID

from django.db import connection

ROWS_IN_PIECE = 2_000
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


def copy_into(table: str, columns: Sequence[str], lines: Iterable[str]) -> None:
    """Fill the temporary table `incoming_<table>` with lines in COPY's text format; it goes with the transaction."""
    temporary = connection.ops.quote_name(f"incoming_{table}")
    names = ", ".join(map(connection.ops.quote_name, columns))
    source = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{temporary}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {temporary} ON COMMIT DROP AS SELECT {names} FROM {source} WITH NO DATA"  # noqa: S608
        )
        with cursor.copy(f"COPY pg_temp.{temporary} ({names}) FROM STDIN") as copy:
            for piece in batched(lines, ROWS_IN_PIECE, strict=False):
                copy.write("\n".join(piece) + "\n")


def insert_copied(table: str, columns: Sequence[str], *, where: str = "", otherwise: str = "") -> int:
    """Move what was copied into the table itself, where row security and constraints look at every row."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {connection.ops.quote_name(table)} ({names}) "  # noqa: S608
            f"SELECT {names} FROM pg_temp.{connection.ops.quote_name(f'incoming_{table}')} {where} {otherwise}"
        )
        return int(cursor.rowcount)


def lines_of(columns: Sequence[Sequence[Any]], encoders: Sequence[Encoded]) -> Iterator[str]:
    """Columns as lines of COPY's text format."""
    texts = [
        list(map(encoder.__getitem__, column)) for column, encoder in zip(columns, encoders, strict=True)
    ]
    return map("\t".join, zip(*texts, strict=True))
