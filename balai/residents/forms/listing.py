"""What the list of residents may be narrowed to."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from balai.residents import spelling
from balai.residents.enums import Occupation, Sex, Standing
from balai.residents.forms.codes import CodeField
from balai.residents.forms.events import fill_areas
from balai.residents.forms.occasion import AreaField
from balai.villages.models import Area

OLDEST = 130


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter that is on: how it reads, and which parameters of the address switch it off."""

    label: str
    parameters: tuple[str, ...]


class ListForm(forms.Form):
    """The question and the filters of the list; everything may be empty."""

    q = forms.CharField(required=False, max_length=100, label="Nama, NIK, nomor KK, atau alamat")
    area = AreaField(empty_label="Semua wilayah")
    standing = CodeField(Standing, nothing="Tidak disaring", label="Status", required=False)
    sex = CodeField(Sex, nothing="Semua", label="Jenis kelamin", required=False)
    age_from = forms.IntegerField(label="Umur dari", min_value=0, max_value=OLDEST, required=False)
    age_to = forms.IntegerField(label="Umur sampai", min_value=0, max_value=OLDEST, required=False)
    occupation = CodeField(Occupation, nothing="Semua", label="Pekerjaan", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        fill_areas(self)

    def condition(self) -> Q:
        """The filters for residents; what was typed wrongly narrows nothing.

        Without a question only those who live here are listed. A question finds the dead and those who left as well.
        """
        chosen = self.cleaned_data
        standing = chosen.get("standing") or (None if chosen.get("q") else Standing.LIVING)
        condition = Q(standing=standing) if standing else Q()
        if area := chosen.get("area"):
            condition &= _within(area)
        for name in ("sex", "occupation"):
            if chosen.get(name) is not None:
                condition &= Q(**{name: chosen[name]})
        if (youngest := chosen.get("age_from")) is not None:
            condition &= Q(birth_date__lte=_years_before(self.today, youngest))
        if (oldest := chosen.get("age_to")) is not None:
            condition &= Q(birth_date__gt=_years_before(self.today, oldest + 1))
        return condition

    def words(self) -> tuple[str, ...]:
        """The area as search tokens, so that a common name in it is found among thousands elsewhere."""
        area = self.cleaned_data.get("area")
        return spelling.address_words("", area.dusun, area.rw, area.rt) if area else ()

    def chosen(self) -> list[Chosen]:
        """The filters that are on, in words."""
        chosen = self.cleaned_data
        labels = []
        if area := chosen.get("area"):
            labels.append(Chosen(str(area), ("area",)))
        if standing := chosen.get("standing"):
            labels.append(Chosen(standing.label, ("standing",)))
        if sex := chosen.get("sex"):
            labels.append(Chosen(sex.label, ("sex",)))
        if ages := _ages(chosen.get("age_from"), chosen.get("age_to")):
            labels.append(Chosen(ages, ("age_from", "age_to")))
        if occupation := chosen.get("occupation"):
            labels.append(Chosen(occupation.label, ("occupation",)))
        return labels


def _within(area: Area) -> Q:
    condition = Q(family__area__dusun=area.dusun)
    for level in ("rw", "rt"):
        if value := getattr(area, level):
            condition &= Q(**{f"family__area__{level}": value})
    return condition


def _years_before(day: date, years: int) -> date:
    """The birthday of somebody who completes `years` on `day`; on 29 February that is 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def _ages(youngest: int | None, oldest: int | None) -> str:
    match (youngest, oldest):
        case (None, None):
            return ""
        case (None, _):
            return f"Sampai {oldest} tahun"
        case (_, None):
            return f"{youngest} tahun ke atas"
        case _:
            return f"{youngest}–{oldest} tahun"
