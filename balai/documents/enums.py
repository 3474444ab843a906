"""What a document is, what was done to it, and what the trail calls that."""

from django.db.models import TextChoices


class MediaType(TextChoices):
    """What is kept: everything else becomes one of these, or is refused."""

    JPEG = "image/jpeg", "Foto"
    PDF = "application/pdf", "PDF"


class Treatment(TextChoices):
    """What became of the file on its way in."""

    DRAWN = "drawn", "Digambar ulang"
    REWRITTEN = "rewritten", "Ditulis ulang"
    UNTOUCHED = "untouched", "Persis seperti diterima"


class Action(TextChoices):
    """What this app writes into the audit trail."""

    ISSUED_KEPT = "documents.issued_kept", "Menyimpan dokumen terbitan"
    DELETED = "documents.deleted", "Menghapus berkas"
