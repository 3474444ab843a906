"""Letters that the head of the district signs too."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.letters.enums import STANDING_REVIEWS, ReviewState
from balai.letters.models.letters import Letter
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class DistrictReviewQuerySet(models.QuerySet["DistrictReview"]):
    """Letters at the district, the oldest first."""

    def waiting(self) -> Self:
        return self.filter(state=ReviewState.SENT)

    def of_districts(self, codes: Any) -> Self:
        """Of the villages of these districts: '99.01.01'."""
        wanted = Q(pk=None)
        for code in codes:
            wanted |= Q(village__code__startswith=f"{code}.")
        return self.filter(wanted)

    def with_letter(self) -> Self:
        return self.select_related("letter__kind", "village__regency", "sent_by").order_by("sent_at", "id")


class DistrictReview(VillageOwned):
    """A *permohonan tanda tangan camat*: one sending of a letter to the head of the district, and his answer.

    Sending again after a return is a new row. The co-signed file holds the village's letter, byte for byte, and a
    second signature behind it.
    """

    letter = VillageForeignKey(
        Letter, on_delete=models.PROTECT, related_name="reviews", verbose_name="surat", db_index=False
    )
    state = models.CharField("keadaan", max_length=8, choices=ReviewState, default=ReviewState.SENT)
    note = models.CharField("catatan untuk camat", max_length=300, blank=True, default="")
    sent_at = models.DateTimeField("dikirim")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="pengirim",
    )
    decided_at = models.DateTimeField("dijawab", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="camat"
    )
    decided_label = models.CharField("dijawab oleh", max_length=150, blank=True, default="")
    reason = models.CharField("alasan", max_length=300, blank=True, default="")
    pdf_sha256 = models.CharField("berkas", max_length=64, blank=True, default="")

    objects = DistrictReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "permohonan tanda tangan camat"
        verbose_name_plural = "permohonan tanda tangan camat"
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "letter"], name="letter_at_the_district_once",
                condition=Q(state__in=STANDING_REVIEWS),
                violation_error_message="Surat ini sudah dikirim ke camat.",
            ),
            models.CheckConstraint(
                name="review_is_answered_by_somebody",
                condition=Q(state=ReviewState.SENT, decided_at=None, decided_label="")
                | ~Q(state=ReviewState.SENT) & Q(decided_at__isnull=False) & ~Q(decided_label=""),
                violation_error_message="Jawaban camat harus bernama dan bertanggal.",
            ),
            models.CheckConstraint(
                name="cosigned_letter_has_its_file",
                condition=Q(state=ReviewState.COSIGNED, pdf_sha256__regex=r"^[0-9a-f]{64}$")
                | ~Q(state=ReviewState.COSIGNED) & Q(pdf_sha256=""),
                violation_error_message="Surat yang ditandatangani camat harus punya berkas.",
            ),
            models.CheckConstraint(
                name="district_says_why_not",
                condition=~Q(state__in=[ReviewState.RETURNED, ReviewState.REFUSED]) | ~Q(reason=""),
                violation_error_message="Tulis alasannya.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["village", "sent_at"], name="review_waiting", condition=Q(state=ReviewState.SENT)
            ),
            models.Index(fields=["village", "letter"], name="review_by_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.get_state_display()}"
