"""The steps of an application. Each is one line of `rules.MOVES`, in one transaction with its event and its trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.enums import Action, Handing, Side, State, Step
from balai.applications.models import Application, ApplicationRules, Event, Finding
from balai.applications.models.history import DOCUMENT
from balai.applications.operations.consenting import agree_for_children
from balai.applications.operations.finding import remember_words
from balai.applications.operations.proposing import put_letter_away
from balai.applications.operations.proving import must_prove
from balai.applications.operations.sightings import forget_sightings
from balai.applications.operations.writing import Parent
from balai.applications.refusals import ChangedMeanwhile, Incomplete, ReasonMissing, SameEyes
from balai.applications.rules import OPEN, StepNotAllowed, clocks_at, move_for, steps_open_to
from balai.villages.opening import working_calendar

if TYPE_CHECKING:
    from balai.applications.operations.carrying import CarriedStep


@dataclass(frozen=True, slots=True)
class _Taken:
    """A step as somebody takes it; `revision` is what they saw, None where the step itself says enough."""

    step: Step
    side: Side
    by: Actor
    revision: int | None = None
    reason: str = ""


@transaction.atomic
def submit_application(
    *, application: Application, revision: int, parent: Parent | None = None, by: Actor
) -> Application:
    """Send it to the office. What has been sent stays sent: again gives the same, without another step.

    `parent` has agreed for the children whom it tells of. The caller has checked the answers, and whether there are any;
    here only what every application needs. Raises `Incomplete`,
    `ChangedMeanwhile`, `StepNotAllowed`.
    """
    application = _locked(application)
    if application.state in OPEN and application.state != State.RETURNED:
        return application
    if not application.is_named:
        raise Incomplete("isi dulu siapa pemohonnya.")
    if must_prove(application):
        raise Incomplete("buktikan dulu surel Anda.")
    now = timezone.now()
    application.submitted_at = application.submitted_at or now
    application.consented_at = now
    application.checked_by = None
    Finding.objects.filter(application=application).open().update(answered_at=now)
    application = _moved(application, _Taken(Step.SUBMIT, Side.APPLICANT, by, revision))
    remember_words(application)
    agree_for_children(application, parent, at=now)
    return application


@transaction.atomic
def withdraw_application(*, application: Application, by: Actor) -> Application:
    """Take it back, as long as it has not gone to the civil registry. Raises `LetterIsMade`, `StepNotAllowed`."""
    application = _locked(application)
    put_letter_away(application, reason="Permohonannya dibatalkan pemohon.", by=by)
    return _moved(application, _Taken(Step.WITHDRAW, Side.APPLICANT, by))


@transaction.atomic
def check_application(*, application: Application, revision: int, by: Actor) -> Application:
    """The first of two pairs of eyes agrees. Raises `StepNotAllowed`, `ChangedMeanwhile`."""
    application = _locked(application)
    _must_be_open(Step.CHECK, application)
    application.checked_by = by.officer
    return _moved(application, _Taken(Step.CHECK, Side.VILLAGE, by, revision))


@transaction.atomic
def approve_application(*, application: Application, revision: int, by: Actor) -> Application:
    """The village agrees. Raises `SameEyes`, `StepNotAllowed`, `ChangedMeanwhile`."""
    application = _locked(application)
    _must_be_open(Step.APPROVE, application)
    if application.checked_by_id is not None and application.checked_by_id == getattr(by.officer, "pk", None):
        raise SameEyes
    return _moved(application, _Taken(Step.APPROVE, Side.VILLAGE, by, revision))


def agree_to_application(*, application: Application, revision: int, by: Actor) -> Application:
    """Whichever it is: the only pair of eyes, the first of two, or the second.

    Raises `SameEyes`, `StepNotAllowed`, `ChangedMeanwhile`.
    """
    is_first = is_second_pair_set() and application.state == State.SUBMITTED
    agree = check_application if is_first else approve_application
    return agree(application=application, revision=revision, by=by)


@transaction.atomic
def return_application(
    *, application: Application, revision: int, findings: Mapping[str, str], reason: str = "", by: Actor
) -> Application:
    """Let the applicant mend something: a sentence for each place. An original with a sentence must be seen again.

    Raises `ReasonMissing`, `LetterIsMade`, `StepNotAllowed`, `ChangedMeanwhile`.
    """
    if not findings and not reason.strip():
        raise ReasonMissing
    application = _locked(application)
    put_letter_away(application, reason="Permohonannya dikembalikan ke pemohon.", by=by)
    reason = reason.strip() or "Lihat catatannya."
    application = _moved(application, _Taken(Step.RETURN, Side.VILLAGE, by, revision, reason))
    _find(application, findings, by)
    documents = f"{DOCUMENT}:"
    again = [place.removeprefix(documents) for place in findings if place.startswith(documents)]
    forget_sightings(application, again, by=by)
    return application


@transaction.atomic
def reject_application(
    *, application: Application, revision: int, side: Side = Side.VILLAGE, reason: str, remedy: str, by: Actor
) -> Application:
    """Refuse it, with the reason and what can be done instead.

    Raises `ReasonMissing`, `LetterIsMade`, `StepNotAllowed`, `ChangedMeanwhile`.
    """
    if not reason.strip() or not remedy.strip():
        raise ReasonMissing
    application = _locked(application)
    put_letter_away(application, reason="Permohonannya ditolak.", by=by)
    application.reason, application.remedy = reason.strip(), remedy.strip()
    return _moved(application, _Taken(Step.REJECT, side, by, revision, reason.strip()))


@transaction.atomic
def forward_application(*, application: Application, revision: int, by: Actor) -> Application:
    """Hand it to the civil registry. Raises `StepNotAllowed`, `ChangedMeanwhile`."""
    return _moved(_locked(application), _Taken(Step.FORWARD, Side.VILLAGE, by, revision))


@transaction.atomic
def accept_application(*, application: Application, revision: int, by: Actor) -> Application:
    """The civil registry takes it on. Raises `StepNotAllowed`, `ChangedMeanwhile`."""
    return _moved(_locked(application), _Taken(Step.ACCEPT, Side.AGENCY, by, revision))


@transaction.atomic
def send_back_application(
    *, application: Application, revision: int, findings: Mapping[str, str], reason: str, by: Actor
) -> Application:
    """The civil registry gives it back to the village. Raises `ReasonMissing`, `StepNotAllowed`, `ChangedMeanwhile`."""
    if not reason.strip():
        raise ReasonMissing
    application = _moved(
        _locked(application), _Taken(Step.SEND_BACK, Side.AGENCY, by, revision, reason.strip())
    )
    _find(application, findings, by)
    return application


@transaction.atomic
def finish_application(*, application: Application, revision: int, side: Side, by: Actor) -> Application:
    """What was asked for is there. Raises `StepNotAllowed`, `ChangedMeanwhile`."""
    return _moved(_locked(application), _Taken(Step.FINISH, side, by, revision))


@transaction.atomic
def hand_over(
    *, application: Application, side: Side, how: Handing, collector: str = "", by: Actor
) -> Application:
    """The applicant has it, or `collector`, who showed who they are ("Budi, suaminya, KTP dilihat").

    Once received it stays received: again changes nothing. Raises `StepNotAllowed`.
    """
    application = _locked(application)
    if application.state in {State.RECEIVED, State.CLOSED}:
        return application
    application.collected_by = collector[:300]
    return _moved(application, _Taken(Step.HAND_OVER, side, by, reason=how.label))


def move_by_clock(application: Application, step: Step, *, by: Actor) -> Application:
    """What only passing time does. Raises `StepNotAllowed`."""
    return _moved(_locked(application), _Taken(step, Side.CLOCK, by))


def is_second_pair_set() -> bool:
    """Whether the village wants two officers to look."""
    return ApplicationRules.objects.filter(second_pair=True).exists()


def _locked(application: Application) -> Application:
    return (
        Application.objects.select_for_update(of=("self",)).select_related("version").get(pk=application.pk)
    )


def _must_be_open(step: Step, application: Application) -> None:
    """Whether the second pair of eyes lets this step be taken now."""
    state = State(application.state)
    open_now = steps_open_to(
        Side.VILLAGE, state=state, is_civil=application.is_civil, is_second_pair_set=is_second_pair_set()
    )
    if step not in open_now:
        raise StepNotAllowed(state)


def take_over_step(
    application: Application, carried: "CarriedStep", *, remedy: str, by: Actor
) -> Application:
    """A step as it was taken at another hall, with its number, time and name. Raises `StepNotAllowed`."""
    application = _locked(application)
    if carried.step is Step.REJECT:
        application.reason, application.remedy = carried.reason, remedy
    taken = _Taken(carried.step, carried.side, by, reason=carried.reason)
    return _moved(application, taken, carried)


def _moved(application: Application, taken: _Taken, carried: "CarriedStep | None" = None) -> Application:
    source, now = State(application.state), carried.at if carried else timezone.now()
    move = move_for(taken.step, side=taken.side, state=source, is_civil=application.is_civil)
    if taken.revision is not None and taken.revision != application.revision:
        raise ChangedMeanwhile
    today = timezone.localdate(now)
    _set_clocks(application, move.target, today)
    application.state = move.target
    application.revision = carried.number if carried else application.revision + 1
    application.touched_at = now
    application.save()
    Event.objects.create(
        application=application,
        number=application.revision,
        step=taken.step,
        side=taken.side,
        source=source,
        target=move.target,
        at=now,
        by=None if carried else taken.by.officer,
        label=(carried or taken.by).label[:150],
        reason=taken.reason,
    )
    facts: dict[str, Any] = {"from": source.value, "to": move.target.value}
    if carried:
        facts["carried"] = True
    record(Action(f"applications.{taken.step.value}"), by=taken.by, subject=application, facts=facts)
    return application


def _set_clocks(application: Application, target: State, today: date) -> None:
    clocks = clocks_at(
        target,
        today=today,
        calendar=working_calendar(today),
        promised_days=application.version.standard.time.working_days,
        whole=application.due_on,
        paused_on=application.paused_on,
    )
    application.due_on, application.step_due_on = clocks.whole, clocks.step
    application.paused_on = today if target is State.RETURNED else None


def _find(application: Application, findings: Mapping[str, str], by: Actor) -> None:
    Finding.objects.bulk_create(
        Finding(application=application, place=place, sentence=sentence, found_by=by.label[:150])
        for place, sentence in findings.items()
    )
