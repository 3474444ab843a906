"""The same application in several hands at once."""

import uuid
from collections import Counter

import pytest
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.applications import operations
from balai.applications.enums import Handing, Side, State, Step
from balai.applications.models import Application, Event
from balai.applications.refusals import ChangedMeanwhile
from balai.applications.rules import StepNotAllowed
from balai.surveys.models import Rating
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import RESIDENT, begin, birth_service, filled, letter_service, submitted
from tests.factories import make_actor, make_officer, make_village
from tests.letters.test_races import at_desks


@pytest.fixture
def hall(committed: str) -> tuple[Village, Actor]:
    village = make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")
    actor = make_actor(make_officer(village, Role.OPERATOR))
    with acting_for(village):
        birth_service()
        letter_service()
    return village, actor


def test_of_approving_returning_refusing_and_taking_back_exactly_one_happens(
    hall: tuple[Village, Actor],
) -> None:
    village, actor = hall
    with acting_for(village):
        application = submitted()
    told = {"application": application, "revision": application.revision, "by": actor}

    def act(place: int) -> str:
        try:
            with acting_for(village):
                match place:
                    case 0:
                        operations.approve_application(**told)
                    case 1:
                        operations.return_application(**told, findings={"answer:baby_name": "Salah eja"})
                    case 2:
                        operations.reject_application(**told, reason="Ganda", remedy="Lacak yang pertama.")
                    case _:
                        operations.withdraw_application(application=application, by=RESIDENT)
        except (StepNotAllowed, ChangedMeanwhile):
            return "refused"
        return "done"

    done = Counter(at_desks(act, desks=4))

    with acting_for(village):
        steps = list(Event.objects.values_list("step", flat=True))
        state = Application.objects.get().state
    decisions = [step for step in steps if step in {Step.APPROVE, Step.RETURN, Step.REJECT}]
    # Of three decisions one counts at most; what was approved or returned may still be taken back, what was refused not.
    assert len(decisions) <= 1
    assert len(steps) == 1 + done["done"]
    assert (Step.WITHDRAW in steps) == (state == State.WITHDRAWN)
    assert not {Step.WITHDRAW, Step.REJECT} <= set(steps)


def test_a_sending_that_is_repeated_by_a_bad_line_arrives_once(hall: tuple[Village, Actor]) -> None:
    village, _ = hall
    with acting_for(village):
        draft = filled()

    def send(place: int) -> int:
        with acting_for(village):
            return operations.submit_application(
                application=draft, revision=draft.revision, by=RESIDENT
            ).revision

    revisions = set(at_desks(send, desks=4))

    with acting_for(village):
        assert len(revisions) == 1
        assert Event.objects.get().step == Step.SUBMIT


def test_a_beginning_that_is_repeated_begins_once(hall: tuple[Village, Actor]) -> None:
    village, _ = hall
    key = uuid.uuid4()

    def begin_here(place: int) -> str:
        with acting_for(village):
            return str(begin(key=key).pk)

    assert len(set(at_desks(begin_here, desks=4))) == 1


def test_what_is_handed_over_twice_was_received_once(hall: tuple[Village, Actor]) -> None:
    village, actor = hall
    with acting_for(village):
        application = submitted(letter_service())
        application = operations.approve_application(
            application=application, revision=application.revision, by=actor
        )
        operations.finish_application(
            application=application, revision=application.revision, side=Side.VILLAGE, by=actor
        )

    def take(place: int) -> str:
        side = Side.APPLICANT if place % 2 else Side.VILLAGE
        with acting_for(village):
            return operations.hand_over(
                application=application, side=side, how=Handing.COLLECTED, by=actor
            ).state

    assert set(at_desks(take, desks=4)) == {State.RECEIVED}
    with acting_for(village):
        assert Event.objects.filter(step=Step.HAND_OVER).count() == 1


def test_of_two_touches_at_once_one_rates_the_service(hall: tuple[Village, Actor]) -> None:
    village, actor = hall
    with acting_for(village):
        sent = submitted(letter_service())
        sent = operations.approve_application(application=sent, revision=sent.revision, by=actor)
        operations.finish_application(application=sent, revision=sent.revision, side=Side.VILLAGE, by=actor)

    def touch(place: int) -> bool:
        with acting_for(village):
            return operations.rate_service(application=sent, score=4 - place, on=timezone.localdate())

    counted = at_desks(touch, desks=2)

    with acting_for(village):
        assert (sorted(counted), Rating.objects.count()) == ([False, True], 1)
