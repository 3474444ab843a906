"""Answers that lead to nobody, and what the village has published of them."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from balai.services.models import Service
from balai.surveys import rules
from balai.surveys.disclosure import Told
from balai.surveys.enums import AgeGroup, Channel, Education, Element, Occupation, Reason, Score, Sex, Span
from balai.surveys.periods import Period
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

GOOD_REASONS, BAD_REASONS = rules.reasons_for(Score.VERY_GOOD), rules.reasons_for(Score.BAD)


class AnswerQuerySet[A: "Answer"](models.QuerySet[A]):
    """Answers of the village in scope."""

    def within(self, period: Period, *, today: date) -> Self:
        """Those of its months that are over."""
        return self.filter(month__in=[month.first for month in period.counted(today)])


class Answer(VillageOwned):
    """What all answers have in common. Of their time only the month is kept, and the id says nothing about it."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    # Not uuid7 as elsewhere: that one begins with the millisecond.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField("bulan")
    channel = models.CharField("tempat", max_length=7, choices=Channel)

    class Meta:
        abstract = True


def _first_of_month(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(month__day=1), violation_error_message="Hanya bulannya yang disimpan."
    )


class Rating(Answer):
    """A *penilaian*: one touch on a face after a visit."""

    score = models.PositiveSmallIntegerField("nilai", choices=Score)
    service = VillageForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="layanan",
    )  # fmt: skip

    objects = AnswerQuerySet["Rating"].as_manager()

    class Meta:
        verbose_name = "penilaian"
        verbose_name_plural = "penilaian"
        constraints = [
            models.CheckConstraint(
                name="rating_on_the_scale", condition=Q(score__in=rules.SCALE),
                violation_error_message="Nilai dari 1 sampai 4.",
            ),
            _first_of_month("rating_keeps_the_month_only"),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["village", "month"], name="rating_by_month")
        ]

    def __str__(self) -> str:
        return str(Score(self.score).label)


class RatingReason(Answer):
    """An *alasan penilaian*: the second touch. It has a row of its own, because many people touch only once."""

    score = models.PositiveSmallIntegerField("nilai", choices=Score)
    reason = models.CharField("alasan", max_length=10, choices=Reason)
    service = VillageForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="layanan",
    )  # fmt: skip

    objects = AnswerQuerySet["RatingReason"].as_manager()

    class Meta:
        verbose_name = "alasan penilaian"
        verbose_name_plural = "alasan penilaian"
        constraints = [
            models.CheckConstraint(
                name="reason_goes_with_score",
                condition=Q(score__in=[Score.GOOD, Score.VERY_GOOD], reason__in=GOOD_REASONS)
                | Q(score__in=[Score.BAD, Score.POOR], reason__in=BAD_REASONS),
                violation_error_message="Alasan ini tidak cocok dengan nilainya.",
            ),
            _first_of_month("reason_keeps_the_month_only"),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["village", "month"], name="reason_by_month")
        ]

    def __str__(self) -> str:
        return str(Reason(self.reason).label)


def _value(element: Element) -> Any:
    return models.PositiveSmallIntegerField(element.label, choices=Score)


class SkmResponse(Answer):
    """A *jawaban SKM*: all nine elements by one respondent, who may say a little about himself or herself."""

    requirements = _value(Element.REQUIREMENTS)
    procedure = _value(Element.PROCEDURE)
    time = _value(Element.TIME)
    cost = _value(Element.COST)
    product = _value(Element.PRODUCT)
    competence = _value(Element.COMPETENCE)
    behaviour = _value(Element.BEHAVIOUR)
    complaints = _value(Element.COMPLAINTS)
    facilities = _value(Element.FACILITIES)
    sex = models.CharField("jenis kelamin", max_length=6, choices=Sex, blank=True, default="")
    age_group = models.CharField("umur", max_length=8, choices=AgeGroup, blank=True, default="")
    education = models.CharField("pendidikan", max_length=3, choices=Education, blank=True, default="")
    occupation = models.CharField("pekerjaan", max_length=9, choices=Occupation, blank=True, default="")

    objects = AnswerQuerySet["SkmResponse"].as_manager()

    class Meta:
        verbose_name = "jawaban SKM"
        verbose_name_plural = "jawaban SKM"
        constraints = [
            models.CheckConstraint(
                name="skm_answers_on_the_scale",
                condition=Q(**{f"{element.value}__in": rules.SCALE for element in Element}),
                violation_error_message="Jawab setiap pertanyaan.",
            ),
            _first_of_month("skm_keeps_the_month_only"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["village", "month"], name="skm_by_month")
        ]

    def __str__(self) -> str:
        return f"SKM {self.month:%m-%Y}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    """What stands on the public page."""

    def standing(self) -> Self:
        """Of each period what was said last, the newest period first."""
        last = self.order_by("year", "span", "number", "-published_at").distinct("year", "span", "number")
        return self.filter(pk__in=last.values("pk")).order_by("-published_at")

    def of(self, period: Period) -> Self:
        return self.standing().filter(year=period.year, span=period.span, number=period.number)


class Publication(VillageOwned):
    """A *pengumuman IKM*: the index of a period as the village told it to everybody (Permen PANRB 14/2017 pasal 4).

    The figures are kept as published. A correction is another publication of the same period.
    """

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    year = models.PositiveSmallIntegerField("tahun")
    span = models.CharField("masa", max_length=8, choices=Span)
    number = models.PositiveSmallIntegerField("urutan")
    served = models.PositiveIntegerField("orang yang dilayani")
    respondents = models.PositiveIntegerField("responden")
    index = models.DecimalField("IKM", max_digits=5, decimal_places=2)
    figures = models.JSONField("angka")
    plan = models.CharField("yang akan diperbaiki", max_length=500)
    published_at = models.DateTimeField("diumumkan", default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="oleh"
    )
    published_label = models.CharField("nama petugas", max_length=200)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "pengumuman IKM"
        verbose_name_plural = "pengumuman IKM"
        constraints = [
            models.CheckConstraint(
                name="published_index_is_an_index", condition=Q(index__range=(25, 100)),
                violation_error_message="IKM antara 25 dan 100.",
            ),
            models.CheckConstraint(
                name="published_sample_is_large_enough", condition=Q(respondents__gte=rules.SMALLEST_SAMPLE),
                violation_error_message=f"Perlu paling sedikit {rules.SMALLEST_SAMPLE} jawaban.",
            ),
            models.CheckConstraint(
                name="more_served_than_asked", condition=Q(served__gte=F("respondents")),
                violation_error_message="Yang dilayani tidak mungkin lebih sedikit daripada yang menjawab.",
            ),
            models.CheckConstraint(
                name="publication_says_what_gets_better", condition=~Q(plan=""),
                violation_error_message="Tulis apa yang akan diperbaiki.",
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(F("village"), F("published_at").desc(), name="publication_newest_first"),
        ]

    def __str__(self) -> str:
        return f"IKM {self.period.label}"

    @property
    def period(self) -> Period:
        return Period(self.year, Span(self.span), self.number)

    @property
    def told(self) -> Told:
        """How much it tells, and of which months."""
        months = self.period.counted(timezone.localdate(self.published_at))
        return Told(frozenset(months), self.respondents)
