"""Jobs of the catalogue: by ids only, each inside its village, each safe to repeat."""

from django.utils import timezone
from procrastinate.contrib.django import app

from balai.accounts.actors import Actor
from balai.services.operations import describe_services, follow_regency
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for


@app.task(name="services.follow_regency")
def follow_regency_in(village_id: int, slug: str) -> None:
    """Take over in one village what the regency has laid down."""
    with acting_for(village_id):
        follow_regency(slug=slug, by=Actor.system("standar kabupaten"))


@app.periodic(cron="1 * * * *")
@app.task(name="services.describe_services")
def describe_services_everywhere(timestamp: int) -> None:
    """When a day begins, which is at another hour in each time zone: what was scheduled for it is named in lists."""
    for village in Village.objects.all():
        with acting_for(village), timezone.override(village.time_zone):
            describe_services(today=timezone.localdate())
