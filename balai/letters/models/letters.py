"""Letters, what happened to them, and the words by which they are found."""

import uuid
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from balai.letters.enums import STANDING_REVIEWS, DistrictRole, LetterState, SealUsed
from balai.letters.models.kinds import Kind, KindVersion
from balai.letters.rules import is_expired
from balai.residents.models import Resident
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned
from balai.villages.models import Official

SEALED = (LetterState.ISSUED, LetterState.REVOKED, LetterState.SUPERSEDED)
WITHDRAWN = (LetterState.REVOKED, LetterState.SUPERSEDED, LetterState.VOID)
HEAVY = ("printed", "answers", "parties", "facts")
PURSUED_FOR = timedelta(days=365)
"""How long the village is reminded of a letter that it has not sent to the district."""
AFTER_PREFIX = "~"
"""Sorts after every character of a folded word."""


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters for lists; what was printed is left out there."""

    def issued(self) -> Self:
        return self.filter(state=LetterState.ISSUED)

    def withdrawn(self, since: date) -> Self:
        """Letters that were revoked, replaced or voided and would still be valid on the day `since` or later."""
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=since),
            state__in=WITHDRAWN,
        )

    def unsealed_by(self, officer: Any) -> Self:
        """Letters that have their number and wait until this officer signs them by BSrE."""
        waiting = self.filter(state=LetterState.NUMBERED, seal_used=SealUsed.CERTIFIED)
        return waiting.filter(official__officer=officer)

    def to_send_to_district(self, today: date) -> Self:
        """Valid letters of the last year that the head of the district signs too, and that are not with him.

        One that he returned is among them.
        """
        kinds = KindVersion.objects.filter(content__district=DistrictRole.COSIGN)
        wanted = self.issued().filter(kind__in=kinds.values("kind"), version__in=kinds.values("pk"))
        recent = wanted.filter(
            Q(valid_until=None) | Q(valid_until__gte=today), issued_on__gt=today - PURSUED_FOR
        )
        return recent.exclude(reviews__state__in=STANDING_REVIEWS).order_by("numbered_at", "id")

    def for_list(self) -> Self:
        return self.defer(*HEAVY).select_related("kind").order_by("-numbered_at", "-id")

    def of_resident(self, resident: Any) -> Self:
        """Letters about a resident (or their id), the newest first."""
        return self.filter(resident=resident).for_list()

    def of_month(self, first: date, after: date) -> Self:
        """Letters dated from `first` up to the day before `after`."""
        return self.filter(issued_on__gte=first, issued_on__lt=after)

    def with_word(self, start: str) -> Self:
        """Letters with a word of the holder's name or of the number that begins so."""
        found = LetterWord.objects.filter(word__gte=start, word__lt=start + AFTER_PREFIX).values("letter_id")
        return self.filter(pk__in=found)


class Letter(VillageOwned):
    """A *surat*. What was printed never changes: PDF and data are a record; only its state goes on.

    A trigger keeps this (`letters_letter_stays`). `verify_id` is the secret of the QR code: who has the paper has it.
    """

    kind = VillageForeignKey(Kind, on_delete=models.PROTECT, related_name="letters", verbose_name="jenis")
    version = VillageForeignKey(KindVersion, on_delete=models.PROTECT, related_name="letters", db_index=False)
    request_key = models.CharField("kunci permintaan", max_length=64)
    state = models.CharField("keadaan", max_length=10, choices=LetterState)

    counter_key = models.CharField("hitungan", max_length=80, blank=True, default="")
    year = models.PositiveSmallIntegerField("tahun")
    serial = models.PositiveIntegerField("nomor urut")
    number = models.CharField("nomor", max_length=100)

    title = models.CharField("judul", max_length=120)
    subject = models.CharField("isi singkat", max_length=300)
    resident = VillageForeignKey(
        Resident, on_delete=models.PROTECT, related_name="letters", verbose_name="warga", db_index=False
    )
    holder_name = models.CharField("atas nama", max_length=100)
    issued_on = models.DateField("tanggal surat")
    valid_until = models.DateField("berlaku sampai", null=True)
    official = VillageForeignKey(
        Official, on_delete=models.PROTECT, related_name="letters", verbose_name="pejabat"
    )
    signer_name = models.CharField("penanda tangan", max_length=100)
    signer_office = models.CharField("jabatan", max_length=200)

    answers = models.JSONField("isian", default=dict)
    parties = models.JSONField("pihak", default=dict)
    printed = models.JSONField("isi tercetak")
    printed_hash = models.CharField("sidik isi", max_length=64)
    verify_id = models.UUIDField("tanda periksa", default=uuid.uuid4, editable=False)
    facts = models.TextField("fakta bertanda tangan")

    numbered_at = models.DateTimeField("dinomori")
    numbered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sealed_at = models.DateTimeField("disegel", null=True)
    seal_used = models.CharField("segel", max_length=9, choices=SealUsed)
    pdf_sha256 = models.CharField("berkas", max_length=64, blank=True, default="")
    supersedes = VillageForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by", verbose_name="mengganti"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "surat"
        verbose_name_plural = "surat"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "counter_key", "year", "serial"], name="letter_serial_used_once",
                violation_error_message="Nomor urut surat sudah dipakai.",
            ),
            models.UniqueConstraint(
                fields=["village", "number"], name="letter_number_used_once",
                violation_error_message="Nomor surat sudah dipakai.",
            ),
            models.UniqueConstraint(
                fields=["village", "request_key"], name="letter_made_once_a_request",
                violation_error_message="Surat untuk permintaan ini sudah dibuat.",
            ),
            models.UniqueConstraint(
                fields=["village", "verify_id"], name="letter_has_its_own_verify_id",
                violation_error_message="Tanda periksa sudah dipakai.",
            ),
            models.UniqueConstraint(
                fields=["village", "supersedes"], name="letter_superseded_once", condition=~Q(state=LetterState.VOID),
                violation_error_message="Surat itu sudah diganti surat lain.",
            ),
            models.CheckConstraint(
                name="sealed_letter_has_file_and_time",
                condition=Q(state__in=SEALED, sealed_at__isnull=False, pdf_sha256__regex=r"^[0-9a-f]{64}$")
                | Q(state__in=[LetterState.NUMBERED, LetterState.VOID], sealed_at=None, pdf_sha256=""),
                violation_error_message="Surat terbit harus punya berkas bersegel.",
            ),
            models.CheckConstraint(
                name="letter_has_number_and_holder", condition=~Q(number="") & ~Q(holder_name="") & Q(serial__gte=1),
                violation_error_message="Surat harus bernomor dan bernama.",
            ),
            models.CheckConstraint(
                name="letter_valid_from_its_date", condition=Q(valid_until=None) | Q(valid_until__gte=F("issued_on")),
                violation_error_message="Masa berlaku tidak boleh berakhir sebelum tanggal surat.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["village", "-numbered_at", "-id"], name="letter_newest_first"),
            models.Index(fields=["village", "issued_on"], name="letter_by_day"),
            models.Index(fields=["village", "kind", "-numbered_at", "-id"], name="letter_by_kind"),
            models.Index(
                fields=["village", "state", "-numbered_at", "-id"],
                name="letter_not_in_force",
                condition=~Q(state=LetterState.ISSUED),
            ),
            models.Index(fields=["village", "resident", "-numbered_at"], name="letter_by_resident"),
            models.Index(fields=["village", "pdf_sha256"], name="letter_by_file"),
            models.Index(fields=["state"], condition=Q(state__in=WITHDRAWN), name="letter_withdrawn"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def is_standing(self) -> bool:
        """Whether it is in force, or will be once it is sealed."""
        return self.state not in WITHDRAWN

    def is_expired(self, today: date) -> bool:
        return is_expired(self.valid_until, today)


class LetterEvent(VillageOwned):
    """A step in the life of a letter: into which state, when, by whom and why. Never edited."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    letter = VillageForeignKey(Letter, on_delete=models.PROTECT, related_name="events")
    state = models.CharField("menjadi", max_length=10, choices=LetterState)
    at = models.DateTimeField("waktu")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    label = models.CharField("oleh", max_length=150)
    reason = models.CharField("alasan", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "riwayat surat"
        verbose_name_plural = "riwayat surat"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="ending_a_letter_has_a_reason",
                condition=Q(state__in=[LetterState.NUMBERED, LetterState.ISSUED]) | ~Q(reason=""),
                violation_error_message="Tulis alasannya.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.reason}"


class LetterWord(VillageOwned):
    """A word by which a letter is found: row security leaves no index to LIKE, so words are rows of their own."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    word = models.CharField("kata", max_length=40, db_collation="C")
    letter = VillageForeignKey(Letter, on_delete=models.PROTECT, related_name="words", db_index=False)

    class Meta:
        verbose_name = "kata pencarian surat"
        verbose_name_plural = "kata pencarian surat"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "word", "letter"], name="letter_word_once",
                violation_error_message="Kata ini sudah dicatat untuk surat itu.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.word
