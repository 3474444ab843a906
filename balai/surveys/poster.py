"""The sheet that hangs in the office: the index in large figures, who was asked, and what gets better."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from balai.core.calendar import local, long_date
from balai.core.charts import figure, for_print
from balai.core.typesetting import typeset_pdf
from balai.surveys.figures import SurveyFigures
from balai.surveys.models import Publication
from balai.surveys.periods import Period, in_words
from balai.surveys.rules import sample_size
from balai.tenancy.models import Village

TEMPLATE = "surveys/typst/poster.typ"
ON_THE_POSTER = ("Jenis kelamin", "Pendidikan")
METHOD = (
    "Dihitung menurut Permen PANRB 14/2017: nilai rata-rata sembilan unsur, masing-masing berbobot 1/9, dikali 25. "
    "Jawaban diberikan tanpa nama."
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the sheet says: published, or a preview of what would be."""

    village: Village
    period: Period
    figures: SurveyFigures
    at: datetime
    served: int | None = None
    plan: str = ""
    is_published: bool = False

    @classmethod
    def of(cls, publication: Publication, village: Village) -> "Announcement":
        return cls(
            village=village,
            period=publication.period,
            figures=SurveyFigures.read(publication.figures),
            at=publication.published_at,
            served=publication.served,
            plan=publication.plan,
            is_published=True,
        )

    @property
    def title(self) -> str:
        return f"Indeks Kepuasan Masyarakat {self.village.words.full_name} {self.period.label}"

    @property
    def months(self) -> str:
        """The months that were counted."""
        return in_words(self.period.counted(timezone.localdate(self.at)))

    @property
    def sample_sentence(self) -> str:
        """How many answered, out of how many, and how many the regulation asks for."""
        asked = f"{figure(self.figures.respondents)} orang menjawab"
        if not self.served:
            return f"{asked}."
        needed = sample_size(self.served)
        return (
            f"{asked} dari {figure(self.served)} orang yang dilayani. Sampel yang diminta: {figure(needed)}."
        )


def poster_pdf(announcement: Announcement) -> bytes:
    """One sheet A4; a preview bears RANCANGAN. Raises `TypesettingFailed`."""
    figures = announcement.figures
    day = local(announcement.at, announcement.village.time_zone).date()
    data: dict[str, Any] = {
        "unit": announcement.village.words.full_name,
        "place": f"{announcement.village.words.full_district}, {announcement.village.words.full_regency}",
        "period": announcement.period.label,
        "months": announcement.months,
        "index": figure(figures.index),
        "letter": figures.grade.letter,
        "grade": figures.grade.name,
        "respondents": figure(figures.respondents),
        "sample": announcement.sample_sentence,
        "profiles": [
            {
                "title": profile.title,
                "rows": [[label, figure(people)] for label, people in profile.rows],
            }
            for profile in figures.profiles
            if profile.title in ON_THE_POSTER
        ],
        "elements": [
            [name, figure(tally.mean_value), performance] for name, tally, performance in figures.elements
        ],
        "alt": f"Grafik nilai sembilan unsur dari 1 sampai 4; terendah {figures.weakest.label}.",
        "plan": announcement.plan,
        "method": METHOD,
        "word": None if announcement.is_published else "RANCANGAN",
        "told": f"Diumumkan {long_date(day)}." if announcement.is_published else "Belum diumumkan.",
        "main": announcement.village.colour_main,
    }
    files = {"unsur.svg": for_print(figures.chart).encode()}
    return typeset_pdf(TEMPLATE, data, files=files, title=announcement.title, at=announcement.at)
