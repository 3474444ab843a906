"""Pictures as they are kept: drawn anew in two widths, each file named by what is in it."""

from django.db import models
from django.db.models import Q

from balai.tenancy.models import VillageOwned

_SHA256 = r"^[0-9a-f]{64}$"


class PictureQuerySet(models.QuerySet["Picture"]):
    """Pictures of the village in scope."""

    def file_names(self) -> set[str]:
        """What the store of files must keep."""
        pairs = self.values_list("large", "small")
        return {name for pair in pairs for name in pair}


class Picture(VillageOwned):
    """A *gambar* (WebP) in the store of files. What it shows is said where it is used."""

    large = models.CharField("berkas lebar", max_length=64)
    small = models.CharField("berkas kecil", max_length=64)
    width = models.PositiveSmallIntegerField("lebar")
    height = models.PositiveSmallIntegerField("tinggi")
    small_width = models.PositiveSmallIntegerField("lebar berkas kecil")
    small_height = models.PositiveSmallIntegerField("tinggi berkas kecil")

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = "gambar"
        verbose_name_plural = "gambar"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "large"], name="picture_kept_once",
                violation_error_message="Gambar ini sudah ada.",
            ),
            models.CheckConstraint(
                name="picture_names_its_files",
                condition=Q(large__regex=_SHA256) & Q(small__regex=_SHA256),
                violation_error_message="Gambar harus berkas yang sudah tersimpan.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["village", "small"], name="picture_by_small_file")]

    def __str__(self) -> str:
        return f"gambar {self.large[:8]}"
