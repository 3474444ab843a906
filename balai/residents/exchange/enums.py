"""How far a file has come, and what a line of its report is about."""

from django.db import models


class RunState(models.TextChoices):
    """The states of a *pembaruan dari berkas*."""

    WAITING = "waiting", "Menunggu giliran diperiksa"
    CHECKING = "checking", "Sedang diperiksa"
    CHECKED = "checked", "Menunggu keputusan"
    QUEUED = "queued", "Menunggu giliran diterapkan"
    APPLYING = "applying", "Sedang diterapkan"
    APPLIED = "applied", "Sudah diterapkan"
    HELD = "held", "Batal diterapkan: masih ada baris salah"
    REFUSED = "refused", "Ditolak"
    FAILED = "failed", "Berhenti di tengah jalan"
    CANCELLED = "cancelled", "Dibatalkan"


class Decision(models.TextChoices):
    """What the officer wants to be written."""

    GOOD_ROWS = "good_rows", "Terapkan semua baris yang baik"
    ALL_OR_NOTHING = "all_or_nothing", "Terapkan hanya bila semua baris baik"


class LineKind(models.TextChoices):
    """The parts of a report, as its tabs name them."""

    ERROR = "error", "Bermasalah"
    EVENT = "event", "Peristiwa"
    CHANGED = "changed", "Berubah"
    ADDED = "added", "Baru"
    MISSING = "missing", "Tidak ada di berkas"
    WARNING = "warning", "Perlu dilihat"
