"""Which villages an officer of the regency sees."""

from django.db.models import Q
from django.utils import timezone

from balai.accounts.enums import Role
from balai.accounts.models import Officer, RegencyAssignment
from balai.tenancy.models import Village, VillageQuerySet


def villages_seen_by(officer: Officer) -> VillageQuerySet:
    """All of them; who is nothing but the head of districts sees those of the districts, who serves no more sees none."""
    serving = RegencyAssignment.objects.of(officer).serving(timezone.localdate())
    held = list(serving.values_list("role", "district"))
    seen = Village.objects.select_related("regency").in_order()
    if not held:
        return seen.none()
    if all(role == Role.DISTRICT_HEAD for role, _ in held):
        of_districts = Q()
        for _, district in held:
            of_districts |= Q(code__startswith=f"{district}.")
        seen = seen.filter(of_districts)
    return seen
