"""Housekeeping of this app."""

from django.utils import timezone
from procrastinate.contrib.django import app

from balai.accounts.actors import Actor
from balai.rights.operations import forget_old_requests
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for


@app.periodic(cron="50 2 * * *")
@app.task(name="rights.forget")
def forget(timestamp: int) -> None:
    """Every night: requests that ended long ago name nobody any more."""
    for village in Village.objects.all():
        with acting_for(village):
            forget_old_requests(now=timezone.now(), by=Actor.system("hak data"))
