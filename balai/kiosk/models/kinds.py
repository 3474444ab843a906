"""What a village decided about a kind of letter at its kiosks."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from balai.access.enums import Way
from balai.kiosk.enums import IntroductionRule
from balai.kiosk.ladder import Policy, allowed_ways
from balai.letters.models import Kind
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class KindAtKiosk(VillageOwned):
    """Whether and to whom the kiosks give a kind. Kinds without a row follow `ladder.usual_policy`."""

    kind = VillageForeignKey(Kind, on_delete=models.PROTECT, related_name="+", db_index=False)
    is_offered = models.BooleanField("ada di anjungan")
    ways = ArrayField(models.CharField(max_length=12, choices=Way), verbose_name="cara dikenali")
    introduction = models.CharField("pengantar", max_length=9, choices=IntroductionRule)

    class Meta:
        verbose_name = "jenis surat di anjungan"
        verbose_name_plural = "jenis surat di anjungan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind"], name="kind_at_kiosk_ruled_once",
                violation_error_message="Jenis surat ini sudah diatur.",
            ),
            models.CheckConstraint(
                name="somebody_can_get_the_letter", condition=~Q(ways=[]),
                violation_error_message="Pilih paling sedikit satu cara mengenali warga.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.kind)

    @property
    def policy(self) -> Policy:
        """The row as rules."""
        rule = IntroductionRule(self.introduction)
        return Policy(self.is_offered, allowed_ways(self.ways, rule), rule)
