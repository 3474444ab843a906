"""Books B.2 and B.4: who came into the village and who left it in a month, and who stays for a time only."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from balai.core.months import Month
from balai.residents.enums import EventKind, Residency, Sex, Standing
from balai.residents.models import Change
from balai.residents.reports.balance import Flow, Movement, is_counted, is_temporary, movements
from balai.residents.reports.lists import Value, birth, citizenship, day, label, sex, text
from balai.residents.reports.past import NOBODY, State, Step, first_month, timelines
from balai.residents.reports.places import Places
from balai.residents.rules import age
from balai.tenancy.rules import RegionalWords

CHANGE_FIELDS = ("residency", "full_name", "sex", "citizenship", "birth_place", "birth_date", "area")
STAY_FIELDS = (
    *CHANGE_FIELDS, "nik", "passport", "occupation", "ethnicity", "previous_address", "address", "current_address",
)  # fmt: skip


def change_rows(month: Month, words: RegionalWords, places: Places) -> list[list[Value]]:
    """The lines of B.2 without their number: everybody who became or ceased to be a permanent resident, by day.

    Moves and corrections inside the village are not mutations of it; they are remarks of the Rekapitulasi.
    """
    found = [
        (step.entry.occurred_on, text(step.after, "full_name"), _change(step, movement, words))
        for timeline in timelines(month.eve, CHANGE_FIELDS, first_month(), also=NOBODY)
        for step in timeline.until(month.last)
        if is_counted(step.before) != is_counted(step.after)
        for movement in movements(step, places.line_of, places.nowhere)
    ]
    return [cells for _, _, cells in sorted(found, key=lambda line: line[:2])]


def _change(step: Step, movement: Movement, words: RegionalWords) -> list[Value]:
    person = step.after if movement.flow.adds else step.before or step.after
    details, on = step.entry.details, step.entry.occurred_on
    come: list[Value] = ["", None]
    left: list[Value] = ["", None]
    died: list[Value] = ["", None]
    if movement.flow is Flow.BORN:
        come = ["Lahir", on]
    elif movement.flow is Flow.ARRIVED:
        come = [str(details.get("origin") or ""), on]
    elif movement.flow is Flow.LEFT:
        left = [str(details.get("destination") or ""), on]
    else:
        died = [str(details.get("place") or ""), on]
    return [
        text(person, "full_name"), text(person, "birth_place"), day(person["birth_date"]), sex(person), citizenship(person),
        *come, *left, *died, _remark(step, movement, words),
    ]  # fmt: skip


def _remark(step: Step, movement: Movement, words: RegionalWords) -> str:
    """What the columns don't say; of something that happened in another month, when it was reported."""
    told = {Flow.BORN: "kelahiran", Flow.DIED: "kematian"}.get(movement.flow, "")
    if movement.cause:
        told = movement.cause.value.format(village=words.village)
    entry = step.entry
    late = Month.of(entry.occurred_on) != Month.of(step.day)
    remark = ", ".join(filter(None, (told, f"lapor {entry.reported_on:%d-%m-%Y}" if late else "")))
    return remark[:1].upper() + remark[1:]


def stay_rows(month: Month, words: RegionalWords, places: Places) -> list[list[Value]]:
    """The lines of B.4 without their number: everybody who stayed here for a time on any day of the month."""
    arrivals = _arrivals(month)
    stays = []
    staying = Q(standing=Standing.LIVING, residency=Residency.TEMPORARY)
    for timeline in timelines(month.eve, STAY_FIELDS, first_month(), also=staying):
        steps = timeline.until(month.last)
        states = [state for state in (timeline.start, *(step.after for step in steps)) if is_temporary(state)]
        if states and (person := states[-1]):
            arrival = arrivals.get(timeline.resident_id)
            stays.append(_stay(person, steps, arrival, places, month))
    return sorted(stays, key=lambda cells: str(cells[0]))


def _stay(
    person: State,
    steps: list[Step],
    arrival: tuple[date, dict[str, str]] | None,
    places: Places,
    month: Month,
) -> list[Value]:
    came, details = arrival or (None, {})
    gone = [step for step in steps if is_temporary(step.before) and not is_temporary(step.after)]
    left = gone[-1] if gone and not is_temporary(steps[-1].after) else None
    years = age(date.fromisoformat(str(person["birth_date"])), month.last)
    host = str(details.get("host") or "")
    home = text(person, "address") or text(person, "current_address")
    woman = person["sex"] == Sex.FEMALE
    return [
        text(person, "full_name"), "" if woman else "L", "P" if woman else "", text(person, "nik") or text(person, "passport"),
        f"{birth(person)} ({years} tahun)", label(person, "occupation"), citizenship(person), text(person, "ethnicity"),
        str(details.get("origin") or "") or text(person, "previous_address"), str(details.get("purpose") or ""),
        ", ".join(filter(None, (host, home, places.addresses.get(str(person["area"]), "")))),
        came, left.entry.occurred_on if left else None, _why_gone(left),
    ]  # fmt: skip


def _why_gone(step: Step | None) -> str:
    if step is None:
        return ""
    if step.after["residency"] == Residency.PERMANENT and step.after["standing"] == Standing.LIVING:
        return "Menjadi penduduk tetap"
    return Standing(int(step.after["standing"] or 0)).label


def _arrivals(month: Month) -> dict[UUID, tuple[date, dict[str, str]]]:
    """When, whence and what for people last moved in."""
    entered = Change.objects.filter(
        event__kind=EventKind.ARRIVAL, event__reported_on__lte=month.last, changes__has_key="standing"
    )
    rows = entered.order_by("id").values_list("resident_id", "event__occurred_on", "event__details")
    return {resident_id: (occurred_on, details) for resident_id, occurred_on, details in rows}
