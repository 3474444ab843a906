"""Documents that the civil registry issued, many at once."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from balai.applications.enums import BatchState
from balai.applications.models.work import LongWork
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import uuid7

if TYPE_CHECKING:
    from balai.accounts.models import Officer


class IssuedBatchQuerySet(models.QuerySet["IssuedBatch"]):
    """Uploads as whoever made them lists them."""

    def of(self, officer: "Officer") -> Self:
        """Nobody goes on with the upload of another: the newest first."""
        return self.filter(officer=officer).order_by("-received_at", "-id")

    def waiting(self) -> Self:
        """Those whose files are still put aside."""
        return self.exclude(state__in=BatchState.over())


class IssuedBatch(LongWork):
    """An *unggahan dokumen jadi*: PDFs of whatever villages, each matched with an application, confirmed, and kept.

    It belongs to no village, for its files are of several, so every role of the database reads its rows. Names of files,
    which may name people, are encrypted as the files are; the pages show a batch to its officer alone.

    Each outcome holds the words of the match and the key of the application, "" where none was found; with an application
    also its village, and `kept` once it was tried: "", or what stood in the way.
    """

    isolation: ClassVar[Isolation] = Isolation.SHARED
    at_work_in = (BatchState.WAITING, BatchState.MATCHING, BatchState.KEEPING)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    total = models.PositiveIntegerField("berkas di dalamnya")
    names = models.BinaryField("nama berkas, terenkripsi")
    state = models.CharField("keadaan", max_length=8, choices=BatchState, default=BatchState.WAITING)
    chosen = models.JSONField("yang dicentang", default=list)
    finishes = models.BooleanField("permohonan selesai", default=False)

    objects = IssuedBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "unggahan dokumen jadi"
        verbose_name_plural = "unggahan dokumen jadi"
        constraints = [
            models.CheckConstraint(
                name="issued_batch_state_is_known", condition=Q(state__in=BatchState.values),
                violation_error_message="Keadaan unggahan tidak dikenal.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["officer", "-received_at"], name="issued_batches_latest_first")]

    def __str__(self) -> str:
        return f"Dokumen jadi {self.received_at:%Y-%m-%d}"

    @property
    def tried(self) -> int:
        """How many of the chosen ones were kept, or could not be."""
        return sum("kept" in each for each in self.outcomes)

    @property
    def steps(self) -> int:
        """Pieces of the work that is being done now."""
        return len(self.chosen) if self.state == BatchState.KEEPING else self.total

    @property
    def done(self) -> int:
        """How many of them are done."""
        return self.tried if self.state == BatchState.KEEPING else len(self.outcomes)
