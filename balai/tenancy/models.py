"""The regency, its villages, and what every village-owned row has in common."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from balai.tenancy.enums import Isolation, TimeZone
from balai.tenancy.fields import CurrentVillage, uuid7
from balai.tenancy.rules import RegencyWords, RegionalWords

hex_colour = RegexValidator(r"^#[0-9a-f]{6}$", "Tulis warna seperti #0d5c63.")
area_slug = RegexValidator(r"^[a-z][a-z0-9-]{1,39}$", "Pakai huruf kecil, angka, dan tanda hubung.")


class Regency(models.Model):
    """A *kabupaten* or *kota*: runs the hall for its villages."""

    isolation: ClassVar[Isolation] = Isolation.SHARED

    code = models.CharField("kode wilayah", max_length=5, unique=True)
    name = models.CharField("nama", max_length=100)
    kind = models.CharField("sebutan", max_length=20, default="Kabupaten")
    province = models.CharField("provinsi", max_length=100)
    seat = models.CharField("ibu kota", max_length=100, default="")

    class Meta:
        verbose_name = "kabupaten"
        constraints = [
            models.CheckConstraint(
                name="regency_code_is_two_pairs",
                condition=Q(code__regex=r"^\d\d\.\d\d$"),
                violation_error_message="Kode kabupaten ditulis seperti 99.01.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def words(self) -> RegencyWords:
        return RegencyWords(kind=self.kind, name=self.name, province=self.province)


class VillageQuerySet(models.QuerySet["Village"]):
    def in_order(self) -> "VillageQuerySet":
        return self.order_by("district", "name")


class Village(models.Model):
    """A *desa*, *kelurahan*, *negeri*, *nagari* …: the tenant. Its own words are data, not code (UU 6/2014 pasal 6)."""

    isolation: ClassVar[Isolation] = Isolation.SHARED

    id = models.SmallAutoField(primary_key=True)
    regency = models.ForeignKey(
        Regency,
        on_delete=models.PROTECT,
        related_name="villages",
        verbose_name="kabupaten",
    )
    code = models.CharField("kode wilayah", max_length=13, unique=True)
    slug = models.CharField("alamat situs", max_length=40, unique=True, validators=[area_slug])
    host = models.CharField("nama host", max_length=253, blank=True, default="")
    name = models.CharField("nama", max_length=100)
    district = models.CharField("nama kecamatan", max_length=100)
    languages = ArrayField(
        models.CharField(max_length=8), verbose_name="bahasa daerah", default=list, blank=True
    )
    time_zone = models.CharField("zona waktu", max_length=32, choices=TimeZone, default=TimeZone.WIB)
    colour_main = models.CharField("warna utama", max_length=7, default="#0d5c63", validators=[hex_colour])
    colour_accent = models.CharField("warna aksen", max_length=7, default="#e0a21b", validators=[hex_colour])
    register_update_days = models.PositiveSmallIntegerField("perbarui data tiap (hari)", default=90)

    # Regional words (reference: regional terms). An empty word means that this level does not exist here.
    word_village = models.CharField("sebutan desa", max_length=30, default="desa")
    word_head = models.CharField("sebutan kepala desa", max_length=40, default="kepala desa")
    word_secretary = models.CharField("sebutan sekretaris", max_length=40, default="sekretaris desa")
    word_council = models.CharField("sebutan BPD", max_length=40, default="BPD", blank=True)
    word_subarea = models.CharField("sebutan dusun", max_length=30, default="dusun", blank=True)
    word_subarea_head = models.CharField(
        "sebutan kepala dusun", max_length=40, default="kepala dusun", blank=True
    )
    word_rw = models.CharField("sebutan RW", max_length=10, default="RW", blank=True)
    word_rt = models.CharField("sebutan RT", max_length=10, default="RT", blank=True)
    word_district = models.CharField("sebutan kecamatan", max_length=30, default="kecamatan")
    word_district_head = models.CharField("sebutan camat", max_length=40, default="camat")

    objects = VillageQuerySet.as_manager()

    class Meta:
        verbose_name = "desa"
        constraints = [
            models.CheckConstraint(
                name="village_code_is_ten_digits",
                condition=Q(code__regex=r"^\d\d\.\d\d\.\d\d\.\d{4}$"),
                violation_error_message="Kode desa ditulis seperti 99.01.01.2001.",
            ),
            models.UniqueConstraint(
                fields=["host"],
                condition=~Q(host=""),
                name="village_host_used_once",
                violation_error_message="Nama host ini sudah dipakai desa lain.",
            ),
        ]

    def __str__(self) -> str:
        return self.words.full_name

    @property
    def district_code(self) -> str:
        """'99.01.01': the district's part of the village's code."""
        return self.code[:8]

    @property
    def words(self) -> RegionalWords:
        return RegionalWords(
            name=self.name,
            village=self.word_village,
            head=self.word_head,
            secretary=self.word_secretary,
            council=self.word_council,
            subarea=self.word_subarea,
            subarea_head=self.word_subarea_head,
            rw=self.word_rw,
            rt=self.word_rt,
            district=self.word_district,
            district_head=self.word_district_head,
            district_name=self.district,
            regency=self.regency.kind,
            regency_name=self.regency.name,
            province=self.regency.province,
        )


class PublicContent(models.Model):
    """How often what the village's public pages show has changed. Counted by the database (`ChangesPublicPages`)."""

    isolation: ClassVar[Isolation] = Isolation.SHARED

    village = models.OneToOneField(
        Village, on_delete=models.CASCADE, primary_key=True, related_name="content", verbose_name="desa"
    )
    number = models.PositiveBigIntegerField("perubahan", default=0)

    class Meta:
        verbose_name = "isi situs"

    def __str__(self) -> str:
        return f"{self.village_id}: {self.number}"


class VillageOwned(models.Model):
    """A row of one village. The database sets and guards `village`; application code never does."""

    isolation: ClassVar[Isolation] = Isolation.VILLAGE

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    village = models.ForeignKey(
        Village,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=CurrentVillage(),
        db_index=False,
    )

    class Meta:
        abstract = True
