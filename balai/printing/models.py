"""Printers and the print ledger (*buku cetak*): every print, every print again, every spoiled sheet."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from balai.documents.models import Document
from balai.printing.enums import Health, JobState, Medium, PrinterKind, Trouble
from balai.printing.rules import DOCUMENT_KEPT, OLDEST
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

UNFINISHED = (JobState.QUEUED, JobState.SENDING, JobState.PRINTING)
NEEDING_SOMEBODY = (JobState.FAILED, JobState.UNSURE)
REPEATABLE = (JobState.FAILED, JobState.CANCELLED, JobState.UNSURE)
"""Of these no paper came out as far as anybody knows. One more sheet of what did is a *cetak ulang* of the letter."""
OF_THE_BROWSER = (JobState.QUEUED, JobState.HANDED_OVER)


class PrinterQuerySet(models.QuerySet["Printer"]):
    """Printers by whether they are used, and how."""

    def active(self) -> Self:
        return self.filter(is_active=True)

    def for_letters(self) -> Self:
        return self.exclude(kind=PrinterKind.SLIP)

    def for_slips(self) -> Self:
        return self.filter(kind=PrinterKind.SLIP)

    def reached_by_network(self) -> Self:
        return self.filter(kind=PrinterKind.SHEET)

    def in_order(self) -> Self:
        return self.order_by("-is_active", "name")


class Printer(VillageOwned):
    """A *pencetak*. `health`, `troubles` and `seen_at` are what it said when it was last asked."""

    name = models.CharField("nama", max_length=60)
    place = models.CharField("tempat", max_length=80, blank=True, default="")
    kind = models.CharField("jenis", max_length=8, choices=PrinterKind, default=PrinterKind.SHEET)
    address = models.CharField("alamat", max_length=200, blank=True, default="")
    medium = models.CharField("kertas", max_length=2, choices=Medium, default=Medium.A4)
    is_active = models.BooleanField("dipakai", default=True)
    health = models.CharField("keadaan", max_length=12, choices=Health, default=Health.UNKNOWN)
    troubles = ArrayField(models.CharField(max_length=16, choices=Trouble), default=list)
    supplies = models.JSONField("persediaan", default=list)
    model = models.CharField("merek dan tipe", max_length=120, blank=True, default="")
    asked_at = models.DateTimeField("terakhir ditanya", null=True)
    seen_at = models.DateTimeField("terakhir menjawab", null=True)

    objects = PrinterQuerySet.as_manager()

    class Meta:
        verbose_name = "pencetak"
        verbose_name_plural = "pencetak"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"], name="printer_name_used_once",
                violation_error_message="Sudah ada pencetak dengan nama ini. Pilih nama lain.",
            ),
            models.CheckConstraint(
                name="printer_kind_in_list", condition=Q(kind__in=PrinterKind.values) & Q(medium__in=Medium.values),
                violation_error_message="Jenis pencetak tidak dikenal.",
            ),
            models.CheckConstraint(
                name="printer_of_network_has_address",
                condition=Q(kind=PrinterKind.BROWSER, address="")
                | Q(kind=PrinterKind.SHEET, address__regex=r"^ipps?://")
                | Q(kind=PrinterKind.SLIP, address__regex=r"^tcp://"),
                violation_error_message="Alamat tidak cocok dengan jenis pencetak.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class PrintJobQuerySet(models.QuerySet["PrintJob"]):
    """The lines of the ledger."""

    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def to_deliver(self, now: datetime) -> Self:
        """What the delivering process sends and follows; and what no browser came for, to be dropped."""
        by_network = Q(printer__kind=PrinterKind.SHEET)
        return self.unfinished().filter(by_network | Q(created_at__lt=now - OLDEST))

    def needing_somebody(self, since: datetime) -> Self:
        """Failed or unsure, still nobody's decision, and not older than `since`."""
        return self.filter(state__in=NEEDING_SOMEBODY, created_at__gte=since, reprints=None)

    def for_browser(self) -> Self:
        """What the browser of a kiosk or of the desk may fetch, to print it itself."""
        return self.filter(printer__kind=PrinterKind.BROWSER, state__in=OF_THE_BROWSER)

    def keeping_documents(self, now: datetime) -> Self:
        """Prints whose files are still wanted; slips have none, and encrypted documents are kept by their owners."""
        ended = Q(ended_at=None) | Q(ended_at__gte=now - DOCUMENT_KEPT)
        return self.filter(ended).exclude(pdf_sha256="")

    def counted(self) -> Self:
        """Without what was printed for practice."""
        return self.filter(is_training=False)

    def between(self, first: datetime, until: datetime) -> Self:
        return self.filter(created_at__gte=first, created_at__lt=until)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")

    def for_list(self) -> Self:
        return self.select_related("printer").newest_first()


class PrintJob(VillageOwned):
    """One *cetakan*: a document on its way to paper. `remote_id` is the printer's own number for it.

    `request_key` names the wish: the same wish twice is one print. `subject_type` and `subject_id` say what was printed, as
    in the audit trail. A slip keeps no document, for what stands on it (a PIN) must not be kept.

    What an office issued is printed from the encrypted `document` that is kept anyway: nothing is copied, and with the document
    it is gone.
    """

    printer = VillageForeignKey(
        Printer, on_delete=models.PROTECT, related_name="jobs", verbose_name="pencetak"
    )
    pdf_sha256 = models.CharField("sidik berkas", max_length=64, blank=True, default="")
    document = VillageForeignKey(
        Document, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="berkas terenkripsi"
    )
    title = models.CharField("judul", max_length=160)
    medium = models.CharField("kertas", max_length=2, choices=Medium)
    pages = models.PositiveSmallIntegerField("halaman", default=1)
    state = models.CharField("keadaan", max_length=12, choices=JobState, default=JobState.QUEUED)
    troubles = ArrayField(models.CharField(max_length=16, choices=Trouble), default=list)
    troubled_since = models.DateTimeField("terhenti sejak", null=True)
    remote_id = models.PositiveIntegerField("nomor di pencetak", null=True)
    sheets = models.PositiveSmallIntegerField("lembar keluar", default=0)
    request_key = models.CharField("kunci permintaan", max_length=80)
    subject_type = models.CharField(max_length=60, blank=True, default="")
    subject_id = models.CharField(max_length=40, blank=True, default="")
    device = models.CharField("perangkat", max_length=80, blank=True, default="")
    is_training = models.BooleanField("latihan", default=False)
    requested_label = models.CharField("peminta", max_length=150)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="petugas",
    )
    reprint_of = VillageForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="reprints", verbose_name="cetak lagi dari"
    )
    reason = models.CharField("alasan", max_length=200, blank=True, default="")
    created_at = models.DateTimeField("diminta")
    sent_at = models.DateTimeField("dikirim", null=True)
    ended_at = models.DateTimeField("selesai", null=True)
    cancel_asked_at = models.DateTimeField("diminta batal", null=True)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = "cetakan"
        verbose_name_plural = "cetakan"
        indexes = [
            models.Index(fields=["village", "-created_at"], name="printjob_by_time"),
            models.Index(
                fields=["printer", "created_at"],
                condition=Q(state__in=UNFINISHED),
                name="printjob_unfinished",
            ),
            models.Index(fields=["village", "subject_type", "subject_id"], name="printjob_by_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "request_key"], name="print_wish_is_one_print",
                violation_error_message="Permintaan cetak ini sudah tercatat.",
            ),
            models.CheckConstraint(
                name="print_state_in_list", condition=Q(state__in=JobState.values),
                violation_error_message="Keadaan cetakan tidak dikenal.",
            ),
            models.CheckConstraint(
                name="print_ends_with_a_time",
                condition=Q(state__in=UNFINISHED, ended_at=None) | ~Q(state__in=UNFINISHED) & Q(ended_at__isnull=False),
                violation_error_message="Cetakan yang selesai harus punya waktu.",
            ),
            models.CheckConstraint(
                name="print_numbered_before_it_prints",
                condition=~Q(state=JobState.PRINTING) | Q(remote_id__isnull=False, sent_at__isnull=False),
                violation_error_message="Cetakan belum dikirim.",
            ),
            models.CheckConstraint(
                name="print_again_says_why", condition=Q(reprint_of=None) | ~Q(reason=""),
                violation_error_message="Tulis alasan mencetak lagi.",
            ),
            models.CheckConstraint(
                name="print_is_of_one_document", condition=Q(document=None) | Q(pdf_sha256=""),
                violation_error_message="Cetakan memuat satu berkas saja.",
            ),
            models.CheckConstraint(
                name="print_is_not_its_own_reprint", condition=Q(reprint_of=None) | ~Q(reprint_of=F("id")),
                violation_error_message="Cetakan tidak bisa mengulang dirinya sendiri.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state not in UNFINISHED

    @property
    def is_repeatable(self) -> bool:
        return self.state in REPEATABLE and not self.is_slip

    @property
    def is_slip(self) -> bool:
        return bool(self.printer.kind == PrinterKind.SLIP)

    @property
    def remote_name(self) -> str:
        """What the job is called at the printer: found again by it, and no word about anybody."""
        return f"Balai {self.pk}"


class PrintEvent(VillageOwned):
    """One step of a print: never changed, never deleted."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    job = VillageForeignKey(PrintJob, on_delete=models.PROTECT, related_name="events")
    state = models.CharField("keadaan", max_length=12, choices=JobState)
    troubles = ArrayField(models.CharField(max_length=16, choices=Trouble), default=list)
    note = models.CharField("catatan", max_length=200, blank=True, default="")
    label = models.CharField("oleh", max_length=150)
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "langkah cetakan"
        verbose_name_plural = "langkah cetakan"
        ordering = ["at", "id"]

    @property
    def trouble_labels(self) -> list[str]:
        """What held the print up at that moment, in words."""
        return [str(Trouble(each).label) for each in self.troubles]


class SpoiledSheets(VillageOwned):
    """Paper that came out and cannot be used: counted, with a reason. Never changed."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    job = VillageForeignKey(PrintJob, on_delete=models.PROTECT, related_name="spoiled")
    sheets = models.PositiveSmallIntegerField("lembar")
    reason = models.CharField("alasan", max_length=200)
    label = models.CharField("oleh", max_length=150)
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "kertas rusak"
        verbose_name_plural = "kertas rusak"
        constraints = [
            models.CheckConstraint(
                name="spoiled_sheets_are_some", condition=Q(sheets__gte=1, sheets__lte=500) & ~Q(reason=""),
                violation_error_message="Tulis jumlah lembar (1–500) dan alasannya.",
            ),
        ]  # fmt: skip
