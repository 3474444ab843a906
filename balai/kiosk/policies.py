"""What holds for each kind at the kiosks of the village in scope."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from balai.kiosk.ladder import USUAL, Policy, usual_policy
from balai.kiosk.models import Errand, KindAtKiosk
from balai.letters.finding import icon_of
from balai.letters.models import Kind

FAVOURITES = 6
COUNTED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class OfferedKind:
    """A kind of this village, and what holds for it at the kiosks."""

    kind: Kind
    policy: Policy

    @property
    def icon(self) -> str:
        return icon_of(self.kind.slug)


def policy_of(kind: Kind) -> Policy:
    """The village's own rules for a kind, else the usual ones."""
    ruled = KindAtKiosk.objects.filter(kind=kind).order_by().first()
    return ruled.policy if ruled else usual_policy(kind.slug, kind.category)


def every_kind() -> list[OfferedKind]:
    """All kinds that the village uses, by title, with what holds for them at the kiosks. Two queries."""
    ruled = {each.kind_id: each.policy for each in KindAtKiosk.objects.all()}
    return [
        OfferedKind(kind, ruled.get(kind.pk) or usual_policy(kind.slug, kind.category))
        for kind in Kind.objects.offered().in_order()
    ]


def offered_kinds() -> list[OfferedKind]:
    """Those that the kiosks give."""
    return [each for each in every_kind() if each.policy.is_offered]


def favourites(offered: list[OfferedKind], now: datetime) -> list[OfferedKind]:
    """The six that were made most in the last ninety days; before anything was, those that most villages need."""
    recent = Errand.objects.filter(made_at__gte=now - COUNTED).values_list("kind_id")
    made = dict(recent.annotate(Count("id")))
    order = {slug: place for place, slug in enumerate(USUAL)}

    def rank(each: OfferedKind) -> tuple[int, int]:
        return -made.get(each.kind.pk, 0), order.get(each.kind.slug, len(order))

    return sorted(offered, key=rank)[:FAVOURITES]
