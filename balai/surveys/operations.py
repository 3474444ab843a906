"""Answering, and publishing what was answered.

Answers are the one thing in Balai that nobody does: they name no actor and leave no line in the trail, because a line
has a moment and a device, and with these the answer would be somebody's.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core.months import Month
from balai.services.models import Service
from balai.surveys.disclosure import Told, gives_away
from balai.surveys.enums import Action, Channel, Element, Reason
from balai.surveys.figures import count_answers
from balai.surveys.models import Publication, Rating, RatingReason, SkmResponse
from balai.surveys.periods import Period
from balai.surveys.rules import SMALLEST_SAMPLE, reasons_for
from balai.tenancy.locks import one_at_a_time


class TooFewAnswers(Exception):
    """So few answers that somebody could tell whose they are. `str()` is a sentence for the officer."""

    def __init__(self, respondents: int) -> None:
        super().__init__(
            f"Baru {respondents} jawaban. IKM diumumkan mulai {SMALLEST_SAMPLE} jawaban, agar tidak ada yang dikenali."
        )


class TooFewServed(Exception):
    """Fewer people were served than answered. `str()` is a sentence for the officer."""

    def __init__(self, respondents: int) -> None:
        super().__init__(f"Sudah {respondents} orang menjawab. Yang dilayani paling sedikit sebanyak itu.")


class TellsTooMuch(Exception):
    """Less what was published before, a handful of answers would be left. `str()` is a sentence for the officer."""

    def __init__(self) -> None:
        super().__init__(
            "Dibandingkan dengan pengumuman sebelumnya, selisihnya hanya beberapa jawaban, "
            "jadi orangnya bisa dikenali. Umumkan masa lain, atau tunggu sampai ada jawaban bulan berikutnya."
        )


@dataclass(frozen=True, slots=True)
class Respondent:
    """What somebody says about himself or herself; "" for what is left out."""

    sex: str = ""
    age_group: str = ""
    education: str = ""
    occupation: str = ""


@transaction.atomic
def rate(*, score: int, service: Service | None, channel: Channel, on: date) -> Rating:
    """The first touch: one of four faces. Raises `ValidationError` for any other score."""
    rating = Rating(score=score, service=service, channel=channel, month=Month.of(on).first)
    rating.clean_fields(exclude={"service"})
    rating.save(force_insert=True)
    return rating


@transaction.atomic
def tell_reason(
    *, score: int, reason: str, service: Service | None, channel: Channel, on: date
) -> RatingReason:
    """The second touch: why. Raises `ValidationError` for a reason that doesn't go with the score."""
    if reason not in reasons_for(score):
        raise ValidationError("Alasan ini tidak cocok dengan nilainya.")
    told = RatingReason(
        score=score, reason=Reason(reason), service=service, channel=channel, month=Month.of(on).first
    )
    told.clean_fields(exclude={"service"})
    told.save(force_insert=True)
    return told


@transaction.atomic
def answer_skm(
    *, answers: Mapping[Element, int], respondent: Respondent, channel: Channel, on: date
) -> SkmResponse:
    """All nine elements at once. Raises `ValidationError` when one is missing or off the scale."""
    values = {element.value: answers.get(element) for element in Element}
    response = SkmResponse(**values, **asdict(respondent), channel=channel, month=Month.of(on).first)
    response.clean_fields()
    response.save(force_insert=True)
    return response


@transaction.atomic
def copy_paper(*, answers: Mapping[Element, int], respondent: Respondent, on: date, by: Actor) -> SkmResponse:
    """Enter a questionnaire that somebody filled on paper at the counter. The trail says who copied, not what.

    Raises `ValidationError` as `answer_skm`.
    """
    response = answer_skm(answers=answers, respondent=respondent, channel=Channel.COUNTER, on=on)
    record(Action.PAPER_ENTERED, by=by)
    return response


@transaction.atomic
def publish_index(
    *, period: Period, served: int, plan: str, by: Actor, at: datetime | None = None
) -> Publication:
    """Tell everybody the index of a period, of its months that are over.

    Raises `TooFewAnswers`, `TooFewServed`, `TellsTooMuch`.
    """
    now = at or timezone.now()
    today = timezone.localdate(now)
    one_at_a_time("surveys.publish")
    figures = count_answers(period, today=today)
    if not figures.is_enough:
        raise TooFewAnswers(figures.respondents)
    if served < figures.respondents:
        raise TooFewServed(figures.respondents)
    told_before = [
        each.told for each in Publication.objects.filter(year=period.year).order_by("published_at")
    ]
    if gives_away(Told(frozenset(period.counted(today)), figures.respondents), told_before):
        raise TellsTooMuch
    publication = Publication(
        year=period.year,
        span=period.span,
        number=period.number,
        served=served,
        respondents=figures.respondents,
        index=figures.index,
        figures=figures.as_json(),
        plan=plan,
        published_at=now,
        published_by=by.officer,
        published_label=by.label,
    )
    publication.save(force_insert=True)
    facts = {"period": period.address, "count": figures.respondents, "index": str(figures.index)}
    record(Action.PUBLISHED, by=by, subject=publication, facts=facts)
    return publication
