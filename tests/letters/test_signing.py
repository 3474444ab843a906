"""The signing chain: who does which step on which day, and that a signature makes exactly one letter."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import ProgrammingError, transaction
from pypdf import PdfReader

from balai.accounts.models import AuditEntry
from balai.core import files
from balai.letters.chain import Office, waiting_for
from balai.letters.differences import Difference, differences, fingerprint, told
from balai.letters.drafting import MissingAnswers, NobodyMaySign, draft_letter
from balai.letters.enums import LetterState, ProposalState, Step
from balai.letters.models import Letter, Proposal, ProposalStep
from balai.letters.operations import (
    check_proposal,
    propose_again,
    propose_letter,
    send_back,
    sign_proposal,
    withdraw_proposal,
)
from balai.letters.operations.issuing import MustBeProposed
from balai.letters.operations.signing import ContentChanged, wish_of
from balai.letters.rules import StepNotAllowed
from balai.tenancy.models import Village
from balai.villages.enums import Position, SigningForm
from balai.villages.operations import record_absence
from tests.factories import make_actor, make_officer
from tests.letters.factories import (
    BY,
    NOW,
    Desks,
    issue,
    make_desks,
    make_official,
    make_resident,
    make_wish,
    propose,
    seen,
    with_chain,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def desks(ready: Village) -> Desks:
    """A village whose domisili letters go from the operator to the secretary to the head."""
    with_chain()
    return make_desks(ready)


def checked(desks: Desks) -> Proposal:
    proposal = propose(by=desks.operator)
    return check_proposal(proposal=proposal, seen=seen(proposal), by=desks.secretary, at=NOW)


def absent(desks: Desks, who: str) -> None:
    record_absence(official=desks.officials[who], since=TODAY, until=TODAY, reason="Cuti", by=BY)


def test_a_letter_is_numbered_when_it_is_signed(desks: Desks) -> None:
    proposal = propose(by=desks.operator)
    assert (proposal.state, Letter.objects.count()) == (ProposalState.PROPOSED, 0)
    proposal = check_proposal(proposal=proposal, seen=seen(proposal), by=desks.secretary, at=NOW)
    assert (proposal.state, Letter.objects.count()) == (ProposalState.CHECKED, 0)

    letter = sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW)

    proposal.refresh_from_db()
    assert (letter.state, letter.serial, letter.signer_name) == (LetterState.ISSUED, 1, "HARUN WIRATMAJA")
    assert (proposal.state, proposal.letter) == (ProposalState.SIGNED, letter)
    assert letter.number in PdfReader(BytesIO(files.read(letter.pdf_sha256))).pages[0].extract_text()


def test_every_step_is_written_down_with_person_and_office(desks: Desks) -> None:
    proposal = checked(desks)
    sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW)

    steps = [
        (step.step, step.state, step.officer, step.official and step.official.name)
        for step in ProposalStep.objects.all()
    ]
    assert steps == [
        (Step.PROPOSE, ProposalState.PROPOSED, desks.operator.officer, None),
        (Step.CHECK, ProposalState.CHECKED, desks.secretary.officer, "SRI WAHYUNI"),
        (Step.SIGN, ProposalState.SIGNED, desks.head.officer, "HARUN WIRATMAJA"),
    ]
    trail = AuditEntry.objects.filter(subject_id=str(proposal.pk)).order_by("at")
    assert [entry.action for entry in trail] == ["letters.proposed", "letters.checked", "letters.signed"]


def test_a_letter_with_a_chain_is_not_issued_past_it(desks: Desks) -> None:
    with pytest.raises(MustBeProposed):
        issue(by=desks.head)

    assert Letter.objects.count() == 0


def test_signing_again_gives_the_same_letter(desks: Desks) -> None:
    proposal = checked(desks)

    letters = [sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW) for _ in range(3)]

    assert letters == [Letter.objects.get()] * 3


def test_the_same_request_makes_one_proposal(desks: Desks) -> None:
    wish = make_wish()

    assert propose(wish, key="satu") == propose(wish, key="satu")
    assert Proposal.objects.count() == 1


def test_what_is_incomplete_is_not_proposed(desks: Desks) -> None:
    with pytest.raises(MissingAnswers):
        propose(make_wish(purpose=""), by=desks.operator)

    assert Proposal.objects.count() == 0


def test_nobody_signs_out_of_turn(desks: Desks) -> None:
    proposal = propose(by=desks.operator)
    for actor in (desks.head, desks.operator, desks.secretary, BY):
        with pytest.raises(StepNotAllowed):
            sign_proposal(proposal=proposal, seen=seen(proposal), by=actor, at=NOW)
    for actor in (desks.head, desks.operator, BY):
        with pytest.raises(StepNotAllowed):
            check_proposal(proposal=proposal, seen=seen(proposal), by=actor, at=NOW)

    assert Letter.objects.count() == 0


def test_what_was_sent_back_is_corrected_and_proposed_again(desks: Desks) -> None:
    proposal = checked(desks)

    send_back(proposal=proposal, reason="Keperluan kurang jelas", by=desks.head, at=NOW)
    with pytest.raises(StepNotAllowed):
        sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW)
    wish = make_wish(resident=proposal.resident, purpose="Membuka rekening sekolah")
    proposal = propose_again(proposal=proposal, wish=wish, by=desks.operator, at=NOW)
    proposal = check_proposal(proposal=proposal, seen=seen(proposal), by=desks.secretary, at=NOW)
    letter = sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW)

    assert letter.answers["purpose"] == "Membuka rekening sekolah"
    assert [step.reason for step in ProposalStep.objects.filter(step=Step.RETURN)] == [
        "Keperluan kurang jelas"
    ]


@pytest.mark.parametrize("step", [send_back, withdraw_proposal])
def test_sending_back_needs_a_reason(desks: Desks, step: object) -> None:
    proposal = checked(desks)

    with pytest.raises(Exception, match="sending_back_has_a_reason"), transaction.atomic():
        step(proposal=proposal, reason="  ", by=desks.head, at=NOW)  # type: ignore[operator]


def test_a_withdrawn_proposal_ends_there(desks: Desks) -> None:
    proposal = checked(desks)

    withdraw_proposal(proposal=proposal, reason="Warga batal", by=desks.operator, at=NOW)

    for act in (
        lambda: sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW),
        lambda: send_back(proposal=proposal, reason="x", by=desks.head, at=NOW),
        lambda: propose_again(proposal=proposal, wish=make_wish(), by=desks.operator, at=NOW),
    ):
        with pytest.raises(StepNotAllowed, match="sudah ditarik"):
            act()


def test_while_the_head_is_away_the_secretary_signs_in_his_name(desks: Desks) -> None:
    absent(desks, "head")
    proposal = propose(by=desks.operator)

    letter = sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.secretary, at=NOW)

    text = PdfReader(BytesIO(files.read(letter.pdf_sha256))).pages[0].extract_text()
    assert letter.signer_name == "SRI WAHYUNI"
    assert "a.n. KEPALA DESA SUKAMAJU" in text
    with pytest.raises(StepNotAllowed):
        other = propose(by=desks.operator)
        sign_proposal(proposal=other, seen=seen(other), by=desks.head, at=NOW)


def test_the_head_signs_again_on_the_day_after_his_absence(desks: Desks) -> None:
    absent(desks, "head")
    proposal, tomorrow = propose(by=desks.operator), NOW + timedelta(days=1)
    check_proposal(proposal=proposal, seen=seen(proposal), by=desks.secretary, at=tomorrow)

    letter = sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=tomorrow)

    assert letter.signer_name == "HARUN WIRATMAJA"


def test_who_acts_for_the_head_signs_under_that_title(desks: Desks, ready: Village) -> None:
    deputy = make_actor(make_officer(ready))
    make_official(
        name="DEWI KARTIKA",
        signing_form=SigningForm.PLH,
        since=TODAY,
        until=TODAY,
        officer=deputy.officer,
    )
    proposal = checked(desks)
    with pytest.raises(StepNotAllowed):
        sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW)

    letter = sign_proposal(proposal=proposal, seen=seen(proposal), by=deputy, at=NOW)

    assert (letter.signer_name, letter.printed["signer"]["titles"]) == (
        "DEWI KARTIKA",
        ["Plh. KEPALA DESA SUKAMAJU"],
    )


def test_without_a_secretary_the_head_of_section_checks(desks: Desks, ready: Village) -> None:
    clerk = make_actor(make_officer(ready))
    make_official(
        name="ANI LESTARI",
        position=Position.SECTION_HEAD,
        post="Kasi Pelayanan",
        signing_form=SigningForm.UB,
        officer=clerk.officer,
    )
    absent(desks, "secretary")
    proposal = propose(by=desks.operator)

    proposal = check_proposal(proposal=proposal, seen=seen(proposal), by=clerk, at=NOW)

    assert proposal.state == ProposalState.CHECKED


def test_with_head_and_secretary_away_somebody_signs_below_both(desks: Desks, ready: Village) -> None:
    clerk = make_actor(make_officer(ready))
    make_official(
        name="ANI LESTARI",
        position=Position.SECTION_HEAD,
        post="Kasi Pelayanan",
        signing_form=SigningForm.UB,
        officer=clerk.officer,
    )
    absent(desks, "head")
    absent(desks, "secretary")
    proposal = propose(by=desks.operator)

    letter = sign_proposal(proposal=proposal, seen=seen(proposal), by=clerk, at=NOW)

    assert letter.printed["signer"]["titles"][-2:] == ["u.b.", "Kasi Pelayanan"]


def test_where_nobody_checks_the_letter_goes_to_the_head_at_once(desks: Desks) -> None:
    absent(desks, "secretary")

    proposal = propose(by=desks.operator)

    assert proposal.state == ProposalState.CHECKED
    assert waiting_for_names(desks) == {"head": [proposal], "secretary": [], "operator": []}


def test_with_everybody_away_nothing_is_signed(desks: Desks) -> None:
    absent(desks, "head")
    absent(desks, "secretary")

    with pytest.raises(NobodyMaySign):
        propose(by=desks.operator)


def waiting_for_names(desks: Desks) -> dict[str, list[Proposal]]:
    office = Office.of(TODAY)
    return {
        name: waiting_for(actor.officer, office)
        for name in ("head", "secretary", "operator")
        if (actor := getattr(desks, name)).officer
    }


def test_each_finds_what_waits_for_him(desks: Desks) -> None:
    first, second = propose(by=desks.operator), propose(by=desks.operator, at=NOW + timedelta(hours=1))

    check_proposal(proposal=first, seen=seen(first), by=desks.secretary, at=NOW)

    assert waiting_for_names(desks) == {"head": [first], "secretary": [second], "operator": []}


def test_what_changed_in_the_register_since_must_be_looked_at_first(desks: Desks) -> None:
    proposal = checked(desks)
    resident = proposal.resident
    resident.full_name = "Siti Aminah Permata"
    resident.save(update_fields=["full_name"])

    with pytest.raises(ContentChanged, match="Nama lengkap"):
        sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW)
    now = told(draft_letter(wish_of(Proposal.objects.whole().get()), at=NOW))
    assert differences(proposal.version.definition, proposal.facts_then, now) == [
        Difference("Nama lengkap", "Siti Aminah Lestari", "Siti Aminah Permata")
    ]
    letter = sign_proposal(proposal=proposal, seen=fingerprint(now), by=desks.head, at=NOW)

    assert letter.holder_name == "Siti Aminah Permata"


def test_differences_show_numbers_of_people_only_in_part(desks: Desks) -> None:
    found = differences(
        make_wish().version.definition,
        {"resident.nik": "9901014507929003"},
        {"resident.nik": "9901014507929004"},
    )

    assert [(each.before, each.now) for each in found] == [("9901••••••••9003", "9901••••••••9004")]


def test_a_letter_that_replaces_another_does_so_when_it_is_signed(ready: Village) -> None:
    old = issue()
    with_chain()
    desks = make_desks(ready)
    proposal = propose_letter(
        wish=make_wish(resident=make_resident()),
        request_key="ganti",
        by=desks.operator,
        replaces=old,
        reason="Salah nama",
        at=NOW,
    )
    old.refresh_from_db()
    assert old.state == LetterState.ISSUED
    check_proposal(proposal=proposal, seen=seen(proposal), by=desks.secretary, at=NOW)
    new = sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head, at=NOW)

    old.refresh_from_db()
    assert (old.state, new.supersedes) == (LetterState.SUPERSEDED, old)


def test_steps_are_never_rewritten(desks: Desks) -> None:
    propose(by=desks.operator)

    with pytest.raises(ProgrammingError), transaction.atomic():
        ProposalStep.objects.update(label="orang lain")
