"""The same proposal in two hands at once: one letter, one number."""

import subprocess
import sys
import time

import pytest

from balai.core.bsre import Passphrase
from balai.letters.enums import LetterState, ProposalState, Step
from balai.letters.models import Letter, Proposal, ProposalStep
from balai.letters.operations import check_proposal, send_back, sign_proposal
from balai.letters.operations.approving import seal_many
from balai.letters.rules import StepNotAllowed
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.core.esign_server import Answer, Exchange, esign_server
from tests.factories import make_village
from tests.letters.factories import NOW, Desks, make_desks, make_ready, propose, seen, with_chain
from tests.letters.test_races import at_desks, environment_for
from tests.letters.test_sealing import ACTIVE, NIK, choose, signed


@pytest.fixture
def office(committed: str, hall: None) -> tuple[Village, Desks]:
    village = make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")
    with acting_for(village):
        make_ready()
        with_chain()
        return village, make_desks(village)


def checked(village: Village, desks: Desks) -> Proposal:
    with acting_for(village):
        proposal = propose(by=desks.operator)
        return check_proposal(proposal=proposal, seen=seen(proposal), by=desks.secretary, at=NOW)


def test_two_who_sign_the_same_proposal_at_once_make_one_letter(office: tuple[Village, Desks]) -> None:
    village, desks = office
    proposal = checked(village, desks)

    def sign(place: int) -> Letter:
        with acting_for(village):
            return sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW)

    letters = at_desks(sign)

    with acting_for(village):
        assert {letter.pk for letter in letters} == {Letter.objects.get().pk}
        assert ProposalStep.objects.filter(step=Step.SIGN).count() == 1


def test_of_signing_and_sending_back_at_once_exactly_one_happens(office: tuple[Village, Desks]) -> None:
    village, desks = office
    proposal = checked(village, desks)

    def act(place: int) -> str:
        try:
            with acting_for(village):
                if place % 2:
                    sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW)
                else:
                    send_back(proposal=proposal, reason="Salah ketik", by=desks.head, at=NOW)
        except StepNotAllowed:
            return "refused"
        return "done"

    done = at_desks(act, desks=2)

    with acting_for(village):
        state = Proposal.objects.get().state
        signed = Letter.objects.count()
    # Whoever signs what is signed gets the same letter; who sends back what is sent back is refused.
    assert signed == (1 if state == ProposalState.SIGNED else 0)
    assert sorted(done) == ["done", "refused"]


def test_many_proposals_signed_at_two_desks_are_numbered_without_gaps(office: tuple[Village, Desks]) -> None:
    village, desks = office
    proposals = [checked(village, desks) for _ in range(8)]

    def sign(place: int) -> None:
        for proposal in proposals[place::2]:
            with acting_for(village):
                sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW)

    at_desks(sign, desks=2)

    with acting_for(village):
        assert list(Letter.objects.order_by("serial").values_list("serial", flat=True)) == list(range(1, 9))


def test_a_process_killed_between_number_and_seal_leaves_a_letter_that_waits(
    office: tuple[Village, Desks], committed: str
) -> None:
    village, desks = office
    proposal = checked(village, desks)
    with esign_server(ACTIVE, lambda body: Answer(200, delay=20), signed) as exchange:
        with acting_for(village):
            head = desks.officials["head"]
            head.nik = NIK
            head.save(update_fields=["nik"])
            choose(exchange.address)
        killed_while_sealing(committed, exchange)
        with acting_for(village):
            letter = Letter.objects.get()
            assert (letter.state, Proposal.objects.get().letter) == (LetterState.NUMBERED, letter)
            assert sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head) == letter

        retried = seal_many(
            village=village, letters=[letter.pk], by=desks.head, passphrase=Passphrase("x"), at=NOW
        )

        assert [approval.problem for approval in retried] == [""]
    with acting_for(village):
        assert [(each.state, each.number) for each in Letter.objects.all()] == [
            (LetterState.ISSUED, letter.number)
        ]


def killed_while_sealing(database: str, exchange: Exchange) -> None:
    """Let a process sign, and kill it as soon as it has sent the letter to BSrE."""
    command = [sys.executable, "-m", "tests.letters.approve_until_killed", "sukamaju"]
    with subprocess.Popen(command, env=environment_for(database)) as process:
        until = time.monotonic() + 60
        while len(exchange.calls) < 2 and time.monotonic() < until and process.poll() is None:
            time.sleep(0.05)
        process.kill()
    assert len(exchange.calls) == 2
