"""Requests of residents about their own data."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from balai.residents.models import Resident
from balai.rights.enums import Asker, Channel, Ground, Kind, State
from balai.rights.rules import ANSWERED_WITHIN, Clock
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

NOBODY = Q(resident=None, asked_by=None, asker_name="", wanted="", words="", answer="")


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Requests of the village in scope."""

    def waiting(self) -> Self:
        """Those that nobody has answered, the most urgent first."""
        return self.filter(state=State.OPEN).order_by("due_at", "id")

    def late(self, now: datetime) -> Self:
        return self.waiting().filter(due_at__lt=now)

    def ended(self) -> Self:
        return self.exclude(state=State.OPEN).order_by("-answered_at", "-id")

    def seen_by(self, resident: Resident) -> Self:
        """What somebody asked for the own data or for a child's, and what was asked about them; the newest first."""
        return self.filter(Q(resident=resident) | Q(asked_by=resident)).order_by("-received_at", "-id")

    def whole(self) -> Self:
        return self.select_related("resident", "asked_by")


class DataRequest(VillageOwned):
    """A *permintaan hak data pribadi*: what somebody asks about the own data, when, and how it was answered.

    What was asked never changes, and an answer is final: a trigger keeps both, and lets pass only that the whole names
    nobody any more (`forgotten_at`).
    """

    resident = VillageForeignKey(
        Resident, on_delete=models.PROTECT, null=True, related_name="data_requests", verbose_name="warga",
        db_index=False,
    )  # fmt: skip
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    channel = models.CharField("jalur", max_length=8, choices=Channel)
    asker = models.CharField("diminta sebagai", max_length=6, choices=Asker, default=Asker.SELF)
    asker_name = models.CharField("nama peminta", max_length=100, blank=True, default="")
    asked_by = VillageForeignKey(
        Resident, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="diminta warga",
        db_index=False,
    )  # fmt: skip
    """The resident who asked for a child on their own page; who comes to the counter is only named."""
    element = models.CharField("data yang keliru", max_length=40, blank=True, default="")
    """For a correction: a field of Resident, or "" where it is something else."""
    wanted = models.CharField("seharusnya", max_length=200, blank=True, default="")
    """The value that it should have, as the history of the register writes values."""
    words = models.CharField("penjelasan", max_length=1000, blank=True, default="")
    with_access = models.BooleanField("juga PIN dan kartu", default=False)
    """For an erasure: also what lets the resident sign in at the kiosk and on the own page."""
    received_at = models.DateTimeField("diterima")
    due_at = models.DateTimeField("paling lambat dijawab")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="pencatat",
    )
    state = models.CharField("keadaan", max_length=11, choices=State, default=State.OPEN)
    ground = models.CharField("alasan hukum", max_length=15, choices=Ground, blank=True, default="")
    answer = models.CharField("jawaban", max_length=1000, blank=True, default="")
    answered_at = models.DateTimeField("dijawab", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="penjawab",
    )
    answered_label = models.CharField("nama penjawab", max_length=150, blank=True, default="")
    forgotten_at = models.DateTimeField("dilupakan", null=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "permintaan hak data pribadi"
        verbose_name_plural = "permintaan hak data pribadi"
        constraints = [
            models.CheckConstraint(
                name="data_request_is_due_in_72_hours", condition=Q(due_at=F("received_at") + ANSWERED_WITHIN),
                violation_error_message="Batas jawaban adalah 3 x 24 jam sejak diterima.",
            ),
            models.CheckConstraint(
                name="data_request_ends_with_an_answer",
                condition=Q(state=State.OPEN, answer="", answered_at=None)
                | Q(state=State.WITHDRAWN, answered_at__isnull=False)
                | Q(state__in=[State.CARRIED_OUT, State.REFUSED], answered_at__isnull=False)
                & (~Q(answer="") | Q(forgotten_at__isnull=False)),
                violation_error_message="Tulis jawabannya.",
            ),
            models.CheckConstraint(
                name="refused_data_request_names_the_law",
                condition=Q(state=State.REFUSED, ground__in=Ground.values) | ~Q(state=State.REFUSED) & Q(ground=""),
                violation_error_message="Pilih alasan hukumnya.",
            ),
            models.CheckConstraint(
                name="correction_says_what_is_right",
                condition=~Q(kind=Kind.CORRECTION) | ~Q(wanted="") | ~Q(words="") | Q(forgotten_at__isnull=False),
                violation_error_message="Tulis yang benar.",
            ),
            models.CheckConstraint(
                name="data_request_says_who_asks",
                condition=Q(asker=Asker.SELF, asker_name="") | ~Q(asker=Asker.SELF) & ~Q(asker_name="")
                | Q(forgotten_at__isnull=False),
                violation_error_message="Tulis nama peminta.",
            ),
            models.CheckConstraint(
                name="data_request_is_about_somebody_or_forgotten",
                condition=Q(forgotten_at=None, resident__isnull=False) | Q(forgotten_at__isnull=False) & NOBODY,
                violation_error_message="Permintaan yang dilupakan tidak boleh memuat data pribadi.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["village", "due_at", "id"], condition=Q(state=State.OPEN), name="data_request_waiting"),
            models.Index(fields=["village", "resident"], name="data_request_of_resident"),
            models.Index(fields=["village", "asked_by"], name="data_request_by_resident"),
            models.Index(fields=["village", "answered_at"], name="data_request_by_answer"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Permintaan {self.get_kind_display().lower()}"

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    def clock(self, now: datetime) -> Clock:
        """What is left of the 72 hours."""
        return Clock(self.due_at - now)
