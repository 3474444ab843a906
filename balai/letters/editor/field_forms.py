"""What is asked: the fields of a kind, and its parties with what is asked about them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from balai.core.questions import LARGEST_NUMBER, LONGEST_TEXT, QuestionType
from balai.letters.definitions import MAIN_PARTY
from balai.letters.editor.part_forms import (
    IS_ONE_OF,
    PartForm,
    chosen,
    line,
    lines,
    split_answers,
    split_lines,
)
from balai.letters.editor.places import Part
from balai.letters.editor.words import QUESTION_TYPES
from balai.letters.particulars import ASKED_OF_A_PERSON

MOST_OPTIONS = 60
_ONLY_FOR: dict[str, frozenset[QuestionType]] = {
    "options": frozenset({QuestionType.CHOICE}),
    "other": frozenset({QuestionType.CHOICE}),
    "past": frozenset({QuestionType.DATE}),
    "smallest": frozenset({QuestionType.NUMBER, QuestionType.MONEY}),
    "largest": frozenset({QuestionType.NUMBER, QuestionType.MONEY}),
    # Of a choice, what may be written beside the other answers.
    "longest": frozenset({QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.CHOICE}),
    "suggestions": frozenset({QuestionType.TEXT}),
}
_ALWAYS = ("label", "type", "hint", "default")


def _whole(label: str, help_text: str = "") -> forms.IntegerField:
    """A bound of a number; empty means none."""
    widget = forms.TextInput({"inputmode": "numeric", "class": "input-short"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=LARGEST_NUMBER, help_text=help_text, widget=widget
    )


class FieldForm(PartForm):
    """One field: what the officer at the desk is asked, because the register does not know it."""

    keys = frozenset(
        {
            "label", "type", "required", "hint", "options", "other", "past", "default", "when", "suggestions",
            "smallest", "largest",
        }
    )  # fmt: skip
    shown_for: ClassVar[Mapping[str, tuple[str, str]]] = {
        "options": ("type", "choice"),
        "other": ("type", "choice"),
        "past": ("type", "date"),
        "suggestions": ("type", "text"),
        "smallest": ("type", "number|money"),
        "largest": ("type", "number|money"),
        "when_is": ("when_question", "*"),
        "when_any_of": ("when_is", IS_ONE_OF),
    }
    label = line("Pertanyaan", LONGEST_TEXT, "Tampil di atas kotak isian. Contoh: Nama sekolah.")
    type = chosen("Jenis jawaban", QUESTION_TYPES.items())
    options = lines("Pilihan jawaban", 4000, "Satu pilihan satu baris.", rows=4)
    other = forms.BooleanField(label="Boleh menulis jawaban lain", required=False)
    past = forms.BooleanField(label="Tanggalnya harus sudah lewat", required=False)
    suggestions = lines(
        "Saran jawaban", 4000, "Satu saran satu baris. Petugas boleh menulis yang lain.", rows=3
    )
    smallest = _whole("Angka paling kecil")
    largest = _whole("Angka paling besar", "Kosongkan bila tidak dibatasi.")
    required = forms.BooleanField(label="Wajib diisi", required=False)
    hint = line("Petunjuk", LONGEST_TEXT, "Tampil kecil di atas kotak isian.")
    default = chosen("Isi lebih dulu dari data warga", [], "Petugas masih bisa mengubahnya.")
    when_question = chosen("Ditanyakan", [])
    when_is = chosen("bila jawabannya", [("terisi", "terisi"), (IS_ONE_OF, "salah satu dari")])
    when_any_of = line("Jawaban yang dimaksud", 500, "Lebih dari satu? Pisahkan dengan titik koma.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["when_question"]
        offered.choices = [("", "Selalu"), *self.offered.earlier_fields]
        default: Any = self.fields["default"]
        default.choices = [("", "Tidak"), *self.offered.from_register]
        if self.before.get("type") == QuestionType.MEMBERS:  # only the sheets that come with Balai ask so
            kinds: Any = self.fields["type"]
            kinds.choices = [*kinds.choices, (QuestionType.MEMBERS.value, "Anggota keluarga")]

    def initial_of(self, part: Part) -> dict[str, Any]:
        when = part.get("when", {})
        any_of = [str(each) for each in when.get("any_of", [])]
        return {
            **{key: value for key, value in part.items() if key != "when"},
            "type": part.get("type", QuestionType.TEXT),
            "required": part.get("required", True),
            "options": "\n".join(_label(option) for option in part.get("options", [])),
            "suggestions": "\n".join(part.get("suggestions", [])),
            "when_question": when.get("question", ""),
            "when_is": IS_ONE_OF if any_of else "terisi",
            "when_any_of": "; ".join(any_of),
        }

    @property
    def kind(self) -> str:
        return str(self["type"].value() or QuestionType.TEXT)

    def typed(self) -> Part:
        told = self.cleaned_data
        kind = QuestionType(told["type"] or QuestionType.TEXT)
        part: Part = {key: told[key] for key in _ALWAYS if told[key]}
        part |= {"label": told["label"], "type": kind.value, "required": told["required"]}
        if kind is QuestionType.CHOICE:
            part["options"] = _options(told["options"], self.before.get("options", [])) or [
                "Pilihan 1",
                "Pilihan 2",
            ]
        part |= {key: True for key in ("other", "past") if told[key]}
        part |= {key: told[key] for key in ("smallest", "largest") if told[key] is not None}
        if suggestions := _suggested(told["suggestions"]):
            part["suggestions"] = suggestions
        return {**part, **self._condition()}

    def part(self) -> Part:
        part = super().part()
        kind = QuestionType(part["type"])
        return {key: value for key, value in part.items() if kind in _ONLY_FOR.get(key, {kind})}

    def _condition(self) -> Part:
        question = self.cleaned_data["when_question"]
        if not question:
            return {}
        one_of = self.cleaned_data["when_is"] == IS_ONE_OF
        answers = split_answers(self.cleaned_data["when_any_of"]) if one_of else []
        return {"when": {"question": question, "any_of": answers} if answers else {"question": question}}


def _label(option: Any) -> str:
    return str(option["label"] if isinstance(option, dict) else option)


def _suggested(text: str) -> list[str]:
    return [each[:LONGEST_TEXT] for each in dict.fromkeys(split_lines(text)[:MOST_OPTIONS])]


def _options(text: str, before: list[Any]) -> list[Any]:
    """Options by their labels; one that was there keeps its value."""
    known = {_label(option): option for option in before}
    return [known.get(each, each) for each in dict.fromkeys(split_lines(text)[:MOST_OPTIONS])]


class PartyForm(PartForm):
    """Somebody in the letter beside the resident it is for."""

    keys = frozenset({"label", "source"})
    label = line("Sebutan dalam surat", 60, "Contoh: Ayah, Saksi 1, Penjual.")
    source = chosen(
        "Datanya dari mana",
        [
            ("either", "Dipilih dari data warga, atau diketik"),
            ("typed", "Selalu diketik"),
            ("register", "Selalu dari data warga"),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.before.get("name") == MAIN_PARTY:
            del self.fields["source"]

    def part(self) -> Part:
        part = super().part()
        if "source" not in self.fields:
            part["source"] = "register"
        if part.get("source") == "typed":
            part.pop("requires", None)  # nothing is known of whom the register does not name
        if part.get("source") == "register":
            part.pop("asks", None)
        elif not part.get("asks"):
            part["asks"] = [{"name": "full_name", **asked_as_usual("full_name")}]
        return part


class AskForm(PartForm):
    """Something asked about a party whom the register does not know."""

    keys = frozenset({"name", "label", "required", "suggestions"})
    name = chosen("Yang ditanyakan", [])
    label = line("Tulisannya", LONGEST_TEXT, "Kosongkan untuk tulisan yang biasa.")
    suggestions = lines(
        "Saran jawaban", 4000, "Satu saran satu baris. Petugas boleh menulis yang lain.", rows=3
    )
    required = forms.BooleanField(label="Wajib diisi", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["name"]
        usual = [(name, question.label) for name, question in ASKED_OF_A_PERSON.items()]
        own = str(self.before.get("name", ""))
        extra = [(own, str(self.before.get("label") or own))] if own and own not in ASKED_OF_A_PERSON else []
        field.choices = [*usual, *extra, ("", "Hal lain (tulis di sebelah)")]
        if own in ASKED_OF_A_PERSON or self.before.get("type", "text") != QuestionType.TEXT:
            del self.fields["suggestions"]

    def initial_of(self, part: Part) -> dict[str, Any]:
        suggestions = "\n".join(part.get("suggestions", []))
        return {**part, "required": part.get("required", True), "suggestions": suggestions}

    def part(self) -> Part:
        told = self.cleaned_data
        name = told["name"]
        if name in ASKED_OF_A_PERSON and name != self.before.get("name"):
            before = {"name": name, **asked_as_usual(name)}
        else:
            before = dict(self.before)
        label = told["label"] or before.get("label", "")
        part = {**before, "name": name, "label": label, "required": told["required"]}
        if "suggestions" in self.fields:
            part.pop("suggestions", None)
            part |= {"suggestions": found} if (found := _suggested(told["suggestions"])) else {}
        return part


def asked_as_usual(name: str) -> Part:
    """The question that is usually asked for a particular of a person, in longhand."""
    usual = ASKED_OF_A_PERSON[name]
    told: Part = {"label": usual.label, "type": usual.type.value, "required": usual.required}
    if usual.options:
        told["options"] = [option.value for option in usual.options]
    if usual.hint:
        told["hint"] = usual.hint
    if usual.past:
        told["past"] = True
    return {**told, "longest": usual.longest}
