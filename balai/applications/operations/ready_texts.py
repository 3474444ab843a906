"""What a village does with its ready texts."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.enums import Action, TextUse
from balai.applications.models import ReadyTextChange
from balai.applications.ready.texts import shipped_texts


@transaction.atomic
def write_ready_text(
    *, use: TextUse, name: str = "", title: str = "", text: str, remedy: str = "", by: Actor
) -> ReadyTextChange:
    """Change the text of that name, or add one of the village's own where there is no name yet."""
    told = {"title": title.strip(), "text": text.strip(), "remedy": remedy.strip(), "put_away_at": None}
    change, _ = ReadyTextChange.objects.update_or_create(use=use, name=name or uuid4().hex, defaults=told)
    record(Action.READY_TEXT_WRITTEN, by=by, subject=change, facts={"use": use.value})
    return change


@transaction.atomic
def put_away_ready_text(*, use: TextUse, name: str, by: Actor) -> None:
    """Offer it no longer: one that comes with Balai can be brought back, one of the village's own is deleted."""
    if any(each.name == name for each in shipped_texts(use)):
        empty = {"title": "", "text": "", "remedy": "", "put_away_at": timezone.now()}
        ReadyTextChange.objects.update_or_create(use=use, name=name, defaults=empty)
    else:
        ReadyTextChange.objects.filter(use=use, name=name).delete()
    record(Action.READY_TEXT_PUT_AWAY, by=by, facts={"use": use.value, "text": name})


@transaction.atomic
def restore_ready_text(*, use: TextUse, name: str, by: Actor) -> None:
    """Have the text of that name again as it comes with Balai."""
    if any(each.name == name for each in shipped_texts(use)):
        ReadyTextChange.objects.filter(use=use, name=name).delete()
        record(Action.READY_TEXT_RESTORED, by=by, facts={"use": use.value, "text": name})
