"""How old the official data is, and what the village has found out since."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from balai.residents.models import Change, LifeEvent
from balai.residents.rules import OFFICIAL_SOURCES, Code, Freshness, freshness
from balai.tenancy.models import Village


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one person that differs from the last official data; `change` is the newest event that touched it."""

    change: Change
    field: str
    old: Code
    new: Code
    is_of_newcomer: bool

    @property
    def repeats_newcomer(self) -> bool:
        """One of the many elements of somebody new; the name stands for all of them."""
        return self.is_of_newcomer and self.field != "full_name"

    @property
    def values(self) -> tuple[str, Code, Code]:
        return self.field, self.old, self.new


def register_freshness(village: Village, today: date) -> Freshness:
    """The age of the register: the day on which the newest official data was true."""
    official = LifeEvent.objects.filter(kind__in=OFFICIAL_SOURCES)
    as_of = official.aggregate(newest=Max("occurred_on"))["newest"]
    return freshness(as_of, today, village.register_update_days)


def local_changes() -> QuerySet[Change]:
    """Everything local events changed since the last official data was written, the oldest first."""
    since = _last_official_writing()
    changes = Change.objects.exclude(event__kind__in=OFFICIAL_SOURCES)
    if since is not None:
        changes = changes.filter(event__recorded_at__gt=since)
    return changes.select_related("event__recorded_by", "resident__family").order_by(
        "event__recorded_at", "id"
    )


def local_differences() -> list[Difference]:
    """`local_changes` folded to one line per person and field; what was changed back is left out."""
    folded: dict[tuple[UUID, str], Difference] = {}
    newcomers: set[UUID] = set()
    for change in local_changes():
        if change.changes.get("full_name", [""])[0] is None:
            newcomers.add(change.resident_id)
        for field, (old, new) in change.changes.items():
            key = (change.resident_id, field)
            first = folded.pop(key, None)
            is_new = change.resident_id in newcomers
            folded[key] = Difference(change, field, first.old if first else old, new, is_new)
    return [difference for difference in folded.values() if difference.old != difference.new]


def _last_official_writing() -> datetime | None:
    official = LifeEvent.objects.filter(kind__in=OFFICIAL_SOURCES)
    newest: datetime | None = official.aggregate(newest=Max("recorded_at"))["newest"]
    return newest
