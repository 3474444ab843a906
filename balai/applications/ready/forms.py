"""Writing a ready text."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from balai.applications.enums import TextUse
from balai.applications.models.ready_texts import LONGEST_TEXT
from balai.applications.ready.placeholders import ALLOWED, wrong_braces
from balai.applications.ready.texts import ReadyText

TITLED = frozenset({TextUse.MESSAGE, TextUse.REJECTION})
"""Texts that are picked by a button with a title."""
LONGEST_SENTENCE = 250
_AREA = forms.Textarea({"rows": 3})


class ReadyTextForm(forms.Form):
    """A text, its title where a button picks it, and for a refusal what can be done."""

    use_required_attribute = False

    title = forms.CharField(
        label="Judul tombol", max_length=40, help_text="Dua atau tiga kata. Hanya petugas yang melihatnya.",
        error_messages={"required": "Tulis judulnya."},
    )  # fmt: skip
    text = forms.CharField(label="Kalimat", widget=_AREA, error_messages={"required": "Tulis kalimatnya."})
    remedy = forms.CharField(
        label="Apa yang bisa dilakukan pemohon", widget=_AREA, max_length=LONGEST_TEXT,
        error_messages={"required": "Tulis apa yang bisa dilakukan pemohon."},
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, *, use: TextUse, shown: ReadyText | None = None) -> None:
        self.use = use
        initial = {"title": shown.title, "text": shown.text, "remedy": shown.remedy} if shown else {}
        super().__init__(data, initial=initial)
        longest = LONGEST_TEXT if use in TITLED else LONGEST_SENTENCE
        self.fields["text"].validators.append(MaxLengthValidator(longest))
        if use not in TITLED:
            del self.fields["title"]
        if use is not TextUse.REJECTION:
            del self.fields["remedy"]
        else:
            self.fields["text"].label = "Alasan"

    def clean_text(self) -> str:
        return self._checked("text")

    def clean_remedy(self) -> str:
        return self._checked("remedy")

    def _checked(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if wrong := wrong_braces(text, self.use):
            known = ", ".join(each.written for each in ALLOWED[self.use])
            raise forms.ValidationError(f"{wrong} tidak dikenal di sini. Yang bisa dipakai: {known}.")
        return text

    def shown(self) -> ReadyText:
        """The text as it is typed now, right or wrong, for a preview."""
        typed: dict[str, Any] = {name: self[name].value() or "" for name in self.fields}
        return ReadyText(use=self.use, name="", **typed)
