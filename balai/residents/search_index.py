"""The words by which residents are found: derived from the register, rebuilt at will (`search`)."""

from typing import ClassVar

from django.db import models

from balai.tenancy.enums import Isolation
from balai.tenancy.fields import CurrentVillage
from balai.tenancy.models import Village


class _SearchRow(models.Model):
    """A row of the search index: derived from the register, rebuilt at will, therefore without foreign keys."""

    isolation: ClassVar[Isolation] = Isolation.VILLAGE

    village = models.ForeignKey(
        Village,
        on_delete=models.DO_NOTHING,
        related_name="+",
        editable=False,
        db_default=CurrentVillage(),
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        abstract = True


class SearchToken(_SearchRow):
    """A word by which a resident is found, folded by sound (`spelling.fold`); the key is the whole index.

    Row security keeps `LIKE` and trigram operators from their indexes; comparing bytes (`>=`, `<`) is leakproof.
    """

    pk = models.CompositePrimaryKey("village_id", "token", "resident_id")
    token = models.CharField("kata", max_length=40, db_collation="C")
    resident_id = models.UUIDField("warga")

    class Meta:
        verbose_name = "kata pencarian"
        verbose_name_plural = "kata pencarian"

    def __str__(self) -> str:
        return self.token


class SearchWord(_SearchRow):
    """A word of this village's register under one spelling with a letter left out: how a typo finds the right word."""

    pk = models.CompositePrimaryKey("village_id", "variant", "word")
    variant = models.CharField("ejaan", max_length=40, db_collation="C")
    word = models.CharField("kata", max_length=40, db_collation="C")

    class Meta:
        verbose_name = "ejaan kata"
        verbose_name_plural = "ejaan kata"

    def __str__(self) -> str:
        return self.word
