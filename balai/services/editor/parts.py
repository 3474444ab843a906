"""Groups of fields that additions and whole standards have in common, and how they become parts of a table."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from balai.core.dates import LongDateField
from balai.core.lines import LinesField
from balai.services.editor.rows import Kind, Raw
from balai.services.reading import LONGEST_TIME, MOST_REQUIREMENTS, MOST_RUPIAH, MOST_STEPS
from balai.services.rules import component_titles
from balai.services.standard import Channel, Component, Unit, Way
from balai.services.telling import CHANNELS, STEPS, Names

UNITS = {Unit.MINUTES: "menit", Unit.HOURS: "jam", Unit.WORKING_DAYS: "hari kerja"}
COMPONENT = "component_"
REQUIREMENTS = Kind("syarat", "Syarat", "syarat", MOST_REQUIREMENTS)
QUESTIONS = Kind("pertanyaan", "Pertanyaan untuk warga", "pertanyaan", 8)
WAYS: Mapping[Way, Kind] = {
    way: Kind(f"langkah-{way}", title, "langkah", MOST_STEPS) for way, title in STEPS.items()
}


def number_field(label: str, most: int, help_text: str = "", *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=required, min_value=0, max_value=most, help_text=help_text,
        widget=forms.TextInput({"inputmode": "numeric", "class": "input-short"}),
    )  # fmt: skip


def line(label: str, longest: int, help_text: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=longest, help_text=help_text)


def long_text(label: str, longest: int, help_text: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=longest, help_text=help_text,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class StandardPart(forms.Form):
    """What an addition and a whole standard both may say. What is typed is never thrown away for being incomplete."""

    use_required_attribute = False

    effective_from = LongDateField(
        label="Berlaku mulai", help_text="Hari ini atau sesudahnya. Contoh: 1 Januari 2027.",
        error_messages={"required": "Isi tanggal mulai berlaku."},
    )  # fmt: skip
    channels = forms.MultipleChoiceField(
        label="Cara meminta yang benar-benar ada", choices=[(each.value, words) for each, words in CHANNELS.items()],
        widget=forms.CheckboxSelectMultiple({"class": "choices-small"}),
        error_messages={"required": "Warga selalu boleh datang ke kantor. Pilih sedikitnya itu."},
    )  # fmt: skip
    note = long_text(
        "Catatan dengan kata sendiri", 600, "Satu atau dua kalimat. Contoh: Loket ini buka Senin dan Kamis."
    )
    legal_basis = LinesField(
        label="Dasar hukum", longest=300, most=20, required=False, help_text="Satu peraturan satu baris."
    )  # fmt: skip
    search_words = LinesField(
        label="Kata yang dipakai warga", longest=60, most=60, required=False,
        help_text="Satu per baris. Contoh: bikin akte, surat lahir.",
    )  # fmt: skip
    time_amount = number_field("Selesai dalam", LONGEST_TIME)
    time_longest = number_field("Paling lama", LONGEST_TIME, "Kosong: sama.")
    time_unit = forms.ChoiceField(
        label="Hitungan waktu", required=False, choices=list(UNITS.items()), initial=Unit.WORKING_DAYS
    )
    time_since = line("Dihitung sejak", 120, "Contoh: syarat lengkap.")
    fee_amount = number_field("Biaya (rupiah)", MOST_RUPIAH, "Kosong atau 0: gratis.")
    fee_law = line("Peraturan yang menetapkan biaya", 200, "Contoh: Peraturan Desa 2/2026 pasal 5.")
    fee_note = line("Penjelasan biaya", 200)

    def __init__(self, *args: Any, posts: Names, usual_post: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inherited = f"Seperti semula ({posts.get(usual_post, usual_post)})" if usual_post else ""
        chosen = [("", inherited)] if inherited else []
        choices = [*chosen, *((name, words) for name, words in posts.items() if words)]
        self.fields["responsible"] = forms.ChoiceField(
            label="Penanggung jawab", required=False, choices=choices
        )
        if self.initial.get("effective_from") is None:
            self.initial["effective_from"] = timezone.localdate()

    def clean_effective_from(self) -> Any:
        day = self.cleaned_data["effective_from"]
        if day < timezone.localdate():
            raise forms.ValidationError("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.")
        return day

    def clean_channels(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["channels"]
        if Channel.COUNTER not in chosen:
            raise forms.ValidationError("Warga selalu boleh datang ke kantor. Biarkan pilihan itu tetap ada.")
        return [channel.value for channel in Channel if channel in chosen]

    @property
    def component_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name.startswith(COMPONENT)]

    def time(self) -> Raw:
        """What was typed about time, as a table; {} for nothing."""
        told = self.cleaned_data
        if not told.get("time_amount"):
            return {}
        longest = told.get("time_longest")
        return {
            "amount": told["time_amount"],
            **({"longest": longest} if longest else {}),
            "unit": told["time_unit"],
            **({"from": told["time_since"]} if told["time_since"] else {}),
        }

    def fee(self) -> Raw:
        """What was typed about the fee, as a table; {} for nothing."""
        told = self.cleaned_data
        fee = {
            "amount": told.get("fee_amount") or 0,
            "law": told.get("fee_law"),
            "note": told.get("fee_note"),
        }
        return (
            {key: value for key, value in fee.items() if value or key == "amount"}
            if any(fee.values())
            else {}
        )

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("fee_amount") and not told.get("fee_law"):
            self.add_error("fee_law", "Sebutkan peraturan yang menetapkan biaya ini.")
        amount, longest = told.get("time_amount"), told.get("time_longest")
        if longest and not amount:
            self.add_error("time_amount", "Isi juga berapa lama biasanya.")
        elif longest and amount and longest < amount:
            self.add_error("time_longest", "Yang paling lama tidak boleh lebih cepat dari biasanya.")
        return told

    def components(self, usual: Mapping[Component, str]) -> Raw:
        """The components that are worded otherwise than usual."""
        typed = {each: self.cleaned_data.get(COMPONENT + each, "").strip() for each in Component}
        return {
            each.value: words
            for each, words in typed.items()
            if words and words != usual.get(each, "").strip()
        }

    def add_components(self, initial: Mapping[Component, str], *, required: bool) -> None:
        """A field for each component that an office has in common."""
        for component, title in component_titles().items():
            self.fields[COMPONENT + component] = long_text(title, 1200, required=required)
            self.initial.setdefault(COMPONENT + component, initial.get(component, ""))


def time_of(table: Mapping[str, Any]) -> Raw:
    """What fills the fields of time."""
    time = table.get("time") or {}
    return {
        "time_amount": time.get("amount"), "time_longest": time.get("longest"),
        "time_unit": time.get("unit", Unit.WORKING_DAYS), "time_since": time.get("from", ""),
    }  # fmt: skip


def fee_of(table: Mapping[str, Any]) -> Raw:
    """What fills the fields of the fee."""
    fee = table.get("fee") or {}
    return {"fee_amount": fee.get("amount"), "fee_law": fee.get("law", ""), "fee_note": fee.get("note", "")}


def told_only(table: Mapping[str, Any]) -> Raw:
    """Without what says nothing."""
    return {key: value for key, value in table.items() if value not in ("", [], {}, None)}


def raw_of(form: StandardPart) -> Raw:
    """What stands in the controls of a posted form."""
    return {
        name: field.widget.value_from_datadict(form.data, {}, name) for name, field in form.fields.items()
    }
