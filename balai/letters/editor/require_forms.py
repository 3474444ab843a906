"""What must be true of somebody from the register: written as a particular with its answers, or as an age."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from balai.letters.editor.part_forms import PartForm, chosen, line
from balai.letters.editor.places import Part
from balai.residents.enums import CODED

AGE = "age"
OLDEST = 150
REQUIRED: Mapping[str, str] = {
    AGE: "Umur",
    "sex": "Jenis kelamin",
    "marital_status": "Status perkawinan",
    "religion": "Agama",
    "relation": "Hubungan dalam keluarga",
    "standing": "Keadaan di data warga",
    "residency": "Penduduk tetap atau tidak",
    "citizenship": "Kewarganegaraan",
    "education": "Pendidikan",
    "occupation": "Pekerjaan",
}


class RequireForm(PartForm):
    """One requirement. Only the answers of the chosen particular count."""

    keys = frozenset({"particular", "codes", "at_least", "below", "sentence"})
    shown_for: ClassVar[Mapping[str, tuple[str, str]]] = {
        "at_least": ("particular", AGE),
        "below": ("particular", AGE),
        **{f"codes_{name}": ("particular", name) for name in REQUIRED if name != AGE},
    }
    particular = chosen("Yang diperiksa", REQUIRED.items())
    at_least = forms.IntegerField(
        label="Sedikitnya berapa tahun", required=False, min_value=0, max_value=OLDEST,
        widget=forms.TextInput({"inputmode": "numeric", "class": "input-short"}),
    )  # fmt: skip
    below = forms.IntegerField(
        label="Belum berumur berapa tahun", required=False, min_value=0, max_value=OLDEST,
        widget=forms.TextInput({"inputmode": "numeric", "class": "input-short"}),
    )  # fmt: skip
    sentence = line("Kata Balai bila tidak cocok", 200, "Contoh: Warga ini belum berumur 17 tahun.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in REQUIRED.items():
            if name != AGE:
                self.fields[f"codes_{name}"] = forms.MultipleChoiceField(
                    label=f"{label} yang boleh", required=False, choices=CODED[name].choices,
                    widget=forms.CheckboxSelectMultiple({"class": "choices-small"}),
                )  # fmt: skip
        self.order_fields(["particular", "at_least", "below", *self.shown_for, "sentence"])

    def initial_of(self, part: Part) -> dict[str, Any]:
        return {**part, f"codes_{part.get('particular')}": part.get("codes", [])}

    def typed(self) -> Part:
        told = self.cleaned_data
        name = told["particular"] or AGE
        part: Part = {"particular": name, "sentence": told["sentence"]}
        if name == AGE:
            return part | {key: told[key] for key in ("at_least", "below") if told[key] is not None}
        return part | {"codes": [int(code) for code in told[f"codes_{name}"]]}
