"""A whole standard, all 14 components and both ways, on one page of forms: a service of a village's or the regency's own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify

from balai.core.lines import LinesField
from balai.core.strict_tables import DefinitionProblem, Table
from balai.services.editor.parts import (
    COMPONENT,
    QUESTIONS,
    REQUIREMENTS,
    WAYS,
    StandardPart,
    fee_of,
    line,
    raw_of,
    time_of,
    told_only,
)
from balai.services.editor.row_forms import QuestionRow, RequirementRow, StepRow
from balai.services.editor.rows import Raw, Row, Rows, arranged, rows_of
from balai.services.reading import read_standard
from balai.services.standard import LIFE_EVENTS, Component, Nature, Option, Question, Standard, Unit
from balai.services.telling import NATURES, Names

ICONS = {
    "balai": "Kantor", "surat": "Surat", "orang": "Orang", "keluarga": "Keluarga", "bayi": "Bayi", "nikah": "Pernikahan",
    "rumah": "Rumah", "pindah": "Pindah", "usaha": "Usaha", "uang": "Uang", "bantuan": "Bantuan", "sekolah": "Sekolah",
    "duka": "Duka", "hilang": "Kehilangan", "kartu": "Kartu", "buku": "Buku", "kalender": "Kalender", "lokasi": "Tempat",
}  # fmt: skip
_TEXTS = ("name", "summary", "category", "icon", "nature", "issuer", "responsible", "note")
_LISTS = ("life_events", "search_words", "legal_basis", "output", "channels", "forms")
_KEPT = ("revision", "cases", "drops_introduction")
"""What this page does not ask about stays as it was."""


class StandardForm(StandardPart):
    """Everything of a standard that is no list."""

    name = line("Nama layanan", 120, "Contoh: Pinjam tenda desa.", required=True)
    summary = line(
        "Satu kalimat tentang layanan ini", 200, "Contoh: Tenda untuk hajatan warga.", required=True
    )
    category = line("Kelompok", 40, "Contoh: Umum, Usaha, Tanah.", required=True)
    icon = forms.ChoiceField(label="Gambar kecil", choices=list(ICONS.items()))
    nature = forms.ChoiceField(
        label="Yang diterima warga",
        choices=[(each.value, words) for each, words in NATURES.items() if each is not Nature.LETTER],
    )  # fmt: skip
    issuer = line("Diterbitkan oleh", 120, "Kosong: kantor sendiri.")
    output = LinesField(
        label="Hasil",
        longest=200,
        most=10,
        rows=2,
        help_text="Yang dibawa pulang warga. Satu hasil satu baris.",
    )
    life_events = forms.MultipleChoiceField(
        label="Peristiwa hidup", required=False, choices=list(LIFE_EVENTS.items()),
        widget=forms.CheckboxSelectMultiple({"class": "choices-small"}),
    )  # fmt: skip
    forms = LinesField(
        label="Formulir", longest=60, most=10, rows=2, required=False, help_text="Kosong: tidak ada."
    )
    report_text = line("Batas lapor", 200, "Contoh: 7 hari sebelum acara. Kosong: tidak ada.")
    report_law = line("Peraturan batas lapor", 200)

    def __init__(
        self, data: QueryDict | None, *, posts: Names, common: Mapping[Component, str], initial: Raw
    ) -> None:
        super().__init__(data, initial=initial, posts=posts)
        self.fields["time_amount"].required = self.fields["legal_basis"].required = True
        self.fields["time_amount"].error_messages["required"] = "Isi berapa lama layanan ini selesai."
        self.fields[
            "legal_basis"
        ].help_text = "Satu peraturan satu baris. Contoh: Peraturan Desa 4/2026 tentang Aset Desa."
        self.add_components(common, required=True)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("report_text") and not told.get("report_law"):
            self.add_error("report_law", "Sebutkan peraturan yang menetapkan batas ini.")
        return told


class StandardEditor:
    """The page: one form, questions, requirements, steps. Bound when `data` is given, else as `table` says."""

    def __init__(
        self, table: Table, effective_from: date | None, *, common: Mapping[Component, str], posts: Names,
        data: QueryDict | None = None,
    ) -> None:  # fmt: skip
        self.before, self.common, self.posts = table, common, posts
        initial = {"effective_from": effective_from, **_initial(table)}
        self.form = StandardForm(data, posts=posts, common=common, initial=initial)
        kept = [QuestionRow.kept(each) for each in table.get("questions", ())]
        self.questions = rows_of(QUESTIONS, self._question_row, kept, data)
        needs = [RequirementRow.kept(each) for each in table.get("requirements", ())]
        self.requirements = rows_of(REQUIREMENTS, self._requirement_row, needs, data)
        self.steps = {
            way: rows_of(kind, StepRow, table.get("steps", {}).get(way, ()), data)
            for way, kind in WAYS.items()
        }

    def _question_row(self, *args: Any, **kwargs: Any) -> Row:
        known = {each["name"]: each for each in self.before.get("questions", ())}
        return QuestionRow(*args, known=known, **kwargs)

    def _requirement_row(self, *args: Any, **kwargs: Any) -> Row:
        return RequirementRow(*args, questions=self._asked(), **kwargs)

    def _asked(self) -> list[Question]:
        """The questions as they stand on the page, on whose answers a requirement may depend."""
        if any(form.is_bound for form in self.questions.forms):
            tables = [form.table() for form in self.questions.filled if form.is_valid()]
        else:
            tables = list(self.before.get("questions", ()))
        return [
            Question(
                each["name"], each["label"], "",
                tuple(Option(one["value"], one["label"]) for one in each["options"]), {},
            )
            for each in tables
        ]  # fmt: skip

    @property
    def lists(self) -> list[Rows]:
        return [self.questions, self.requirements, *self.steps.values()]

    def rearrange(self, action: str) -> None:
        """Add, remove or move a row: `tambah:syarat`, `naik:pertanyaan:1`. Nothing typed is checked or lost."""
        asked = self._asked()
        self.form = StandardForm(None, posts=self.posts, common=self.common, initial=raw_of(self.form))
        self.requirements = arranged(
            self.requirements,
            action,
            lambda *args, **kwargs: RequirementRow(*args, questions=asked, **kwargs),
        )
        self.questions = arranged(self.questions, action, self._question_row)
        self.steps = {way: arranged(rows, action, StepRow) for way, rows in self.steps.items()}

    def is_valid(self) -> bool:
        """Whether all 14 components and both ways are there; what is wrong stands at its place."""
        whole = all([self.form.is_valid(), *(rows.is_valid() for rows in self.lists)])
        for rows in (self.requirements, *self.steps.values()):
            if not rows.filled:
                rows.problem, whole = f"Tulis sedikitnya satu {rows.kind.noun}.", False
        names = [each["name"] for each in self.questions.tables()] if whole else []
        if len(set(names)) != len(names):
            self.questions.problem, whole = "Dua pertanyaan bunyinya sama. Ubah salah satu.", False
        return whole and self._fits()

    def _fits(self) -> bool:
        try:
            read_standard(self.table())
        except DefinitionProblem as problem:
            self.form.add_error(None, str(problem))
            return False
        return True

    @property
    def effective_from(self) -> date:
        day: date = self.form.cleaned_data["effective_from"]
        return day

    @property
    def slug(self) -> str:
        """The address: it stays; a new service gets its own from the name."""
        return str(self.before.get("slug") or slugify(self.form.cleaned_data["name"])[:60].strip("-"))

    def table(self) -> Raw:
        """The standard as a table, once everything is read."""
        form, told = self.form, self.form.cleaned_data
        deadline = {"text": told["report_text"], "law": told["report_law"]} if told["report_text"] else {}
        return told_only(
            {
                **{name: self.before[name] for name in _KEPT if name in self.before},
                "slug": self.slug,
                **{name: told[name] for name in (*_TEXTS, *_LISTS)},
                "report_within": deadline,
                "fee": form.fee() or {"amount": 0},
                "time": form.time(),
                "questions": self.questions.tables(),
                "requirements": self.requirements.tables(),
                "steps": {way.value: rows.tables() for way, rows in self.steps.items()},
                "components": form.components(self.common),
            }
        )

    @property
    def standard(self) -> Standard:
        """Call when `is_valid`."""
        return read_standard(self.table())


def _initial(table: Table) -> Raw:
    deadline = table.get("report_within", {})
    worded = {COMPONENT + name: words for name, words in table.get("components", {}).items()}
    kept = {name: table[name] for name in (*_TEXTS, *_LISTS) if name in table}
    usual = {"channels": ["counter"], "responsible": "service_head", "icon": "balai", "nature": Nature.GUIDE}
    return {
        **usual, **kept, **worded, **time_of(table or {"time": {"unit": Unit.WORKING_DAYS}}), **fee_of(table),
        "report_text": deadline.get("text", ""), "report_law": deadline.get("law", ""),
    }  # fmt: skip
