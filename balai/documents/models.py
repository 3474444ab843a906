"""Documents as they are kept, and files on their way here."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.documents.enums import MediaType, Treatment
from balai.documents.rules import LARGEST_CHUNK, LARGEST_FILE, Quality
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

_SHA256 = r"^[0-9a-f]{64}$"


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents of the village in scope."""

    def file_names(self) -> models.QuerySet["Document", str]:
        """What the store of files must keep."""
        return self.values_list("file", flat=True)


class Document(VillageOwned):
    """A *berkas*: a photograph or a PDF that somebody handed in or an office issued.

    Never changed: `sha256` is that of its content, `file` that of the encrypted file in the store. A photograph has
    measures and a quality, a PDF has pages.
    """

    file = models.CharField("berkas tersimpan", max_length=64)
    sha256 = models.CharField("sidik", max_length=64)
    media_type = models.CharField("jenis", max_length=20, choices=MediaType)
    treatment = models.CharField("perlakuan", max_length=10, choices=Treatment)
    size = models.PositiveIntegerField("ukuran")
    pages = models.PositiveSmallIntegerField("halaman", default=1)
    width = models.PositiveSmallIntegerField("lebar", null=True)
    height = models.PositiveSmallIntegerField("tinggi", null=True)
    sharpness = models.PositiveSmallIntegerField("ketajaman", null=True)
    brightness = models.PositiveSmallIntegerField("kecerahan", null=True)
    received_at = models.DateTimeField("diterima")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        constraints = [
            models.UniqueConstraint(
                fields=["file"], name="document_has_a_file_of_its_own",
                violation_error_message="Berkas tersimpan ini milik dokumen lain.",
            ),
            models.CheckConstraint(
                name="document_names_its_content",
                condition=Q(file__regex=_SHA256) & Q(sha256__regex=_SHA256) & Q(size__gte=1) & Q(pages__gte=1),
                violation_error_message="Dokumen harus berkas yang sudah tersimpan.",
            ),
            models.CheckConstraint(
                name="document_kind_in_list",
                condition=Q(media_type__in=MediaType.values) & Q(treatment__in=Treatment.values),
                violation_error_message="Jenis berkas tidak dikenal.",
            ),
            models.CheckConstraint(
                name="only_photographs_are_measured",
                condition=Q(media_type=MediaType.JPEG, pages=1, width__isnull=False, height__isnull=False,
                            sharpness__isnull=False, brightness__isnull=False)
                | Q(media_type=MediaType.PDF, width=None, height=None, sharpness=None, brightness=None),
                violation_error_message="Foto harus punya ukuran, PDF tidak.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_media_type_display()}, {self.pages} halaman"

    @property
    def is_picture(self) -> bool:
        return self.media_type == MediaType.JPEG

    @property
    def quality(self) -> Quality | None:
        """How well a photograph can be read; None for a PDF."""
        if self.sharpness is None or self.brightness is None:
            return None
        return Quality(self.sharpness, self.brightness, max(self.width or 0, self.height or 0))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is wrong with a photograph, in sentences; nothing for a good one and for a PDF."""
        return self.quality.warnings if self.quality else ()


class UploadQuerySet(models.QuerySet["Upload"]):
    """Files on their way."""

    def left_alone_since(self, moment: datetime) -> Self:
        """Neither finished nor continued after `moment`."""
        return self.filter(document=None, touched_at__lt=moment)


class Upload(VillageOwned):
    """A *kiriman*: a file that comes in pieces, named by a key that its sender chose. `received` bytes are here.

    It ends as a document or with a refusal; both answers are given again to whoever asks again.
    """

    key = models.UUIDField("kunci kiriman")
    length = models.PositiveIntegerField("panjang")
    media_type = models.CharField("jenis menurut pengirim", max_length=100, blank=True, default="")
    received = models.PositiveIntegerField("sudah diterima", default=0)
    refusal = models.CharField("ditolak karena", max_length=300, blank=True, default="")
    document = VillageForeignKey(
        Document, on_delete=models.CASCADE, null=True, related_name="uploads", verbose_name="berkas"
    )
    begun_at = models.DateTimeField("dimulai")
    touched_at = models.DateTimeField("terakhir dikirim")

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "kiriman"
        verbose_name_plural = "kiriman"
        indexes = [
            models.Index(fields=["touched_at"], condition=Q(document=None), name="upload_unfinished"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "key"], name="upload_begun_once",
                violation_error_message="Kiriman ini sudah dimulai.",
            ),
            models.CheckConstraint(
                name="upload_is_not_longer_than_said",
                condition=Q(length__gte=1, length__lte=LARGEST_FILE, received__lte=F("length")),
                violation_error_message="Kiriman lebih panjang dari yang dikatakan.",
            ),
            models.CheckConstraint(
                name="upload_ends_once_it_is_whole",
                condition=Q(document=None, refusal="") | Q(received=F("length")) & (Q(document=None) | Q(refusal="")),
                violation_error_message="Kiriman belum lengkap.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.received} dari {self.length}"

    @property
    def is_over(self) -> bool:
        return self.document_id is not None or bool(self.refusal)

    @property
    def is_whole(self) -> bool:
        return self.received == self.length


class UploadPiece(VillageOwned):
    """A piece of a file on its way, encrypted. Gone as soon as the file is whole."""

    upload = VillageForeignKey(
        Upload, on_delete=models.CASCADE, related_name="arrived", verbose_name="kiriman"
    )
    offset = models.PositiveIntegerField("mulai dari")
    content = models.BinaryField("isi", max_length=LARGEST_CHUNK + 64)

    class Meta:
        verbose_name = "potongan kiriman"
        verbose_name_plural = "potongan kiriman"
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "offset"], name="piece_arrives_once",
                violation_error_message="Potongan ini sudah ada.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"mulai dari {self.offset}"
