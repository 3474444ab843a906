"""When the office is open."""

from collections.abc import Iterable
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.villages.models import Closure, Identity, OfficeHours
from balai.villages.rules import Opening


@transaction.atomic
def set_week(*, openings: Iterable[Opening], by: Actor) -> None:
    """Replace the ordinary week. Special hours stay. Raises `ValidationError`, and then nothing has changed."""
    OfficeHours.objects.ordinary().delete()
    for opening in openings:
        if opening.is_special:
            raise ValueError("special hours are added one by one")
        _save(opening)
    audit.record("villages.week_set", by=by)


@transaction.atomic
def add_special_hours(
    *, weekdays: Iterable[int], opens: time, closes: time, first_day: date, last_day: date, by: Actor
) -> None:
    """Let other hours hold on some weekdays of a period, as in Ramadan. Raises `ValidationError`."""
    for weekday in weekdays:
        _save(Opening(weekday, opens, closes, first_day, last_day))
    audit.record("villages.special_hours_added", by=by)


@transaction.atomic
def remove_special_hours(*, first_day: date, last_day: date, by: Actor) -> None:
    """Take away all special hours of one period."""
    OfficeHours.objects.filter(first_day=first_day, last_day=last_day).delete()
    audit.record("villages.special_hours_removed", by=by)


@transaction.atomic
def add_closure(*, first_day: date, last_day: date, reason: str, by: Actor) -> Closure:
    """Close the office on days that are no national holiday; deadlines move. Raises `ValidationError`."""
    closure = Closure(first_day=first_day, last_day=last_day, reason=reason)
    closure.validate_constraints()
    closure.save(force_insert=True)
    audit.record("villages.closure_added", by=by, subject=closure)
    return closure


@transaction.atomic
def remove_closure(*, closure: Closure, by: Actor) -> None:
    audit.record("villages.closure_removed", by=by, subject=closure)
    closure.delete()


@transaction.atomic
def set_collective_leave(*, closed: bool, by: Actor) -> None:
    """Say whether *cuti bersama* closes the office: it binds civil servants, villages choose."""
    identity = Identity.objects.locked()
    identity.closed_on_collective_leave = closed
    identity.save(update_fields=["closed_on_collective_leave"])
    audit.record("villages.collective_leave_set", by=by, facts={"closed": closed})


def _save(opening: Opening) -> None:
    row = OfficeHours(
        weekday=opening.weekday,
        opens=opening.opens,
        closes=opening.closes,
        first_day=opening.first_day,
        last_day=opening.last_day,
    )
    try:
        row.validate_constraints()
    except ValidationError as problem:
        raise ValidationError([f"{row}: {sentence}" for sentence in problem.messages]) from problem
    row.save(force_insert=True)
