"""What long work has in common, whatever is worked on."""

from datetime import timedelta
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models
from django.utils import timezone

STILL_AFTER: Final = timedelta(minutes=2)
"""Work that has not moved for so long has lost its worker, or waits for other long work to end."""


class LongWork(models.Model):
    """A *pekerjaan panjang*: many pieces, done by a job one after the other.

    `outcomes` tells what became of each, by keys and sentences that name nobody. What is told of a piece is written in the
    transaction that does it, so a job that starts over goes on with the pieces that nothing is told of. `state` is each
    kind's own.
    """

    at_work_in: ClassVar[tuple[Any, ...]]
    state: Any

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="petugas"
    )
    outcomes = models.JSONField("hasil", default=list)
    reason = models.CharField("alasan", max_length=300, blank=True, default="")
    received_at = models.DateTimeField("diterima", default=timezone.now)
    moved_at = models.DateTimeField("bergerak terakhir", default=timezone.now)

    class Meta:
        abstract = True

    @property
    def is_at_work(self) -> bool:
        return self.state in self.at_work_in

    @property
    def is_still(self) -> bool:
        """Whether what should be at work has not moved for a while."""
        return self.is_at_work and timezone.now() - self.moved_at > STILL_AFTER

    @property
    def topic(self) -> str:
        """What the page listens to."""
        return f"work.{self.pk}"
