"""Telling everybody how many people live in the village."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.residents.disclosure import SMALLEST, may_follow
from balai.residents.models import Change
from balai.residents.reports.models import PublicCount
from balai.residents.reports.public_figures import count_for_everybody
from balai.tenancy.locks import one_at_a_time
from balai.tenancy.models import Village

COUNTED_FIELDS: Final = [
    "sex", "birth_date", "area", "relation", "religion", "marital_status", "education", "occupation", "standing",
]  # fmt: skip
"""What the public figures count; other fields may change as they like."""


@transaction.atomic
def publish_figures(*, village: Village, now: datetime, by: Actor) -> PublicCount | None:
    """Count the village in scope for its public page; None where new figures may not follow yet (`may_follow`)."""
    one_at_a_time("residents.figures")
    today = timezone.localdate(now)
    last = PublicCount.objects.newest()
    people, figures = count_for_everybody(today=today, words=village.words)
    changed = _changed_since(last.counted_at, people) if last else 0
    last_day = timezone.localdate(last.counted_at) if last else None
    if not may_follow(last_day, today=today, changed=changed, people=people):
        return None
    published = PublicCount.objects.create(counted_at=now, figures=figures.as_kept())
    audit.record("residents.figures_published", by=by, subject=published)
    return published


def _changed_since(moment: datetime, people: int) -> int:
    """How many people differ in something that is counted; not more of them than make a difference."""
    changes = Change.objects.filter(event__recorded_at__gt=moment, changes__has_any_keys=COUNTED_FIELDS)
    return changes.values("resident").distinct()[: max(people, SMALLEST)].count()
