"""The agenda book (*buku agenda*, Permendagri 47/2016 A.7)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from balai.letters.enums import Direction
from balai.letters.models.letters import Letter
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class AgendaEntry(VillageOwned):
    """One line of the book: a letter that came in or went out. Never edited; its order is the order of writing."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    direction = models.CharField("arah", max_length=8, choices=Direction)
    entered_on = models.DateField("tanggal")
    letter_number = models.CharField("nomor surat", max_length=100)
    letter_date = models.DateField("tanggal surat")
    correspondent = models.CharField("pengirim atau tujuan", max_length=150)
    subject = models.CharField("isi singkat", max_length=300)
    letter = VillageForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="agenda_entries")
    entered_label = models.CharField("pencatat", max_length=150)

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agenda"
        constraints = [
            models.CheckConstraint(
                name="agenda_direction_in_list", condition=Q(direction__in=Direction.values),
                violation_error_message="Arah surat tidak dikenal.",
            ),
            models.UniqueConstraint(
                fields=["village", "letter"], condition=Q(letter__isnull=False), name="letter_entered_once",
                violation_error_message="Surat ini sudah masuk agenda.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["village", "direction", "entered_on"], name="agenda_by_day")]

    def __str__(self) -> str:
        return f"{self.letter_number}: {self.subject}"
