"""Housekeeping of this app."""

from procrastinate.contrib.django import app

from balai.accounts.actors import Actor
from balai.publications.operations.corrections import forget_contacts
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for


@app.periodic(cron="20 2 * * *")
@app.task(name="publications.forget_contacts")
def forget(timestamp: int) -> None:
    """Every night: the contact of a reporter stays no longer than the answer is told to everybody."""
    for village in Village.objects.all():
        with acting_for(village):
            forget_contacts(by=Actor.system("laporan keliru"))
