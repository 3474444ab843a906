"""The civil registry's desk over all villages; each step leaves its trace in the village it concerns."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, RegencyAssignment
from balai.applications import operations
from balai.applications.enums import Action, State
from balai.applications.models import Application
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.factories import birth, letter_service, submitted
from tests.applications.form.answers import TODAY
from tests.factories import HallClient, make_officer

pytestmark = pytest.mark.django_db
LIST = "/kabupaten/permohonan/"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime.combine(TODAY, time(9), tzinfo=ZoneInfo("Asia/Jakarta")), tick=True):
        yield


def at_regency(role: Role = Role.CIVIL_REGISTRY) -> Client:
    officer = make_officer()
    district = "99.01.01" if role == Role.DISTRICT_HEAD else ""
    RegencyAssignment.objects.create(
        officer=officer, role=role, district=district, since=timezone.localdate()
    )
    browser = Client()
    browser.force_login(officer)
    return browser


@pytest.fixture
def registry(village: Village) -> Client:
    return at_regency()


def forwarded(village: Village, actor: Actor) -> Application:
    with acting_for(village):
        sent = birth()
        approved = operations.approve_application(application=sent, revision=sent.revision, by=actor)
        return operations.forward_application(application=approved, revision=approved.revision, by=actor)


def listed(response: Any) -> list[str]:
    """The villages of the list, in its order."""
    return re.findall(r'<td data-label="Desa">([^<]+)</td>', html(response))


def at(application: Application, village: Village, step: str = "") -> str:
    return f"{LIST}{village.slug}/{application.pk}/{step}"


def now(application: Application, village: Village) -> Application:
    with acting_for(village):
        return Application.objects.get(pk=application.pk)


def test_all_villages_stand_in_one_list_narrowed_by_service_village_and_age(
    registry: Client, village: Village, other_village: Village, actor: Actor
) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=8)):
        forwarded(village, actor)
    forwarded(other_village, actor)
    with acting_for(village):
        birth()
        submitted(letter_service())

    asked = (
        "",
        "?desa=air-jernih",
        "?umur=7",
        "?umur=lewat",
        "?layanan=akta-kelahiran",
        "?layanan=kartu-keluarga",
    )
    shown = {each: listed(registry.get(f"{LIST}{each}")) for each in asked}

    first, second = "Desa Sukamaju", "Desa Air Jernih"
    assert list(shown.values())[:5] == [[first, second], [second], [first], [first], [first, second]]


def test_one_is_accepted_and_finished_and_its_village_sees_who_did(
    registry: Client, village: Village, actor: Actor
) -> None:
    application = forwarded(village, actor)

    page = html(registry.get(at(application, village)))
    accepted = registry.post(at(application, village, "terima/"), {"revisi": application.revision})
    finished = registry.post(at(application, village, "selesai/"), {"revisi": application.revision + 1})

    assert "Siti Aminah Lestari" in page
    assert (accepted.status_code, finished.status_code) == (302, 302)
    assert now(application, village).state == State.FINISHED
    with acting_for(village):
        by = set(AuditEntry.objects.filter(
            action__in=[Action.READ, Action.ACCEPT, Action.FINISH]
        ).values_list("action", "officer__username"))  # fmt: skip
        assert {action for action, _ in by} == {Action.READ, Action.ACCEPT, Action.FINISH}
        assert len({who for _, who in by}) == 1


def test_one_is_sent_back_with_the_reason_and_the_place(
    registry: Client, desk: HallClient, village: Village, actor: Actor
) -> None:
    application = forwarded(village, actor)
    typed = {"revisi": application.revision, "answer:mother__full_name": "Beda dengan SIAK."}

    without = registry.post(at(application, village, "kembalikan/"), typed)
    registry.post(at(application, village, "kembalikan/"), {**typed, "reason": "Nama ibu perlu dicocokkan."})

    assert without.status_code == 422
    assert "Beda dengan SIAK." in html(without)
    assert now(application, village).state == State.SENT_BACK
    page = html(desk.get(f"/meja/permohonan/{application.pk}/"))
    assert "Nama ibu perlu dicocokkan." in page
    assert "Beda dengan SIAK." in page


def test_one_is_refused_with_reason_and_remedy(registry: Client, village: Village, actor: Actor) -> None:
    application = forwarded(village, actor)
    told = {"reason": "Akta sudah terbit.", "remedy": "Minta kutipan kedua."}

    registry.post(at(application, village, "tolak/"), {"revisi": application.revision, **told})

    assert now(application, village).state == State.REJECTED
    assert "Minta kutipan kedua." in html(registry.get(at(application, village)))


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("terima/", {}),
        ("kembalikan/", {"reason": "Foto KK buram.", "answer:mother__full_name": "Beda."}),
        ("tolak/", {"reason": "Sudah terbit.", "remedy": "Minta kutipan kedua."}),
    ],
)
def test_who_comes_too_late_is_told_so_and_keeps_what_was_typed(
    registry: Client, village: Village, actor: Actor, step: str, typed: dict[str, str]
) -> None:
    application = forwarded(village, actor)
    other = at_regency()
    other.post(at(application, village, "terima/"), {"revisi": application.revision})

    late = registry.post(at(application, village, step), {"revisi": application.revision, **typed})

    assert late.status_code == 409
    assert [text for text in typed.values() if text not in html(late)] == []
    assert now(application, village).state == State.IN_PROCESS


def test_many_are_accepted_in_several_villages_each_by_itself(
    registry: Client, village: Village, other_village: Village, actor: Actor
) -> None:
    here, there = forwarded(village, actor), forwarded(other_village, actor)
    ticked = [
        f"{village.slug}:{here.pk}:{here.revision}",
        f"{other_village.slug}:{there.pk}:{there.revision - 1}",
        f"{other_village.slug}:{here.pk}:{here.revision}",
        "desa-lain:apa:1",
    ]

    answer = registry.post(f"{LIST}banyak/", {"langkah": "terima", "pilih": ticked})

    assert "1 dari 2 permohonan diterima" in html(answer)
    assert (now(here, village).state, now(there, other_village).state) == (State.IN_PROCESS, State.FORWARDED)


def test_what_a_village_has_not_sent_is_closed_to_the_registry(
    registry: Client, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        own = birth()
        letter = submitted(letter_service())
        refused = birth()
        operations.reject_application(
            application=refused, revision=refused.revision, reason="Ganda", remedy="Lacak.", by=actor
        )

    found = registry.post(LIST, {"q": own.applicant_nik}, follow=True)

    assert [registry.get(at(each, village)).status_code for each in (own, letter, refused)] == [404, 404, 404]
    assert listed(found) == []


def test_one_is_found_in_whatever_village_it_is(
    registry: Client, other_village: Village, actor: Actor
) -> None:
    application = forwarded(other_village, actor)

    for question in (application.code, application.applicant_nik, "budi san"):
        assert listed(registry.post(LIST, {"q": question}, follow=True)) == ["Desa Air Jernih"]


@pytest.mark.parametrize("role", [Role.REGENCY_ADMINISTRATOR, Role.DISTRICT_HEAD, Role.INFORMATION_AGENCY])
def test_nobody_else_at_the_regency_sees_them(village: Village, actor: Actor, role: Role) -> None:
    application = forwarded(village, actor)
    browser = at_regency(role)

    paths = (LIST, at(application, village), at(application, village, "tolak/"))
    assert [browser.get(path).status_code for path in paths] == [403, 403, 403]


def test_the_list_takes_the_same_queries_however_long_it_is(
    registry: Client, village: Village, other_village: Village, actor: Actor
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert registry.get(LIST).status_code == 200
        return len(found)

    forwarded(village, actor)
    registry.get(LIST)
    few = queries()
    for each in (village, other_village, village):
        forwarded(each, actor)

    assert queries() == few
