"""Putting up notices on the resting screen, and taking them down."""

from datetime import date

from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.kiosk.enums import Action
from balai.kiosk.models import Notice


@transaction.atomic
def put_up_notice(*, title: str, text: str, until: date | None, by: Actor) -> Notice:
    """Shown on every kiosk of the village within minutes."""
    notice = Notice(title=title, text=text, until=until)
    notice.save(force_insert=True)
    record(Action.NOTICE_PUT_UP, by=by, subject=notice)
    return notice


@transaction.atomic
def take_down_notice(*, notice: Notice, by: Actor) -> None:
    record(Action.NOTICE_TAKEN_DOWN, by=by, subject=notice)
    notice.delete()
