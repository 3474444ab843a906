"""Applications on their way: each step once, by whoever may, with its history, its clocks and its trail."""

import uuid
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.applications import operations
from balai.applications.enums import Action, Channel, Handing, Side, State, Step
from balai.applications.models import Application, Event, Finding
from balai.applications.refusals import (
    ChangedMeanwhile,
    Incomplete,
    NamesNobody,
    NotDraft,
    ReasonMissing,
    SameEyes,
    TakenByAnother,
)
from balai.applications.rules import NEXT_STATES, StepNotAllowed, new_code
from balai.documents.models import Document
from balai.residents.models import Resident
from balai.services.operations import add_locally
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import (
    RESIDENT,
    applicant,
    begin,
    birth_service,
    filled,
    hand_in,
    letter_service,
    submitted,
)
from tests.factories import HallClient, make_actor, make_officer
from tests.residents.factories import make_family, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_village")]
MONDAY = "2026-11-23T09:00:00+07:00"


@pytest.fixture
def colleague(village: Village) -> Actor:
    return make_actor(make_officer(village, Role.OPERATOR))


@pytest.fixture
def registry() -> Actor:
    return Actor(officer=None, label="Disdukcapil")


def test_a_birth_goes_the_whole_way(actor: Actor, registry: Actor) -> None:
    application = submitted()
    application = operations.return_application(
        application=application, revision=application.revision,
        findings={"document:KK": "Foto KK buram. Foto lagi di tempat terang."}, by=actor,
    )  # fmt: skip
    application = operations.submit_application(
        application=application, revision=application.revision, by=RESIDENT
    )
    assert not Finding.objects.open().exists()
    application = operations.approve_application(
        application=application, revision=application.revision, by=actor
    )
    application = operations.forward_application(
        application=application, revision=application.revision, by=actor
    )
    application = operations.accept_application(
        application=application, revision=application.revision, by=registry
    )
    application = operations.finish_application(
        application=application, revision=application.revision, side=Side.AGENCY, by=registry
    )
    application = operations.hand_over(
        application=application, side=Side.APPLICANT, how=Handing.DOWNLOADED, by=RESIDENT
    )

    assert application.state == State.RECEIVED
    assert [event.step for event in application.events.all()] == [
        Step.SUBMIT, Step.RETURN, Step.SUBMIT, Step.APPROVE, Step.FORWARD, Step.ACCEPT, Step.FINISH, Step.HAND_OVER,
    ]  # fmt: skip
    trail = AuditEntry.objects.filter(action__startswith="applications.").values_list("action", flat=True)
    assert {Action.SUBMIT, Action.RETURN, Action.FORWARD, Action.FINISH, Action.HAND_OVER} <= set(trail)


def test_a_letter_is_finished_by_the_village(actor: Actor) -> None:
    application = submitted(letter_service())
    application = operations.approve_application(
        application=application, revision=application.revision, by=actor
    )

    with pytest.raises(StepNotAllowed):
        operations.forward_application(application=application, revision=application.revision, by=actor)
    finished = operations.finish_application(
        application=application, revision=application.revision, side=Side.VILLAGE, by=actor
    )

    assert finished.state == State.FINISHED


def test_a_draft_is_begun_once_and_sent_once() -> None:
    key = uuid.uuid4()
    draft = filled(key=key)

    assert begin(key=key) == draft
    first = operations.submit_application(application=draft, revision=draft.revision, by=RESIDENT)
    again = operations.submit_application(application=draft, revision=draft.revision, by=RESIDENT)

    assert (again.pk, again.revision) == (first.pk, first.revision)
    assert Event.objects.count() == 1


def test_without_an_applicant_nothing_is_sent() -> None:
    draft = begin()

    with pytest.raises(Incomplete):
        operations.submit_application(application=draft, revision=draft.revision, by=RESIDENT)
    assert Application.objects.get().state == State.DRAFT


def test_what_was_saved_elsewhere_is_not_overwritten() -> None:
    draft = begin()
    operations.save_answers(
        application=draft, revision=draft.revision, answers={"baby_name": "Bunga"}, by=RESIDENT
    )

    with pytest.raises(ChangedMeanwhile):
        operations.save_answers(
            application=draft, revision=draft.revision, answers={"baby_name": "Melati"}, by=RESIDENT
        )
    assert Application.objects.get().answers == {"baby_name": "Bunga"}


def test_what_was_sent_is_no_longer_written_on() -> None:
    sent = submitted()

    with pytest.raises(NotDraft):
        operations.save_answers(
            application=sent, revision=sent.revision, answers={"baby_name": "Melati"}, by=RESIDENT
        )


def test_the_office_knows_whether_the_register_agrees_and_nobody_else_learns_it() -> None:
    make_family(person("Sari Dewi", sex=2, birth_date=applicant().born))
    known = Resident.objects.with_family().get(full_name="Sari Dewi")
    assert known.family is not None
    right = applicant(nik=known.nik, kk=known.family.kk)
    wrong = applicant(nik=known.nik, kk="9901050203129999")
    drafts = []
    for who in (right, wrong):
        draft = begin()
        drafts.append(
            operations.name_applicant(
                application=draft, revision=draft.revision, applicant=who, helper=None, by=RESIDENT
            )
        )

    assert [draft.resident for draft in drafts] == [known, None]


def test_where_two_look_the_first_is_not_the_second(actor: Actor, colleague: Actor) -> None:
    operations.set_application_rules(second_pair=True, asks_code=False, by=actor)
    application = submitted()

    with pytest.raises(StepNotAllowed):
        operations.approve_application(application=application, revision=application.revision, by=actor)
    application = operations.check_application(
        application=application, revision=application.revision, by=actor
    )
    with pytest.raises(SameEyes):
        operations.approve_application(application=application, revision=application.revision, by=actor)
    application = operations.approve_application(
        application=application, revision=application.revision, by=colleague
    )

    assert application.state == State.APPROVED


def test_nobody_is_refused_or_sent_back_without_being_told_why(actor: Actor) -> None:
    application = submitted()
    told: dict[str, Any] = {"application": application, "revision": application.revision, "by": actor}

    with pytest.raises(ReasonMissing):
        operations.reject_application(**told, reason="Bukan warga desa ini", remedy=" ")
    with pytest.raises(ReasonMissing):
        operations.return_application(**told, findings={})
    rejected = operations.reject_application(
        **told, reason="Bukan warga desa ini", remedy="Ajukan di desa tempat KK Anda terdaftar."
    )

    assert rejected.state == State.REJECTED
    assert Application.objects.get().remedy.startswith("Ajukan")


def test_an_applicant_takes_back_what_has_not_gone_to_the_civil_registry(actor: Actor) -> None:
    early, late = submitted(), submitted()
    late = operations.approve_application(application=late, revision=late.revision, by=actor)
    late = operations.forward_application(application=late, revision=late.revision, by=actor)

    assert operations.withdraw_application(application=early, by=RESIDENT).state == State.WITHDRAWN
    with pytest.raises(StepNotAllowed):
        operations.withdraw_application(application=late, by=RESIDENT)


def test_one_officer_works_on_it_until_another_takes_it_over(actor: Actor, colleague: Actor) -> None:
    application = operations.take_application(application=submitted(), by=actor)

    with pytest.raises(TakenByAnother):
        operations.take_application(application=application, by=colleague)
    taken = operations.take_application(application=application, by=colleague, from_another=True)

    assert taken.assigned_to == colleague.officer


@time_machine.travel(MONDAY, tick=False)
def test_both_clocks_run_in_working_days_and_lateness_is_seen(actor: Actor) -> None:
    application = submitted()
    today = timezone.localdate()

    assert (application.due_on, application.step_due_on) == (
        today + timedelta(days=3),
        today + timedelta(days=1),
    )
    assert not Application.objects.late(today + timedelta(days=1)).exists()
    assert Application.objects.late(today + timedelta(days=2)).get() == application
    approved = operations.approve_application(
        application=application, revision=application.revision, by=actor
    )
    assert approved.due_on == application.due_on


def test_what_is_under_way_keeps_its_version(actor: Actor) -> None:
    application = submitted()
    before = application.version_id
    added = {"requirements": [{"name": "Foto rumah", "law": "Perdes", "proofs": ["Foto"], "national": False}]}

    add_locally(service=birth_service(), additions=added, effective_from=timezone.localdate(), by=actor)

    application.refresh_from_db()
    assert application.version_id == before
    assert begin().version_id != before


@time_machine.travel(MONDAY, tick=False)
def test_time_forgets_drafts_ends_silence_and_closes_what_is_over(actor: Actor) -> None:
    begin()
    silent = submitted()
    operations.return_application(
        application=silent, revision=silent.revision, findings={"answer:baby_name": "Salah eja"}, by=actor
    )
    received = submitted(letter_service())
    received = operations.approve_application(application=received, revision=received.revision, by=actor)
    received = operations.finish_application(
        application=received, revision=received.revision, side=Side.VILLAGE, by=actor
    )
    operations.hand_over(application=received, side=Side.VILLAGE, how=Handing.COLLECTED, by=actor)
    later = timezone.now() + timedelta(days=40)

    assert operations.forget_drafts(now=later, by=actor) == 1
    assert operations.close_what_is_over(now=later, by=actor) == 2
    assert set(Application.objects.values_list("state", flat=True)) == {State.EXPIRED, State.CLOSED}
    assert operations.close_what_is_over(now=later, by=actor) == 0


def test_the_database_knows_no_other_way_than_the_table() -> None:
    sent = submitted()
    refused = set()
    for source in State:
        sent.pk, sent.key, sent.code = uuid7(), uuid.uuid4(), new_code()
        sent.state, sent.reason, sent.remedy = source, "Alasan", "Jalan lain"
        sent.save(force_insert=True)
        for target in set(State) - {source}:
            try:
                with transaction.atomic():
                    Application.objects.filter(pk=sent.pk).update(state=target)
                    transaction.set_rollback(True)
            except IntegrityError:
                refused.add((source, target))

    assert refused == {
        (source, target)
        for source, target in product(State, State)
        if source != target and target not in NEXT_STATES[source]
    }


def test_what_was_sent_is_never_deleted() -> None:
    application = submitted()

    with pytest.raises(IntegrityError), transaction.atomic():
        application.delete()


@pytest.mark.parametrize("channel", Channel)
def test_phone_kiosk_desk_and_paper_make_the_same_application(channel: Channel) -> None:
    application = submitted(channel=channel)

    assert (application.channel, application.state) == (channel, State.SUBMITTED)


@time_machine.travel(MONDAY, tick=False)
def test_what_ended_long_ago_names_nobody(actor: Actor, desk: HallClient) -> None:
    kept, old = submitted(), filled()
    hand_in(old)
    old = operations.submit_application(application=old, revision=old.revision, by=RESIDENT)
    operations.write_note(application=old, text="Sari Dewi menelepon", by=actor)
    operations.reject_application(
        application=old,
        revision=old.revision,
        reason="Sari bukan warga",
        remedy="Sari ajukan di desa asal",
        by=actor,
    )

    assert operations.anonymise_what_is_old(now=timezone.now() + timedelta(days=300), by=actor) == 0
    assert operations.anonymise_what_is_old(now=timezone.now() + timedelta(days=400), by=actor) == 1
    assert operations.anonymise_what_is_old(now=timezone.now() + timedelta(days=400), by=actor) == 0

    old.refresh_from_db()
    assert (old.applicant_name, old.applicant_nik, old.answers, old.state) == ("", "", {}, State.REJECTED)
    assert not Document.objects.exists()
    assert [(event.step, event.reason) for event in old.events.all()] == [("submit", ""), ("reject", "")]
    assert [note.text for note in old.notes.all()] == [""]
    assert (old.reason, old.remedy) == ("Dihapus menurut masa simpan.", "Dihapus menurut masa simpan.")
    with pytest.raises(NamesNobody):
        operations.write_note(application=old, text="Sari Dewi lagi", by=actor)
    page = f"/meja/permohonan/{old.pk}/"
    refused = desk.post(f"{page}catatan/", {"text": "Sari Dewi lagi"})
    assert (refused.status_code, str(NamesNobody()) in refused.content.decode()) == (409, True)
    assert "Simpan catatan" not in desk.get(page).content.decode()
    assert old.notes.count() == 1
    kept.refresh_from_db()
    assert kept.applicant_name == "Sari Dewi"


def test_the_history_of_whom_an_application_still_names_is_never_emptied(
    village: Village, other_village: Village, actor: Actor
) -> None:
    """Nor does another village's scope empty it."""
    named = submitted()
    operations.write_note(application=named, text="Tetap.", by=actor)
    over = submitted()
    operations.withdraw_application(application=over, by=RESIDENT)
    later = timezone.now() + timedelta(days=100)
    assert operations.anonymise_what_is_old(now=later, by=actor) == 1

    for scope, application in ((village, named), (other_village, over)):
        refused = pytest.raises(IntegrityError, match="only_words_about_nobody")
        with acting_for(scope), refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT applications_forget_words(%s)", [application.pk])
    assert [note.text for note in named.notes.all()] == ["Tetap."]
    for change in (lambda: named.notes.update(text=""), lambda: named.events.update(reason="")):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()
