"""Introductions, and what a village has decided about them."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from balai.introductions import rules
from balai.introductions.enums import Origin, State
from balai.residents.models import Resident
from balai.services.models import Service
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned
from balai.villages.models import Area


class IntroductionRules(VillageOwned):
    """What the village decides about introductions (*aturan pengantar*): one row, or none while nothing was changed."""

    days_valid = models.PositiveSmallIntegerField("berlaku (hari)", default=rules.DAYS_VALID)
    rw_endorses = models.BooleanField("ketua RW ikut menyetujui", default=False)
    takes_photos = models.BooleanField("foto kertas di anjungan cukup", default=False)

    class Meta:
        verbose_name = "aturan pengantar"
        verbose_name_plural = "aturan pengantar"
        constraints = [
            models.UniqueConstraint(
                fields=["village"], name="introduction_rules_once",
                violation_error_message="Aturan pengantar sudah ada.",
            ),
            models.CheckConstraint(
                name="introduction_days_within_bounds",
                condition=Q(days_valid__range=(1, rules.LONGEST_VALID)),
                violation_error_message=f"Isi antara 1 dan {rules.LONGEST_VALID} hari.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.days_valid} hari"


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    """Introductions by how they stand on a day, the same as `rules.state_of`."""

    def open(self, on: date) -> Self:
        return self.filter(used_at=None, withdrawn_at=None, valid_until__gte=on)

    def waiting(self, on: date) -> Self:
        """For the head of the RW."""
        return self.open(on).filter(needs_endorsement=True, endorsed_at=None)

    def ready(self, on: date) -> Self:
        return self.open(on).exclude(needs_endorsement=True, endorsed_at=None)

    def standing(self, state: State, on: date) -> Self:
        match state:
            case State.WAITING:
                return self.waiting(on)
            case State.READY:
                return self.ready(on)
            case State.USED:
                return self.filter(used_at__isnull=False)
            case State.WITHDRAWN:
                return self.filter(withdrawn_at__isnull=False)
            case State.EXPIRED:
                return self.filter(used_at=None, withdrawn_at=None, valid_until__lt=on)

    def in_areas(self, areas: QuerySet[Area]) -> Self:
        return self.filter(area__in=areas.values("pk"))

    def for_letter(self, resident: Resident, service: Service | None, on: date) -> Self:
        """What this person may use today for a letter of that service, the one that ends first in front."""
        fitting = Q(service=None) | Q(service=service) if service else Q(service=None)
        return self.ready(on).filter(fitting, resident=resident).order_by("valid_until", "given_at")

    def with_people(self) -> Self:
        return self.select_related("resident", "area", "service")

    def newest_first(self) -> Self:
        return self.order_by("-given_at", "-id")


class Introduction(VillageOwned):
    """A *surat pengantar*: the head of the RT says that this person lives there and what they need.

    It is good for one letter. `area` is where the person lived that day. Whoever knows `code` holds the paper.
    """

    origin = models.CharField("cara", max_length=5, choices=Origin)
    resident = VillageForeignKey(
        Resident, on_delete=models.PROTECT, related_name="introductions", verbose_name="warga"
    )
    area = VillageForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="introductions", verbose_name="wilayah"
    )
    purpose = models.CharField("keperluan", max_length=150)
    service = VillageForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="hanya untuk layanan",
    )  # fmt: skip
    code = models.CharField("kode", max_length=rules.CODE_LENGTH)
    valid_until = models.DateField("berlaku sampai")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="pemberi"
    )  # fmt: skip
    given_label = models.CharField("nama pemberi", max_length=200)
    given_at = models.DateTimeField("diberikan", default=timezone.now)
    request_key = models.UUIDField("kunci kiriman", editable=False)
    # Of a paper introduction: what stands on it, and a picture of it.
    paper_number = models.CharField("nomor di kertas", max_length=60, blank=True, default="")
    paper_date = models.DateField("tanggal di kertas", null=True, blank=True)
    scan_sha256 = models.CharField("foto kertas", max_length=64, blank=True, default="")
    needs_endorsement = models.BooleanField("perlu ketua RW")
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="penyetuju"
    )  # fmt: skip
    endorsed_label = models.CharField("nama penyetuju", max_length=200, blank=True, default="")
    endorsed_at = models.DateTimeField("disetujui", null=True)
    used_at = models.DateTimeField("dipakai", null=True)
    letter_key = models.UUIDField("kunci surat", null=True, editable=False)
    withdrawn_at = models.DateTimeField("dicabut", null=True)
    withdrawn_reason = models.CharField("alasan dicabut", max_length=200, blank=True, default="")

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = "pengantar"
        verbose_name_plural = "pengantar"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "code"], name="introduction_code_used_once",
                violation_error_message="Kode ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["village", "request_key"], name="introduction_given_once",
                violation_error_message="Pengantar ini sudah dibuat.",
            ),
            models.CheckConstraint(
                name="introduction_has_a_purpose", condition=~Q(purpose=""),
                violation_error_message="Tulis keperluannya.",
            ),
            models.CheckConstraint(
                name="introduction_code_spelled_right",
                condition=Q(code__regex=f"^[{rules.ALPHABET}]{{{rules.CODE_LENGTH}}}$"),
                violation_error_message="Kode pengantar salah tulis.",
            ),
            models.CheckConstraint(
                name="only_paper_has_paper_date",
                condition=Q(origin=Origin.PAPER, paper_date__isnull=False)
                | Q(origin=Origin.PHONE, paper_date=None, paper_number="", scan_sha256="")
                | Q(origin=Origin.PHOTO, paper_date=None, paper_number="") & ~Q(scan_sha256=""),
                violation_error_message="Isi tanggal di kertas pengantar.",
            ),
            models.CheckConstraint(
                name="only_a_photograph_is_given_by_nobody",
                condition=Q(origin=Origin.PHOTO, given_by=None, needs_endorsement=False)
                | ~Q(origin=Origin.PHOTO) & Q(given_by__isnull=False),
                violation_error_message="Pengantar harus ada pemberinya.",
            ),
            models.CheckConstraint(
                name="endorsement_names_who_gave_it",
                condition=Q(endorsed_at=None, endorsed_by=None, endorsed_label="")
                | Q(endorsed_at__isnull=False, endorsed_by__isnull=False) & ~Q(endorsed_label=""),
                violation_error_message="Isi siapa ketua RW yang menyetujui.",
            ),
            models.CheckConstraint(
                name="used_introduction_names_its_letter",
                condition=Q(used_at=None, letter_key=None) | Q(used_at__isnull=False, letter_key__isnull=False),
                violation_error_message="Pengantar yang dipakai harus punya surat.",
            ),
            models.CheckConstraint(
                name="introduction_used_or_withdrawn",
                condition=Q(used_at=None) | Q(withdrawn_at=None),
                violation_error_message="Pengantar yang sudah dipakai tidak bisa dicabut.",
            ),
            models.CheckConstraint(
                name="withdrawal_has_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
                violation_error_message="Tulis alasannya.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(F("village"), F("given_at").desc(), name="introductions_newest_first"),
        ]

    def __str__(self) -> str:
        return f"Pengantar {self.spelled_code}"

    @property
    def spelled_code(self) -> str:
        """'KMTRH-BXWPC'."""
        return rules.spelled(self.code)

    @property
    def state(self) -> State:
        """How it stands today, on the clock of the village."""
        return rules.state_of(self, timezone.localdate())
