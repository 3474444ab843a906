"""One row against one resident: which fields say something else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from balai.residents.enums import Holding, Occupation, Relation, Residency, Standing
from balai.residents.exchange.layouts.base import ktp_marital, six_code_status
from balai.residents.exchange.layouts.readers import CODE_89, SIX_CODE
from balai.residents.exchange.layouts.siak import joined_address, split_address
from balai.residents.exchange.outcomes import Changes
from balai.residents.exchange.register import AT, OWN_FIELDS, AreaKey, Known, area_key
from balai.residents.exchange.tables import Table

AREA_FIELDS = ("dusun", "rw", "rt")
ADDRESS_FIELDS = ("address", "full_address")
CERTIFICATES = {
    "birth_certificate": "has_birth_certificate",
    "marriage_certificate": "has_marriage_certificate",
    "divorce_certificate": "has_divorce_certificate",
}
PRESENT = int(Holding.PRESENT)
MARITAL_STATUS, OCCUPATION = AT["marital_status"], AT["occupation"]
UNLESS_SAID = ((AT["standing"], int(Standing.LIVING)), (AT["residency"], int(Residency.PERMANENT)))
_records = itemgetter(
    *(AT[name] for name in ("marriage_certificate", "marriage_date", "divorce_certificate", "divorce_date"))
)
UNTRACKED = frozenset({"data_as_of"})
LONGER_LIST_FROM = 89


@dataclass(frozen=True, slots=True)
class Place:
    """Where a family lives, as one row of the file says. None: it says nothing."""

    address: str | None
    area: AreaKey | None
    written: tuple[str, str, str]


class Comparison:
    """Compares rows of one table. Made once a file, so that each row costs only look-ups by position."""

    def __init__(self, table: Table) -> None:
        self.fields = table.fields
        self.present = table.present
        self._at = {name: index for index, name in enumerate(table.fields)}
        plain = [name for name in OWN_FIELDS if name in table.present and name not in UNTRACKED]
        self._names = [name for name in plain if name != "occupation"]
        self._said = itemgetter(*(self._at[name] for name in self._names))
        self._known = itemgetter(*(AT[name] for name in self._names))
        self._holdings = [pair for pair in CERTIFICATES.items() if pair[1] not in table.present]
        beyond = len(table.fields)  # where `elements` puts None, for what has no column
        self._own = itemgetter(
            *(self._at.get(name, beyond) for name in (*OWN_FIELDS, "ktp_marital", "occupation"))
        )
        self._derived_at = [self._at.get(name) for name in ("ktp_marital", "occupation")]
        self.kept_blanks = dict.fromkeys(self._names, 0)
        # What a row says of its place, unread: members of a family mostly say the same.
        self.raw_place = self._reader(*(name for name in (*ADDRESS_FIELDS, *AREA_FIELDS) if name in self._at))
        self.identity = self._reader("nik", "full_name", "birth_place", "birth_date")
        self.position = self._reader("relation", "standing", "kk")
        self.needed = self._reader("full_name", "sex", "birth_date")

    def _reader(self, *names: str) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
        """What a row says of fields that every layout has."""
        return itemgetter(*(self._at[name] for name in names))

    def value(self, values: Sequence[Any], name: str) -> Any:
        """What a row says of a field; None where it says nothing or has no such column."""
        index = self._at.get(name)
        return None if index is None else values[index]

    def changes(self, values: Sequence[Any], person: Known) -> Changes:
        """Own fields of a resident that would change; the KK, address and area are the family's."""
        changes: Changes = {}
        compared = zip(self._names, self._said(values), self._known(person.values), strict=True)
        for name, new, old in compared:
            if new is None:
                self.kept_blanks[name] += old is not None
            elif new != old:
                changes[name] = (old, new)
        for name, new in self._derived(values, person.__getitem__):
            if new != person[name]:
                changes[name] = (person[name], new)
        self._certificates_held(changes, person.__getitem__)
        return changes

    def elements(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """The own fields of somebody new, in the order of `OWN_FIELDS`."""
        *own, status, occupation = self._own((*values, None))
        if status is not None:
            married, married_on, divorced, divorced_on = _records(own)
            own[MARITAL_STATUS] = _six_code(status, married or married_on, divorced or divorced_on)
        if occupation is not None:
            own[OCCUPATION] = _occupation(occupation, None)
        for number, holding in self._holdings:
            if own[AT[number]] is not None:
                own[AT[holding]] = PRESENT
        for at, unless_said in UNLESS_SAID:
            if own[at] is None:
                own[at] = unless_said
        return tuple(own)

    def place(self, values: Sequence[Any], home: Mapping[str, Any] | None) -> Place:
        """Where the family of a row lives. `home` is the register's record of it: what reads the same stays."""
        if "full_address" in self.present:
            return self._joined_place(values, home)
        written = (
            self.value(values, "dusun") or "",
            self.value(values, "rw") or "",
            self.value(values, "rt") or "",
        )
        return Place(self.value(values, "address"), area_key(*written) if any(written) else None, written)

    def _joined_place(self, values: Sequence[Any], home: Mapping[str, Any] | None) -> Place:
        """The civil registry writes street and dusun as one text."""
        full, rw, rt = (self.value(values, name) for name in ("full_address", "rw", "rt"))
        if full is None and rw is None and rt is None:
            return Place(None, None, ("", "", ""))
        if home is not None and full == joined_address(home):
            street, dusun = home["address"], home["dusun"] or ""
        else:
            street, dusun = split_address(full or "")
        written = (dusun, rw or "", rt or "")
        return Place(street or None, area_key(*written) if any(written) else None, written)

    def _derived(self, values: Sequence[Any], old: Callable[[str], Any]) -> list[tuple[str, Any]]:
        """Fields that a layout writes with fewer words than the register has: what reads the same stays."""
        derived: list[tuple[str, Any]] = []
        status, occupation = (None if at is None else values[at] for at in self._derived_at)
        if status is not None:
            derived.append(("marital_status", self._marital_status(status, values, old)))
        if occupation is not None:
            derived.append(("occupation", _occupation(occupation, old("occupation"))))
        return derived

    def _marital_status(self, status: int, values: Sequence[Any], old: Callable[[str], Any]) -> int:
        known: int | None = old("marital_status")
        if known is not None and ktp_marital({"marital_status": known}) == status:
            return known

        def record(number: str, day: str) -> Any:
            return self.value(values, number) or self.value(values, day) or old(number) or old(day)

        return _six_code(
            status,
            record("marriage_certificate", "marriage_date"),
            record("divorce_certificate", "divorce_date"),
        )

    def _certificates_held(self, changes: Changes, old: Callable[[str], Any]) -> None:
        """Who has a certificate's number holds the certificate, unless the file says so itself."""
        for number, holding in self._holdings:
            if number in changes and old(holding) != Holding.PRESENT:
                changes[holding] = (old(holding), PRESENT)


def _six_code(status: int, marriage: Any, divorce: Any) -> int:
    """A marital status as the register keeps it. `marriage` and `divorce` are what is on record of them, if anything."""
    if status > SIX_CODE:
        return status - SIX_CODE
    return six_code_status(status, married_on_record=bool(marriage), divorced_on_record=bool(divorce))


def _occupation(code: int, old: int | None) -> int:
    """The list of 89 has one word for all that the list of 99 tells apart from 89 on."""
    if code != CODE_89:
        return code
    return old if old is not None and old >= LONGER_LIST_FROM else int(Occupation.OTHER)


def is_head(relation: int | None) -> bool:
    return relation == Relation.HEAD
