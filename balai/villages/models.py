"""Areas and their heads, officials, identity, office hours: what a village says about itself."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat

from balai.accounts.models import Officer
from balai.core.calendar import DayRange
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned
from balai.villages.enums import AdministrativeLevel, AreaLevel, Position, SigningForm, Weekday
from balai.villages.ranges import days, minutes
from balai.villages.rules import FORMS_OF_POSITION, HOLDS_THE_OFFICE, Opening, area_label, signature_titles

digits = RegexValidator(r"^\d{2,3}$", "Tulis dua atau tiga angka, misalnya 001.")
phone_number = RegexValidator(r"^\+?[0-9][0-9 ()-]{5,18}$", "Tulis nomor telepon dengan angka saja.")
postcode = RegexValidator(r"^\d{5}$", "Kode pos terdiri dari lima angka.")

# A sign that no name contains: 'Krajan', RW 001, RT 003 become one text that a foreign key can compare.
SEPARATOR = "\x1f"
THE_PAST_INCLUDED = "Tanggal selesai tidak boleh sebelum tanggal mulai."


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas in the order of a list on paper."""

    def in_order(self) -> Self:
        return self.order_by("dusun", "rw", "rt")

    def dusuns(self) -> Self:
        return self.filter(level=AreaLevel.DUSUN).in_order()

    def of_level(self, level: AreaLevel) -> Self:
        return self.filter(level=level)

    def within(self, area: "Area") -> Self:
        """The area itself and all below it."""
        below = self.filter(dusun=area.dusun)
        if area.rw:
            below = below.filter(rw=area.rw)
        return below.filter(rt=area.rt) if area.rt else below


class Area(VillageOwned):
    """A *dusun*, *RW* or *RT*. The texts of all levels above it are part of it; those below it are empty."""

    level = models.PositiveSmallIntegerField("tingkat", choices=AreaLevel)
    dusun = models.CharField("dusun", max_length=60, blank=True, default="")
    rw = models.CharField("RW", max_length=3, blank=True, default="", validators=[digits])
    rt = models.CharField("RT", max_length=3, blank=True, default="", validators=[digits])
    parent = VillageForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="bagian dari"
    )
    # The database compares both: the parent of a row is the row whose path is this row's path without its last part.
    path = models.GeneratedField(
        expression=Concat(F("dusun"), Value(SEPARATOR), F("rw"), Value(SEPARATOR), F("rt")),
        output_field=models.CharField(max_length=70), db_persist=True,
    )
    parent_path = models.GeneratedField(
        expression=Case(
            When(level=AreaLevel.RT, then=Concat(F("dusun"), Value(SEPARATOR), F("rw"), Value(SEPARATOR))),
            default=Concat(F("dusun"), Value(SEPARATOR * 2)),
        ),
        output_field=models.CharField(max_length=70), db_persist=True,
    )  # fmt: skip

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "dusun", "rw", "rt"], name="area_named_once",
                violation_error_message="Wilayah ini sudah ada.",
            ),
            models.UniqueConstraint(fields=["village", "id", "path"], name="area_path_can_be_referred_to"),
            models.CheckConstraint(
                name="area_texts_fit_its_level",
                condition=Q(level=AreaLevel.DUSUN, rw="", rt="") & ~Q(dusun="")
                | Q(level=AreaLevel.RW, rt="") & ~Q(rw="")
                | Q(level=AreaLevel.RT) & ~Q(rt=""),
                violation_error_message="Nama wilayah tidak cocok dengan tingkatnya.",
            ),
            models.CheckConstraint(
                name="only_the_top_of_the_tree_has_no_parent",
                condition=Q(level=AreaLevel.DUSUN, parent=None)
                | Q(level=AreaLevel.RW, dusun="", parent=None)
                | Q(level=AreaLevel.RT, dusun="", rw="", parent=None)
                | ~Q(level=AreaLevel.DUSUN) & Q(parent__isnull=False),
                violation_error_message="Pilih wilayah di atasnya.",
            ),
        ]
        indexes = [models.Index(fields=["village", "parent"], name="area_children")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """'Krajan, RT 003/RW 001'."""
        return area_label(self.dusun, self.rw, self.rt)

    @property
    def own_name(self) -> str:
        """Without the levels above: 'Krajan', 'RW 001', 'RT 003'."""
        return {AreaLevel.DUSUN: self.dusun, AreaLevel.RW: f"RW {self.rw}", AreaLevel.RT: f"RT {self.rt}"}[
            AreaLevel(self.level)
        ]


class TermQuerySet(models.QuerySet[models.Model]):
    """Terms of office by the days on which they count; the last day is still part of the term."""

    def serving(self, on: date) -> Self:
        return self.filter(since__lte=on).filter(Q(until=None) | Q(until__gte=on))

    def of_officer(self, officer: Officer) -> Self:
        return self.filter(officer=officer)


class AreaHead(VillageOwned):
    """A *kepala dusun*, *ketua RW* or *ketua RT* for a term. With an account, `officer` signs in for that area."""

    area = VillageForeignKey(Area, on_delete=models.PROTECT, related_name="heads", verbose_name="wilayah")
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="headships", verbose_name="akun petugas"
    )
    name = models.CharField("nama", max_length=100)
    phone = models.CharField("nomor telepon", max_length=20, blank=True, default="", validators=[phone_number])
    since = models.DateField("mulai")
    until = models.DateField("sampai", null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "ketua wilayah"
        verbose_name_plural = "ketua wilayah"
        constraints = [
            models.CheckConstraint(
                name="area_head_ends_after_beginning", condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=THE_PAST_INCLUDED,
            ),
            ExclusionConstraint(
                name="one_head_of_an_area_at_a_time",
                expressions=[
                    ("village", RangeOperators.EQUAL), ("area", RangeOperators.EQUAL),
                    (days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Wilayah ini sudah punya ketua pada tanggal itu. Akhiri dulu masa tugasnya.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.area}"


class OfficialQuerySet(TermQuerySet):
    """Officials of the village office."""

    def in_order(self) -> Self:
        rank = Case(*(When(position=position, then=Value(index)) for index, position in enumerate(Position)))
        return self.order_by(rank, "since", "name")

    def signing(self) -> Self:
        return self.exclude(signing_form=SigningForm.NONE)


class Official(VillageOwned):
    """A *pejabat* or *perangkat desa*: one person in one post for one term. A new term is a new row."""

    name = models.CharField("nama lengkap dan gelar", max_length=100)
    nip = models.CharField(
        "NIP", max_length=18, blank=True, default="",
        validators=[RegexValidator(r"^\d{18}$", "NIP terdiri dari 18 angka.")],
    )  # fmt: skip
    position = models.CharField("jabatan", max_length=20, choices=Position)
    post = models.CharField("nama jabatan di surat", max_length=60, blank=True, default="")
    signing_form = models.CharField("cara menandatangani", max_length=4, choices=SigningForm, default=SigningForm.NONE)
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="offices", verbose_name="akun petugas"
    )
    decree = models.CharField("nomor surat keputusan", max_length=60, blank=True, default="")
    since = models.DateField("mulai menjabat")
    until = models.DateField("sampai", null=True, blank=True)

    objects = OfficialQuerySet.as_manager()

    class Meta:
        verbose_name = "pejabat"
        verbose_name_plural = "pejabat"
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_beginning", condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=THE_PAST_INCLUDED,
            ),
            models.CheckConstraint(
                name="signing_form_fits_the_position",
                condition=Q(
                    *(Q(position=position, signing_form__in=sorted(forms)) for position, forms in FORMS_OF_POSITION.items()),
                    _connector=Q.OR,
                ),
                violation_error_message="Cara menandatangani ini tidak cocok dengan jabatannya.",
            ),
            models.CheckConstraint(
                name="section_and_affairs_have_a_post",
                condition=~Q(position__in=[Position.SECTION_HEAD, Position.AFFAIRS_HEAD]) | ~Q(post=""),
                violation_error_message="Tulis nama jabatannya, misalnya Kasi Pelayanan.",
            ),
            ExclusionConstraint(
                name="one_head_of_the_village_at_a_time",
                condition=Q(signing_form__in=HOLDS_THE_OFFICE),
                expressions=[
                    ("village", RangeOperators.EQUAL), (days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Pada tanggal itu sudah ada kepala. Akhiri dulu masa jabatannya.",
            ),
            ExclusionConstraint(
                name="one_plh_at_a_time",
                condition=Q(signing_form=SigningForm.PLH),
                expressions=[
                    ("village", RangeOperators.EQUAL), (days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Pada tanggal itu sudah ada pelaksana harian (Plh.).",
            ),
            models.CheckConstraint(
                name="plh_has_an_end",
                condition=~Q(signing_form=SigningForm.PLH) | Q(until__isnull=False),
                violation_error_message="Plh. hanya untuk sementara. Isi tanggal selesainya.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def signature_titles(self) -> tuple[str, ...]:
        """The lines above the signature, in the words of this village."""
        return signature_titles(self, self.village.words)


class Identity(VillageOwned):
    """The village's letterhead and contact: one row. Its two colours are on `Village`, which every page reads."""

    logo = models.CharField("lambang", max_length=64, blank=True, default="", editable=False)
    address = models.CharField("alamat kantor", max_length=200, blank=True, default="")
    postcode = models.CharField("kode pos", max_length=5, blank=True, default="", validators=[postcode])
    phone = models.CharField("nomor telepon", max_length=20, blank=True, default="", validators=[phone_number])
    whatsapp = models.CharField("nomor WhatsApp", max_length=20, blank=True, default="", validators=[phone_number])
    email = models.EmailField("alamat surel", blank=True, default="")
    website = models.URLField("alamat situs", blank=True, default="")
    closed_on_collective_leave = models.BooleanField("tutup saat cuti bersama", default=True)

    class Meta:
        verbose_name = "identitas desa"
        verbose_name_plural = "identitas desa"
        constraints = [
            models.UniqueConstraint(
                fields=["village"], name="one_identity_a_village",
                violation_error_message="Desa ini sudah punya identitas.",
            ),
            models.CheckConstraint(
                name="logo_is_a_sha256", condition=Q(logo="") | Q(logo__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Lambang harus berkas yang sudah tersimpan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"identitas {self.village}"


class OfficeHours(VillageOwned):
    """*Jam buka* on one weekday; two rows for a day with a break. With days, it replaces the week (Ramadan)."""

    weekday = models.PositiveSmallIntegerField("hari", choices=Weekday)
    opens = models.TimeField("buka")
    closes = models.TimeField("tutup")
    first_day = models.DateField("berlaku mulai", null=True, blank=True)
    last_day = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        verbose_name = "jam buka"
        verbose_name_plural = "jam buka"
        ordering = ["first_day", "weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="office_opens_before_it_closes", condition=Q(opens__lt=F("closes")),
                violation_error_message="Jam tutup harus sesudah jam buka.",
            ),
            models.CheckConstraint(
                name="weekday_exists", condition=Q(weekday__lte=6), violation_error_message="Hari ini tidak ada.",
            ),
            models.CheckConstraint(
                name="special_hours_have_both_days",
                condition=Q(first_day=None, last_day=None) | Q(first_day__lte=F("last_day")),
                violation_error_message="Isi tanggal mulai dan tanggal selesai, atau kosongkan keduanya.",
            ),
            ExclusionConstraint(
                name="special_hours_do_not_overlap",
                condition=Q(first_day__isnull=False),
                expressions=[
                    ("village", RangeOperators.EQUAL), ("weekday", RangeOperators.EQUAL),
                    (minutes("opens", "closes"), RangeOperators.OVERLAPS),
                    (days("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Jam buka khusus ini bertumpuk dengan jam lain.",
            ),
            ExclusionConstraint(
                name="ordinary_hours_do_not_overlap",
                condition=Q(first_day=None),
                expressions=[
                    ("village", RangeOperators.EQUAL), ("weekday", RangeOperators.EQUAL),
                    (minutes("opens", "closes"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Jam buka ini bertumpuk dengan jam lain di hari yang sama.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{Weekday(self.weekday).label} {self.opens:%H.%M}–{self.closes:%H.%M}"

    @property
    def opening(self) -> Opening:
        return Opening(self.weekday, self.opens, self.closes, self.first_day, self.last_day)


class ClosureQuerySet(models.QuerySet["Closure"]):
    """Closures by day."""

    def in_order(self) -> Self:
        return self.order_by("first_day")

    def touching(self, first: date, last: date) -> Self:
        return self.filter(first_day__lte=last, last_day__gte=first)


class Closure(VillageOwned):
    """Days on which the office is closed beside the national holidays: local holidays, elections, mourning."""

    first_day = models.DateField("mulai")
    last_day = models.DateField("sampai")
    reason = models.CharField("sebab", max_length=100)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = "hari tutup"
        verbose_name_plural = "hari tutup"
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_beginning", condition=Q(first_day__lte=F("last_day")),
                violation_error_message=THE_PAST_INCLUDED,
            ),
            ExclusionConstraint(
                name="closures_do_not_overlap",
                expressions=[
                    ("village", RangeOperators.EQUAL), (days("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Hari ini sudah tercatat tutup.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reason

    @property
    def days(self) -> DayRange:
        return DayRange(self.first_day, self.last_day, self.reason)


class AdministrativeAreaQuerySet(models.QuerySet["AdministrativeArea"]):
    """The national table, read from the top down."""

    def of_level(self, level: AdministrativeLevel) -> Self:
        return self.filter(level=level).order_by("code")

    def below(self, code: str) -> Self:
        return self.filter(parent_id=code).order_by("name")


class AdministrativeArea(models.Model):
    """A province, regency, district or village of the national code table (*kode wilayah*, Kepmendagri).

    Reference only: who uses Balai is in `tenancy`. Filled by `manage.py load_areas`; data under the ODbL.
    """

    isolation: ClassVar[Isolation] = Isolation.SHARED

    code = models.CharField("kode", max_length=13, primary_key=True)
    name = models.CharField("nama", max_length=100)
    level = models.PositiveSmallIntegerField("tingkat", choices=AdministrativeLevel)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")

    objects = AdministrativeAreaQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah nasional"
        verbose_name_plural = "wilayah nasional"
        constraints = [
            models.CheckConstraint(
                name="administrative_code_fits_its_level",
                condition=Q(level=AdministrativeLevel.PROVINCE, code__regex=r"^\d\d$", parent=None)
                | Q(level=AdministrativeLevel.REGENCY, code__regex=r"^\d\d\.\d\d$", parent__isnull=False)
                | Q(level=AdministrativeLevel.DISTRICT, code__regex=r"^\d\d\.\d\d\.\d\d$", parent__isnull=False)
                | Q(level=AdministrativeLevel.VILLAGE, code__regex=r"^\d\d\.\d\d\.\d\d\.\d{4}$", parent__isnull=False),
                violation_error_message="Kode wilayah tidak cocok dengan tingkatnya.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["level", "name"], name="administrative_area_by_name")]

    def __str__(self) -> str:
        return self.name
