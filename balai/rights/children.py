"""For whom parents may ask."""

from django.utils import timezone

from balai.residents.models import Resident
from balai.residents.rules import is_minor
from balai.rights.rules import answers_for


def children_of(resident: Resident) -> list[Resident]:
    """The children under eighteen on the KK of `resident` whose parent the register says they are. One query."""
    if resident.family_id is None or not resident.is_living:
        return []
    today = timezone.localdate()
    others = Resident.objects.living().filter(family_id=resident.family_id).exclude(pk=resident.pk)
    return [
        child
        for child in others.with_family().order_by("birth_date", "id")
        if is_minor(child.birth_date, today)
        and answers_for(
            relation=resident.relation,
            nik=resident.nik,
            child_relation=child.relation,
            parents={child.father_nik, child.mother_nik},
        )
    ]
