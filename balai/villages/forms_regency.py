"""Reading what the regency's desk says about its agencies. Constraints that need the regency are checked by the operations."""

from django import forms

from balai.villages.forms import PHONE
from balai.villages.models import Agency
from balai.villages.operations import AgencyFacts


class AgencyForm(forms.ModelForm[Agency]):
    """One agency of the regency."""

    class Meta:
        model = Agency
        fields = [
            "kind", "name", "duties", "phone", "opening_note", "address", "email", "website", "head_name",
            "head_position",
        ]  # fmt: skip
        widgets = {"phone": forms.TextInput(attrs=PHONE)}
        help_texts = {
            "name": "Contoh: Dinas Kependudukan dan Pencatatan Sipil.",
            "duties": "Contoh: KTP-el, kartu keluarga, akta. Kosongkan untuk memakai kalimat bawaan bidangnya.",
            "phone": "Contoh: 0274 555 0101.",
            "opening_note": "Contoh: Senin–Jumat 08.00–15.00.",
            "website": "Contoh: https://dinas.example.",
            "head_position": "Contoh: Kepala Dinas, Camat.",
        }

    @property
    def facts(self) -> AgencyFacts:
        """What was filled in, once it is valid."""
        return AgencyFacts(**self.cleaned_data)


class RetireForm(forms.Form):
    """Why an agency leaves the list."""

    reason = forms.CharField(
        label="Alasan", max_length=300, help_text="Misalnya: digabung dengan dinas lain."
    )
