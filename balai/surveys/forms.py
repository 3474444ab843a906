"""What officers fill in: which period, a questionnaire on paper, what is published."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from balai.core.months import Month
from balai.surveys.enums import Element
from balai.surveys.operations import Respondent
from balai.surveys.periods import Period, periods_to_choose
from balai.surveys.questions import QUESTIONS, Question

MOST_SERVED = 1_000_000
MONTHS_BACK = 4


class PeriodForm(forms.Form):
    """The period that is looked at, and how many people were served in it."""

    masa = forms.ChoiceField(label="Masa")
    dilayani = forms.IntegerField(
        label="Orang dilayani", min_value=1, max_value=MOST_SERVED, required=False,
        widget=forms.NumberInput(attrs={"class": "input-short", "inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, shown: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periods = periods_to_choose(today)
        choices = [(period.address, period.label) for period in (*periods, *({shown}.difference(periods)))]
        self.fields["masa"].choices = choices  # type: ignore[attr-defined]  # the field declared above

    @property
    def served(self) -> int | None:
        return self.cleaned_data.get("dilayani")


class PublishForm(forms.Form):
    """What a village says beside the figures."""

    served = forms.IntegerField(
        label="Berapa orang dilayani dalam masa ini?", min_value=1, max_value=MOST_SERVED,
        help_text="Semua yang datang, juga yang tidak mengisi survei.",
        widget=forms.NumberInput(attrs={"class": "input-short", "inputmode": "numeric"}),
        error_messages={"required": "Isi berapa orang dilayani.", "invalid": "Tulis dengan angka, misalnya 120."},
    )  # fmt: skip
    plan = forms.CharField(
        label="Apa yang akan diperbaiki?", max_length=500,
        help_text="Satu atau dua kalimat. Semua orang bisa membacanya.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis apa yang akan diperbaiki.", "max_length": "Persingkat menjadi 500 huruf."},
    )  # fmt: skip


class SurveyForm(forms.Form):
    """The questionnaire: the nine elements, and what the respondent says about himself or herself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.name] = _field(question)

    @property
    def questions(self) -> list[BoundField]:
        return [self[question.name] for question in QUESTIONS]

    @property
    def answers(self) -> dict[Element, int]:
        return {element: int(self.cleaned_data[element.value]) for element in Element}

    @property
    def respondent(self) -> Respondent:
        return Respondent(**{q.name: self.cleaned_data[q.name] for q in QUESTIONS if q.is_about_respondent})


class PaperForm(SurveyForm):
    """One questionnaire that somebody filled on paper."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"] = forms.TypedChoiceField(
            label="Diisi bulan apa?", coerce=date.fromisoformat, choices=list(_months_back(today))
        )

    @property
    def filled_on(self) -> date:
        month: date = self.cleaned_data["month"]
        return month


def _field(question: Question) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question.text,
        choices=question.choices,
        required=not question.is_about_respondent,
        widget=forms.RadioSelect(attrs={"class": "choices-small"}),
        error_messages={"required": "Pilih satu jawaban.", "invalid_choice": "Pilih satu jawaban."},
    )


def _months_back(today: date) -> Iterator[tuple[str, str]]:
    for month in Month.latest(today, MONTHS_BACK):
        yield month.first.isoformat(), month.label
