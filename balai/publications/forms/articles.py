"""What an officer writes: a text, when it is shown, its pictures."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from balai.core.calendar import clock
from balai.core.dates import LongDateField
from balai.publications.blocks import Block, TextProblem, read_text
from balai.publications.drawing import FORMATS, LARGEST_FILE
from balai.publications.enums import ArticleKind, Sight
from balai.publications.models import Article, ArticleVersion
from balai.publications.operations.articles import Content
from balai.publications.page_facts import PAGE_FACTS
from balai.publications.rules import LONGEST_REVIEW, SHORTEST_REVIEW
from balai.services.models import Service

HOW_TO_WRITE = (
    "Baris kosong memisahkan paragraf. Awali baris dengan ## untuk subjudul, dengan - untuk daftar. "
    "Alamat https:// menjadi tautan sendiri."
)
LONGEST_FACT = 160
_TIMES = ["%H.%M", "%H:%M", "%H"]


class ArticleForm(forms.Form):
    """Title, summary and text; `based_on` is the version that the officer saw."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(label="Judul", max_length=120, error_messages={"required": "Tulis judulnya."})
    summary = forms.CharField(
        label="Ringkasan",
        max_length=200,
        help_text="Satu atau dua kalimat. Tampil di daftar, di pesan WhatsApp, dan di anjungan.",
        error_messages={"required": "Tulis ringkasannya."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        label="Isi",
        required=False,
        help_text=HOW_TO_WRITE,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    service = forms.ModelChoiceField(
        queryset=Service.objects.none(),
        label="Menjelaskan layanan",
        required=False,
        empty_label="Tidak ada",
        help_text="Kalau layanannya berubah, tulisan ini ditandai perlu ditinjau.",
    )

    def __init__(self, *args: Any, article: Article | None = None, kind: ArticleKind, **kwargs: Any) -> None:
        self.facts = PAGE_FACTS.get(kind, ())
        self.version: ArticleVersion | None = article.latest if article else None
        initial = {"based_on": 0, **kwargs.pop("initial", {})}
        if article and self.version:
            initial |= {
                "based_on": self.version.number,
                "title": self.version.title,
                "summary": self.version.summary,
                "text": self.version.text,
                "service": article.service_id,
                **{_field(name): said for name, said in self.version.facts.items()},
            }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        services = self.fields["service"]
        services.queryset = Service.objects.order_by("name")  # type: ignore[attr-defined]  # the field declared above
        for fact in self.facts:
            self.fields[_field(fact.name)] = forms.CharField(
                label=fact.label, max_length=LONGEST_FACT, required=False, help_text=fact.hint
            )
        if self._pictures:
            self.fields["text"].help_text = f"{HOW_TO_WRITE} Tulis [gambar 2] untuk menaruh gambar kedua."

    @property
    def _pictures(self) -> list[dict[str, str]]:
        return self.version.pictures if self.version else []

    def clean_text(self) -> tuple[Block, ...]:
        try:
            return read_text(self.cleaned_data["text"], pictures=len(self._pictures))
        except TextProblem as problem:
            raise ValidationError(str(problem)) from problem

    @property
    def content(self) -> Content:
        """What the next version says."""
        said = self.cleaned_data
        facts = {fact.name: said[_field(fact.name)] for fact in self.facts}
        return Content(said["title"], said["summary"], said["text"], tuple(self._pictures), facts)


def _field(fact: str) -> str:
    return f"fact_{fact}"


class ReleaseForm(forms.Form):
    """From when until when a text is shown."""

    day = LongDateField(label="Tanggal terbit", required=False, help_text="Kosong berarti sekarang juga.")
    at = forms.TimeField(
        label="Jam terbit", required=False, input_formats=_TIMES, help_text="Contoh: 08.00",
        error_messages={"invalid": "Tulis jamnya seperti 08.00."},
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "decimal"}),
    )  # fmt: skip
    until = LongDateField(
        label="Tayang sampai", required=False, help_text="Kosong berarti tayang terus. Contoh: 5 Juli 2027"
    )
    is_pinned = forms.BooleanField(
        label="Sematkan di urutan pertama",
        required=False,
        help_text="Untuk hal yang harus dibaca semua orang.",
    )

    def __init__(self, *args: Any, article: Article, is_shown: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {"until": article.until, "is_pinned": article.is_pinned}
        if (
            article.publish_at and article.sight is Sight.SCHEDULED
        ):  # or publishing a change would forget the schedule
            at = timezone.localtime(article.publish_at)
            kwargs["initial"] |= {"day": at.date(), "at": clock(at)}
        super().__init__(*args, **kwargs)
        if is_shown:  # it can't be put off any more
            del self.fields["day"], self.fields["at"]
        if article.is_page:
            del self.fields["until"], self.fields["is_pinned"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("at") and not said.get("day") and "day" not in self.errors:
            self.add_error("day", "Isi juga tanggalnya.")
        return said

    @property
    def moment(self) -> datetime | None:
        """When it is to appear; None for at once."""
        day, at = self.cleaned_data.get("day"), self.cleaned_data.get("at")
        if day is None:
            return None
        return timezone.make_aware(datetime.combine(day, at or datetime.min.time()))


class WithdrawForm(forms.Form):
    """Why readers shall not see it any more."""

    reason = forms.CharField(
        label="Alasan", max_length=200, help_text="Hanya petugas yang membacanya.",
        error_messages={"required": "Tulis alasannya."},
    )  # fmt: skip


class PictureWordsForm(forms.Form):
    """What a picture shows, for those who do not see it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    alt = forms.CharField(
        label="Apa yang terlihat di gambar?",
        max_length=200,
        help_text="Untuk warga yang tidak bisa melihatnya. Contoh: Ibu-ibu menimbang balita di balai RW 2.",
        error_messages={"required": "Tulis apa yang terlihat. Pembaca layar membacakannya."},
    )
    caption = forms.CharField(
        label="Keterangan di bawah gambar",
        max_length=200,
        required=False,
        help_text="Tampil untuk semua orang.",
    )


class PictureForm(PictureWordsForm):
    """A new picture."""

    file = forms.FileField(
        label="Berkas gambar",
        help_text=f"JPG, PNG, atau WebP sampai {LARGEST_FILE // 1024 // 1024} MB. Data kamera dan lokasi dihapus.",
        error_messages={"required": "Pilih gambarnya.", "empty": "Berkas ini kosong. Pilih lagi."},
        widget=forms.FileInput(attrs={"accept": ",".join(f"image/{kind.lower()}" for kind in FORMATS)}),
    )
    field_order = ["based_on", "file", "alt", "caption"]


class RhythmForm(forms.Form):
    """How often a standing page is looked at."""

    months = forms.TypedChoiceField(
        label="Ditinjau tiap",
        coerce=int,
        choices=[(number, f"{number} bulan") for number in range(SHORTEST_REVIEW, LONGEST_REVIEW + 1)],
    )
