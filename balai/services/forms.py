"""What officers type to find services and to look after them. What a standard says is typed in `editor`."""

from django import forms

from balai.services.enums import Origin, ServiceState
from balai.services.models import REVIEWED_EVERY
from balai.services.overview import Waiting, Wanted

WAITING = {
    Waiting.UNREAD: "Perubahan belum dibaca",
    Waiting.REVIEW: "Perlu ditinjau",
    Waiting.SCHEDULED: "Ada perubahan terjadwal",
}


class ServiceFilter(forms.Form):
    """What the list is narrowed to. What nobody could have chosen counts as nothing chosen."""

    q = forms.CharField(label="Cari layanan", required=False, max_length=100)
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), *ServiceState.choices]
    )
    asal = forms.ChoiceField(label="Asal", required=False, choices=[("", "Semua"), *Origin.choices])
    menunggu = forms.ChoiceField(
        label="Yang menunggu",
        required=False,
        choices=[("", "Semua"), *((each.value, words) for each, words in WAITING.items())],
    )

    @property
    def wanted(self) -> Wanted:
        """Call after `is_valid`, whatever it said."""
        told = self.cleaned_data
        return Wanted(
            words=told.get("q", ""),
            state=told.get("keadaan", ""),
            origin=told.get("asal", ""),
            waiting=told.get("menunggu", ""),
        )


class IntervalForm(forms.Form):
    """Every how many months a standard is looked at."""

    months = forms.TypedChoiceField(
        label="Ditinjau tiap", coerce=int,
        choices=[(months, f"{months} bulan") for months in range(REVIEWED_EVERY[0], REVIEWED_EVERY[1] + 1)],
    )  # fmt: skip
