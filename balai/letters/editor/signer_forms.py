"""Who signs, block by block."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from balai.letters.editor.part_forms import ConditionForm, WordingField, chosen, line
from balai.letters.editor.places import Part
from balai.letters.editor.words import SIGNERS

_KEYS_OF = {
    "village": (),
    "district": ("label",),
    "party": ("label", "party", "stamp"),
    "name": ("label", "name", "stamp"),
}


class SignerForm(ConditionForm):
    """Somebody who signs: the village's official, the camat, a party, or somebody named."""

    keys = frozenset({"who", "label", "party", "name", "stamp", "when"})
    shown_for: ClassVar[Mapping[str, tuple[str, str]]] = {
        **ConditionForm.shown_for,
        "label": ("who", "district|party|name"),
        "party": ("who", "party"),
        "name": ("who", "name"),
        "stamp": ("who", "party|name"),
    }
    who = chosen("Siapa", SIGNERS.items())
    label = line("Tulisan di atas tanda tangan", 60, "Contoh: Pelapor, atau Mengetahui.")
    party = chosen("Pihak", [])
    name = WordingField("Nama", rows=1, help_text="Kosongkan supaya nama ditulis tangan.")
    stamp = forms.BooleanField(label="Sediakan tempat meterai", required=False)
    field_order = ("who", "party", "name", "label", "stamp", "when_path", "when_is", "when_any_of")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [("", "–"), *self.offered.parties]  # type: ignore[attr-defined]

    def typed(self) -> Part:
        told = super().typed()
        who = told.get("who") or "village"
        kept = {key: told[key] for key in _KEYS_OF[who] if told.get(key)}
        condition = {"when": told["when"]} if "when" in told else {}
        return {"who": who, **kept, **condition}


class AttachmentForm(ConditionForm):
    """The title of an attachment."""

    keys = frozenset({"title", "when"})
    title = line("Judul lampiran", 120)
    field_order = ("title", "when_path", "when_is", "when_any_of")


class PaperForm(ConditionForm):
    """A further form that is printed with the letter: its title, paper and when there is one."""

    keys = frozenset({"title", "form_code", "paper", "when"})
    title = line("Judul formulir", 120, "Tercetak besar di tengah.")
    form_code = line(
        "Kode di sudut kanan atas", 30, "Contoh: Model N5. Boleh kosong.", **{"class": "input-short"}
    )
    paper = chosen("Kertas", [("", "Sama dengan suratnya"), ("a4", "A4"), ("f4", "F4")])
    field_order = ("title", "form_code", "paper", "when_path", "when_is", "when_any_of")


class BlockForm(ConditionForm):
    """What every block has: when it is printed."""

    def initial_of(self, part: Part) -> dict[str, Any]:
        return {key: value for key, value in super().initial_of(part).items() if key.startswith("when_")}
