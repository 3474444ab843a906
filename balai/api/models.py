"""Tokens: who made them, what they open, until when."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from balai.api.enums import Scope
from balai.tenancy.models import VillageOwned


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens by whether they still open anything."""

    def valid(self, now: datetime) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=now)


class Token(VillageOwned):
    """A *kunci API*. The secret itself is shown once and never kept: only its SHA-256, enough for 256 random bits."""

    name = models.CharField("nama program", max_length=80)
    start = models.CharField("awal kunci", max_length=12)
    digest = models.CharField("sidik kunci", max_length=64)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), verbose_name="boleh")
    created_at = models.DateTimeField("dibuat")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    expires_at = models.DateTimeField("berlaku sampai")
    revoked_at = models.DateTimeField("dicabut", null=True)
    last_used_at = models.DateTimeField("terakhir dipakai", null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = "kunci API"
        verbose_name_plural = "kunci API"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "digest"], name="token_digest_used_once",
                violation_error_message="Kunci ini sudah ada.",
            ),
            models.CheckConstraint(
                name="token_opens_known_things",
                condition=Q(scopes__contained_by=Scope.values) & Q(scopes__len__gte=1),
                violation_error_message="Pilih sedikitnya satu hal yang boleh dibuka.",
            ),
            models.CheckConstraint(
                name="token_ends_after_it_begins", condition=Q(expires_at__gt=F("created_at")),
                violation_error_message="Kunci harus berlaku setelah dibuat.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def scope_labels(self) -> list[str]:
        return [Scope(scope).label for scope in self.scopes]

    def is_valid(self, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now
