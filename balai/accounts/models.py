"""Officers, their assignments, the audit trail and the counters that slow guessing down."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from balai.accounts.enums import Role
from balai.accounts.rules import REGENCY_ROLES, VILLAGE_ROLES
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Village, VillageOwned

username_spelling = RegexValidator(
    r"^[a-z][a-z0-9._-]{2,39}$",
    "Pakai 3 sampai 40 huruf kecil, angka, titik, atau garis. Mulai dengan huruf.",
)


class OfficerManager(BaseUserManager["Officer"]):
    """Finds officers by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(username=(username or "").strip().lower())


class Officer(AbstractBaseUser):
    """A *petugas*: one person who signs in, in any number of villages. Accounts are closed, never deleted."""

    isolation: ClassVar[Isolation] = Isolation.SHARED

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField("nama pengguna", max_length=40, unique=True, validators=[username_spelling])
    full_name = models.CharField("nama lengkap", max_length=100)
    phone = models.CharField("nomor telepon", max_length=20, blank=True, default="")
    is_active = models.BooleanField("boleh masuk", default=True)
    must_change_password = models.BooleanField("harus mengganti kata sandi", default=False)
    first_password_until = models.DateTimeField("kata sandi sementara berlaku sampai", null=True, blank=True)
    created_at = models.DateTimeField("dibuat", default=timezone.now, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = OfficerManager()

    class Meta:
        verbose_name = "petugas"
        verbose_name_plural = "petugas"
        ordering = ["full_name", "username"]
        constraints = [
            models.CheckConstraint(
                name="username_is_lower_case",
                condition=Q(username__regex=r"^[a-z][a-z0-9._-]{2,39}$"),
                violation_error_message="Nama pengguna memakai huruf kecil, angka, titik, atau garis.",
            ),
            models.CheckConstraint(
                name="only_a_first_password_expires",
                condition=Q(first_password_until=None) | Q(must_change_password=True),
                violation_error_message="Hanya kata sandi sementara yang punya batas waktu.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The name allauth and passkey screens show."""
        return str(self)

    @property
    def first_password_is_over(self) -> bool:
        """Whether a handed-out password was left unused for too long."""
        return self.first_password_until is not None and self.first_password_until < timezone.now()


class TermQuerySet[M: models.Model](models.QuerySet[M]):
    """Assignments by the days on which they count; the last day is still part of the term."""

    def serving(self, on: Any) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def not_ended(self, on: Any) -> Self:
        """Serving on that day or later."""
        return self.filter(Q(until=None) | Q(until__gte=on))

    def of(self, officer: Any) -> Self:
        return self.filter(officer=officer)

    def with_officer(self) -> Self:
        return self.select_related("officer")


class AssignmentQuerySet(TermQuerySet["Assignment"]):
    """Assignments in the village of the scope."""

    def serving(self, on: Any) -> Self:
        """Those that count on a day: begun, not ended, and accepted by the officer."""
        return super().serving(on).accepted()

    def accepted(self) -> Self:
        return self.filter(accepted_at__isnull=False)

    def offered(self, on: Any) -> Self:
        """Those that wait for the officer's own word."""
        return self.not_ended(on).filter(accepted_at=None)


class Assignment(VillageOwned):
    """A *penugasan*: the role of an officer in one village, for a term.

    The area that a head of RT, RW or dusun answers for is kept above, in `villages.AreaHead`, where a real foreign
    key to the area is possible.
    """

    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="assignments", verbose_name="petugas"
    )
    role = models.CharField(
        "tugas", max_length=30, choices=[(role.value, role.label) for role in Role if role in VILLAGE_ROLES]
    )
    since = models.DateField("mulai")
    until = models.DateField("sampai", null=True, blank=True)
    accepted_at = models.DateTimeField("diterima", null=True, default=timezone.now, editable=False)
    """None while another village's officer has not said yes."""

    objects = AssignmentQuerySet.as_manager()

    @property
    def is_offered(self) -> bool:
        """Whether the officer has yet to say yes."""
        return self.accepted_at is None

    class Meta:
        verbose_name = "penugasan"
        ordering = ["-since", "id"]
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.CheckConstraint(
                name="assignment_role_is_of_a_village",
                condition=Q(role__in=sorted(VILLAGE_ROLES)),
                violation_error_message="Tugas ini bukan tugas di desa.",
            ),
            models.UniqueConstraint(
                fields=["village", "officer", "role"],
                condition=Q(until=None),
                name="open_assignment_held_once",
                violation_error_message="Petugas ini sudah memegang tugas itu.",
            ),
        ]
        indexes = [models.Index(fields=["village", "officer"], name="assignment_by_officer")]

    def __str__(self) -> str:
        return f"{self.officer} · {Role(self.role).label}"


class RegencyAssignmentQuerySet(TermQuerySet["RegencyAssignment"]):
    """Assignments at the regency."""

    def districts(self) -> list[str]:
        """Codes of the districts that are led by these assignments: '99.01.01'."""
        return list(self.filter(role=Role.DISTRICT_HEAD).values_list("district", flat=True).distinct())


class RegencyAssignment(models.Model):
    """The role of an officer at the regency; a *camat* only for one district (first eight signs of its code)."""

    isolation: ClassVar[Isolation] = Isolation.SHARED

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="regency_assignments", verbose_name="petugas"
    )
    role = models.CharField(
        "tugas", max_length=30, choices=[(role.value, role.label) for role in Role if role in REGENCY_ROLES]
    )
    district = models.CharField("kode kecamatan", max_length=8, blank=True, default="")
    since = models.DateField("mulai")
    until = models.DateField("sampai", null=True, blank=True)

    objects = RegencyAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan kabupaten"
        ordering = ["-since", "id"]
        constraints = [
            models.CheckConstraint(
                name="regency_assignment_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
            models.CheckConstraint(
                name="regency_assignment_role_is_of_the_regency",
                condition=Q(role__in=sorted(REGENCY_ROLES)),
                violation_error_message="Tugas ini bukan tugas di kabupaten.",
            ),
            models.CheckConstraint(
                name="only_a_district_head_has_a_district",
                condition=Q(role=Role.DISTRICT_HEAD, district__regex=r"^\d\d\.\d\d\.\d\d$")
                | ~Q(role=Role.DISTRICT_HEAD) & Q(district=""),
                violation_error_message="Camat butuh kode kecamatan seperti 99.01.01. Tugas lain tidak.",
            ),
            models.UniqueConstraint(
                fields=["officer", "role", "district"],
                condition=Q(until=None),
                name="open_regency_assignment_held_once",
                violation_error_message="Petugas ini sudah memegang tugas itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} · {Role(self.role).label}"


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """The trail, newest first, narrowed by what a reader asks."""

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")

    def by_officer(self, officer: Any) -> Self:
        return self.filter(officer=officer)

    def about(self, subject: models.Model) -> Self:
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))

    def about_any(self, subjects: Mapping[str, Any]) -> Self:
        """Entries about any of these: the label of a model (`residents.resident`), and the key of its row."""
        wanted = Q()
        for label, key in subjects.items():
            wanted |= Q(subject_type=label, subject_id=str(key))
        return self.filter(wanted)

    def between(self, first: Any, last: Any) -> Self:
        """Entries from the moment `first` up to but not including `last`."""
        return self.filter(at__gte=first, at__lt=last)


class AuditEntry(models.Model):
    """One line of the *jejak*: who did what, when, why and from where, reads of personal data included.

    Rows are added and read; no role of the database may change or delete one. Without a village it is an event of
    the regency or of a sign-in. `facts` holds ids, counts and names of fields, never personal data.
    """

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    village = models.ForeignKey(
        Village, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    at = models.DateTimeField("waktu", default=timezone.now, editable=False)
    action = models.CharField("kegiatan", max_length=60, editable=False)
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name="petugas"
    )
    label = models.CharField("pelaku", max_length=120, editable=False)
    address = models.GenericIPAddressField("alamat IP", null=True, editable=False)
    subject_type = models.CharField("jenis data", max_length=60, default="", editable=False)
    subject_id = models.CharField("nomor data", max_length=40, default="", editable=False)
    reason = models.CharField("alasan", max_length=500, default="", editable=False)
    facts = models.JSONField("keterangan", default=dict, editable=False)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "jejak"
        verbose_name_plural = "jejak"
        indexes = [
            models.Index(fields=["village", "-at", "-id"], name="audit_newest_first"),
            models.Index(fields=["subject_type", "subject_id", "-at"], name="audit_of_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_names_who_and_what",
                condition=~Q(action="") & ~Q(label=""),
                violation_error_message="Jejak butuh pelaku dan kegiatan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.label}: {self.action}"


class SignInCounter(models.Model):
    """Attempts under one key: failed sign-ins, or what strangers may do only so often (then until `blocked_until`).

    The key is a keyed hash, so the table names neither person nor address.
    """

    isolation: ClassVar[Isolation] = Isolation.SHARED

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField("gagal berturut-turut", default=0)
    last_at = models.DateTimeField("percobaan terakhir", db_index=True)
    blocked_until = models.DateTimeField("tunggu sampai")

    class Meta:
        verbose_name = "penghitung percobaan masuk"

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.failures}"
