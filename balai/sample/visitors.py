"""Residents with a PIN, so that somebody who tries Balai can stand at the kiosk at once."""

from django.utils import timezone

from balai.access.keeping import encode_pin
from balai.access.models import Pin
from balai.accounts.actors import Actor
from balai.residents.models import Resident
from balai.sample.plans import VillagePlan
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

DEMO_PIN = "480917"
GIVEN = 3


def give_pins(*, by: Actor) -> None:
    """The same PIN for the first heads of families by NIK; a PIN of the desk would be known to nobody."""
    now, heads = timezone.now(), Resident.objects.living().heads().order_by("nik", "id")[:GIVEN]
    Pin.objects.bulk_create(
        Pin(resident=head, encoded=encode_pin(DEMO_PIN), given_by=by.officer, given_at=now) for head in heads
    )


def visitor_of(plan: VillagePlan) -> str:
    """The NIK of somebody with a PIN in a village of the loaded sample; "" where that is older than PINs."""
    with acting_for(Village.objects.get(code=plan.code)):
        return (
            Resident.objects.filter(pins__isnull=False).values_list("nik", flat=True).order_by("nik").first()
            or ""
        )
