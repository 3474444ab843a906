"""What an officer types about one part of a draft. Lenient: whatever fits its bounds is kept, and checked afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from balai.letters.editor.places import Part
from balai.letters.wording import LONGEST_WORDING

type Choices = Sequence[tuple[str, str]]

IS_FILLED, IS_EMPTY, IS_ONE_OF = "terisi", "kosong", "salah-satu"


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen in the forms of a draft."""

    conditions: Choices
    """Placeholder paths on which printing may depend."""
    earlier_fields: Choices
    """Fields on whose answer another one may depend."""
    from_register: Choices
    """Placeholder paths whose value may fill a field in advance."""
    parties: Choices
    holders: Choices
    categories: Sequence[str] = ()


class WordingInput(forms.Textarea):
    """A text with placeholders; a script shows them as labels, without it they are written in braces."""

    def __init__(self, *, rows: int = 2) -> None:
        super().__init__({"rows": rows, "data-wording": "", "spellcheck": "true", "autocomplete": "off"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n").replace("\n", " ") if isinstance(value, str) else value


class WordingField(forms.CharField):
    """A text with placeholders, kept as typed: a space at its end joins it to what follows."""

    def __init__(self, label: str, *, rows: int = 2, help_text: str = "") -> None:
        super().__init__(
            label=label, required=False, strip=False, max_length=LONGEST_WORDING, help_text=help_text,
            widget=WordingInput(rows=rows),
        )  # fmt: skip


def line(label: str, longest: int, help_text: str = "", **attrs: Any) -> forms.CharField:
    """One line of plain text."""
    return forms.CharField(
        label=label, required=False, max_length=longest, help_text=help_text, widget=forms.TextInput(attrs)
    )


def lines(label: str, longest: int, help_text: str = "", rows: int = 3) -> forms.CharField:
    """Several texts, one a line."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=longest, help_text=help_text, widget=widget
    )


def chosen(label: str, choices: Iterable[tuple[str, str]], help_text: str = "") -> forms.ChoiceField:
    """One of a list."""
    return forms.ChoiceField(label=label, required=False, choices=list(choices), help_text=help_text)


def split_lines(text: str) -> list[str]:
    return [each.strip() for each in text.splitlines() if each.strip()]


def split_answers(text: str) -> list[str]:
    """Answers typed with semicolons between them."""
    return [each.strip() for each in text.split(";") if each.strip()]


@dataclass(frozen=True, slots=True)
class Control:
    """A field on the page, and when a script shows it."""

    bound: forms.BoundField
    depends_on: str
    values: str


CONDITION = ("when_path", "when_question", "when_is", "when_any_of")


class PartForm(forms.Form):
    """Something typed about one part. `keys` are the keys of the table that the form rules."""

    keys: ClassVar[frozenset[str]] = frozenset()
    shown_for: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Of a field: the field on which it depends, and the values (joined by |) for which it is shown; * is any."""
    use_required_attribute = False

    def __init__(self, data: Any = None, *, offered: Offered, part: Part, prefix: str | None = None) -> None:
        self.offered, self.before = offered, part
        super().__init__(data, prefix=prefix, initial=self.initial_of(part))

    def initial_of(self, part: Part) -> dict[str, Any]:
        return dict(part)

    @property
    def controls(self) -> list[Control]:
        """The fields as the page shows them, those of the condition left out."""
        return [self._control(bound) for bound in self if bound.name not in CONDITION]

    @property
    def condition(self) -> list[Control]:
        return [self._control(bound) for bound in self if bound.name in CONDITION]

    @property
    def is_conditional(self) -> bool:
        """Whether the part depends on something."""
        return any(self[name].value() for name in CONDITION[:2] if name in self.fields)

    def _control(self, bound: forms.BoundField) -> Control:
        depends_on, values = self.shown_for.get(bound.name, ("", ""))
        return Control(bound, self[depends_on].html_name if depends_on else "", values)

    def typed(self) -> Part:
        """What the form says, as keys of the part."""
        return {key: value for key, value in self.cleaned_data.items() if value not in ("", None)}

    def part(self) -> Part:
        """The part with what the form says; keys that it does not rule stay."""
        kept = {key: value for key, value in self.before.items() if key not in self.keys}
        return {**kept, **self.typed()}


class ConditionForm(PartForm):
    """When something is printed."""

    keys = frozenset({"when"})
    shown_for: ClassVar[Mapping[str, tuple[str, str]]] = {
        "when_is": ("when_path", "*"),
        "when_any_of": ("when_is", IS_ONE_OF),
    }
    when_path = chosen("Dicetak", [])
    when_is = chosen(
        "bila jawabannya", [(IS_FILLED, "terisi"), (IS_EMPTY, "kosong"), (IS_ONE_OF, "salah satu dari")]
    )
    when_any_of = line("Jawaban yang dimaksud", 500, "Lebih dari satu? Pisahkan dengan titik koma.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        path = self.initial.get("when_path", "")
        known = [("", "Selalu"), *self.offered.conditions]
        if path and path not in dict(known):
            known.append((path, f"Isian yang sudah dihapus ({path})"))
        # As a function, so that Django looks through them only when they are shown.
        self.fields["when_path"].choices = lambda: known  # type: ignore[attr-defined]  # a ChoiceField

    def initial_of(self, part: Part) -> dict[str, Any]:
        return {**super().initial_of(part), **_condition_initial(part.get("when"), "path")}

    def typed(self) -> Part:
        told = super().typed()
        path, mode, any_of = (told.pop(key, "") for key in ("when_path", "when_is", "when_any_of"))
        return {**told, **_condition(path, mode, any_of, "path")}


def _condition_initial(when: Any, key: str) -> dict[str, str]:
    if not isinstance(when, Mapping):
        return {}
    any_of = [str(each) for each in when.get("any_of", ())]
    mode = IS_EMPTY if any_of == [""] else IS_ONE_OF if any_of else IS_FILLED
    return {
        "when_path": str(when.get(key, "")),
        "when_is": mode,
        "when_any_of": "; ".join(filter(None, any_of)),
    }


def _condition(path: str, mode: str, any_of: str, key: str) -> Part:
    if not path:
        return {}
    answers = {IS_EMPTY: [""], IS_ONE_OF: split_answers(any_of)}.get(mode, [])
    return {"when": {key: path, "any_of": answers} if answers else {key: path}}


class PieceForm(ConditionForm):
    """A sentence, and when it is printed."""

    keys = frozenset({"when", "text"})
    text = WordingField("Kalimat")
    field_order = ("text", "when_path", "when_is", "when_any_of")

    def typed(self) -> Part:
        return {"text": self.cleaned_data["text"], **super().typed()}


class RowForm(PartForm):
    """A line of an identity table."""

    keys = frozenset({"label", "text", "optional"})
    label = line("Label", 60)
    text = WordingField("Isi", rows=1)
    optional = forms.BooleanField(label="Hilangkan baris ini bila kosong", required=False)

    def typed(self) -> Part:
        told = self.cleaned_data
        row: Part = {"label": told["label"], "text": told["text"]}
        return {**row, "optional": True} if told["optional"] else row


class ColumnForm(PartForm):
    """A column of the family's table."""

    keys = frozenset({"label", "text"})
    label = line("Judul kolom", 40)
    text = WordingField("Isi kolom", rows=1)

    def typed(self) -> Part:
        return {"label": self.cleaned_data["label"], "text": self.cleaned_data["text"]}
