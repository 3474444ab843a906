"""What the front page may say of this month's service."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from balai.accounts.actors import Actor
from balai.core.months import Month
from balai.kiosk.enums import Ending
from balai.kiosk.figures_of_month import FiguresOfMonth, figures_of_month
from balai.kiosk.models import Errand, Visit
from balai.letters.models import Letter
from balai.tenancy.models import Village
from tests.kiosk.factories import make_kiosk
from tests.letters.conftest import hall, ready
from tests.letters.factories import issue

__all__ = ["hall", "ready"]

TODAY = date(2026, 11, 22)
NOVEMBER = Month(2026, 11)


def visited(letter: Letter, at: datetime, minutes: float, *, is_training: bool = False) -> None:
    device, _ = make_kiosk(by=Actor.system("uji"), name=f"{Visit.objects.count() + 1}")
    made_at = at + timedelta(minutes=minutes)
    visit = Visit.objects.create(
        device=device, key_hash=f"{device.pk}", started_at=at, touched_at=made_at, ended_at=made_at, ending=Ending.DONE,
        is_training=is_training,
    )  # fmt: skip
    Errand.objects.create(
        visit=visit, kind=letter.kind, version=letter.version, letter=letter, chosen_at=at, made_at=made_at
    )


def test_a_month_has_its_letters_and_the_median_time_at_the_kiosk(
    ready: Village, django_assert_num_queries: Any
) -> None:
    at = timezone.make_aware(datetime(2026, 11, 21, 9, 0))
    letter = issue(at=at)
    issue(at=at + timedelta(days=10))
    for minutes in (0.6, 1.2, 2.1, 3.9, 40):
        visited(letter, at, minutes)
    visited(letter, at, 300, is_training=True)
    visited(letter, timezone.make_aware(datetime(2026, 10, 31, 23, 0)), 50)

    with django_assert_num_queries(2):
        figures = figures_of_month(TODAY)

    assert figures == FiguresOfMonth(NOVEMBER, letters=1, kiosk_letters=5, kiosk_minutes=2)


def test_a_few_visits_say_nothing_of_the_next(ready: Village) -> None:
    letter = issue(at=timezone.make_aware(datetime(2026, 11, 21, 9, 0)))
    for _ in range(4):
        visited(letter, timezone.make_aware(datetime(2026, 11, 21, 9, 0)), 2)

    assert figures_of_month(TODAY).kiosk_minutes is None


def test_a_month_may_be_quiet(ready: Village) -> None:
    assert figures_of_month(date(2027, 2, 1)) == FiguresOfMonth(Month(2027, 2), 0, 0, None)
