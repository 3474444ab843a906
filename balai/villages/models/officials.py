"""Officials with terms of office and the form in which they sign."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from balai.accounts.models import Officer
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned
from balai.villages.enums import Position, SigningForm
from balai.villages.models.terms import ENDS_BEFORE_IT_BEGINS, TermQuerySet
from balai.villages.ranges import days
from balai.villages.rules import FORMS_OF_POSITION, HOLDS_THE_OFFICE, signature_titles


class OfficialQuerySet(TermQuerySet["Official"]):
    """Officials of the village office."""

    def available(self, on: date) -> Self:
        """In office on that day and not absent."""
        away = Absence.objects.filter(official=OuterRef("pk"), since__lte=on, until__gte=on)
        return self.serving(on).exclude(Exists(away))

    def in_order(self) -> Self:
        rank = Case(*(When(position=position, then=Value(index)) for index, position in enumerate(Position)))
        return self.order_by(rank, "since", "name")

    def signing(self) -> Self:
        return self.exclude(signing_form=SigningForm.NONE)


class Official(VillageOwned):
    """A *pejabat* or *perangkat desa*: one person in one post for one term. A new term is a new row."""

    name = models.CharField("nama lengkap dan gelar", max_length=100)
    nip = models.CharField(
        "NIP",
        max_length=18,
        blank=True,
        default="",
        validators=[RegexValidator(r"^\d{18}$", "NIP terdiri dari 18 angka.")],
    )
    position = models.CharField("jabatan", max_length=20, choices=Position)
    post = models.CharField("nama jabatan di surat", max_length=60, blank=True, default="")
    signing_form = models.CharField(
        "cara menandatangani", max_length=4, choices=SigningForm, default=SigningForm.NONE
    )
    officer = models.ForeignKey(
        Officer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name="akun petugas",
    )
    nik = models.CharField("NIK untuk TTE", max_length=16, blank=True, default="")
    decree = models.CharField("nomor surat keputusan", max_length=60, blank=True, default="")
    since = models.DateField("mulai menjabat")
    until = models.DateField("sampai", null=True, blank=True)

    objects = OfficialQuerySet.as_manager()

    class Meta:
        verbose_name = "pejabat"
        verbose_name_plural = "pejabat"
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_beginning",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=ENDS_BEFORE_IT_BEGINS,
            ),
            models.CheckConstraint(
                name="signing_form_fits_the_position",
                condition=Q(
                    *(
                        Q(position=post, signing_form__in=sorted(forms))
                        for post, forms in FORMS_OF_POSITION.items()
                    ),
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
                    ("village", RangeOperators.EQUAL),
                    (days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Pada tanggal itu sudah ada kepala. Akhiri dulu masa jabatannya.",
            ),
            ExclusionConstraint(
                name="one_plh_at_a_time",
                condition=Q(signing_form=SigningForm.PLH),
                expressions=[
                    ("village", RangeOperators.EQUAL),
                    (days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Pada tanggal itu sudah ada pelaksana harian (Plh.).",
            ),
            models.CheckConstraint(
                name="official_nik_is_a_number",
                condition=Q(nik="") | Q(nik__regex=r"^\d{16}$"),
                violation_error_message="NIK terdiri dari 16 angka.",
            ),
            models.CheckConstraint(
                name="plh_has_an_end",
                condition=~Q(signing_form=SigningForm.PLH) | Q(until__isnull=False),
                violation_error_message="Plh. hanya untuk sementara. Isi tanggal selesainya.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def signature_titles(self) -> tuple[str, ...]:
        """The lines above the signature, in the words of this village."""
        return signature_titles(self, self.village.words)


class Absence(VillageOwned):
    """A *berhalangan* of an official: leave, illness, a journey. Whoever may act for them signs meanwhile."""

    official = VillageForeignKey(
        Official, on_delete=models.PROTECT, related_name="absences", verbose_name="pejabat"
    )
    since = models.DateField("mulai")
    until = models.DateField("sampai")
    reason = models.CharField("alasan", max_length=100)

    class Meta:
        verbose_name = "berhalangan"
        verbose_name_plural = "berhalangan"
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins",
                condition=Q(until__gte=F("since")),
                violation_error_message=ENDS_BEFORE_IT_BEGINS,
            ),
            ExclusionConstraint(
                name="official_is_absent_once_at_a_time",
                expressions=[
                    ("official", RangeOperators.EQUAL),
                    (days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Pada tanggal itu pejabat ini sudah dicatat berhalangan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}: {self.reason}"
