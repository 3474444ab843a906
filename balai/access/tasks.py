"""Housekeeping of this app."""

from procrastinate.contrib.django import app

from balai.access.operations import forget_what_opens_nothing
from balai.accounts.actors import Actor
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for


@app.periodic(cron="5 * * * *")
@app.task(name="access.forget_what_opens_nothing")
def forget(timestamp: int) -> None:
    """Every hour: a NIK that was typed for an officer who never came stays no longer than that."""
    for village in Village.objects.all():
        with acting_for(village):
            forget_what_opens_nothing(by=Actor.system("akses anjungan"))
