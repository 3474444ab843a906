"""Answering leaves no trace of who answered; publishing leaves one of who published."""

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.residents.models import Resident
from balai.surveys.enums import Action, Channel, Element, Span
from balai.surveys.figures import SurveyFigures, count_answers
from balai.surveys.models import Publication, Rating, RatingReason, SkmResponse
from balai.surveys.operations import (
    Respondent,
    TellsTooMuch,
    TooFewAnswers,
    TooFewServed,
    answer_skm,
    publish_index,
    rate,
    tell_reason,
)
from balai.surveys.periods import Period
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.surveys.factories import (
    AFTERWARDS,
    NEW_YEAR,
    QUARTER,
    TODAY,
    make_ratings,
    make_responses,
    make_service,
)

ANSWERS = dict.fromkeys(Element, 3)
MONTH = date(2026, 11, 1)


def test_a_face_is_one_rating(in_village: Village) -> None:
    service = make_service()

    rating = rate(score=4, service=service, channel=Channel.KIOSK, on=TODAY)

    kept = Rating.objects.get()
    assert kept == rating
    assert (kept.score, kept.service, kept.channel, kept.month) == (4, service, "kiosk", MONTH)


@pytest.mark.parametrize("score", [0, 5, -1])
def test_other_scores_are_refused(in_village: Village, score: int) -> None:
    with pytest.raises(ValidationError):
        rate(score=score, service=None, channel=Channel.KIOSK, on=TODAY)


def test_a_reason_must_go_with_the_score(in_village: Village) -> None:
    told = tell_reason(score=1, reason="slow", service=None, channel=Channel.KIOSK, on=TODAY)

    assert (told.score, told.reason, told.month) == (1, "slow", MONTH)
    for score, reason in ((4, "slow"), (1, "quick"), (4, ""), (4, "weather")):
        with pytest.raises(ValidationError):
            tell_reason(score=score, reason=reason, service=None, channel=Channel.KIOSK, on=TODAY)


def test_the_database_too_knows_which_reasons_go_with_a_score(in_village: Village) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RatingReason.objects.create(score=4, reason="slow", channel="kiosk", month=MONTH)


@pytest.mark.parametrize("left_out", list(Element))
def test_all_nine_elements_must_be_answered(in_village: Village, left_out: Element) -> None:
    answers = {element: 3 for element in Element if element is not left_out}

    with pytest.raises(ValidationError):
        answer_skm(answers=answers, respondent=Respondent(), channel=Channel.KIOSK, on=TODAY)

    assert not SkmResponse.objects.exists()


def test_a_respondent_may_stay_unknown_or_say_a_little(in_village: Village) -> None:
    answer_skm(answers=ANSWERS, respondent=Respondent(), channel=Channel.KIOSK, on=TODAY)
    known = Respondent(sex="female", age_group="30_39", education="sma", occupation="wirausaha")
    answer_skm(answers=ANSWERS, respondent=known, channel=Channel.WEB, on=TODAY)

    said = SkmResponse.objects.order_by("sex").values_list("sex", "age_group", "education", "occupation")
    assert list(said) == [("", "", "", ""), ("female", "30_39", "sma", "wirausaha")]


def test_an_unknown_group_is_refused(in_village: Village) -> None:
    with pytest.raises(ValidationError):
        answer_skm(answers=ANSWERS, respondent=Respondent(education="tk"), channel=Channel.KIOSK, on=TODAY)


@pytest.mark.parametrize("model", [Rating, RatingReason, SkmResponse])
def test_an_answer_leads_to_nobody(model: type[Rating | RatingReason | SkmResponse]) -> None:
    """No column holds a person, a visit, a device or a moment."""
    kinds = {field.name: field.get_internal_type() for field in model._meta.fields}

    assert {
        name for name, kind in kinds.items() if kind in {"DateTimeField", "TimeField", "JSONField"}
    } == set()
    related = {field.related_model for field in model._meta.fields if field.related_model}
    assert Resident not in related
    assert {relation.__name__ for relation in related} <= {"Village", "Service"}


def test_an_answer_says_no_moment(in_village: Village) -> None:
    """A uuid7 would begin with the millisecond; the trail would name minute and device."""
    rating = make_ratings(4)[0]
    told = tell_reason(score=4, reason="quick", service=None, channel=Channel.KIOSK, on=TODAY)
    response = make_responses(1)[0]

    assert [each.pk.version for each in (rating, told, response)] == [4, 4, 4]
    assert {each.month for each in (rating, told, response)} == {MONTH}
    assert not AuditEntry.objects.exists()


def test_answers_cannot_be_changed_or_taken_away(in_village: Village) -> None:
    make_ratings(1)
    for change in (lambda: Rating.objects.update(score=4), lambda: Rating.objects.all().delete()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()

    assert Rating.objects.get().score == 1


def test_a_village_does_not_count_the_answers_of_another(village: Village, other_village: Village) -> None:
    with acting_for(other_village):
        make_responses(6)
    with acting_for(village):
        make_responses(2)

        assert count_answers(QUARTER, today=AFTERWARDS).respondents == 2


def test_a_published_index_is_kept_as_it_was(in_village: Village, actor: Actor) -> None:
    make_responses(5, 3, respondent=Respondent(sex="male"))
    publication = publish_index(
        period=QUARTER, served=40, plan="Menambah kursi tunggu.", by=actor, at=NEW_YEAR
    )
    make_responses(20, 1)

    kept = Publication.objects.of(QUARTER).get()
    figures = SurveyFigures.read(kept.figures)
    assert kept == publication
    assert (kept.index, kept.respondents, kept.served) == (Decimal("75.00"), 5, 40)
    assert (figures.index, figures.respondents, figures.grade.letter) == (Decimal("75.00"), 5, "C")
    assert figures.profiles[0].rows == (("Laki-laki", 5),)
    line = AuditEntry.objects.get()
    assert (line.action, line.label, line.facts) == (
        Action.PUBLISHED, actor.label, {"period": "2026-triwulan-4", "count": 5, "index": "75.00"},
    )  # fmt: skip


def test_a_correction_stands_in_place_of_what_was_published_before(in_village: Village, actor: Actor) -> None:
    make_responses(5, 3)
    publish_index(period=QUARTER, served=40, plan="Menambah kursi.", by=actor, at=NEW_YEAR)
    make_responses(5, 4)
    corrected = publish(QUARTER, NEW_YEAR + timedelta(days=1), actor)

    assert list(Publication.objects.standing()) == [corrected]
    assert Publication.objects.count() == 2


def test_four_answers_are_too_few_to_publish(in_village: Village, actor: Actor) -> None:
    make_responses(4)

    with pytest.raises(TooFewAnswers, match="Baru 4 jawaban"):
        publish_index(period=QUARTER, served=40, plan="Menambah kursi.", by=actor, at=NEW_YEAR)

    assert not Publication.objects.exists()


def test_no_fewer_can_be_served_than_answered(in_village: Village, actor: Actor) -> None:
    make_responses(5)

    with pytest.raises(TooFewServed):
        publish_index(period=QUARTER, served=4, plan="Menambah kursi.", by=actor, at=NEW_YEAR)


def publish(period: Period, at: datetime, by: Actor) -> Publication:
    return publish_index(period=period, served=1000, plan="Menambah kursi.", by=by, at=at)


@pytest.mark.parametrize(("later", "is_told"), [(1, False), (4, False), (5, True), (0, True)])
def test_a_correction_by_a_handful_of_answers_is_not_published(
    in_village: Village, actor: Actor, later: int, is_told: bool
) -> None:
    make_responses(6, 4)
    publish(QUARTER, NEW_YEAR, actor)
    make_responses(later, 1)

    with nullcontext() if is_told else pytest.raises(TellsTooMuch):
        publish(QUARTER, NEW_YEAR + timedelta(days=1), actor)

    assert Publication.objects.count() == (2 if is_told else 1)


@pytest.mark.parametrize("first", [Span.QUARTER, Span.SEMESTER])
def test_a_part_and_its_whole_are_not_both_published_when_a_handful_is_between(
    in_village: Village, actor: Actor, first: Span
) -> None:
    make_responses(6, on=date(2026, 7, 1))
    make_responses(3, on=date(2026, 10, 1))
    third_quarter, semester = Period(2026, Span.QUARTER, 3), Period(2026, Span.SEMESTER, 2)
    before, after = (third_quarter, semester) if first is Span.QUARTER else (semester, third_quarter)
    publish(before, NEW_YEAR, actor)

    with pytest.raises(TellsTooMuch):
        publish(after, NEW_YEAR, actor)


def test_of_a_period_that_is_not_over_the_rest_must_be_enough_too(in_village: Village, actor: Actor) -> None:
    make_responses(6, on=date(2026, 10, 1))
    publish(QUARTER, datetime(2026, 11, 2, 2, 0, tzinfo=UTC), actor)
    make_responses(2, on=date(2026, 11, 20))

    with pytest.raises(TellsTooMuch):
        publish(QUARTER, datetime(2026, 12, 2, 2, 0, tzinfo=UTC), actor)


def test_what_other_villages_and_years_published_does_not_matter(
    village: Village, other_village: Village, actor: Actor
) -> None:
    with acting_for(other_village):
        make_responses(7)
        publish(QUARTER, NEW_YEAR, actor)
    with acting_for(village):
        make_responses(8, on=date(2025, 11, 1))
        publish(Period(2025, Span.QUARTER, 4), NEW_YEAR, actor)
        make_responses(10)

        assert publish(QUARTER, NEW_YEAR, actor).respondents == 10
