"""`manage.py update_villages`: after an upgrade, each village gets the kinds of letters and codes that came with it."""

from typing import Any

from django.core.management import BaseCommand

from balai.accounts.actors import Actor
from balai.letters.operations import bring_letters
from balai.services.operations import install_standards
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

BY = Actor.system("pembaruan Balai")


class Command(BaseCommand):
    help = (
        "Gives each village what an upgrade brings: standards of services, kinds of letters, codes. "
        "What it changed itself stays."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction a village: those that are done stay done when a later one fails."""
        for village in Village.objects.order_by("code"):
            with acting_for(village):
                brought = install_standards(by=BY) + bring_letters(by=BY)
            if brought and options["verbosity"]:
                self.stdout.write(f"{village}: {brought} new")
