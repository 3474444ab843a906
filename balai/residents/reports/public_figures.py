"""The figures of a village for everybody: counted for publishing, and read again for the page."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any, Final, Self

from django.db.models import Count

from balai.core.charts import Bar, bar_chart, pyramid
from balai.residents.disclosure import Division, Told, gather, tell, told
from balai.residents.enums import EventKind
from balai.residents.models import Change
from balai.residents.reports.places import Places, heading
from balai.residents.reports.statistics import SEXES, Statistics, Table, count_register
from balai.residents.reports.topics import AGES, PLACES, UNKNOWN
from balai.tenancy.rules import RegionalWords

YEAR: Final = timedelta(days=365)
MOST_OCCUPATIONS: Final = 10
MOST_PLACES: Final = 40
OCCUPATIONS: Final = "pekerjaan"
WHOLE: Final = ("pendidikan-terakhir", "perkawinan", "agama")
"""Topics of which every code is a row, also those that nobody has: whether somebody has it is nobody's business. Where that
would give a hidden count away, their small rows are put together."""
REST: Final = "Yang lain"
SEX: Final = "jenis-kelamin"
AGES_OF: Final = (f"{SEX}.0", f"{SEX}.1")
CHANGES: Final = {
    EventKind.BIRTH: "Lahir",
    EventKind.DEATH: "Meninggal",
    EventKind.ARRIVAL: "Datang",
    EventKind.DEPARTURE: "Pindah",
}


@dataclass(frozen=True, slots=True)
class PublicTable:
    """One topic as rows of words and figures; `rows` is None where they would say too much."""

    slug: str
    title: str
    rows: Sequence[tuple[str, Told]] | None

    @property
    def chart(self) -> str:
        bars = [Bar(label, (figure,)) for label, figure in self.rows or ()]
        return bar_chart(bars, label=f"Warga menurut {self.title.lower()}")


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """All that is told; None is "fewer than five", and "withheld" in the place of rows."""

    people: Told
    families: Told
    sexes: tuple[Told, Told] | None
    ages: Sequence[tuple[str, Told, Told]] | None
    tables: Sequence[PublicTable]
    changes: Sequence[tuple[str, Told]]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """From what `as_kept` gave, through JSON."""
        return cls(**{**kept, "tables": [PublicTable(**table) for table in kept["tables"]]})

    def as_kept(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def age_chart(self) -> str:
        bars = [Bar(band, (men, women)) for band, men, women in self.ages or ()]
        return pyramid(bars, label=f"Warga menurut {AGES.title.lower()}", series=SEXES)

    @property
    def change_chart(self) -> str:
        bars = [Bar(label, (figure,)) for label, figure in self.changes]
        return bar_chart(bars, label="Perubahan selama dua belas bulan", shares=False)


def count_for_everybody(*, today: date, words: RegionalWords) -> tuple[int, PublicFigures]:
    """How many people live in the village, for nobody's eyes, and what may be told. Three questions to the database.

    Without any permission, so that what only some officers may read (disability) is not even counted.
    """
    places = Places.of_village(words)
    counted = count_register(today=today, words=words, places=places, place="", permissions=())
    return counted.people.total, PublicFigures(**_told(counted, words), changes=_changes(today))


def _told(counted: Statistics, words: RegionalWords) -> dict[str, Any]:
    people, ages = counted.people, counted.ages.rows
    by_age = [
        Division(SEX, (people.male, people.female)),
        Division(AGES_OF[0], [band.male for band in ages], of=AGES_OF[0]),
        Division(AGES_OF[1], [band.female for band in ages], of=AGES_OF[1]),
    ]
    listed = _listed(counted, words)
    divisions = {slug: [Division(slug, [count for _, count in rows])] for slug, _, rows in listed}
    figures = tell(people.total, [*by_age, *chain(*divisions.values())])
    for place, (slug, title, rows) in enumerate(listed):
        if figures[slug] is None and slug in WHOLE:
            listed[place] = (slug, title, gather(rows, most=len(rows), rest=REST))
            divisions[slug] = _coarser(slug, rows, listed[place][2])
    figures = tell(people.total, [*by_age, *chain(*divisions.values())])
    men, women = (figures[each] for each in AGES_OF)
    bands = [band.label for band in ages]
    return {
        "people": told(people.total),
        "families": told(counted.families),
        "sexes": figures[SEX],
        "ages": None if men is None or women is None else list(zip(bands, men, women, strict=True)),
        "tables": [
            PublicTable(slug, title, _rows([label for label, _ in rows], figures[slug]))
            for slug, title, rows in listed
        ],
    }


def _coarser(slug: str, rows: Sequence[tuple[str, int]], fewer: Sequence[tuple[str, int]]) -> list[Division]:
    """The division that is shown, and below its last row that which is not, but must stay as possible as it was."""
    kept = {label for label, _ in fewer}
    top = Division(slug, [count for _, count in fewer])
    below = [count for label, count in rows if label not in kept]
    return [top, Division(f"{slug}-lain", below, of=top.parts[-1])]


def _rows(labels: Sequence[str], figures: Sequence[Told] | None) -> list[tuple[str, Told]] | None:
    """A single row says nothing that the headline does not."""
    return None if figures is None or len(labels) == 1 else list(zip(labels, figures, strict=True))


def _listed(counted: Statistics, words: RegionalWords) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """Address, title and counts of each table, in the order of the page."""
    tables = counted.tables
    listed = []
    if (places := tables.get(PLACES.slug)) and len(places.rows) > 1:
        rows = gather(_counts(places), most=MOST_PLACES, rest=f"{heading(words)} lain")
        listed.append((places.topic.slug, places.title, rows))
    education, marriage, religion = (tables[slug] for slug in WHOLE)
    occupation = tables[OCCUPATIONS]
    works = gather(_counts(occupation), most=MOST_OCCUPATIONS, rest="Pekerjaan lain")
    return [
        *listed,
        (education.topic.slug, education.title, _every_code(education)),
        (occupation.topic.slug, occupation.title, works),
        *((table.topic.slug, table.title, _every_code(table)) for table in (marriage, religion)),
    ]


def _counts(table: Table) -> list[tuple[str, int]]:
    return [(row.label, row.total) for row in table.rows]


def _every_code(table: Table) -> list[tuple[str, int]]:
    """Every row that is possible, in the order of the codes; unknown last."""
    found = dict(_counts(table))
    possible = [*(table.topic.labels or {}).values(), UNKNOWN]
    return [(label, found.get(label, 0)) for label in possible]


def _changes(today: date) -> list[tuple[str, Told]]:
    """Who was born or came, died or left in the twelve months before `today`."""
    happened = Change.objects.filter(
        event__kind__in=CHANGES,
        event__occurred_on__gte=today - YEAR,
        event__occurred_on__lt=today,
        changes__has_key="standing",
    )
    found = dict(happened.values_list("event__kind").annotate(people=Count("resident", distinct=True)))
    return [(label, told(found.get(kind.value, 0))) for kind, label in CHANGES.items()]
