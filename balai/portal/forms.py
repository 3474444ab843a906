"""What residents type on their own pages."""

from django import forms

from balai.access.claims import NikAndPin
from balai.core.digits import DigitsField


class SignInForm(forms.Form):
    """What a resident types to see their own page. What is wrong with a number is told no more than what is wrong at all."""

    use_required_attribute = False

    nik = DigitsField(label="NIK", help_text="16 angka di KTP.", error_messages={"required": "Isi NIK Anda."})
    pin = forms.CharField(
        label="PIN", max_length=12, help_text="6 angka dari kantor.",
        widget=forms.PasswordInput({"class": "input-short", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Isi PIN Anda."},
    )  # fmt: skip

    @property
    def claim(self) -> NikAndPin:
        return NikAndPin(self.cleaned_data["nik"], self.cleaned_data["pin"])
