"""Jobs of letters: by ids only, each inside its village, each safe to repeat."""

from procrastinate.contrib.django import app

from balai.letters.models import SealChoice
from balai.letters.operations.sealing import watch_service
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for_regency


@app.periodic(cron="*/2 * * * *")
@app.task(name="letters.watch_seal_services")
def watch_seal_services(timestamp: int) -> None:
    """Look after services that were down: the desk is told when one answers again."""
    with acting_for_regency("menengok layanan TTE yang tidak menjawab"):
        down = list(SealChoice.objects.exclude(down_since=None).values_list("village_id", flat=True))
    for village in Village.objects.select_related("regency").filter(pk__in=down):
        watch_service(village=village)
