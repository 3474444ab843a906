"""Reading when the office is open, as officers type it."""

from typing import Any

from django import forms

from balai.core.dates import LongDateField
from balai.villages.enums import Weekday
from balai.villages.models import Closure
from balai.villages.rules import Opening


class WeekForm(forms.Form):
    """The ordinary week: for each weekday one or two stretches of time. A day without times is closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in Weekday:
            for stretch in (1, 2):
                for end, word in (("opens", "buka"), ("closes", "tutup")):
                    again = " lagi" if stretch == 2 else ""
                    self.fields[f"{end}_{day.value}_{stretch}"] = _time(f"{day.label}, {word}{again}")

    def days(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """The name of each weekday with its two stretches: the fields for opening and for closing."""
        return [
            (
                day.label,
                [
                    (self[f"opens_{day.value}_{stretch}"], self[f"closes_{day.value}_{stretch}"])
                    for stretch in (1, 2)
                ],
            )
            for day in Weekday
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        openings = []
        for day in Weekday:
            for stretch in (1, 2):
                name = f"closes_{day.value}_{stretch}"
                opens, closes = cleaned.get(f"opens_{day.value}_{stretch}"), cleaned.get(name)
                if opens and closes:
                    openings.append(Opening(day.value, opens, closes))
                elif (opens or closes) and not self.errors:
                    self.add_error(name, f"{day.label}: isi jam buka dan jam tutup, atau kosongkan keduanya.")
        return {"openings": openings}

    @staticmethod
    def initial_of(openings: list[Opening]) -> dict[str, Any]:
        """The fields as the village has them now."""
        initial: dict[str, Any] = {}
        for opening in openings:
            stretch = 2 if f"opens_{opening.weekday}_1" in initial else 1
            initial[f"opens_{opening.weekday}_{stretch}"] = opening.opens
            initial[f"closes_{opening.weekday}_{stretch}"] = opening.closes
        return initial


class SpecialHoursForm(forms.Form):
    """Other hours for a time, as in Ramadan."""

    first_day = LongDateField(label="Mulai")
    last_day = LongDateField(label="Sampai")
    weekdays = forms.TypedMultipleChoiceField(
        label="Pada hari", choices=Weekday.choices, coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-small"}),
        error_messages={"required": "Pilih paling sedikit satu hari."},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens"] = _time("Buka", required=True)
        self.fields["closes"] = _time("Tutup", required=True)


class ClosureForm(forms.ModelForm[Closure]):
    """Days on which the office is closed."""

    first_day = LongDateField(label="Mulai")
    last_day = LongDateField(label="Sampai")

    class Meta:
        model = Closure
        fields = ["first_day", "last_day", "reason"]
        help_texts = {"reason": "Warga membacanya. Contoh: Pemilihan kepala desa."}


class CollectiveLeaveForm(forms.Form):
    """Whether *cuti bersama* closes the office."""

    closed = forms.TypedChoiceField(
        label="Saat cuti bersama",
        choices=((1, "Kantor tutup"), (0, "Kantor tetap buka")),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect(attrs={"class": "choices-small"}),
    )


def _time(label: str, *, required: bool = False) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Tulis jam seperti 08.00.", "required": "Isi jamnya."},
    )
