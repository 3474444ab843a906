"""Making a token."""

from datetime import timedelta

from django import forms

from balai.api.enums import Scope

LIVES = {30: "30 hari", 90: "90 hari", 365: "1 tahun"}


class TokenForm(forms.Form):
    """Which program, what it may do, for how long."""

    name = forms.CharField(
        label="Nama program",
        max_length=80,
        help_text="Contoh: Aplikasi puskesmas",
        error_messages={"required": "Isi nama programnya."},
    )
    scopes = forms.MultipleChoiceField(
        label="Boleh melakukan apa?",
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple({"class": "choices-one"}),
        help_text="Pilih yang perlu saja.",
        error_messages={"required": "Pilih sedikitnya satu."},
    )
    days = forms.TypedChoiceField(
        label="Berlaku berapa lama?",
        choices=list(LIVES.items()),
        coerce=int,
        initial=90,
        widget=forms.RadioSelect({"class": "choices-small"}),
        error_messages={"required": "Pilih salah satu."},
    )

    @property
    def life(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])
