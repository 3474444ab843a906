"""Printing forms that others sign: never numbered, never sealed; the trail says that they were printed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.letters import sheet
from balai.letters.drafting import Wish, draft_form, this_village
from balai.letters.enums import Action
from balai.letters.models import Letter


@transaction.atomic
def print_form(*, wish: Wish, by: Actor, at: datetime | None = None) -> bytes:
    """The PDF of a kind that others sign, with dots where something is missing.

    Raises `NotEligible`, `TypesettingFailed`, `WrongPaper`.
    """
    now = at or timezone.now()
    draft = draft_form(wish, at=now)
    draft.check()
    printed = draft.printed()
    pdf = sheet.as_pdf(
        sheet.form_sheet(printed, village=draft.village), printed, title=draft.definition.title, at=now
    )
    record(Action.FORM_PRINTED, by=by, subject=wish.resident, facts={"kind": draft.definition.slug})
    return pdf


@transaction.atomic
def print_letter_form(*, letter: Letter, name: str, by: Actor, at: datetime | None = None) -> bytes:
    """The PDF of one of the forms that were filled with a letter, always from what was frozen then.

    Raises `KeyError` for a form that the letter does not have, `TypesettingFailed`.
    """
    printed = sheet.form_of(letter.printed, name)
    drawn = sheet.form_sheet(printed, village=this_village())
    pdf = sheet.as_pdf(drawn, printed, title=str(printed["title"]), at=at or timezone.now())
    record(Action.FORM_PRINTED, by=by, subject=letter, facts={"kind": printed["kind"], "form": name})
    return pdf
