"""From the wish on the own page or at the counter to the answer, within 72 hours, and to the day when nobody is named."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.access.models import Pin
from balai.access.operations import give_pin
from balai.accounts import rules
from balai.accounts.actors import Actor
from balai.accounts.enums import Permission, Role
from balai.accounts.models import AuditEntry
from balai.applications.enums import State as ApplicationState
from balai.applications.models import Application, Attachment
from balai.applications.operations import submit_application, withdraw_application
from balai.desk.register import RegisterState
from balai.desk.work.data_requests import data_requests_to_answer, late_data_requests
from balai.desk.work.items import Situation
from balai.residents.enums import Disability
from balai.residents.models import Change, Resident
from balai.residents.operations import last_change
from balai.residents.rules import freshness
from balai.rights.enums import Channel, Ground, Kind, State
from balai.rights.models import DataRequest
from balai.rights.operations import (
    Asking,
    Wish,
    ask,
    carry_out,
    carry_out_erasure,
    forget_old_requests,
    refuse,
    withdraw,
)
from balai.rights.refusals import AlreadyAnswered, TooManyOpen
from balai.rights.rules import KEPT_FOR, MOST_OPEN
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import filled, hand_in
from tests.factories import HallClient, make_officer
from tests.residents.factories import make_couple

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
ONLINE = Asking(Channel.OWN_PAGE)


@pytest.fixture
def sari(in_village: None) -> Resident:
    """A mother, with her husband and her daughter of fourteen."""
    return make_couple()[2]


def signed_in(visitor: HallClient, resident: Resident, actor: Actor, village: Village) -> None:
    with acting_for(village):
        pin = give_pin(resident=resident, by=actor)
    assert visitor.post("/saya/masuk/", {"nik": resident.nik, "pin": pin}).status_code == 302


def asked(resident: Resident, actor: Actor, kind: Kind = Kind.ACCESS, **wish: Any) -> DataRequest:
    return ask(resident=resident, wish=Wish(kind, **wish), asking=ONLINE, by=actor)


def html(response: Any) -> str:
    return str(response.content.decode())


def test_the_office_has_72_hours_also_over_a_weekend_and_its_superior_hears_when_they_are_over(
    village: Village, sari: Resident, actor: Actor
) -> None:
    with time_machine.travel(SUNDAY, tick=False):
        request = asked(sari, actor)
    register = RegisterState(
        residents=3, families=1, freshness=freshness(date(2026, 11, 1), SUNDAY.date(), 90)
    )
    situation = Situation(village, SUNDAY.date(), register, make_officer(village))

    assert request.due_at == SUNDAY + timedelta(hours=72)
    with time_machine.travel(SUNDAY + timedelta(hours=71), tick=False):
        assert [item.deadline for item in data_requests_to_answer(situation)] == ["Sisa 1 jam"]
        assert list(late_data_requests(situation)) == []
    with time_machine.travel(SUNDAY + timedelta(hours=75), tick=False):
        assert [item.deadline for item in data_requests_to_answer(situation)] == ["Lewat 3 jam"]
        assert [item.title for item in late_data_requests(situation)] == [
            "1 permintaan hak data pribadi lewat 3 × 24 jam"
        ]


def test_the_same_wish_twice_is_one_and_too_many_are_not_taken(sari: Resident, actor: Actor) -> None:
    assert asked(sari, actor).pk == asked(sari, actor).pk
    for number in range(MOST_OPEN - 1):
        asked(sari, actor, words=f"yang ke-{number}")

    with pytest.raises(TooManyOpen):
        asked(sari, actor, words="satu lagi")


def test_an_answer_is_final_and_what_was_asked_never_changes(sari: Resident, actor: Actor) -> None:
    request = carry_out(request=asked(sari, actor), answer="Sudah diserahkan.", by=actor)

    with pytest.raises(AlreadyAnswered):
        withdraw(request=request, by=actor)
    with pytest.raises(AlreadyAnswered):
        refuse(request=request, ground=Ground.NOT_THEIRS, answer="Tidak.", by=actor)
    rows = DataRequest.objects.filter(pk=request.pk)
    other = DataRequest.objects.filter(pk=asked(sari, actor, words="lain").pk)
    changes: list[Callable[[], object]] = [
        lambda: rows.update(answer="Lain."),
        lambda: rows.update(state=State.OPEN, answer="", answered_at=None),
        rows.delete,
        lambda: other.update(words="Diubah."),
        lambda: other.update(due_at=timezone.now()),
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_refusal_needs_a_ground_of_the_law_for_that_kind(sari: Resident, actor: Actor) -> None:
    request = asked(sari, actor)

    with pytest.raises(ValueError, match="no ground"):
        refuse(request=request, ground=Ground.STATE_DUTY, answer="Tidak.", by=actor)


def test_erasure_deletes_documents_and_contacts_of_what_is_over_and_nothing_else(
    sari: Resident, actor: Actor
) -> None:
    over, running = filled(), filled()
    for each in (over, running):
        hand_in(each)
        submit_application(application=each, revision=each.revision, by=actor)
        Application.objects.filter(pk=each.pk).update(
            resident=sari, phone="081200001111", email="sari@contoh.id"
        )
    withdraw_application(application=over, by=actor)
    running_pages = Attachment.objects.filter(application=running).count()
    give_pin(resident=sari, by=actor)
    request = asked(sari, actor, Kind.ERASURE, with_access=True)

    carry_out_erasure(request=request, answer="Sudah dihapus.", by=actor)

    over.refresh_from_db()
    running.refresh_from_db()
    assert (over.phone, over.email, over.attachments.count()) == ("", "", 0)
    assert (over.applicant_name, over.answers) == ("Sari Dewi", {"baby_name": "Bunga"})
    assert (running.phone, running.attachments.count()) == ("081200001111", running_pages)
    assert running.state == ApplicationState.SUBMITTED
    assert not Pin.objects.filter(resident=sari, blocked_at=None).exists()
    assert Resident.objects.filter(pk=sari.pk).exists()


def test_an_old_request_names_nobody_and_still_counts(sari: Resident, actor: Actor) -> None:
    old = carry_out(request=asked(sari, actor, words="Saya Siti"), answer="Untuk Siti.", by=actor)
    waiting = asked(sari, actor)
    later = timezone.now() + KEPT_FOR + timedelta(days=1)

    assert forget_old_requests(now=later, by=actor) == 1
    assert forget_old_requests(now=later, by=actor) == 0
    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.resident, old.words, old.answer, old.state) == (None, "", "", State.CARRIED_OUT)
    assert waiting.resident == sari


def test_she_asks_for_a_correction_the_officer_corrects_the_register_and_she_reads_the_answer(
    village: Village, visitor: HallClient, desk: HallClient, sari: Resident, actor: Actor
) -> None:
    signed_in(visitor, sari, actor, village)
    page = f"/saya/hak-data/betulkan/{sari.pk}/"
    same = visitor.post(f"{page}full_name/", {"full_name": sari.full_name})
    sent = visitor.post(f"{page}full_name/", {"full_name": "Siti Aminah", "words": "Akta 12/1992"})
    with acting_for(village):
        request = DataRequest.objects.get()
        seen = last_change(sari)

    assert f"{page}full_name/" in html(visitor.get(page))
    assert (same.status_code, sent.status_code) == (422, 302)
    detail = html(desk.get(f"/meja/hak-data/{request.pk}/"))
    assert "Siti Aminah Lestari" in detail
    assert "Siti Aminah</b>" in detail
    form = {
        "full_name": "Siti Aminah", "seen": str(seen), "occurred_on": "5 Juli 1992", "reported_on": "20 November 2026",
        "document": "", "request_key": "0190a0b0-0000-7000-8000-000000000001", "answer": "Sudah dibetulkan.",
    }  # fmt: skip
    without_document = desk.post(f"/meja/hak-data/{request.pk}/betulkan/", form)
    done = desk.post(f"/meja/hak-data/{request.pk}/betulkan/", {**form, "document": "Akta 12/1992"})
    assert (without_document.status_code, done.status_code) == (422, 302)
    with acting_for(village):
        sari.refresh_from_db()
        changes = Change.objects.filter(resident=sari).latest("id").changes
        trail = list(
            AuditEntry.objects.filter(subject_id=str(request.pk))
            .order_by("at")
            .values_list("action", flat=True)
        )
    assert sari.full_name == "Siti Aminah"
    assert changes == {"full_name": ["Siti Aminah Lestari", "Siti Aminah"]}
    assert trail[0] == "rights.asked"
    assert trail[-1] == "rights.carried_out"
    assert "Sudah dibetulkan." in html(visitor.get("/saya/hak-data/"))


def test_a_mother_asks_for_her_child_and_nobody_asks_for_a_neighbour(
    village: Village, visitor: HallClient, sari: Resident, actor: Actor
) -> None:
    with acting_for(village):
        daughter = Resident.objects.get(full_name="Dewi Lestari")
        neighbour = make_couple()[1]
        theirs = asked(neighbour, actor)
    signed_in(visitor, sari, actor, village)

    answer = visitor.post("/saya/hak-data/salinan/", {"untuk": str(daughter.pk), "words": ""})

    assert answer.status_code == 302
    with acting_for(village):
        made = DataRequest.objects.get(resident=daughter)
    assert (made.asker, made.asked_by_id, made.asker_name) == ("parent", sari.pk, sari.full_name)
    assert visitor.post("/saya/hak-data/salinan/", {"untuk": str(neighbour.pk)}).status_code == 422
    assert visitor.get(f"/saya/hak-data/betulkan/{neighbour.pk}/").status_code == 404
    assert visitor.post(f"/saya/hak-data/{theirs.pk}/tarik/").status_code == 404
    assert visitor.post(f"/saya/hak-data/{made.pk}/tarik/").status_code == 302
    assert "Ditarik peminta" in html(visitor.get("/saya/hak-data/"))


def test_who_has_not_signed_in_asks_for_nothing(visitor: HallClient, sari: Resident) -> None:
    for path in ("", "salinan/", "hapus/", f"betulkan/{sari.pk}/", f"betulkan/{sari.pk}/full_name/"):
        assert visitor.get(f"/saya/hak-data/{path}")["Location"].endswith("/saya/masuk/")


def test_a_request_from_the_counter_counts_from_when_it_came(
    village: Village, desk: HallClient, sari: Resident
) -> None:
    form = {"kind": "erasure", "words": "", "asker": "proxy", "asker_name": "Rahmat", "received_on": "20-11-2026",
            "received_time": "09.30"}  # fmt: skip
    with time_machine.travel(SUNDAY, tick=True):
        ahead = desk.post(f"/meja/hak-data/catat/{sari.pk}/", {**form, "received_on": "23-11-2026"})
        made = desk.post(f"/meja/hak-data/catat/{sari.pk}/", form)
        page = html(desk.get(made["Location"]))
        listed = html(desk.get("/meja/hak-data/"))
        with acting_for(village):
            request = DataRequest.objects.get()
        answered = desk.post(f"/meja/hak-data/{request.pk}/hapus/", {"answer": "Sudah dihapus."})
        ended = html(desk.get(f"/meja/hak-data/{request.pk}/"))

    assert (ahead.status_code, made.status_code, answered.status_code) == (422, 302, 302)
    assert request.received_at == timezone.make_aware(datetime(2026, 11, 20, 9, 30))
    assert "Rahmat" in page
    assert "buku induk" in page
    assert "Siti Aminah Lestari" in listed
    assert "Sudah dihapus." in ended


def test_a_copy_is_printed_for_who_asked_and_its_reading_stands_in_the_trail(
    village: Village, desk: HallClient, sari: Resident, actor: Actor
) -> None:
    with acting_for(village):
        request = asked(sari, actor)
    page = html(desk.get(f"/meja/hak-data/{request.pk}/salinan/"))

    assert sari.nik in page
    refused = desk.post(
        f"/meja/hak-data/{request.pk}/tolak/", {"tolak-ground": "state_duty", "tolak-answer": "Tidak."}
    )
    assert refused.status_code == 422
    refused = desk.post(
        f"/meja/hak-data/{request.pk}/tolak/", {"tolak-ground": "others_data", "tolak-answer": "Ada."}
    )
    assert refused.status_code == 302
    with acting_for(village):
        told = AuditEntry.objects.filter(subject_id=str(sari.pk)).values_list("reason", flat=True)
        assert "Membuat salinan data atas permintaan warga" in list(told)


def test_a_request_about_a_disability_is_read_only_with_the_permission(
    village: Village, visitor: HallClient, sari: Resident, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_for(village):
        request = asked(
            sari,
            actor,
            Kind.CORRECTION,
            element="disability",
            wanted=str(Disability.PHYSICAL.value),
            words="kaki",
        )
    label = Disability.PHYSICAL.label
    visitor.force_login(make_officer(village, Role.OPERATOR))
    seen = html(visitor.get(f"/meja/hak-data/{request.pk}/"))
    without = {role: held - {Permission.READ_DISABILITY} for role, held in rules.ROLE_PERMISSIONS.items()}
    monkeypatch.setattr(rules, "ROLE_PERMISSIONS", without)
    hidden = html(visitor.get(f"/meja/hak-data/{request.pk}/"))

    assert f"<b>{label}</b>" in seen
    assert label not in hidden
    assert "kaki" not in hidden
    assert visitor.post(f"/meja/hak-data/{request.pk}/betulkan/", {}).status_code == 403


def test_the_list_asks_as_much_for_three_as_for_one(
    village: Village, desk: HallClient, sari: Resident, actor: Actor
) -> None:
    desk.get("/meja/hak-data/")
    counts = []
    for number in range(3):
        with acting_for(village):
            asked(sari, actor, words=str(number))
        with CaptureQueriesContext(connection) as queries:
            desk.get("/meja/hak-data/")
        counts.append(len(queries))

    assert len(set(counts)) == 1
