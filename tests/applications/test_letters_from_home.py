"""A letter asked for from home: applied for, approved, issued or signed, and fetched by whoever asked."""

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from balai.access.operations import give_pin
from balai.accounts.actors import Actor
from balai.accounts.enums import Action as ResidentAction
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.applications import operations, tasks
from balai.applications.asking import form_for
from balai.applications.enums import Channel, State, Step
from balai.applications.letter_issuing import OTHER_FAMILY, issue_for_application
from balai.applications.models import Application, Event, Result
from balai.applications.operations import Applicant
from balai.applications.refusals import LetterIsMade, NotInRegister
from balai.core import files
from balai.core.calendar import long_date
from balai.documents.operations import open_document
from balai.letters.drafting import MissingAnswers
from balai.letters.enums import LetterState, ProposalState
from balai.letters.models import Kind, Letter, Proposal
from balai.letters.operations import check_proposal, send_back, sign_proposal
from balai.letters.operations.drafts import hide_kind
from balai.residents.models import Resident
from balai.services.catalogue import offered
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html, revision, sent
from tests.applications.factories import RESIDENT, hand_in
from tests.factories import HallClient, make_actor, make_officer, make_village
from tests.letters.conftest import hall
from tests.letters.factories import make_desks, make_ready, make_resident, seen, with_chain
from tests.letters.test_races import at_desks

__all__ = ["hall"]
SLUG = "pengantar-skck"


def applied(resident: Resident, *, approved_by: Actor | None = None, **other: Any) -> Application:
    """An application for a letter, sent; approved where somebody is named."""
    listed = offered(SLUG, timezone.localdate())
    asked = form_for(listed) if listed else None
    assert listed
    assert asked
    family = resident.family
    told = {
        "name": resident.full_name,
        "nik": resident.nik,
        "kk": family.kk if family else "",
        "born": resident.birth_date,
    }
    draft = operations.begin_application(
        service=listed.service,
        version=listed.version,
        form=asked.form,
        kind_version=asked.kind_version,
        case_answers={},
        channel=Channel.WEB,
        key=uuid.uuid4(),
        by=RESIDENT,
    )
    draft = operations.name_applicant(
        application=draft,
        revision=draft.revision,
        applicant=Applicant(**{**told, **other}),
        helper=None,
        by=RESIDENT,
    )
    draft = operations.save_answers(
        application=draft, revision=draft.revision, answers={"purpose": "Melamar kerja"}, by=RESIDENT
    )
    sent_in = operations.submit_application(application=draft, revision=draft.revision, by=RESIDENT)
    if approved_by is None:
        return sent_in
    return operations.approve_application(application=sent_in, revision=sent_in.revision, by=approved_by)


@pytest.fixture
def sukamaju(hall: None, village: Village) -> Village:
    with acting_for(village):
        make_ready()
    return village


@pytest.mark.django_db
def test_the_pages_of_a_letter_promise_what_the_village_does(sukamaju: Village, visitor: HallClient) -> None:
    start = html(visitor.get(f"/ajukan/{SLUG}/"))
    begun = visitor.post(f"/ajukan/{SLUG}/", {"kunci": str(uuid.uuid4())})
    page = html(visitor.get(str(begun["Location"]).removeprefix("/sukamaju")))

    assert "Paling lama 1 hari kerja" in start
    assert "menit" not in start
    assert "Disdukcapil mengirim" not in page


@pytest.mark.django_db
def test_a_letter_is_asked_for_from_home_and_fetched_there(
    sukamaju: Village, visitor: HallClient, desk: HallClient
) -> None:
    with acting_for(sukamaju):
        resident = make_resident()
        assert resident.family
        person = {
            "helps": "sendiri", "name": resident.full_name, "nik": resident.nik, "kk": resident.family.kk,
            "born": "5 Juli 1992", "phone": "0812 3456 7890",
        }  # fmt: skip
    assert f"/ajukan/{SLUG}/" in html(visitor.get(f"/layanan/{SLUG}/"))
    begun = visitor.post(f"/ajukan/{SLUG}/", {"kunci": str(uuid.uuid4())})
    address = str(begun["Location"]).removeprefix("/sukamaju").removesuffix("pemohon/")
    page = html(visitor.get(f"{address}pemohon/"))
    step = str(visitor.post(f"{address}pemohon/", {**person, "revisi": revision(page)})["Location"])
    page = html(visitor.get(step.removeprefix("/sukamaju")))
    visitor.post(step.removeprefix("/sukamaju"), {"purpose": "Melamar kerja", "revisi": revision(page)})
    with acting_for(sukamaju):
        hand_in(Application.objects.get())
    sent(visitor, address)
    with acting_for(sukamaju):
        application = Application.objects.get()
    at_desk = f"/meja/permohonan/{application.pk}/"

    desk.post(f"{at_desk}setujui/", {"revisi": application.revision})
    assert "Buat suratnya" in html(desk.get(at_desk))
    page = html(desk.get(f"{at_desk}surat/"))
    assert "Terbitkan surat" in page
    pressed = {"revisi": revision(page)}
    done, again = desk.post(f"{at_desk}surat/", pressed), desk.post(f"{at_desk}surat/", pressed)

    assert (done.status_code, again.status_code) == (302, 302)
    with acting_for(sukamaju):
        letter, application, result = Letter.objects.get(), Application.objects.get(), Result.objects.get()
        assert (application.state, application.letter, application.resident) == (
            State.FINISHED,
            letter,
            resident,
        )
        assert (result.title, result.number) == (letter.title, letter.number)
        assert open_document(result.document) == files.read(letter.pdf_sha256)
    assert letter.number in html(visitor.get(address))
    fetched = visitor.post(f"{address}hasil/{result.pk}/", {"nik": resident.nik})
    assert fetched.content == files.read(letter.pdf_sha256)
    with acting_for(sukamaju):
        assert Application.objects.get().state == State.RECEIVED


@pytest.mark.django_db
def test_a_letter_that_must_be_signed_reaches_its_applicant_once_it_is(
    sukamaju: Village, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with acting_for(sukamaju):
        desks = make_desks(sukamaju)
        with_chain("skck")
        application = applied(make_resident(), approved_by=desks.operator)
        told: dict[str, Any] = {
            "application": application,
            "revision": application.revision,
            "by": desks.operator,
        }

        waiting = issue_for_application(**told)
        again = issue_for_application(**told)

        proposal = Proposal.objects.get()
        assert (waiting.state, again.proposal) == (State.APPROVED, proposal)
    tasks.finish_signed_letters(0)
    with acting_for(sukamaju):
        assert not Result.objects.exists()
        check_proposal(proposal=proposal, seen=seen(proposal), by=desks.secretary)
        letter = sign_proposal(proposal=proposal, seen=seen(proposal), by=desks.head)

    tasks.finish_signed_letters(0)
    tasks.finish_signed_letters(0)

    with acting_for(sukamaju):
        finished = Application.objects.get()
        assert (finished.state, finished.letter) == (State.FINISHED, letter)
        assert Result.objects.get().number == letter.number
        with django_assert_num_queries(0):
            assert finished.signature_awaited_since is None


@pytest.mark.django_db
def test_everybody_reads_since_when_a_letter_waits_for_its_signature(
    sukamaju: Village, visitor: HallClient, desk: HallClient
) -> None:
    with acting_for(sukamaju):
        desks, resident = make_desks(sukamaju), make_resident()
        with_chain("skck")
        application = applied(resident, approved_by=desks.operator)
        issue_for_application(application=application, revision=application.revision, by=desks.operator)
        proposal, pin = Proposal.objects.get(), give_pin(resident=resident, by=desks.operator)
    mine, since = f"/permohonan/{application.pk}/", long_date(timezone.localdate(proposal.proposed_at))
    visitor.post("/lacak/", {"kode": "", "code": application.code, "born": "5 Juli 1992"})

    visitor.post("/saya/masuk/", {"nik": resident.nik, "pin": pin})

    with CaptureQueriesContext(connection) as asked:
        waits = html(visitor.get(mine))
    own = html(visitor.get("/saya/"))
    lists = [html(visitor.get("/lacak/")), html(desk.get("/meja/permohonan/"))]

    assert "Menunggu tanda tangan kepala desa" in waits
    assert not [each["sql"] for each in asked.captured_queries if '"facts_then"' in each["sql"]]
    assert f"menunggu sejak {since}" in waits
    assert all("Menunggu tanda tangan" in each for each in lists)
    assert f"Menunggu tanda tangan sejak {since}" in own
    assert f"Surat sudah diusulkan {since}" in html(desk.get(f"/meja/permohonan/{application.pk}/"))
    with acting_for(sukamaju):
        send_back(proposal=proposal, reason="Keliru", by=desks.secretary)
    assert "Kantor sedang menyiapkannya" in html(visitor.get(mine))


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"nik": "9901015107939999"}, {"born": timezone.localdate()}])
def test_who_is_not_in_the_register_gets_no_letter_and_the_officer_reads_what_to_do(
    sukamaju: Village, desk: HallClient, actor: Actor, other: dict[str, Any]
) -> None:
    with acting_for(sukamaju):
        application = applied(make_resident(), approved_by=actor, **other)
    address = f"/meja/permohonan/{application.pk}/surat/"

    page, pressed = desk.get(address), desk.post(address, {"revisi": application.revision})

    assert (page.status_code, pressed.status_code) == (200, 409)
    assert str(NotInRegister(is_another="born" in other)) in html(page)
    assert "Terbitkan surat" not in html(page)
    with acting_for(sukamaju):
        assert not Letter.objects.exists()
        rejected = operations.reject_application(
            application=application,
            revision=application.revision,
            reason="Bukan warga",
            remedy="Ke kantor asal",
            by=actor,
        )
    assert rejected.state == State.REJECTED


@pytest.mark.django_db
def test_who_knows_a_neighbours_nik_but_not_their_family_gets_a_letter_only_past_a_warning(
    sukamaju: Village, desk: HallClient, actor: Actor
) -> None:
    with acting_for(sukamaju):
        neighbour = make_resident()
        application = applied(neighbour, approved_by=actor, kk="9901019999999999")
    address = f"/meja/permohonan/{application.pk}/surat/"

    page, blind = html(desk.get(address)), desk.post(address, {"revisi": application.revision})

    assert OTHER_FAMILY in page
    assert "Menyebut NIK, KK, dan tanggal lahir" in page
    assert blind.status_code == 422
    mark = re.search(r'name="sudah-diperiksa" value="(\w+)"', page)
    assert mark
    with acting_for(sukamaju):
        assert not Letter.objects.exists()
        read = AuditEntry.objects.filter(subject_id=neighbour.pk, action=ResidentAction.RESIDENT_READ)
        assert read.count() == 2
    desk.post(address, {"revisi": application.revision, "sudah-diperiksa": mark[1]})
    with acting_for(sukamaju):
        assert Letter.objects.count() == 1


@pytest.mark.django_db
def test_a_letter_that_lacks_an_answer_is_not_numbered_and_can_be_returned(
    sukamaju: Village, actor: Actor
) -> None:
    with acting_for(sukamaju):
        application = applied(make_resident(), approved_by=actor)
        Application.objects.update(answers={})

        with pytest.raises(MissingAnswers):
            issue_for_application(application=application, revision=application.revision, by=actor)

        returned = operations.return_application(
            application=application,
            revision=application.revision,
            findings={"answer:purpose": "Isi"},
            by=actor,
        )
        assert (returned.state, Letter.objects.count()) == (State.RETURNED, 0)


@pytest.mark.django_db
def test_what_is_taken_back_is_signed_by_nobody_and_what_is_signed_is_not_taken_back(
    sukamaju: Village,
) -> None:
    with acting_for(sukamaju):
        desks = make_desks(sukamaju)
        with_chain("skck")
        kept, taken = (applied(make_resident(), approved_by=desks.operator) for _ in range(2))
        for each in (kept, taken):
            issue_for_application(application=each, revision=each.revision, by=desks.operator)
        proposals = {each.pk: Application.objects.get(pk=each.pk).proposal for each in (kept, taken)}
        check_proposal(proposal=proposals[kept.pk], seen=seen(proposals[kept.pk]), by=desks.secretary)
        sign_proposal(proposal=proposals[kept.pk], seen=seen(proposals[kept.pk]), by=desks.head)

        operations.withdraw_application(application=taken, by=RESIDENT)
        with pytest.raises(LetterIsMade):
            operations.withdraw_application(application=kept, by=RESIDENT)

        assert Proposal.objects.get(pk=proposals[taken.pk].pk).state == ProposalState.WITHDRAWN
        assert Application.objects.get(pk=kept.pk).state == State.APPROVED


@pytest.mark.django_db
def test_nobody_applies_for_a_kind_that_is_hidden_or_that_others_sign(
    sukamaju: Village, visitor: HallClient
) -> None:
    with acting_for(sukamaju):
        with_the_camat = visitor.get("/ajukan/pernyataan-ahli-waris/").status_code
        hide_kind(kind=Kind.objects.get(slug="skck"), by=RESIDENT)

    assert (with_the_camat, visitor.get(f"/ajukan/{SLUG}/").status_code) == (404, 404)


def test_two_officers_who_press_at_once_make_one_letter(committed: str, hall: None) -> None:
    village = make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")
    officers = [make_actor(make_officer(village, Role.OPERATOR)) for _ in range(2)]
    with acting_for(village):
        make_ready()
        application = applied(make_resident(), approved_by=officers[0])

    def press(place: int) -> str:
        with acting_for(village):
            return issue_for_application(
                application=application, revision=application.revision, by=officers[place]
            ).state

    assert at_desks(press, desks=2) == [State.FINISHED, State.FINISHED]
    with acting_for(village):
        assert Letter.objects.get().state == LetterState.ISSUED
        assert Result.objects.count() == 1
        assert Event.objects.filter(step=Step.FINISH).count() == 1
