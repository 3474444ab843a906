"""Visits to a kiosk, and the errands of a visit."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from balai.access.enums import Way
from balai.applications.models import Application, Result
from balai.introductions.models import Introduction
from balai.kiosk.enums import Ending
from balai.kiosk.models.devices import KioskDevice
from balai.letters.models import Kind, KindVersion, Letter, Proposal
from balai.printing.enums import Medium
from balai.printing.models import PrintJob
from balai.residents.models import Resident
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

FORGOTTEN_AFTER = timedelta(seconds=45)
"""After thirty seconds without a touch the screen forgets by itself; the server does so at last now."""
PRINTING = timedelta(minutes=3)
"""How long somebody may stand and wait for paper."""
PICKUP_SIGNS = 6
UNREAD = (
    "letter__printed", "letter__answers", "letter__parties", "letter__facts", "proposal__answers", "proposal__parties",
    "proposal__facts_then",
)  # fmt: skip
"""What is heavy and stands on no page of a visit."""


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits of the village in scope."""

    def running(self) -> Self:
        return self.filter(ended_at=None)

    def deserted(self, now: datetime) -> Self:
        """Visits at which nobody stands any more."""
        untouched = self.running().filter(touched_at__lt=now - FORGOTTEN_AFTER)
        return untouched.exclude(waits_until__gte=now)


class Visit(VillageOwned):
    """A *kunjungan*: what happens at one kiosk from the first touch until everything is forgotten.

    The browser knows it by a secret cookie of which only the hash is kept. An ended visit opens nothing any more.
    """

    device = VillageForeignKey(KioskDevice, on_delete=models.PROTECT, related_name="visits", db_index=False)
    key_hash = models.CharField("sidik kunci", max_length=64)
    started_at = models.DateTimeField("mulai")
    touched_at = models.DateTimeField("sentuhan terakhir")
    waits_until = models.DateTimeField("menunggu kertas sampai", null=True)
    ended_at = models.DateTimeField("selesai", null=True)
    ending = models.CharField("cara selesai", max_length=10, choices=Ending, blank=True, default="")
    resident = VillageForeignKey(
        Resident, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="warga", db_index=False
    )
    way = models.CharField("cara dikenali", max_length=12, choices=Way, blank=True, default="")
    is_training = models.BooleanField("latihan", default=False)
    applies_for = models.JSONField("layanan yang diajukan", default=dict)
    """The service that the visitor wants to apply for, and their answers to its finder; empty where they want a letter."""
    # That the visit was rated, once; how, only the counts know.
    rated_at = models.DateTimeField("dinilai", null=True)
    reason_told_at = models.DateTimeField("alasan disebut", null=True)
    surveyed_at = models.DateTimeField("survei dijawab", null=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "kunjungan anjungan"
        verbose_name_plural = "kunjungan anjungan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "device"], condition=Q(ended_at=None), name="one_visit_at_a_kiosk",
                violation_error_message="Masih ada orang lain di anjungan ini.",
            ),
            models.UniqueConstraint(
                fields=["village", "key_hash"], name="visit_key_used_once",
                violation_error_message="Kunjungan ini sudah ada.",
            ),
            models.CheckConstraint(
                name="ended_visit_says_how", condition=Q(ended_at=None, ending="") | Q(ended_at__isnull=False) & ~Q(ending=""),
                violation_error_message="Kunjungan yang selesai menyebut caranya.",
            ),
            models.CheckConstraint(
                name="known_visitor_was_recognised_somehow", condition=Q(resident=None) | ~Q(way=""),
                violation_error_message="Cara mengenali warga belum dicatat.",
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["village", "started_at"], name="visit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.device} {self.started_at:%H.%M}"

    def is_over(self, now: datetime) -> bool:
        """Whether what was shown must not be shown again."""
        if self.ended_at is not None:
            return True
        waits = self.waits_until is not None and now <= self.waits_until
        return not waits and now > self.touched_at + FORGOTTEN_AFTER


class ErrandQuerySet(models.QuerySet["Errand"]):
    """Errands with what a page of the kiosk needs."""

    def with_kind(self) -> Self:
        """With the kind and what it asks for: all that every step of a visit needs."""
        return self.select_related("kind", "version", "result").defer("version__content")

    def whole(self) -> Self:
        """With everything that may be known of an errand."""
        whole = self.select_related(
            "kind", "version__kind", "result", "resident__family", "letter", "proposal", "print_job__printer"
        )
        return whole.defer("version__content", *UNREAD)


class Errand(VillageOwned):
    """An *urusan*: one paper that somebody wants at a kiosk. Answers are forgotten when the visit ends.

    Its id is the key under which the letter is made: pressing *Cetak* twice makes one letter. It is of a kind, or about a
    finished document that is collected.
    """

    visit = VillageForeignKey(Visit, on_delete=models.PROTECT, related_name="errands")
    kind = VillageForeignKey(
        Kind, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="jenis", db_index=False
    )
    version = VillageForeignKey(
        KindVersion, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    # A document that an office issued is only collected; the kiosk makes nothing of it.
    result = VillageForeignKey(
        Result, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="dokumen jadi"
    )
    resident = VillageForeignKey(
        Resident, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="untuk", db_index=False
    )
    introduction = VillageForeignKey(
        Introduction,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="pengantar",
        db_index=False,
    )
    answers = models.JSONField("isian", default=dict)
    parties = models.JSONField("pihak", default=dict)
    chosen_at = models.DateTimeField("dipilih")
    made_at = models.DateTimeField("jadi", null=True)
    letter = VillageForeignKey(
        Letter, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="surat", db_index=False
    )
    proposal = VillageForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="usulan", db_index=False
    )
    print_job = VillageForeignKey(
        PrintJob,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="cetakan",
        db_index=False,
    )

    pickup_code = models.CharField("kode ambil", max_length=PICKUP_SIGNS, blank=True, default="")

    objects = ErrandQuerySet.as_manager()

    class Meta:
        verbose_name = "urusan di anjungan"
        verbose_name_plural = "urusan di anjungan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "pickup_code"], condition=~Q(pickup_code=""), name="pickup_code_used_once",
                violation_error_message="Kode ambil ini sudah dipakai.",
            ),
            models.CheckConstraint(
                name="finished_errand_has_its_time",
                condition=Q(made_at__isnull=False) | Q(letter=None, proposal=None, print_job=None),
                violation_error_message="Urusan yang jadi mencatat waktunya.",
            ),
            models.CheckConstraint(
                name="errand_is_of_a_kind_or_collects",
                condition=Q(kind__isnull=False, version__isnull=False, result=None)
                | Q(kind=None, version=None, letter=None, proposal=None, made_at__isnull=False),
                violation_error_message="Urusan adalah satu jenis surat, atau satu dokumen yang diambil.",
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["village", "made_at", "kind"], name="errand_by_kind"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Of the paper, which names nobody."""
        if self.version is not None:
            return str(self.version.definition.title)
        return self.result.title if self.result else "Dokumen"

    @property
    def medium(self) -> Medium:
        """On what it is printed; documents of the civil registry on A4 (Permendagri 109/2019 pasal 12)."""
        return Medium(self.version.definition.paper) if self.version is not None else Medium.A4

    @property
    def application(self) -> Application | None:
        """What the collected document was applied for with."""
        return self.result.application if self.result else None

    @property
    def spelled_code(self) -> str:
        """'KMT-RHB', as people read and type it."""
        return f"{self.pickup_code[:3]}-{self.pickup_code[3:]}"

    @property
    def request_key(self) -> str:
        """The key of all that is made for it."""
        return self.id.hex
