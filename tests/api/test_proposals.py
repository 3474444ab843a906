"""Letters that somebody must sign first, and questions about the family, from a program."""

from collections.abc import Callable
from typing import Any

import pytest

from balai.accounts.actors import Actor
from balai.api.enums import Scope
from balai.letters.enums import ProposalState
from balai.letters.models import Letter, Proposal
from balai.letters.operations import check_proposal, publish_kind, send_back, sign_proposal
from balai.residents.enums import Relation
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.api.conftest import NIK
from tests.api.test_endpoints import DOMISILI, KEY
from tests.letters.factories import BY, Desks, make_desks, make_resident, seen, version_of, with_chain

Call = Callable[..., Any]
SecretOf = Callable[..., str]


@pytest.fixture
def desks(office: Village) -> Desks:
    """Letters of domicile go through the hands of secretary and head."""
    with acting_for(office):
        with_chain()
        return make_desks(office)


def step(office: Village, take: Callable[..., Any], by: Actor, **more: Any) -> None:
    """Somebody at the desk takes a step with the only proposal."""
    with acting_for(office):
        proposal = Proposal.objects.get()
        take(proposal=proposal, by=by, **(more or {"seen": seen(proposal)}))


def test_a_letter_that_must_be_signed_is_proposed_and_followed(
    call: Call, secret_of: SecretOf, office: Village, desks: Desks
) -> None:
    secret = secret_of(Scope.ISSUE_LETTERS, Scope.READ_LETTERS)

    proposed = call("post", "letters", secret, DOMISILI, **KEY)
    follow = f"proposals/{proposed.json()['id']}"
    states = [call("get", follow, secret).json()["state"]]
    for take, by in ((check_proposal, desks.secretary), (sign_proposal, desks.head)):
        step(office, take, by)
        states.append(call("get", follow, secret).json()["state"])
    signed = call("get", follow, secret).json()
    letter = call("get", f"letters/{signed['letter']}", secret).json()

    assert proposed.status_code == 202
    assert proposed.json()["follow"] == f"/{office.slug}/api/v1/{follow}"
    assert (proposed.json()["letter"], states) == (None, ["proposed", "checked", "signed"])
    assert (letter["state"], letter["holder_name"]) == ("issued", "Siti Aminah Lestari")


def test_the_same_key_gives_the_proposal_and_then_the_letter(
    call: Call, secret_of: SecretOf, office: Village, desks: Desks
) -> None:
    secret = secret_of(Scope.ISSUE_LETTERS)

    first, again = (call("post", "letters", secret, DOMISILI, **KEY) for _ in range(2))
    other = call("post", "letters", secret, DOMISILI | {"answers": {"purpose": "Melamar kerja"}}, **KEY)
    step(office, check_proposal, desks.secretary)
    step(office, sign_proposal, desks.head)
    signed = call("post", "letters", secret, DOMISILI, **KEY)

    assert (first.status_code, again.status_code, other.status_code) == (202, 202, 409)
    assert first.json() == again.json()
    assert (signed.status_code, signed.json()["state"]) == (200, "issued")
    with acting_for(office):
        assert (Proposal.objects.count(), Letter.objects.count()) == (1, 1)


def test_a_program_reads_why_its_letter_came_back_and_an_officer_sees_it(
    call: Call, secret_of: SecretOf, office: Village, desks: Desks
) -> None:
    secret = secret_of(Scope.ISSUE_LETTERS, Scope.READ_LETTERS)
    proposed = call("post", "letters", secret, DOMISILI, **KEY).json()

    step(office, send_back, desks.secretary, reason="Keperluan kurang jelas")
    told = call("get", f"proposals/{proposed['id']}", secret).json()

    assert (told["state"], told["reason"]) == ("returned", "Keperluan kurang jelas")
    with acting_for(office):
        returned = Proposal.objects.of(desks.operator.officer).filter(state=ProposalState.RETURNED)
        assert returned.count() == 1


def test_wrong_answers_are_not_proposed(
    call: Call, secret_of: SecretOf, office: Village, desks: Desks
) -> None:
    wrong = DOMISILI | {"answers": {"since": "kemarin dulu"}}

    assert call("post", "letters", secret_of(Scope.ISSUE_LETTERS), wrong, **KEY).status_code == 422
    with acting_for(office):
        assert not Proposal.objects.exists()


@pytest.fixture
def with_members(office: Village) -> dict[str, str]:
    """A kind that asks who of the family is meant; NIK of a daughter, and of somebody else's."""
    with acting_for(office):
        content = version_of("domisili").content
        asks = {"name": "who", "label": "Siapa saja yang ikut?", "type": "members"}
        publish_kind(content={**content, "fields": [*content["fields"], asks]}, by=BY)
        family = Resident.objects.get(nik=NIK).family
        daughter = make_resident(family=family, relation=Relation.CHILD, full_name="Dewi Lestari")
        return {"daughter": daughter.nik, "id": str(daughter.pk), "stranger": make_resident().nik}


def test_members_of_the_family_are_named_by_their_nik(
    call: Call, secret_of: SecretOf, office: Village, with_members: dict[str, str]
) -> None:
    secret = secret_of(Scope.ISSUE_LETTERS, Scope.READ_KINDS)
    wanted = {**DOMISILI, "answers": {**DOMISILI["answers"], "who": [with_members["daughter"]]}}  # type: ignore[dict-item]  # a plain table

    described = call("get", "kinds/domisili", secret).json()["answers"]["properties"]["who"]
    issued = call("post", "letters", secret, wanted, **KEY)
    again = call("post", "letters", secret, wanted, **KEY)

    assert (described["type"], described["minItems"]) == ("array", 1)
    assert (issued.status_code, again.status_code) == (201, 200)
    with acting_for(office):
        assert Letter.objects.get().answers["who"] == with_members["id"]


def test_people_of_other_families_and_unknown_people_are_refused_in_the_same_words(
    call: Call, secret_of: SecretOf, with_members: dict[str, str]
) -> None:
    secret = secret_of(Scope.ISSUE_LETTERS)

    def told(who: object) -> Any:
        answers = {**DOMISILI["answers"], "who": who}  # type: ignore[dict-item]  # a plain table
        answer = call("post", "letters", secret, {**DOMISILI, "answers": answers}, **KEY)
        return answer.status_code, answer.json()["fields"].get("who")

    daughter, stranger, nobody = with_members["daughter"], with_members["stranger"], "9901014507929778"

    assert told([stranger]) == told([nobody]) == (422, ["NIK ke-1 bukan anggota keluarga warga ini."])
    assert told([daughter, nobody]) == (422, ["NIK ke-2 bukan anggota keluarga warga ini."])
    assert told(daughter) == (422, ["Isi dengan daftar NIK anggota keluarga."])
    assert told([]) == (422, ["Siapa saja yang ikut? belum diisi."])


def test_a_list_is_no_answer_to_another_question(call: Call, secret_of: SecretOf, office: Village) -> None:
    wrong = {**DOMISILI, "answers": {"purpose": [NIK]}}

    answer = call("post", "letters", secret_of(Scope.ISSUE_LETTERS), wrong, **KEY)

    assert (answer.status_code, answer.json()["fields"]["purpose"][-1]) == (
        422, "Isian ini satu nilai, bukan daftar.",
    )  # fmt: skip
