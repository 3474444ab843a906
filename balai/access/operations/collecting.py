"""For whom somebody may collect a paper besides themself."""

from datetime import date

from django.utils import timezone

from balai.access.rules import is_child, may_collect
from balai.residents.models import Resident


def may_collect_for(resident: Resident, *, on: date | None = None) -> list[Resident]:
    """The children on the KK of `resident` whose papers they may collect, the eldest first. One query."""
    if resident.family_id is None or not resident.is_living:
        return []
    day = on or timezone.localdate()
    family = Resident.objects.living().filter(family_id=resident.family_id).exclude(pk=resident.pk)
    return [
        child
        for child in family.order_by("birth_date", "id")
        if is_child(child.birth_date, child.marital_status, day)
        and may_collect(
            relation=resident.relation,
            nik=resident.nik,
            child_relation=child.relation,
            parents=(child.father_nik, child.mother_nik),
        )
    ]
