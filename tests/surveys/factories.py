"""Answers of invented respondents."""

from datetime import UTC, date, datetime
from typing import Any

from balai.services.models import Service
from balai.surveys.enums import Channel, Element, Span
from balai.surveys.models import Rating, SkmResponse
from balai.surveys.operations import Respondent, answer_skm, rate
from balai.surveys.periods import Period

TODAY = date(2026, 11, 20)
QUARTER = Period(2026, Span.QUARTER, 4)
AFTERWARDS = date(2027, 1, 4)
"""When all of the quarter is counted."""
NEW_YEAR = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)


def make_service(slug: str = "domisili", name: str = "Surat Keterangan Domisili") -> Service:
    return Service.objects.create(slug=slug, name=name, summary=name)


def make_ratings(*scores: int, service: Service | None = None, on: date = TODAY) -> list[Rating]:
    return [rate(score=score, service=service, channel=Channel.KIOSK, on=on) for score in scores]


def make_responses(
    many: int, value: int = 4, *, on: date = TODAY, respondent: Respondent | None = None, **values: int
) -> list[SkmResponse]:
    """`many` times the same answers: `value` for each element but those in `values`."""
    answers = {element: values.get(element.value, value) for element in Element}
    asked: dict[str, Any] = {
        "answers": answers,
        "respondent": respondent or Respondent(),
        "channel": Channel.KIOSK,
        "on": on,
    }
    return [answer_skm(**asked) for _ in range(many)]
