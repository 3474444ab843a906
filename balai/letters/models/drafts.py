"""Drafts of kinds, what the village answered to new versions of Balai's, and the codes of classification."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.letters.enums import Origin, UpdateAnswer
from balai.letters.models.kinds import Kind, KindVersion
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class KindDraft(VillageOwned):
    """A *konsep jenis surat*: what a kind will say once it is published. It may be wrong or unfinished.

    `revision` grows with each change; who changes an older one is refused (`DraftChanged`).
    """

    kind = VillageForeignKey(Kind, on_delete=models.PROTECT, null=True, related_name="drafts", db_index=False)
    based_on = VillageForeignKey(
        KindVersion, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    content = models.JSONField("isi")
    revision = models.PositiveIntegerField("perubahan ke", default=0)
    begun_at = models.DateTimeField("dimulai", auto_now_add=True)
    changed_at = models.DateTimeField("diubah")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_label = models.CharField("pengubah", max_length=150)

    class Meta:
        verbose_name = "konsep jenis surat"
        verbose_name_plural = "konsep jenis surat"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind"], condition=Q(kind__isnull=False), name="one_draft_a_kind",
                violation_error_message="Jenis surat ini sudah punya konsep.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Konsep {self.title}"

    @property
    def title(self) -> str:
        """The title so far; a draft may not have one yet."""
        return str(self.content.get("title") or "Surat tanpa judul")


class KindUpdateQuerySet(models.QuerySet["KindUpdate"]):
    """Updates in the order in which they came."""

    def waiting(self) -> Self:
        return self.filter(answer=UpdateAnswer.WAITING).select_related("kind").order_by("kind__title")


class KindUpdate(VillageOwned):
    """A new revision of a kind that came with Balai, offered beside what the village has made of that kind."""

    kind = VillageForeignKey(Kind, on_delete=models.PROTECT, related_name="updates", db_index=False)
    revision = models.PositiveIntegerField("revisi")
    content = models.JSONField("isi")
    content_hash = models.CharField("sidik isi", max_length=64)
    offered_at = models.DateTimeField("ditawarkan", auto_now_add=True)
    answer = models.CharField("jawaban", max_length=8, choices=UpdateAnswer, default=UpdateAnswer.WAITING)
    answered_at = models.DateTimeField("dijawab", null=True)
    answered_label = models.CharField("penjawab", max_length=150, blank=True, default="")

    objects = KindUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = "pembaruan jenis surat"
        verbose_name_plural = "pembaruan jenis surat"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind", "content_hash"], name="update_offered_once",
                violation_error_message="Pembaruan ini sudah ditawarkan.",
            ),
            models.CheckConstraint(
                name="update_answered_with_time",
                condition=Q(answer=UpdateAnswer.WAITING, answered_at=None)
                | ~Q(answer=UpdateAnswer.WAITING) & Q(answered_at__isnull=False),
                violation_error_message="Jawaban atas pembaruan harus berwaktu.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind}: revisi {self.revision}"


class ClassificationCodeQuerySet(models.QuerySet["ClassificationCode"]):
    """Codes as officers look them up."""

    def matching(self, text: str) -> Self:
        """Those that begin with the code typed, or whose name or explanation holds every word typed."""
        found = self.order_by("code")
        words = text.split()
        if len(words) == 1 and words[0][:1].isdigit():
            return found.filter(code__startswith=words[0])
        for word in words[:6]:
            found = found.filter(Q(name__icontains=word) | Q(note__icontains=word) | Q(code__startswith=word))
        return found

    def names_of(self, codes: Iterable[str]) -> dict[str, str]:
        return dict(self.filter(code__in=set(codes)).values_list("code", "name"))


class ClassificationCode(VillageOwned):
    """A *kode klasifikasi arsip* (Permendagri 83/2022): what a letter is about, and the beginning of its number."""

    code = models.CharField("kode", max_length=20)
    name = models.CharField("nama", max_length=200)
    note = models.CharField("uraian", max_length=500, blank=True, default="")
    origin = models.CharField("asal", max_length=8, choices=Origin)

    objects = ClassificationCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "kode klasifikasi"
        verbose_name_plural = "kode klasifikasi"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "code"], name="classification_code_once",
                violation_error_message="Kode ini sudah ada.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
