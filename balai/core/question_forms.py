"""Django forms made from questions: forgiving in what is typed, exact in what is kept."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, ClassVar

from django import forms

from balai.core.calendar import long_date
from balai.core.dates import UNREADABLE, read_date
from balai.core.digits import KkField, NikField
from balai.core.questions import OTHER, Answer, Condition, Question, QuestionType

FEW_OPTIONS = 6
EARLIEST_YEAR = 1850
_CLOCK = re.compile(r"(\d{1,2})[.:]?(\d{2})")
_MONEY = re.compile(r"(?:rp\.?)?\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:00|-))?", re.IGNORECASE)


class DateAnswer(forms.CharField):
    """A day typed as people write it; kept as 2026-11-21."""

    def __init__(self, *, latest: date | None, **kwargs: Any) -> None:
        self.latest = latest
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        day = read_date(text)
        if day is None:
            raise forms.ValidationError(UNREADABLE)
        if day.year < EARLIEST_YEAR:
            raise forms.ValidationError("Tahunnya terlalu lama. Periksa lagi.")
        if self.latest and day > self.latest:
            raise forms.ValidationError("Tanggal ini belum terjadi. Periksa lagi.")
        return day.isoformat()

    def prepare_value(self, value: Any) -> Any:
        day = read_date(value) if isinstance(value, str) else value
        return long_date(day) if isinstance(day, date) else value


class TimeAnswer(forms.CharField):
    """A time typed as 09.30, 9:30 or 0930; kept as 09:30."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        parts = _CLOCK.fullmatch(text)
        try:
            return time(int(parts[1]), int(parts[2])).isoformat("minutes") if parts else self._refuse()
        except ValueError:
            return self._refuse()

    def _refuse(self) -> str:
        raise forms.ValidationError("Tulis jam seperti 09.30.")


class MoneyAnswer(forms.CharField):
    """Whole rupiah typed as Rp1.250.000; kept as a number."""

    def __init__(self, *, smallest: int, largest: int, **kwargs: Any) -> None:
        self.smallest, self.largest = smallest, largest
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return ""
        match = _MONEY.fullmatch(text)
        if not match:
            raise forms.ValidationError("Tulis jumlah rupiah seperti 1.250.000.")
        amount = int(match.group(1).replace(".", ""))
        if not self.smallest <= amount <= self.largest:
            raise forms.ValidationError("Jumlah ini di luar batas. Periksa lagi.")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class PhoneAnswer(forms.CharField):
    """An Indonesian phone number; kept as digits from 0."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        digits = re.sub(r"[\s().-]", "", text)
        digits = re.sub(r"^\+?62", "0", digits)
        if not text:
            return ""
        if not digits.isdigit():
            raise forms.ValidationError("Tulis nomor dengan angka saja.")
        if not 10 <= len(digits) <= 13:
            few = "Kurang" if len(digits) < 10 else "Kelebihan"
            raise forms.ValidationError(f"{few} angka. Nomor ponsel berisi 10–13 angka.")
        return digits


class MembersAnswer(forms.MultipleChoiceField):
    """People picked from the family; kept as their ids with spaces between."""

    def to_python(self, value: Any) -> list[str]:
        return super().to_python(value.split() if isinstance(value, str) else value)

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value


class QuestionForm(forms.Form):
    """What `question_form` makes. What was not asked is neither required nor kept."""

    questions: ClassVar[tuple[Question, ...]] = ()
    use_required_attribute = False  # a browser cannot know under which condition a question is asked

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for question in self.questions:
            if question.condition and not question.condition.holds(cleaned):
                cleaned.pop(question.name, None)
                self.errors.pop(question.name, None)
            if question.other and cleaned.get(question.name) != OTHER:
                cleaned.pop(f"{question.name}_{OTHER}", None)
                self.errors.pop(f"{question.name}_{OTHER}", None)
        return cleaned

    @property
    def answers(self) -> dict[str, Answer]:
        """Valid answers by name of question; what was left empty or not asked is missing.

        Before anything was sent they are what the page is filled with.
        """
        given = getattr(self, "cleaned_data", {} if self.is_bound else self.initial)
        found: dict[str, Answer] = {}
        for question in self.questions:
            if question.condition and not question.condition.holds(given):
                continue
            answer = given.get(question.name, "")
            if question.other and answer == OTHER:
                answer = given.get(f"{question.name}_{OTHER}", "")
            if answer not in ("", None):
                found[question.name] = answer
        return found

    def rows(self) -> Iterator[tuple[forms.BoundField, Condition | None]]:
        """Bound fields in order with the condition under which each is asked, for the page."""
        for question in self.questions:
            yield self[question.name], question.condition
            if question.other:
                yield self[f"{question.name}_{OTHER}"], Condition(question.name, (OTHER,))


def question_form(questions: Sequence[Question], *, today: date) -> type[QuestionForm]:
    """A form class that asks `questions`; days that must lie in the past are checked against `today`."""
    fields: dict[str, Any] = {}
    for question in questions:
        fields[question.name] = _field(question, today)
        if question.other:
            fields[f"{question.name}_{OTHER}"] = forms.CharField(
                label="Sebutkan",
                max_length=question.longest,
                error_messages={"required": "Sebutkan dulu yang dimaksud."},
            )
    return type("Questions", (QuestionForm,), {**fields, "questions": tuple(questions)})


def _field(question: Question, today: date) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.hint or _USUAL_HINTS.get(question.type, ""),
        "required": question.required and question.type is not QuestionType.YES_NO,
        "error_messages": {"required": f"{question.label} belum diisi."},
    }
    return _MAKERS[question.type](question, today, common)


_USUAL_HINTS = {
    QuestionType.DATE: "Contoh: 5 Juli 1992",
    QuestionType.TIME: "Contoh: 09.30",
    QuestionType.MONEY: "Contoh: 1.250.000",
}

type _Maker = Callable[[Question, date, dict[str, Any]], forms.Field]


class SuggestedText(forms.TextInput):
    """A line of text with words that are often the answer; any other answer is as good."""

    template_name = "components/suggested.html"

    def __init__(self, suggestions: Sequence[str]) -> None:
        super().__init__({"autocomplete": "off"})
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        listed = f"{(attrs or {}).get('id', name)}-saran"
        context: dict[str, Any] = super().get_context(name, value, {**(attrs or {}), "list": listed})
        return {**context, "listed": listed, "suggestions": self.suggestions}


def _text(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    widget = SuggestedText(question.suggestions) if question.suggestions else forms.TextInput()
    return forms.CharField(max_length=question.longest, widget=widget, **common)


def _long_text(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=question.longest, widget=forms.Textarea({"rows": 3}), **common)


def _date(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput({"class": "input-date", "autocomplete": "off"})
    return DateAnswer(latest=today if question.past else None, max_length=30, widget=widget, **common)


def _time(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    return TimeAnswer(max_length=8, widget=forms.TextInput({"class": "input-short"}), **common)


def _number(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput({"class": "input-short", "inputmode": "numeric"})
    return forms.IntegerField(
        min_value=question.smallest, max_value=question.largest, widget=widget, **common
    )


def _money(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput({"class": "input-date", "inputmode": "numeric"})
    return MoneyAnswer(
        smallest=question.smallest, largest=question.largest, max_length=25, widget=widget, **common
    )


def _yes_no(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**common)


def _phone(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    return PhoneAnswer(
        max_length=25, widget=forms.TextInput({"class": "input-date", "inputmode": "tel"}), **common
    )


def _nik(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    return NikField(**common)


def _kk(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    return KkField(**common)


def _choice(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    choices = [(option.value, option.label) for option in question.options]
    if question.other:
        choices.append((OTHER, "Lainnya"))
    if len(choices) <= FEW_OPTIONS:
        widget = forms.RadioSelect({"class": "choices-small"})
        return forms.ChoiceField(choices=choices, widget=widget, **common)
    return forms.ChoiceField(choices=[("", "Pilih"), *choices], **common)


def _members(question: Question, today: date, common: dict[str, Any]) -> forms.Field:
    """The options are the members of a family, given by whoever makes the form."""
    choices = [(option.value, option.label) for option in question.options]
    widget = forms.CheckboxSelectMultiple({"class": "choices-one"})
    return MembersAnswer(choices=choices, widget=widget, **common)


_MAKERS: Mapping[QuestionType, _Maker] = {
    QuestionType.TEXT: _text,
    QuestionType.LONG_TEXT: _long_text,
    QuestionType.DATE: _date,
    QuestionType.TIME: _time,
    QuestionType.NUMBER: _number,
    QuestionType.MONEY: _money,
    QuestionType.CHOICE: _choice,
    QuestionType.YES_NO: _yes_no,
    QuestionType.PHONE: _phone,
    QuestionType.NIK: _nik,
    QuestionType.KK: _kk,
    QuestionType.MEMBERS: _members,
}
