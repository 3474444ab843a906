"""What officers do beside the steps: take an application on, tell one another something, set the village's rules."""

from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.enums import Action
from balai.applications.models import Application, ApplicationRules, Note
from balai.applications.refusals import NamesNobody, TakenByAnother


@transaction.atomic
def take_application(*, application: Application, by: Actor, from_another: bool = False) -> Application:
    """Say that this officer works on it. Raises `TakenByAnother`, unless it is taken over on purpose."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.assigned_to_id == getattr(by.officer, "pk", None):
        return application
    if application.assigned_to_id is not None and not from_another:
        raise TakenByAnother(application)
    before = str(application.assigned_to_id or "")
    application.assigned_to = by.officer
    application.save(update_fields=["assigned_to"])
    record(Action.TAKEN, by=by, subject=application, facts={"before": before})
    return application


@transaction.atomic
def write_note(*, application: Application, text: str, by: Actor) -> Note:
    """A note for the other officers; nobody edits it later. Raises `NamesNobody`: notes may name people."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.anonymised_at is not None:
        raise NamesNobody
    note = Note.objects.create(
        application=application, text=text.strip(), by=by.officer, label=by.label[:150]
    )
    record(Action.NOTED, by=by, subject=application)
    return note


@transaction.atomic
def set_application_rules(*, second_pair: bool, asks_code: bool, by: Actor) -> ApplicationRules:
    """Decide whether two officers look at each application, and whether applicants prove their e-mail address first.

    What the first officer has checked already goes on, and what was sent already stays sent.
    """
    decided = {"second_pair": second_pair, "asks_code": asks_code}
    rules, _ = ApplicationRules.objects.update_or_create(defaults=decided)
    record(Action.RULES_CHANGED, by=by, subject=rules, facts=decided)
    return rules
