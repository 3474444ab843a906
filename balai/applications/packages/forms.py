"""The file from a stick, and the code of an office that is met for the first time."""

from django import forms


class StickForm(forms.Form):
    """A package to take in."""

    use_required_attribute = False

    package = forms.FileField(
        label="Paket dari flashdisk",
        help_text="Berkas .zip yang namanya mulai dengan “paket-”. Berkas yang sama boleh diimpor lagi.",
        widget=forms.FileInput({"accept": ".zip,application/zip"}),
        error_messages={"required": "Pilih dulu paketnya."},
    )
    office_code = forms.CharField(
        label="Kode kantor pengirim",
        help_text="Hanya untuk yang pertama kali. Minta dibacakan lewat telepon, seperti 9F3A-77C1-0B2D-44E8-A1C5.",
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
