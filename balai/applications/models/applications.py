"""Applications."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from balai.applications import rules
from balai.applications.enums import Authority, Channel, Heard, Proof, Side, State
from balai.applications.models.queries import URGENT_ON, ApplicationQuerySet
from balai.letters.enums import LetterState, ProposalState
from balai.letters.models import KindVersion, Letter, Proposal
from balai.residents.models import Resident
from balai.residents.rules import is_minor
from balai.services.models import Service, ServiceVersion
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

AWAITS_SIGNATURE = "Menunggu tanda tangan"


class Application(VillageOwned):
    """A *permohonan*: what somebody asks for, with the answers along the form it was begun with.

    `version`, `form` and, for a letter, `kind_version` stay those of the beginning: a change of the service doesn't touch
    what is under way. `proposal` is the letter that waits for signatures, `letter` the one that was issued.
    `revision` rises with every change; whoever saves an older one is told so.
    """

    service = VillageForeignKey(
        Service, on_delete=models.PROTECT, related_name="applications", verbose_name="layanan"
    )
    version = VillageForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    form = models.JSONField("formulir")
    case_answers = models.JSONField("kasus", default=dict)
    answers = models.JSONField("jawaban", default=dict)
    channel = models.CharField("jalur", max_length=5, choices=Channel)
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.DRAFT)
    is_civil = models.BooleanField("diterbitkan Disdukcapil")
    key = models.UUIDField("kunci kiriman", editable=False)
    code = models.CharField("kode lacak", max_length=rules.CODE_LENGTH)
    revision = models.PositiveIntegerField("perubahan ke", default=0)
    # The letter that is asked for, in whose words, and what became of it.
    kind_version = VillageForeignKey(
        KindVersion, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    proposal = VillageForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="usulan surat"
    )
    letter = VillageForeignKey(
        Letter, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="surat"
    )
    # Whose application it is, as they say; `resident` once the register agrees.
    applicant_name = models.CharField("nama pemohon", max_length=100, blank=True, default="")
    applicant_nik = models.CharField("NIK pemohon", max_length=16, blank=True, default="", db_collation="C")
    applicant_kk = models.CharField("nomor KK pemohon", max_length=16, blank=True, default="")
    applicant_born = models.DateField("tanggal lahir pemohon", null=True, blank=True)
    resident = VillageForeignKey(
        Resident,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name="warga",
    )
    proof = models.CharField("bukti diri", max_length=6, choices=Proof, default=Proof.STATED)
    email = models.EmailField("surel", max_length=120, blank=True, default="")
    phone = models.CharField("nomor HP", max_length=20, blank=True, default="")
    # Who helped, by what right.
    helper_name = models.CharField("nama pembantu", max_length=100, blank=True, default="")
    helper_phone = models.CharField("nomor HP pembantu", max_length=20, blank=True, default="")
    authority = models.CharField("dasar kuasa", max_length=11, choices=Authority, blank=True, default="")
    helped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="petugas yang membantu",
    )
    consented_at = models.DateTimeField("persetujuan", null=True)
    begun_at = models.DateTimeField("dimulai", default=timezone.now)
    touched_at = models.DateTimeField("terakhir diubah", default=timezone.now)
    submitted_at = models.DateTimeField("dikirim", null=True)
    due_on = models.DateField("janji selesai", null=True)
    step_due_on = models.DateField("langkah ini selesai", null=True)
    paused_on = models.DateField("menunggu pemohon sejak", null=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="dikerjakan",
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="petugas pertama",
    )
    collected_by = models.CharField("diambil oleh", max_length=300, blank=True, default="")
    reason = models.CharField("alasan", max_length=500, blank=True, default="")
    remedy = models.CharField("yang bisa dilakukan", max_length=500, blank=True, default="")
    anonymised_at = models.DateTimeField("dianonimkan", null=True)
    heard = models.PositiveSmallIntegerField("penilaian layanan", choices=Heard, default=Heard.NOTHING)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "permohonan"
        verbose_name_plural = "permohonan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "key"], name="application_begun_once",
                violation_error_message="Permohonan ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["village", "code"], name="application_code_used_once",
                violation_error_message="Kode lacak ini sudah dipakai.",
            ),
            models.CheckConstraint(
                name="application_state_is_known", condition=Q(state__in=State.values),
                violation_error_message="Keadaan permohonan tidak dikenal.",
            ),
            models.CheckConstraint(
                name="what_was_heard_is_known", condition=Q(heard__in=Heard.values),
                violation_error_message="Tahap penilaian tidak dikenal.",
            ),
            models.CheckConstraint(
                name="sent_application_is_complete",
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | Q(anonymised_at__isnull=False)
                | Q(submitted_at__isnull=False, consented_at__isnull=False, applicant_born__isnull=False)
                & ~Q(applicant_name="")
                & (
                    ~Q(applicant_nik="")
                    | Q(is_civil=True, channel__in=rules.AT_THE_COUNTER, form__contains={"nik_optional": True})
                ),
                violation_error_message="Data pemohon belum lengkap.",
            ),
            models.CheckConstraint(
                name="anonymised_application_names_nobody",
                condition=Q(anonymised_at=None)
                | Q(
                    applicant_name="", applicant_nik="", applicant_kk="", applicant_born=None, resident=None, email="",
                    phone="", helper_name="", helper_phone="", collected_by="", answers={}, case_answers={},
                    proposal=None, letter=None,
                ),
                violation_error_message="Permohonan yang dianonimkan tidak boleh memuat data pribadi.",
            ),
            models.CheckConstraint(
                name="rejection_says_why_and_what_to_do",
                condition=~Q(state=State.REJECTED) | ~Q(reason="") & ~Q(remedy=""),
                violation_error_message="Tulis alasan dan apa yang bisa dilakukan warga.",
            ),
            models.CheckConstraint(
                name="only_what_the_village_makes_has_a_letter",
                condition=Q(is_civil=False) | Q(kind_version=None, proposal=None, letter=None),
                violation_error_message="Dokumen kependudukan diterbitkan Disdukcapil.",
            ),
            models.UniqueConstraint(
                fields=["village", "proposal"], name="proposal_answers_one_application",
                violation_error_message="Usulan surat ini milik permohonan lain.",
            ),
            models.UniqueConstraint(
                fields=["village", "letter"], name="letter_answers_one_application",
                violation_error_message="Surat ini milik permohonan lain.",
            ),
            models.CheckConstraint(
                name="helper_names_authority",
                condition=Q(helper_name="", authority="") | ~Q(helper_name="") & ~Q(authority=""),
                violation_error_message="Pilih dengan dasar apa Anda membantu.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["village", "state", "step_due_on", "submitted_at", "id"],
                name="applications_on_a_desk",
            ),
            models.Index(
                F("village"), F("submitted_at").desc(), F("id").desc(), name="applications_newest_first"
            ),
            models.Index(fields=["village", "applicant_nik"], name="applications_of_a_person"),
            # One for each list that is worked through: the first page costs the same however long the list is.
            models.Index(
                F("village"), URGENT_ON, F("submitted_at"), F("id"),
                name="applications_at_the_village", condition=Q(state__in=rules.on_the_desk_of(Side.VILLAGE)),
            ),
            models.Index(
                F("village"), URGENT_ON, F("submitted_at"), F("id"),
                name="applications_at_applicants", condition=Q(state__in=rules.on_the_desk_of(Side.APPLICANT)),
            ),
            models.Index(
                F("village"), URGENT_ON, F("submitted_at"), F("id"),
                name="applications_at_the_agency", condition=Q(state__in=rules.on_the_desk_of(Side.AGENCY)),
            ),
            models.Index(
                F("state"), URGENT_ON, F("submitted_at"), F("id"),
                name="applications_with_the_agency", condition=Q(state__in=rules.WITH_AGENCY),
            ),
            models.Index(
                F("submitted_at").desc(), F("id").desc(),
                name="applications_agency_has_done", condition=Q(is_civil=True, state__in=rules.DONE),
            ),
            models.Index(fields=["code"], name="applications_by_code_anywhere"),
            models.Index(fields=["applicant_nik"], name="applications_by_nik_anywhere"),
            models.Index(
                F("village"), F("submitted_at").desc(), F("id").desc(),
                name="applications_over", condition=Q(state__in=rules.OVER, submitted_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Permohonan {self.spelled_code}"

    @property
    def spelled_code(self) -> str:
        """'KMTRH-BXWPC-DFGHJ'."""
        return rules.spelled(self.code)

    @property
    def may_lack_nik(self) -> bool:
        """Whether its form is for somebody without a NIK, and an officer takes it in."""
        return self.channel in rules.AT_THE_COUNTER and bool(self.form.get("nik_optional"))

    @property
    def lacks_nik(self) -> bool:
        """Whether only the originals that an officer has seen say whose it is."""
        return self.may_lack_nik and not self.applicant_nik

    @property
    def is_named(self) -> bool:
        """Whether it is said whose it is."""
        is_known = bool(self.applicant_nik) or self.may_lack_nik
        return is_known and bool(self.applicant_name) and self.applicant_born is not None

    @property
    def is_matched(self) -> bool:
        """Whether the register agreed that it is whose it says."""
        return self.resident_id is not None

    @property
    def waits_for_signature(self) -> bool:
        """Whether its letter was proposed, and has been neither taken back nor given up since."""
        if self.proposal is None or self.proposal.state == ProposalState.WITHDRAWN:
            return False
        return self.proposal.letter is None or self.proposal.letter.is_standing

    @property
    def signature_awaited_since(self) -> datetime | None:
        """When the letter was proposed that somebody has yet to sign or seal; None where nobody has."""
        if self.state != State.APPROVED or not self.waits_for_signature:
            return None
        proposal = self.proposal
        is_signed = proposal.letter is not None and proposal.letter.state != LetterState.NUMBERED
        is_with_proposer = proposal.state == ProposalState.RETURNED
        moment: datetime = proposal.proposed_at
        return None if is_signed or is_with_proposer else moment

    @property
    def state_words(self) -> str:
        """How it stands, for a list."""
        return AWAITS_SIGNATURE if self.signature_awaited_since else str(self.get_state_display())

    @property
    def listed_name(self) -> str:
        """Whose it is, for pages of many people: of a child only the initials (UU 27/2022 pasal 25)."""
        born, sent = self.applicant_born, self.submitted_at or timezone.now()
        if born is None or not is_minor(born, timezone.localdate(sent)):
            return self.applicant_name
        return " ".join(f"{word[0]}." for word in self.applicant_name.split())

    @property
    def is_open(self) -> bool:
        """Sent, and not yet decided."""
        return State(self.state) in rules.OPEN

    @property
    def awaits_opinion(self) -> bool:
        """What was asked for is there, and nobody has said yet what the service was like."""
        return State(self.state) in rules.DONE and self.heard == Heard.NOTHING

    @property
    def awaits_survey(self) -> bool:
        """Rated, and the nine questions not answered."""
        return self.heard in {Heard.SCORE, Heard.REASON}

    def is_late(self, today: date) -> bool:
        return State(self.state) in rules.STEP_DAYS and any(
            day is not None and day < today for day in (self.step_due_on, self.due_on)
        )
