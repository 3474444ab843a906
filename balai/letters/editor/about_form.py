"""What a kind says about itself: title, code, validity, law, paper, who signs."""

from collections.abc import Mapping
from typing import Any

from django import forms

from balai.letters.editor.part_forms import PartForm, WordingField, chosen, line, lines, split_lines
from balai.letters.editor.places import Part
from balai.letters.enums import DistrictRole, SignedBy
from balai.villages.enums import SigningForm
from balai.villages.rules import EVERY_FORM, SIGNING_ORDER

SIGNED_BY = [
    (SignedBy.VILLAGE.value, "Pejabat di sini. Surat bernomor dan bersegel."),
    (SignedBy.OTHERS.value, "Orang lain. Dicetak sebagai formulir, tanpa nomor dan segel."),
]
_FORM_WORDS: Mapping[str, str] = {
    SigningForm.HEAD: "Kepala", SigningForm.PJ: "Penjabat (Pj.)", SigningForm.PLT: "Pelaksana tugas (Plt.)",
    SigningForm.PLH: "Pelaksana harian (Plh.)", SigningForm.AN: "Atas nama kepala (a.n.)",
    SigningForm.UB: "Untuk beliau (u.b.)",
}  # fmt: skip


class AboutForm(PartForm):
    """The facts of a kind. Its slug and service are not typed."""

    keys = frozenset(
        {
            "title", "short_code", "category", "summary", "search_words", "classification", "legal_basis", "validity",
            "paper", "pages", "signed_by", "signing_forms", "district", "subject", "holder",
        }
    )  # fmt: skip
    title = line("Judul surat", 120, "Tercetak besar di tengah. Contoh: Surat Keterangan Domisili.")
    short_code = line(
        "Singkatan",
        12,
        "Bisa dipakai dalam nomor. Kosongkan supaya dibuat dari judul.",
        **{"class": "input-short"},
    )
    category = line("Kelompok", 40, list="kelompok-surat")
    summary = line("Ringkasan", 200, "Untuk apa surat ini? Satu kalimat.")
    search_words = line("Kata pencarian", 400, "Kata yang biasa dipakai warga, dipisah koma.")
    classification = line(
        "Kode klasifikasi",
        20,
        "Ketik kode atau kata, misalnya domisili.",
        list="kode-klasifikasi",
        **{"class": "input-short"},
    )
    subject = WordingField("Isi singkat untuk buku agenda", rows=1)
    holder = chosen("Atas nama siapa surat ini", [])
    legal_basis = lines("Dasar hukum", 2400, "Satu aturan satu baris.")
    months = forms.IntegerField(
        label="Berlaku berapa bulan", required=False, min_value=0, max_value=1200,
        help_text="0 bulan dan 0 hari berarti tanpa batas.", widget=forms.TextInput({"inputmode": "numeric", "class": "input-short"}),
    )  # fmt: skip
    days = forms.IntegerField(
        label="dan berapa hari", required=False, min_value=0, max_value=1200,
        widget=forms.TextInput({"inputmode": "numeric", "class": "input-short"}),
    )  # fmt: skip
    paper = chosen("Kertas", [("a4", "A4"), ("f4", "F4")])
    pages = chosen(
        "Paling banyak", [(str(number), f"{number} halaman") for number in (1, 2, 3, 4, 5, 6, 8, 10)]
    )
    signed_by = chosen("Siapa yang menandatangani", SIGNED_BY)
    signing_forms = forms.MultipleChoiceField(
        label="Pejabat yang boleh menandatangani", required=False,
        choices=[(form, _FORM_WORDS[form]) for form in SIGNING_ORDER], widget=forms.CheckboxSelectMultiple({"class": "choices-small"}),
    )  # fmt: skip
    district = forms.BooleanField(label="Camat ikut menandatangani", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder: Any = self.fields["holder"]
        holder.choices = list(self.offered.holders)

    def initial_of(self, part: Part) -> dict[str, Any]:
        validity = part.get("validity") or {}
        return {
            **{
                key: part[key]
                for key in ("title", "short_code", "category", "summary", "subject")
                if key in part
            },
            "classification": part.get("classification", ""),
            "search_words": ", ".join(part.get("search_words", [])),
            "legal_basis": "\n".join(part.get("legal_basis", [])),
            "holder": part.get("holder", "resident.full_name"),
            "months": validity.get("months", 0),
            "days": validity.get("days", 0),
            "paper": part.get("paper", "a4"),
            "pages": str(part.get("pages", 1)),
            "signed_by": part.get("signed_by", SignedBy.VILLAGE),
            "signing_forms": part.get("signing_forms") or sorted(EVERY_FORM),
            "district": part.get("district") == DistrictRole.COSIGN,
        }

    def typed(self) -> Part:
        told = self.cleaned_data
        forms_chosen = sorted(told["signing_forms"])
        return {
            **{
                key: told[key]
                for key in ("title", "short_code", "category", "summary", "subject", "classification")
            },
            "search_words": [word.strip()[:40] for word in told["search_words"].split(",") if word.strip()][
                :30
            ],
            "legal_basis": [law[:200] for law in split_lines(told["legal_basis"])][:12],
            "validity": {"months": told["months"] or 0, "days": told["days"] or 0},
            "holder": told["holder"] or "resident.full_name",
            "paper": told["paper"] or "a4",
            "pages": int(told["pages"] or 1),
            "signed_by": told["signed_by"] or SignedBy.VILLAGE.value,
            "district": (DistrictRole.COSIGN if told["district"] else DistrictRole.NONE).value,
            **(
                {"signing_forms": forms_chosen} if forms_chosen and forms_chosen != sorted(EVERY_FORM) else {}
            ),
        }
