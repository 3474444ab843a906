"""What the office did this month, for the front page: letters, and how long a resident stood at the kiosk for one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import Aggregate, Count, F, FloatField
from django.utils import timezone

from balai.core.months import Month
from balai.kiosk.models import Errand
from balai.letters.enums import LetterState
from balai.letters.models import Letter

FEWEST_VISITS: Final = 5
"""Fewer visits say nothing of the next one, and something of those who made them."""
SECONDS: Final = 60


class Median(Aggregate):
    """The value in the middle, of durations in seconds."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM %(expressions)s))"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class FiguresOfMonth:
    """The month up to a day. `kiosk_minutes` is None while too few letters came out at the kiosk."""

    month: Month
    letters: int
    kiosk_letters: int
    kiosk_minutes: int | None


def figures_of_month(today: date) -> FiguresOfMonth:
    """Two questions to the database, both by index, however many letters there are.

    Letters that were revoked later were issued too; those without a seal are not yet, and void ones never were. A letter at
    the kiosk takes from the first touch of its visit until it is made; half of them take no longer than told.
    """
    month = Month.of(today)
    letters = Letter.objects.of_month(month.first, month.following.first)
    issued = letters.exclude(state__in=(LetterState.NUMBERED, LetterState.VOID))
    made = Errand.objects.filter(
        made_at__gte=_midnight(month.first),
        made_at__lt=_midnight(month.following.first),
        letter__isnull=False,
        visit__is_training=False,
    )
    found = made.aggregate(letters=Count("id"), seconds=Median(F("made_at") - F("visit__started_at")))
    enough = found["letters"] >= FEWEST_VISITS
    minutes = max(1, round(found["seconds"] / SECONDS)) if enough else None
    return FiguresOfMonth(month, issued.count(), found["letters"], minutes)


def _midnight(day: date) -> datetime:
    """The day's first moment on the village's clock."""
    return timezone.make_aware(datetime.combine(day, time.min))
