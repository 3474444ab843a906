"""Books B.1 and B.5: every permanent resident at the end of a month, in the order of places, KKs and relations."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from balai.core.months import Month
from balai.residents import enums
from balai.residents.models import Change, Family
from balai.residents.reports.balance import is_counted
from balai.residents.reports.past import State, first_month, timelines
from balai.residents.reports.places import Places
from balai.tenancy.rules import RegionalWords

type Value = str | int | date | None

COMMON = ("residency", "full_name", "sex", "birth_place", "birth_date", "religion", "education", "occupation", "citizenship",
          "marital_status", "relation", "nik", "kk", "address", "area")  # fmt: skip
MASTER_FIELDS = (*COMMON, "literacy")
CARD_FIELDS = (*COMMON, "blood_type", "father_name", "mother_name")

SEXES = {enums.Sex.MALE: "L", enums.Sex.FEMALE: "P"}
LETTERS = {
    enums.Literacy.LATIN: "L", enums.Literacy.LOCAL: "D", enums.Literacy.ARABIC: "A", enums.Literacy.ARABIC_LATIN: "AL",
    enums.Literacy.ARABIC_LOCAL: "AD", enums.Literacy.ARABIC_LATIN_LOCAL: "ALD",
}  # fmt: skip
LETTERS_EXPLAINED = "Dapat membaca huruf: L Latin, D daerah, A Arab."
_LABELS = {
    name: {int(code): str(label) for code, label in codes.choices} for name, codes in enums.CODED.items()
}


def permanent_residents(month: Month, fields: tuple[str, ...], places: Places) -> list[tuple[UUID, State]]:
    """Everybody counted at the end of the month, in the order of the books."""
    people = [
        (timeline.resident_id, timeline.start)
        for timeline in timelines(month.last, fields, first_month())
        if timeline.start is not None and is_counted(timeline.start)
    ]
    return sorted(people, key=lambda person: _in_order(person[1], places))


def _in_order(state: State, places: Places) -> tuple[object, ...]:
    kk = state["kk"] or ""
    return (
        *places.key(state["area"]),
        kk == "",
        kk,
        state["relation"] or 99,
        state["birth_date"],
        state["full_name"],
    )


def master_rows(month: Month, words: RegionalWords, places: Places) -> Iterator[tuple[str, list[Value]]]:
    """The lines of B.1 without their number, each with its place."""
    for _, person in permanent_residents(month, MASTER_FIELDS, places):
        yield places.name(person["area"]), [
            text(person, "full_name"), sex(person), label(person, "marital_status"), text(person, "birth_place"),
            day(person["birth_date"]), label(person, "religion"), label(person, "education"), label(person, "occupation"),
            LETTERS.get(enums.Literacy(int(person["literacy"]))) if person["literacy"] else "", citizenship(person),
            address(person, places), label(person, "relation"), text(person, "nik"), text(person, "kk"), "",
        ]  # fmt: skip


def card_rows(month: Month, words: RegionalWords, places: Places) -> Iterator[tuple[str, list[Value]]]:
    """The lines of B.5 without their number, each with its place.

    The day of issue is that of the KK: the register holds no other. The day somebody came is known for those
    who were born or arrived since the register is kept.
    """
    came, issued = _days_of_coming(month), _days_of_issue()
    for resident_id, person in permanent_residents(month, CARD_FIELDS, places):
        issued_on = issued.get(str(person["kk"]))
        yield places.name(person["area"]), [
            text(person, "kk"), text(person, "full_name"), text(person, "nik"), sex(person), birth(person),
            label(person, "blood_type"), label(person, "religion"), label(person, "education"), label(person, "occupation"),
            address(person, places), label(person, "marital_status"),
            f"{words.regency_name}, {issued_on:%d-%m-%Y}" if issued_on else "", label(person, "relation"),
            citizenship(person), text(person, "father_name"), text(person, "mother_name"), came.get(resident_id), "",
        ]  # fmt: skip


def text(person: State, field: str) -> str:
    return str(person[field] or "")


def label(person: State, field: str) -> str:
    """The words of a code; "" while unknown."""
    code = person[field]
    return _LABELS[field].get(int(code), "") if code is not None else ""


def sex(person: State) -> str:
    return SEXES[enums.Sex(int(person["sex"] or 0))]


def citizenship(person: State) -> str:
    """As it is counted: WNI unless the register says WNA."""
    return "WNA" if person["citizenship"] == enums.Citizenship.FOREIGN else "WNI"


def day(code: object) -> date | None:
    return date.fromisoformat(str(code)) if code else None


def birth(person: State) -> str:
    """'Mekarsari, 05-07-1992'."""
    born = day(person["birth_date"])
    return ", ".join(filter(None, (text(person, "birth_place"), f"{born:%d-%m-%Y}" if born else "")))


def address(person: State, places: Places) -> str:
    """Street and area, as far as they are known."""
    return ", ".join(filter(None, (text(person, "address"), places.addresses.get(str(person["area"]), ""))))


def _days_of_coming(month: Month) -> Mapping[UUID, date]:
    """When somebody was born here or last moved in."""
    kinds = (enums.EventKind.BIRTH, enums.EventKind.ARRIVAL)
    entered = Change.objects.filter(
        event__kind__in=kinds, event__reported_on__lte=month.last, changes__has_key="standing"
    )
    return dict(entered.order_by("id").values_list("resident_id", "event__occurred_on"))


def _days_of_issue() -> Mapping[str, date]:
    """The day of each KK; of one that was used twice, the active family's."""
    known = Family.objects.filter(registered_on__isnull=False).order_by("ended_at")
    return {kk: issued_on for kk, issued_on in known.values_list("kk", "registered_on") if issued_on}
