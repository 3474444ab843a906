"""What a village decides about its kinds of letters at the kiosks."""

from collections.abc import Collection

from django.db import transaction

from balai.access.enums import Way
from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.kiosk.enums import Action, IntroductionRule
from balai.kiosk.models import KindAtKiosk
from balai.letters.models import Kind


@transaction.atomic
def rule_kind(
    *,
    kind: Kind,
    is_offered: bool,
    ways: Collection[Way],
    introduction: IntroductionRule,
    by: Actor,
) -> KindAtKiosk:
    """Whether the kiosks give this kind, by which ways people are recognised, and the rule about introductions."""
    ruled, _ = KindAtKiosk.objects.update_or_create(
        kind=kind,
        defaults={"is_offered": is_offered, "ways": sorted(ways), "introduction": introduction},
    )
    facts = {"offered": is_offered, "ways": sorted(ways), "introduction": introduction.value}
    record(Action.KINDS_CHANGED, by=by, subject=kind, facts=facts)
    return ruled
