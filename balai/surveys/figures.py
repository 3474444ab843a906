"""Counting answers. What is too little is not shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db.models import Count, Q, TextChoices

from balai.core.charts import Bar, bar_chart, scale_chart
from balai.surveys.enums import AgeGroup, Education, Element, Occupation, Reason, Sex
from balai.surveys.models import Rating, RatingReason, SkmResponse
from balai.surveys.periods import Period
from balai.surveys.rules import (
    SCALE,
    SMALLEST_SAMPLE,
    Grade,
    Tally,
    gather_small,
    grade_of,
    index_of,
)

SATISFACTION = ("Baik", "Kurang")
OTHER_SERVICES = "Layanan lain"
NOT_SAID = "Tidak diisi"
PROFILES: Mapping[str, tuple[str, type[TextChoices]]] = {
    "sex": ("Jenis kelamin", Sex),
    "age_group": ("Umur", AgeGroup),
    "education": ("Pendidikan", Education),
    "occupation": ("Pekerjaan", Occupation),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """How many respondents there are of each group."""

    title: str
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """The nine elements of one period, and who answered."""

    tallies: Mapping[Element, Tally]
    profiles: Sequence[Profile]

    @property
    def respondents(self) -> int:
        return self.tallies[Element.REQUIREMENTS].total

    @property
    def is_enough(self) -> bool:
        return self.respondents >= SMALLEST_SAMPLE

    @property
    def missing(self) -> int:
        """How many more answers until the index is shown."""
        return max(SMALLEST_SAMPLE - self.respondents, 0)

    @property
    def index(self) -> Decimal:
        return index_of(list(self.tallies.values()))

    @property
    def grade(self) -> Grade:
        return grade_of(self.index)

    @property
    def elements(self) -> list[tuple[str, Tally, str]]:
        """Name, answers, and grade of each element, in the order of the annex."""
        return [
            (element.label, tally, grade_of(index_of([tally])).name)
            for element, tally in self.tallies.items()
        ]

    @property
    def weakest(self) -> Element:
        """The element that needs work first."""
        return min(self.tallies, key=lambda element: self.tallies[element].mean)

    @property
    def chart(self) -> str:
        lines = [(element.label, tally.mean_value) for element, tally in self.tallies.items()]
        return scale_chart(
            lines, label="Nilai rata-rata tiap unsur, dari 1 sampai 4", lowest=SCALE[0], highest=SCALE[-1]
        )

    def as_json(self) -> dict[str, Any]:
        """For keeping what was published; `read` takes it back."""
        return {
            "elements": {element.value: tally.counts for element, tally in self.tallies.items()},
            "profiles": [[profile.title, profile.rows] for profile in self.profiles],
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        tallies = {Element(name): _tally(counts) for name, counts in kept["elements"].items()}
        profiles = [
            Profile(title, tuple((str(label), int(count)) for label, count in rows))
            for title, rows in kept["profiles"]
        ]
        return cls({element: tallies[element] for element in Element}, profiles)


@dataclass(frozen=True, slots=True)
class RatingFigures:
    """The faces that were touched in one period: of all, by service, and why."""

    all: Tally
    services: Sequence[tuple[str, Tally]]
    reasons: Sequence[tuple[str, int]]

    @property
    def by_service(self) -> str:
        bars = [Bar(name, (tally.content, tally.discontent)) for name, tally in self.services]
        return bar_chart(bars, label="Penilaian tiap layanan", series=SATISFACTION)

    @property
    def by_reason(self) -> str:
        bars = [Bar(name, (count,)) for name, count in self.reasons]
        return bar_chart(bars, label="Alasan yang disebut")


def count_answers(period: Period, *, today: date) -> SurveyFigures:
    """The survey of a period, as far as it is counted. Two queries."""
    responses = SkmResponse.objects.within(period, today=today)
    counted = responses.aggregate(
        **{
            f"{element.value}_{value}": Count("pk", filter=Q(**{element.value: value}))
            for element in Element
            for value in SCALE
        }
    )
    tallies = {element: _tally(counted[f"{element.value}_{value}"] for value in SCALE) for element in Element}
    groups = list(responses.values_list(*PROFILES).annotate(respondents=Count("pk")).order_by())
    profiles = [
        _profile(title, choices, ((group[place], group[-1]) for group in groups))
        for place, (title, choices) in enumerate(PROFILES.values())
    ]
    return SurveyFigures(tallies, profiles)


def count_ratings(period: Period, *, today: date) -> RatingFigures:
    """The ratings of a period. Two queries. Services with few ratings are put together; of too few nothing is said."""
    services: dict[str, Tally] = {}
    counted = Rating.objects.within(period, today=today).values_list("service__name", "score")
    for name, score, ratings in counted.annotate(n=Count("pk")).order_by():
        one = _tally(ratings if value == score else 0 for value in SCALE)
        services[name or OTHER_SERVICES] = services.get(name or OTHER_SERVICES, Tally()) + one
    everything = sum(services.values(), Tally())
    if not everything.is_enough:
        return RatingFigures(everything, [], [])
    reasons_told = RatingReason.objects.within(period, today=today).values_list("reason")
    told = dict(reasons_told.annotate(n=Count("pk")).order_by())
    reasons = Counter({str(reason.label): told[reason.value] for reason in Reason if reason.value in told})
    return RatingFigures(
        everything, gather_small(services.items(), rest=OTHER_SERVICES), reasons.most_common()
    )


def _tally(counts: Iterable[int]) -> Tally:
    one, two, three, four = counts
    return Tally((one, two, three, four))


def _profile(title: str, choices: type[TextChoices], said: Iterable[tuple[str, int]]) -> Profile:
    counted = Counter[str]()
    for value, respondents in said:
        counted[value] += respondents
    labels = [(value, str(label)) for value, label in choices.choices] + [("", NOT_SAID)]
    return Profile(title, tuple((label, counted[value]) for value, label in labels if counted[value]))
