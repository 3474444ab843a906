"""Letters that wait for a check and a signature, and who did what with them."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.letters.enums import Chain, ProposalState, Step
from balai.letters.models.kinds import Kind, KindVersion
from balai.letters.models.letters import Letter
from balai.letters.rules import WAITING
from balai.residents.models import Resident
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned
from balai.villages.models import Official

HEAVY = ("answers", "parties")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposed letters for lists, the oldest first: whoever waits longest comes first."""

    def waiting(self) -> Self:
        """For a check or a signature."""
        return self.filter(state__in=WAITING)

    def unfinished(self) -> Self:
        return self.filter(state__in=[*WAITING, ProposalState.RETURNED])

    def of(self, officer: Any) -> Self:
        """Proposed by this officer, or by another program: those are in everybody's care."""
        return self.filter(Q(proposed_by=officer) | Q(proposed_by=None))

    def for_list(self) -> Self:
        return self.defer(*HEAVY).select_related("kind", "proposed_by").order_by("proposed_at", "id")

    def whole(self) -> Self:
        """With all that is needed to draw the letter."""
        return self.select_related("kind", "version__kind", "resident__family__area", "proposed_by", "letter")


class Proposal(VillageOwned):
    """An *usulan surat*: everything that a letter will say, before somebody has signed it. It has no number yet.

    `facts_then` is what the letter would have said when it was proposed, by placeholder; what the register says
    differently at the time of signing is shown to the signer.
    """

    kind = VillageForeignKey(Kind, on_delete=models.PROTECT, related_name="proposals", verbose_name="jenis")
    version = VillageForeignKey(KindVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    request_key = models.CharField("kunci permintaan", max_length=64)
    chain = models.CharField("jenjang", max_length=14, choices=Chain)
    state = models.CharField("keadaan", max_length=9, choices=ProposalState)
    resident = VillageForeignKey(
        Resident, on_delete=models.PROTECT, related_name="letter_proposals", verbose_name="warga"
    )
    answers = models.JSONField("isian", default=dict)
    parties = models.JSONField("pihak", default=dict)
    facts_then = models.JSONField("isi saat diusulkan", default=dict)
    holder_name = models.CharField("atas nama", max_length=100)
    subject = models.CharField("isi singkat", max_length=300)
    replaces = VillageForeignKey(
        Letter, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="mengganti"
    )
    reason = models.CharField("alasan mengganti", max_length=300, blank=True, default="")
    proposed_at = models.DateTimeField("diusulkan")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="pengusul",
    )
    letter = VillageForeignKey(
        Letter, on_delete=models.PROTECT, null=True, related_name="proposals", verbose_name="surat"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan surat"
        verbose_name_plural = "usulan surat"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "request_key"], name="proposal_made_once_a_request",
                violation_error_message="Usulan untuk permintaan ini sudah dibuat.",
            ),
            models.UniqueConstraint(
                fields=["village", "letter"], name="proposal_becomes_one_letter",
                violation_error_message="Surat ini sudah punya usulan.",
            ),
            models.CheckConstraint(
                name="signed_proposal_has_its_letter",
                condition=Q(state=ProposalState.SIGNED, letter__isnull=False)
                | ~Q(state=ProposalState.SIGNED) & Q(letter=None),
                violation_error_message="Usulan yang ditandatangani harus punya surat.",
            ),
            models.CheckConstraint(
                name="proposal_to_replace_has_a_reason", condition=Q(replaces=None) | ~Q(reason=""),
                violation_error_message="Tulis alasan mengganti surat.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["village", "proposed_at"], name="proposal_waiting",
                condition=Q(state__in=[*WAITING, ProposalState.RETURNED]),
            ),
            models.Index(fields=["village", "proposed_by", "-proposed_at"], name="proposal_by_officer"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} · {self.holder_name}"


class ProposalStep(VillageOwned):
    """One step of a proposed letter: by whom, in which office, when and why. Never edited."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    proposal = VillageForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("langkah", max_length=8, choices=Step)
    state = models.CharField("menjadi", max_length=9, choices=ProposalState)
    at = models.DateTimeField("waktu")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    official = VillageForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField("oleh", max_length=150)
    reason = models.CharField("alasan", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "langkah usulan surat"
        verbose_name_plural = "langkah usulan surat"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="sending_back_has_a_reason",
                condition=~Q(step__in=[Step.RETURN, Step.WITHDRAW]) | ~Q(reason=""),
                violation_error_message="Tulis alasannya.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.label}"
