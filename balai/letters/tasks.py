"""Jobs of letters: by ids only, each inside its village, each safe to repeat."""

from django.utils import timezone
from procrastinate.contrib.django import app

from balai.letters.models import SealChoice
from balai.letters.operations import describe_kinds
from balai.letters.operations.sealing import watch_service
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency


@app.periodic(cron="*/2 * * * *")
@app.task(name="letters.watch_seal_services")
def watch_seal_services(timestamp: int) -> None:
    """Look after services that were down: the desk is told when one answers again."""
    with acting_for_regency("menengok layanan TTE yang tidak menjawab"):
        down = list(SealChoice.objects.exclude(down_since=None).values_list("village_id", flat=True))
    for village in Village.objects.select_related("regency").filter(pk__in=down):
        watch_service(village=village)


@app.periodic(cron="1 * * * *")
@app.task(name="letters.describe_kinds")
def describe_kinds_everywhere(timestamp: int) -> None:
    """When a day begins, which is at another hour in each time zone: what was scheduled for it is named in lists."""
    for village in Village.objects.all():
        with acting_for(village), timezone.override(village.time_zone):
            describe_kinds(today=timezone.localdate())
