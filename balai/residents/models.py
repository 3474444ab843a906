"""The register: families, residents and what happened to them.

Rows change through `operations` only. What must always hold is in the database: here, and as triggers in
the migrations `0002_family_guard` and `0007_quick_to_load` (at least one living head when a transaction ends, no living member in an ended family).
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from balai.residents import enums
from balai.residents.kinship import Member
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import CurrentVillage, VillageForeignKey
from balai.tenancy.models import Village, VillageOwned


def _coded(label: str, choices: type[models.IntegerChoices]) -> "models.PositiveSmallIntegerField[int, int]":
    """A SIAK code that must be known."""
    return models.PositiveSmallIntegerField(label, choices=choices)


def _code(
    label: str, choices: type[models.IntegerChoices]
) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """A SIAK code, empty while unknown."""
    return models.PositiveSmallIntegerField(label, choices=choices, null=True, blank=True)


def _number(label: str, **options: Any) -> "models.CharField[str, str]":
    """A NIK or KK number; compared byte by byte, so that a prefix is found by index under row security."""
    return models.CharField(label, max_length=16, db_collation="C", **options)


def _text(label: str, length: int) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=length, blank=True, default="")


def _day(label: str) -> "models.DateField[date | None, date | None]":
    return models.DateField(label, null=True, blank=True)


def _code_in_list(field: str, choices: type[models.IntegerChoices]) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"resident_{field}_in_list",
        condition=Q(**{f"{field}__in": choices.values}) | Q(**{f"{field}__isnull": True}),
        violation_error_message=f"Kode {field} tidak ada dalam daftar.",
    )


class FamilyQuerySet(models.QuerySet["Family"]):
    def active(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def with_area(self) -> Self:
        return self.select_related("area")


class Family(VillageOwned):
    """A *keluarga* on one *kartu keluarga* (KK). Active until its last living member has gone."""

    kk = _number("nomor KK")
    address = _text("alamat", 200)
    area = VillageForeignKey(
        "villages.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="families",
        verbose_name="wilayah",
    )
    registered_on = _day("tanggal terdaftar")
    ended_at = models.DateTimeField("berakhir", null=True, blank=True, editable=False)

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name = "keluarga"
        verbose_name_plural = "keluarga"
        constraints = [
            models.CheckConstraint(
                name="family_kk_has_16_digits",
                condition=Q(kk__regex=r"^[1-9]\d{15}$"),
                violation_error_message="Nomor KK harus 16 angka.",
            ),
            models.UniqueConstraint(
                fields=["village", "kk"],
                condition=Q(ended_at__isnull=True),
                name="family_kk_used_once",
                violation_error_message="Nomor KK ini sudah dipakai keluarga lain.",
            ),
        ]
        indexes = [
            models.Index(fields=["village", "kk"], name="family_found_by_kk"),
            models.Index(fields=["village", "area"], name="family_found_by_area"),
        ]

    def __str__(self) -> str:
        return f"KK {self.kk}"


class ResidentQuerySet(models.QuerySet["Resident"]):
    def living(self) -> Self:
        """Those who still belong to the village."""
        return self.filter(standing=enums.Standing.LIVING)

    def heads(self) -> Self:
        return self.filter(relation=enums.Relation.HEAD)

    def with_family(self) -> Self:
        return self.select_related("family__area")

    def for_lists(self) -> Self:
        """Only what a list shows: 20 of 50 columns are half the time."""
        return self.only(
            "nik", "full_name", "sex", "birth_date", "relation", "standing", "residency", "data_as_of", "family__kk",
            "family__address", "family__area__level", "family__area__dusun", "family__area__rw", "family__area__rt",
        )  # fmt: skip

    def in_kk_order(self) -> Self:
        """The order of a printed KK: the living first, by relation, the eldest first."""
        return self.order_by("standing", "relation", "birth_date", "id")


class Resident(VillageOwned):
    """A *penduduk* with the statutory elements (UU 24/2013 pasal 58), without biometrics and "aib" elements.

    `nik` is "" while none has been issued. A NIK that contradicts sex or birth date is a warning, never an error
    (Permendagri 108/2019 pasal 15 (3)). Coded fields hold SIAK codes (`enums`), empty while unknown.
    """

    nik = _number("NIK", blank=True, default="")
    family = VillageForeignKey(
        Family,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name="keluarga",
        db_index=False,
    )
    relation = _code("hubungan dalam keluarga", enums.Relation)
    full_name = models.CharField("nama lengkap", max_length=100)
    sex = _coded("jenis kelamin", enums.Sex)
    birth_place = _text("tempat lahir", 100)
    birth_date = models.DateField("tanggal lahir")
    blood_type = _code("golongan darah", enums.BloodType)
    religion = _code("agama", enums.Religion)
    marital_status = _code("status perkawinan", enums.MaritalStatus)
    education = _code("pendidikan terakhir", enums.Education)
    schooling = _code("pendidikan sedang ditempuh", enums.Schooling)
    occupation = _code("pekerjaan", enums.Occupation)
    citizenship = _code("kewarganegaraan", enums.Citizenship)
    disability = _code("disabilitas", enums.Disability)
    father_nik = _number("NIK ayah", blank=True, default="")
    father_name = _text("nama ayah", 100)
    mother_nik = _number("NIK ibu", blank=True, default="")
    mother_name = _text("nama ibu", 100)
    previous_address = _text("alamat sebelumnya", 200)
    current_address = _text("alamat sekarang", 200)
    has_birth_certificate = _code("kepemilikan akta kelahiran", enums.Holding)
    birth_certificate = _text("nomor akta kelahiran", 60)
    has_marriage_certificate = _code("kepemilikan akta perkawinan", enums.Holding)
    marriage_certificate = _text("nomor akta perkawinan", 60)
    marriage_date = _day("tanggal perkawinan")
    has_divorce_certificate = _code("kepemilikan akta perceraian", enums.Holding)
    divorce_certificate = _text("nomor akta perceraian", 60)
    divorce_date = _day("tanggal perceraian")
    passport = _text("nomor paspor", 45)
    passport_expires_on = _day("paspor berlaku sampai")
    stay_permit = _text("nomor KITAS/KITAP", 45)
    ktp_kind = _code("jenis kartu identitas", enums.KtpKind)
    ktp_state = _code("status perekaman KTP-el", enums.KtpState)
    ethnicity = _text("suku", 150)
    card_tag = _text("nomor tag kartu", 17)
    insurance_kind = _code("asuransi kesehatan", enums.InsuranceKind)
    insurance_number = _text("nomor asuransi", 100)
    latitude = models.FloatField("lintang", null=True, blank=True)
    longitude = models.FloatField("bujur", null=True, blank=True)
    literacy = _code("dapat membaca huruf", enums.Literacy)
    standing = models.PositiveSmallIntegerField(
        "status dasar", choices=enums.Standing, default=enums.Standing.LIVING
    )
    residency = models.PositiveSmallIntegerField(
        "status tinggal", choices=enums.Residency, default=enums.Residency.PERMANENT
    )
    data_as_of = models.DateField("data per")

    objects = ResidentQuerySet.as_manager()

    class Meta:
        verbose_name = "warga"
        verbose_name_plural = "warga"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "nik"],
                condition=~Q(nik=""),
                name="resident_nik_used_once",
                violation_error_message="NIK ini sudah terdaftar di desa ini.",
            ),
            models.UniqueConstraint(
                fields=["village", "family"],
                condition=Q(relation=enums.Relation.HEAD, standing=enums.Standing.LIVING),
                name="family_has_one_living_head",
                violation_error_message="Keluarga ini sudah punya kepala keluarga.",
            ),
            models.CheckConstraint(
                name="resident_nik_has_16_digits",
                condition=Q(nik="") | Q(nik__regex=r"^[1-9]\d{15}$"),
                violation_error_message="NIK harus 16 angka.",
            ),
            models.CheckConstraint(
                name="resident_parent_nik_has_16_digits",
                condition=Q(father_nik__regex=r"^([1-9]\d{15})?$", mother_nik__regex=r"^([1-9]\d{15})?$"),
                violation_error_message="NIK orang tua harus 16 angka.",
            ),
            models.CheckConstraint(
                name="resident_has_name",
                condition=~Q(full_name=""),
                violation_error_message="Isi nama lengkap.",
            ),
            models.CheckConstraint(
                name="living_head_has_family",
                condition=~Q(relation=enums.Relation.HEAD, standing=enums.Standing.LIVING)
                | Q(family__isnull=False),
                violation_error_message="Kepala keluarga harus punya kartu keluarga.",
            ),
            models.CheckConstraint(
                name="resident_position_on_earth",
                condition=(Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)))
                & (Q(longitude__isnull=True) | Q(longitude__range=(-180, 180))),
                violation_error_message="Koordinat di luar batas bumi.",
            ),
            *(_code_in_list(field, choices) for field, choices in enums.CODED.items()),
        ]
        indexes = [
            models.Index(fields=["family", "village"], name="resident_found_by_family"),
            models.Index(fields=["nik"], condition=~Q(nik=""), name="resident_found_across_villages"),
            models.Index(fields=["village", "full_name", "id"], name="resident_in_name_order"),
            models.Index(fields=["village", "standing"], name="resident_counted_by_standing"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_living(self) -> bool:
        return self.standing == enums.Standing.LIVING

    @property
    def is_head(self) -> bool:
        return self.relation == enums.Relation.HEAD

    @property
    def as_member(self) -> Member:
        """What they are in their family, as `kinship` reckons."""
        return Member.of(self.relation, self.sex)


class LifeEventQuerySet(models.QuerySet["LifeEvent"]):
    def with_people(self) -> Self:
        """With `people`: how many residents each event changed, counted only for the rows that are fetched."""
        changes = Change.objects.filter(event=OuterRef("pk")).order_by().values("event")
        return self.annotate(people=Coalesce(Subquery(changes.annotate(n=models.Count("*")).values("n")), 0))


class LifeEvent(VillageOwned):
    """A *peristiwa penting*: what happened, when, by which document, who wrote it down. Never edited.

    `details` by kind (all optional unless the operation asks for them):
    birth: `place_kind`, `birth_kind`, `attendant`, `order`; death: `place`, `reporter`;
    arrival: `origin`, `reason`, `purpose`, `host`; departure: `destination`, `move_class`, `reason`, `move_kind`;
    import: `run`; every other: nothing.
    """

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    kind = models.CharField("jenis peristiwa", max_length=12, choices=enums.EventKind)
    occurred_on = models.DateField("tanggal peristiwa")
    reported_on = models.DateField("tanggal lapor")
    document = models.CharField("dasar perubahan", max_length=200, blank=True, default="")
    note = models.TextField("catatan", blank=True, default="")
    details = models.JSONField("rincian", default=dict, blank=True)
    request_key = models.UUIDField("kunci kiriman", null=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="pencatat",
    )
    recorded_at = models.DateTimeField("dicatat", auto_now_add=True)

    objects = LifeEventQuerySet.as_manager()

    class Meta:
        verbose_name = "peristiwa"
        verbose_name_plural = "peristiwa"
        constraints = [
            models.CheckConstraint(
                name="event_kind_in_list",
                condition=Q(kind__in=enums.EventKind.values),
                violation_error_message="Jenis peristiwa tidak dikenal.",
            ),
            models.UniqueConstraint(
                fields=["village", "request_key"],
                name="event_recorded_once",
                violation_error_message="Peristiwa ini sudah dicatat.",
            ),
            models.CheckConstraint(
                name="event_reported_after_it_occurred",
                condition=Q(reported_on__gte=F("occurred_on")),
                violation_error_message="Tanggal lapor tidak boleh sebelum tanggal peristiwa.",
            ),
        ]
        indexes = [
            models.Index(fields=["village", "occurred_on"], name="event_found_by_day"),
            models.Index(fields=["village", "recorded_at"], name="event_found_by_recording"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.occurred_on:%d-%m-%Y}"


class Change(VillageOwned):
    """What one event changed for one resident: `{field: [old, new]}` in JSON codes, dates as ISO text. Never edited.

    The keys are the field names of Resident, and of the family `kk`, `address` and `area` (the id as text). A new
    resident has `[null, value]` for every field with a value, and who comes back is told with their home anew, which may
    have moved meanwhile; so a register of any past day can be told from here.
    """

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    # Its event and its resident are of the same village, by their foreign keys, and theirs has one of its own.
    village = models.ForeignKey(
        Village,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=CurrentVillage(),
        db_index=False,
        db_constraint=False,
    )
    event = VillageForeignKey(
        LifeEvent, on_delete=models.PROTECT, related_name="changes", verbose_name="peristiwa"
    )
    resident = VillageForeignKey(
        Resident, on_delete=models.PROTECT, related_name="changes", verbose_name="warga", db_index=False
    )
    changes = models.JSONField("perubahan", default=dict)

    class Meta:
        verbose_name = "perubahan"
        verbose_name_plural = "perubahan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "resident", "event"],
                name="one_change_per_resident_and_event",
                violation_error_message="Perubahan ini sudah tercatat.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.changes)


# Django finds the models of an app through this module.
from balai.residents.exchange.models import ImportLine, ImportRun  # noqa: E402, F401
from balai.residents.reports.models import PublicCount  # noqa: E402, F401
from balai.residents.search_index import SearchToken, SearchWord  # noqa: E402, F401
