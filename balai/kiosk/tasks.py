"""Jobs of the kiosk: each inside its village, each safe to repeat."""

from procrastinate.contrib.django import app

from balai.kiosk.models import Visit
from balai.kiosk.operations.visits import end_deserted_visits
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency


@app.periodic(cron="* * * * *")
@app.task(name="kiosk.end_deserted_visits")
def end_visits(timestamp: int) -> None:
    """Forget visits of screens that died before they could do so themselves."""
    with acting_for_regency("menutup kunjungan anjungan yang ditinggal"):
        running = set(Visit.objects.running().values_list("village_id", flat=True))
    for village in Village.objects.select_related("regency").filter(pk__in=running):
        with acting_for(village):
            end_deserted_visits()
