"""A notice on the resting screen."""

from django import forms

from balai.core.dates import LongDateField


class NoticeForm(forms.Form):
    title = forms.CharField(
        label="Judul",
        max_length=60,
        help_text="Contoh: Posyandu hari Kamis",
        error_messages={"required": "Tulis judulnya."},
    )
    text = forms.CharField(
        label="Isi", max_length=200, required=False, help_text="Satu atau dua kalimat pendek."
    )
    until = LongDateField(label="Tampil sampai", required=False, help_text="Kosong berarti sampai dihapus.")
