"""What a village has made of the ready texts that come with Balai."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from balai.applications.enums import TextUse
from balai.tenancy.models import VillageOwned

LONGEST_TEXT = 400
"""So that what is filled in still fits where the text goes."""


class ReadyTextChange(VillageOwned):
    """A *kalimat siap pakai* of the village: its own, or in place of the one of that name that comes with Balai.

    Of one that was put away the row says only that.
    """

    use = models.CharField("dipakai untuk", max_length=9, choices=TextUse)
    name = models.CharField("nama", max_length=40)
    title = models.CharField("judul", max_length=40, blank=True, default="")
    text = models.CharField("kalimat", max_length=LONGEST_TEXT, blank=True, default="")
    remedy = models.CharField("yang bisa dilakukan", max_length=LONGEST_TEXT, blank=True, default="")
    put_away_at = models.DateTimeField("disingkirkan", null=True)

    class Meta:
        verbose_name = "kalimat siap pakai"
        verbose_name_plural = "kalimat siap pakai"
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "use", "name"], name="ready_text_changed_once",
                violation_error_message="Kalimat ini sudah ada.",
            ),
            models.CheckConstraint(
                name="ready_text_says_something",
                condition=Q(put_away_at__isnull=False, text="", title="", remedy="")
                | Q(put_away_at=None) & ~Q(text=""),
                violation_error_message="Tulis kalimatnya.",
            ),
            models.CheckConstraint(
                name="ready_refusal_says_what_to_do",
                condition=Q(put_away_at__isnull=False) | ~Q(use=TextUse.REJECTION) | ~Q(remedy="") & ~Q(title=""),
                violation_error_message="Tulis judulnya dan apa yang bisa dilakukan pemohon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.text[:40] or self.name
