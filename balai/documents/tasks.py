"""Jobs of documents: each inside its village, each safe to repeat."""

from procrastinate.contrib.django import app

from balai.documents.operations import sweep_uploads
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for


@app.periodic(cron="15 3 * * *")
@app.task(name="documents.sweep_uploads", queue="long", lock="long")
def sweep_unfinished_uploads(timestamp: int) -> None:
    """Drop files that were begun and never came."""
    for village in Village.objects.all():
        with acting_for(village):
            sweep_uploads()
