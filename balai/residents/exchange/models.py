"""Uploaded files on their way into the register, and the lines of their reports."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.residents.exchange.enums import Decision, LineKind, RunState
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

UNDECIDED = (
    RunState.WAITING,
    RunState.CHECKING,
    RunState.CHECKED,
    RunState.QUEUED,
    RunState.APPLYING,
    RunState.FAILED,
)
AT_WORK = (RunState.WAITING, RunState.CHECKING, RunState.QUEUED, RunState.APPLYING)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def undecided(self) -> Self:
        """Runs whose file is still kept."""
        return self.filter(state__in=UNDECIDED)

    def latest_first(self) -> Self:
        return self.select_related("officer").order_by("-uploaded_at", "-id")


class ImportRun(VillageOwned):
    """A *pembaruan dari berkas*: one uploaded file from the upload to the decision.

    The file itself lies under the run's id in the data folder until it is decided. `counts` holds numbers only.
    """

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="petugas"
    )
    file_name = models.CharField("nama berkas", max_length=200)
    file_size = models.PositiveBigIntegerField("besar berkas")
    state = models.CharField("keadaan", max_length=10, choices=RunState, default=RunState.WAITING)
    stage = models.CharField("tahap", max_length=60, blank=True, default="")
    done = models.PositiveIntegerField("selesai", default=0)
    total = models.PositiveIntegerField("dari", default=0)
    moved_at = models.DateTimeField("bergerak terakhir", null=True)
    occupations = models.PositiveSmallIntegerField(
        "daftar pekerjaan", choices=((89, "89 pekerjaan"), (99, "99 pekerjaan")), null=True, blank=True
    )
    as_of = models.DateField("data per")
    recognised = models.CharField("dikenali sebagai", max_length=10, blank=True, default="")
    counts = models.JSONField("hitungan", default=dict)
    seconds = models.FloatField("lama memeriksa (detik)", default=0)
    reason = models.TextField("alasan", blank=True, default="")
    decision = models.CharField("keputusan", max_length=20, choices=Decision, blank=True, default="")
    accept_happenings = models.BooleanField("peristiwa ikut dicatat", default=False)
    uploaded_at = models.DateTimeField("diunggah", auto_now_add=True)
    decided_at = models.DateTimeField("diputuskan", null=True)
    finished_at = models.DateTimeField("selesai pada", null=True)
    event = VillageForeignKey(
        "residents.LifeEvent", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="peristiwa"
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "pembaruan dari berkas"
        verbose_name_plural = "pembaruan dari berkas"
        constraints = [
            models.CheckConstraint(
                name="import_run_state_in_list",
                condition=Q(state__in=RunState.values),
                violation_error_message="Keadaan berkas tidak dikenal.",
            ),
            models.CheckConstraint(
                name="import_run_is_written_after_a_decision",
                condition=~Q(state__in=[RunState.QUEUED, RunState.APPLYING, RunState.APPLIED, RunState.HELD])
                | ~Q(decision="") & Q(decided_at__isnull=False),
                violation_error_message="Berkas belum diputuskan.",
            ),
        ]
        indexes = [models.Index(fields=["village", "-uploaded_at"], name="import_run_latest_first")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def topic(self) -> str:
        """What the page listens to."""
        return f"import.{self.pk}"


class ImportLine(VillageOwned):
    """One line of a run's report: a problem, or somebody whom the file adds, changes or lacks.

    Deleted when the run is decided, but for its problems. `changes` is `{field: [old, new]}` as the history writes it,
    `area` in words.
    """

    run = VillageForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines", verbose_name="berkas")
    kind = models.CharField("bagian", max_length=8, choices=LineKind)
    position = models.PositiveIntegerField("urutan")
    sheet = models.CharField("lembar", max_length=100, blank=True, default="")
    row = models.PositiveIntegerField("baris", default=0)
    column = models.CharField("kolom", max_length=400, blank=True, default="")
    value = models.CharField("isi", max_length=200, blank=True, default="")
    problem = models.TextField("masalah", blank=True, default="")
    advice = models.TextField("saran", blank=True, default="")
    resident_id = models.UUIDField("warga", null=True)
    name = models.CharField("nama", max_length=100, blank=True, default="")
    nik = models.CharField("NIK", max_length=16, blank=True, default="")
    changes = models.JSONField("perubahan", default=dict)

    class Meta:
        verbose_name = "baris laporan"
        verbose_name_plural = "baris laporan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "run", "kind", "position"],
                name="import_line_has_its_place",
                violation_error_message="Baris laporan ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"
