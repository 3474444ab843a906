"""Originals that were seen, and when that counts no longer."""

from collections.abc import Collection

from balai.accounts.actors import Actor
from balai.accounts.audit import record_each
from balai.applications.enums import Action
from balai.applications.models import Application, Sighting


def forget_sightings(
    application: Application, requirements: Collection[str] | None = None, *, by: Actor
) -> bool:
    """Whether some of these originals (None: all) counted as seen; they do so no longer, with a line for each."""
    seen = Sighting.objects.filter(application=application)
    if requirements is not None:
        seen = seen.filter(requirement__in=requirements)
    names = list(seen.values_list("requirement", flat=True))
    seen.delete()
    record_each(Action.ORIGINAL_UNSEEN, ((application, {"requirement": name}) for name in names), by=by)
    return bool(names)
