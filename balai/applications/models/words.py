"""The words by which offices find applications."""

from django.db import models

from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class ApplicationWord(VillageOwned):
    """A word of the applicant's name: row security leaves no index to LIKE, so words are rows of their own."""

    word = models.CharField("kata", max_length=40, db_collation="C")
    application = VillageForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="words", db_index=False
    )

    class Meta:
        verbose_name = "kata pencarian permohonan"
        verbose_name_plural = "kata pencarian permohonan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "word", "application"], name="application_word_once",
                violation_error_message="Kata ini sudah dicatat untuk permohonan itu.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["village", "application"], name="application_words_of_one"),
            models.Index(fields=["word"], name="application_words_anywhere"),
        ]

    def __str__(self) -> str:
        return self.word
