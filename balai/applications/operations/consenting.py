"""The consent of a parent, kept with the application that tells of a child."""

from datetime import datetime

from balai.applications.models import Application, ParentalConsent
from balai.applications.operations.writing import Parent


def agree_for_children(application: Application, parent: Parent | None, *, at: datetime) -> None:
    """Write down who agreed, in place of who agreed before; nobody where it tells of no child any more."""
    if parent is None:
        ParentalConsent.objects.filter(application=application).delete()
        return
    ParentalConsent.objects.update_or_create(
        application=application,
        defaults={"name": parent.name[:100], "kinship": parent.kinship, "given_at": at},
    )
