"""What a layout is: columns with their headers, how each cell is read, and how it is written so that it comes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from balai.residents.enums import KtpMaritalStatus, MaritalStatus
from balai.residents.exchange.cells import Reader
from balai.residents.exchange.labels import spelling_key
from balai.residents.rules import ktp_marital_status

type Record = Mapping[str, Any]
"""A resident with the family's `kk`, `address`, `dusun`, `rw` and `rt`; empty texts and unknown codes are None."""
type Written = str | int | float | None

LIST_OF_99, LIST_OF_89 = 99, 89


@dataclass(frozen=True, slots=True)
class Column:
    """`field` is the resident's (or the family's) field, or '' for a column that Balai does not hold."""

    header: str
    field: str = ""
    read: Reader | None = None
    write: Callable[[Record], Written] = lambda record: None
    aliases: tuple[str, ...] = ()
    is_health: bool = False
    """Specific personal data without a lawful basis here: never read further, never stored."""
    names: str = ""
    """'village' or 'district': names the place of the whole file, which is compared and not kept."""


@dataclass(frozen=True)
class Layout:
    """`name` is what the command answers as `recognised`."""

    name: str
    title: str
    columns: tuple[Column, ...]
    name_header: str
    dates_as_text: str = "%Y-%m-%d"
    occupations: int = LIST_OF_99
    """The occupation list of a file that gives no sign which of the two it uses."""
    ends_with_hashes: bool = False
    """A row whose second cell is ### ends the table."""
    ignored: frozenset[str] = frozenset()
    """Headers that are known elsewhere and not held here, by spelling."""
    sheet: str = "Data Penduduk"
    derived: Mapping[str, Callable[[Record], Any]] = field(default_factory=dict)
    """Fields of this layout that are made from fields of the register, so that both can be compared."""

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return tuple(column.field for column in self.columns if column.field)

    @cached_property
    def by_spelling(self) -> dict[str, Column]:
        return {
            spelling_key(header): column
            for column in self.columns
            for header in (column.header, *column.aliases)
        }

    def column_of(self, field_name: str) -> str:
        """The header over a field; the field's own name where the layout lacks it."""
        return next((column.header for column in self.columns if column.field == field_name), field_name)

    def field_of(self, header: str) -> str:
        """The field under a header; '' where the layout lacks it or Balai does not hold it."""
        return next((column.field for column in self.columns if column.header == header), "")


def as_is(name: str) -> Callable[[Record], Written]:
    return lambda record: record[name]


def as_date(name: str, style: str) -> Callable[[Record], Written]:
    return lambda record: record[name].strftime(style) if record[name] else None


def as_label(name: str, labels: Mapping[int, str]) -> Callable[[Record], Written]:
    return lambda record: None if record[name] is None else labels[record[name]]


def as_number_or_zero(name: str) -> Callable[[Record], Written]:
    """A NIK that has not been issued is written 0."""
    return lambda record: record[name] or "0"


def ktp_marital(record: Record) -> int | None:
    """The four-code status of the KTP out of the six-code status of form F-1.01."""
    status = record["marital_status"]
    return None if status is None else int(ktp_marital_status(status))


def six_code_status(status: int, *, married_on_record: bool, divorced_on_record: bool) -> int:
    """The six-code status for a four-code one: registered where the file itself shows a certificate or its date."""
    if status == KtpMaritalStatus.MARRIED:
        return MaritalStatus.MARRIED_REGISTERED if married_on_record else MaritalStatus.MARRIED_UNREGISTERED
    if status == KtpMaritalStatus.DIVORCED:
        return (
            MaritalStatus.DIVORCED_REGISTERED if divorced_on_record else MaritalStatus.DIVORCED_UNREGISTERED
        )
    return MaritalStatus.WIDOWED if status == KtpMaritalStatus.WIDOWED else MaritalStatus.SINGLE
