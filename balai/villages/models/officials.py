"""Officials with terms of office and the form in which they sign."""

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When

from balai.accounts.models import Officer
from balai.tenancy.models import VillageOwned
from balai.villages.enums import Position, SigningForm
from balai.villages.models.terms import ENDS_BEFORE_IT_BEGINS, TermQuerySet
from balai.villages.ranges import days
from balai.villages.rules import FORMS_OF_POSITION, HOLDS_THE_OFFICE, signature_titles


class OfficialQuerySet(TermQuerySet["Official"]):
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
