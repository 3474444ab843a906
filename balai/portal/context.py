"""What every public page of a village shows at its foot."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from balai.tenancy.scope import current_village_id
from balai.villages.models import Identity


def contact(request: HttpRequest) -> dict[str, object]:
    """`contact`: how to reach the village office, read only when a template asks. None outside a village's scope,
    where error pages are made."""
    return {"contact": SimpleLazyObject(_identity)}


def _identity() -> Identity | None:
    return Identity.objects.first() if current_village_id() is not None else None
