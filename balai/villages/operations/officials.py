"""Officials and their terms of office. A new term is a new row; past terms say who could sign what."""

from datetime import date

from django.db import transaction

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.models import Officer
from balai.villages.enums import Position, SigningForm
from balai.villages.models import Absence, Official


@transaction.atomic
def appoint_official(
    *,
    name: str,
    nip: str,
    position: Position,
    post: str,
    signing_form: SigningForm,
    decree: str,
    since: date,
    until: date | None,
    by: Actor,
    officer: Officer | None = None,
    nik: str = "",
) -> Official:
    """Begin a term. `officer` is the account with which the official signs, `nik` that of their certified signature.

    Raises `ValidationError` when the village has a head on those days already.
    """
    official = Official(
        name=name,
        nip=nip,
        position=position,
        post=post,
        signing_form=signing_form,
        decree=decree,
        since=since,
        until=until,
        officer=officer,
        nik=nik,
    )
    official.validate_constraints()
    official.save(force_insert=True)
    audit.record("villages.official_appointed", by=by, subject=official, facts={"position": position})
    return official


@transaction.atomic
def correct_official(
    *,
    official: Official,
    name: str,
    nip: str,
    position: Position,
    post: str,
    signing_form: SigningForm,
    decree: str,
    since: date,
    until: date | None,
    by: Actor,
    officer: Officer | None = None,
    nik: str = "",
) -> None:
    """Repair what was written wrongly. Issued letters keep the name and title printed on them."""
    official.name, official.nip, official.decree = name, nip, decree
    official.officer, official.nik = officer, nik
    official.position, official.post, official.signing_form = position, post, signing_form
    official.since, official.until = since, until
    official.validate_constraints()
    official.save()
    audit.record("villages.official_corrected", by=by, subject=official)


@transaction.atomic
def end_term(*, official: Official, until: date, by: Actor) -> None:
    """Let a term end with the day `until`. Raises `ValidationError`."""
    official.until = until
    official.validate_constraints()
    official.save(update_fields=["until"])
    audit.record("villages.term_ended", by=by, subject=official)


@transaction.atomic
def record_absence(*, official: Official, since: date, until: date, reason: str, by: Actor) -> Absence:
    """Say that an official is away, so that whoever may act for them signs. Raises `ValidationError`."""
    absence = Absence(official=official, since=since, until=until, reason=reason)
    absence.validate_constraints()
    absence.save(force_insert=True)
    audit.record("villages.absence_recorded", by=by, subject=official)
    return absence


@transaction.atomic
def remove_absence(*, absence: Absence, by: Actor) -> None:
    """Take back an absence that was written wrongly or ended early. Letters signed meanwhile stay as they are."""
    audit.record("villages.absence_removed", by=by, subject=absence.official)
    absence.delete()
