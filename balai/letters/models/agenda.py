"""The agenda book (*buku agenda*), the expedition book (*buku ekspedisi*), and prints made again.

Source: Permendagri 47/2016, model A.7 and A.8.
"""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from balai.letters.enums import Direction
from balai.letters.models.letters import Letter
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class AgendaQuerySet(models.QuerySet["AgendaEntry"]):
    """Lines of the book by month, in the order of writing."""

    def between(self, first: date, last: date) -> Self:
        return self.filter(entered_on__gte=first, entered_on__lte=last)

    def incoming(self) -> Self:
        return self.filter(direction=Direction.INCOMING)

    def in_order(self) -> Self:
        return self.order_by("entered_on", "id")

    def with_correction(self) -> Self:
        """Each line with the one that it corrects, and the one by which it was corrected."""
        return self.select_related("corrects").prefetch_related("corrected_by")


class AgendaEntry(VillageOwned):
    """One line of the book: a letter that came in or went out. Never edited; its order is the order of writing.

    A letter that came in gets an agenda number, which is stamped on it. What was written wrong is corrected by a line
    that names it.
    """

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    direction = models.CharField("arah", max_length=8, choices=Direction)
    entered_on = models.DateField("tanggal")
    year = models.PositiveSmallIntegerField("tahun", null=True)
    serial = models.PositiveIntegerField("nomor agenda", null=True)
    letter_number = models.CharField("nomor surat", max_length=100)
    letter_date = models.DateField("tanggal surat")
    correspondent = models.CharField("pengirim atau tujuan", max_length=150)
    subject = models.CharField("isi singkat", max_length=300)
    letter = VillageForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="agenda_entries")
    corrects = VillageForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by", db_index=False
    )
    entered_label = models.CharField("pencatat", max_length=150)

    objects = AgendaQuerySet.as_manager()

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agenda"
        constraints = [
            models.CheckConstraint(
                name="agenda_direction_in_list", condition=Q(direction__in=Direction.values),
                violation_error_message="Arah surat tidak dikenal.",
            ),
            models.CheckConstraint(
                name="agenda_number_for_incoming",
                condition=Q(direction=Direction.OUTGOING, year=None, serial=None, corrects=None)
                | Q(direction=Direction.INCOMING, year__isnull=False, serial__gte=1, letter=None),
                violation_error_message="Surat masuk harus punya nomor agenda.",
            ),
            models.CheckConstraint(
                name="agenda_letter_dated_before_entry", condition=Q(letter_date__lte=F("entered_on")),
                violation_error_message="Tanggal surat tidak boleh sesudah tanggal diterima.",
            ),
            models.UniqueConstraint(
                fields=["village", "letter"], condition=Q(letter__isnull=False), name="letter_entered_once",
                violation_error_message="Surat ini sudah masuk agenda.",
            ),
            models.UniqueConstraint(
                fields=["village", "year", "serial"], name="agenda_number_used_once",
                violation_error_message="Nomor agenda ini sudah dipakai.",
            ),
            models.UniqueConstraint(
                fields=["village", "corrects"], condition=Q(corrects__isnull=False), name="agenda_entry_corrected_once",
                violation_error_message="Catatan ini sudah dibetulkan.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["village", "entered_on", "id"], name="agenda_by_day_written"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_number}: {self.subject}"


class Dispatch(VillageOwned):
    """A line of the expedition book: a letter that was sent or handed over, and who took it."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    letter = VillageForeignKey(Letter, on_delete=models.PROTECT, related_name="dispatches")
    sent_on = models.DateField("tanggal kirim")
    recipient = models.CharField("ditujukan kepada", max_length=150)
    note = models.CharField("keterangan", max_length=200, blank=True, default="")
    entered_label = models.CharField("pencatat", max_length=150)

    class Meta:
        verbose_name = "ekspedisi"
        verbose_name_plural = "ekspedisi"
        indexes = [models.Index(fields=["village", "sent_on", "id"], name="dispatch_by_day")]

    def __str__(self) -> str:
        return f"{self.letter} kepada {self.recipient}"


class Reprint(VillageOwned):
    """A letter that was printed once more: the same sheet under the same number, and why."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    letter = VillageForeignKey(Letter, on_delete=models.PROTECT, related_name="reprints")
    at = models.DateTimeField("waktu")
    reason = models.CharField("alasan", max_length=200)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    label = models.CharField("oleh", max_length=150)

    class Meta:
        verbose_name = "cetak ulang"
        verbose_name_plural = "cetak ulang"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="reprint_has_a_reason", condition=~Q(reason=""),
                violation_error_message="Tulis alasannya.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.letter}: {self.reason}"
