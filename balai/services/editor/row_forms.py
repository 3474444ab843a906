"""The rows of a standard's lists: a requirement, a step, a question."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import slugify

from balai.core.dates import LongDateField
from balai.core.lines import LinesField
from balai.services.editor.rows import Raw, Row
from balai.services.standard import Question

WHEN = "when_"


class RequirementRow(Row):
    """A requirement of the office's own: never asked for by a national rule."""

    name = forms.CharField(label="Nama syarat", max_length=200, help_text="Contoh: Surat keterangan kerja.")
    law = forms.CharField(
        label="Aturannya", max_length=300, help_text="Contoh: Peraturan Desa 4/2026 pasal 3."
    )
    proofs = LinesField(
        label="Bukti yang diterima", longest=300, most=12, rows=2, help_text="Satu bukti satu baris."
    )
    note = forms.CharField(label="Penjelasan", max_length=400, required=False)
    valid_from = LongDateField(
        label="Diminta mulai", required=False, help_text="Kosong: sejak standar ini berlaku."
    )
    valid_until = LongDateField(label="Diminta sampai", required=False, help_text="Kosong: seterusnya.")  # fmt: skip

    def __init__(self, *args: Any, questions: Sequence[Question] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[WHEN + question.name] = forms.MultipleChoiceField(
                label=question.label, required=False,
                choices=[(option.value, option.label) for option in question.options],
                widget=forms.CheckboxSelectMultiple({"class": "choices-small"}),
                error_messages={"invalid_choice": "Pilihan ini sudah tidak ada. Pilih lagi."},
            )  # fmt: skip

    @property
    def conditions(self) -> Iterator[forms.BoundField]:
        """The questions on whose answers it may depend."""
        return (bound for bound in self if bound.name.startswith(WHEN))

    @property
    def is_conditional(self) -> bool:
        return any(bound.value() for bound in self.conditions)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        begins, ends = told.get("valid_from"), told.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", "Tanggal sampai harus sesudah tanggal mulai.")
        return told

    def table(self) -> Raw:
        told = super().table()
        when = {name.removeprefix(WHEN): value for name, value in told.items() if name.startswith(WHEN)}
        kept = {name: value for name, value in told.items() if not name.startswith(WHEN)}
        for name in kept.keys() & {"valid_from", "valid_until"}:
            kept[name] = kept[name].isoformat()
        return {**kept, "national": False, **({"when": when} if when else {})}

    @staticmethod
    def kept(table: Raw) -> Raw:
        """What fills the row for a requirement that is there."""
        when = {WHEN + name: list(values) for name, values in table.get("when", {}).items()}
        days = {
            name: date.fromisoformat(table[name]) for name in ("valid_from", "valid_until") if name in table
        }
        return (
            {name: table[name] for name in ("name", "law", "proofs", "note") if name in table} | days | when
        )


class StepRow(Row):
    """One step of a way."""

    title = forms.CharField(label="Langkah", max_length=120)
    note = forms.CharField(label="Penjelasan", max_length=400, required=False)


class QuestionRow(Row):
    """A question that decides what somebody needs. Its name stays once it was given: it stands in addresses."""

    name = forms.SlugField(max_length=30, required=False, widget=forms.HiddenInput)
    label = forms.CharField(label="Pertanyaan", max_length=120, help_text="Contoh: Tanahnya milik siapa?")
    options = LinesField(
        label="Pilihan jawaban", longest=100, most=12, help_text="Satu pilihan satu baris, paling sedikit dua."
    )  # fmt: skip

    def __init__(self, *args: Any, known: Mapping[str, Raw], **kwargs: Any) -> None:
        """`known` are the questions that are kept, by name: what they ask beside what is typed here stays."""
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_options(self) -> list[str]:
        options: list[str] = self.cleaned_data["options"]
        if len(options) < 2 or len({slugify(each) for each in options}) != len(options):
            raise forms.ValidationError("Tulis dua pilihan atau lebih, semuanya berbeda.")
        return options

    @property
    def is_empty(self) -> bool:
        typed = self.raw()
        return not (typed.get("label") or typed.get("options"))

    def table(self) -> Raw:
        told = self.cleaned_data
        name = told["name"] or slugify(told["label"])[:30].strip("-")
        before = self.known.get(name, {})
        options = {each["label"]: each for each in before.get("options", ())}
        return {
            **before,
            "name": name,
            "label": told["label"],
            "options": [
                options.get(label) or {"value": slugify(label)[:40].strip("-"), "label": label}
                for label in told["options"]
            ],
        }

    @staticmethod
    def kept(table: Raw) -> Raw:
        return {
            "name": table["name"],
            "label": table["label"],
            "options": [each["label"] for each in table["options"]],
        }
