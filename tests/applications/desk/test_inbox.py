"""The village's inbox: what waits for whom, found by code and name, at the same cost however long it is."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, Officer
from balai.applications import operations
from balai.applications.enums import Action, State
from balai.applications.models import Application
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.factories import RESIDENT, applicant, begin, filled, letter_service, submitted
from tests.factories import HallClient, make_actor, make_officer

pytestmark = pytest.mark.django_db
MONDAY = "2026-11-23T09:00:00+07:00"


def named(response: Any) -> list[str]:
    """The applications of the list, in its order."""
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', html(response))


def sent_by(name: str, nik: str = "9901054507950001", **others: Any) -> Application:
    draft = begin(**others)
    draft = operations.name_applicant(
        application=draft, revision=0, applicant=applicant(name=name, nik=nik), helper=None, by=RESIDENT
    )
    return operations.submit_application(application=draft, revision=draft.revision, by=RESIDENT)


def returned(application: Application, actor: Actor) -> Application:
    return operations.return_application(
        application=application,
        revision=application.revision,
        findings={"answer:baby_name": "Salah eja"},
        by=actor,
    )


@time_machine.travel(MONDAY, tick=False)
def test_each_application_lies_with_whom_it_waits_for(
    desk: HallClient, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        sent_by("Sari Dewi")
        returned(sent_by("Budi Santosa"), actor)
        rejected = sent_by("Wayan Sudira")
        operations.reject_application(
            application=rejected, revision=rejected.revision, reason="Ganda", remedy="Lacak.", by=actor
        )
        filled()

    lists = {
        place: named(desk.get(f"/meja/permohonan/?tempat={place}"))
        for place in ("kantor", "pemohon", "selesai")
    }

    assert lists == {
        "kantor": ["Akta kelahiran: Sari Dewi"],
        "pemohon": ["Akta kelahiran: Budi Santosa"],
        "selesai": ["Akta kelahiran: Wayan Sudira"],
    }


def test_the_most_urgent_is_first_and_what_is_late_says_so(
    desk: HallClient, village: Village, officer: Officer
) -> None:
    with time_machine.travel(MONDAY, tick=False), acting_for(village):
        sent_by("Sari Dewi")
    with time_machine.travel("2026-11-30T09:00:00+07:00", tick=False):
        with acting_for(village):
            sent_by("Budi Santosa")
        desk.force_login(officer)
        answer = desk.get("/meja/permohonan/")
        late = desk.get("/meja/permohonan/?lewat=on")

    assert named(answer) == ["Akta kelahiran: Sari Dewi", "Akta kelahiran: Budi Santosa"]
    assert html(answer).count('<tr data-state="bad">') == 1
    assert "Lewat 4 hari kerja" in html(answer)
    assert "Sisa 1 hari kerja" in html(answer)
    assert named(late) == ["Akta kelahiran: Sari Dewi"]


@pytest.mark.parametrize("asked", ["code", "9901 0545 0795 0001", "dewi sari", "SAR"])
def test_one_is_found_by_code_nik_and_beginnings_of_names(
    desk: HallClient, village: Village, asked: str
) -> None:
    with acting_for(village):
        wanted = sent_by("Sari Dewi")
        sent_by("Budi Santosa", nik="9901051203880002")
    question = wanted.spelled_code.lower() if asked == "code" else asked

    answer = desk.post("/meja/permohonan/", {"q": question})

    assert question not in answer["Location"]
    assert named(desk.get(answer["Location"])) == ["Akta kelahiran: Sari Dewi"]
    assert desk.get("/meja/permohonan/").status_code == 200


def test_a_draft_is_found_by_nobody(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        draft = filled()

    answer = desk.post("/meja/permohonan/", {"q": draft.applicant_nik}, follow=True)

    assert named(answer) == []
    assert desk.get(f"/meja/permohonan/{draft.pk}/").status_code == 404


def test_the_list_is_narrowed_by_service_and_officer(
    desk: HallClient, village: Village, officer: Officer, actor: Actor
) -> None:
    with acting_for(village):
        colleague = make_officer(village, Role.OPERATOR)
        operations.take_application(application=sent_by("Sari Dewi"), by=actor)
        operations.take_application(application=sent_by("Budi Santosa"), by=make_actor(colleague))
        sent_by("Wayan Sudira", service=letter_service())

    asked = {each: named(desk.get(f"/meja/permohonan/?{each}")) for each in (
        "petugas=saya", f"petugas={colleague.pk}", "petugas=belum", "layanan=surat-uji",
    )}  # fmt: skip

    assert list(asked.values()) == [
        ["Akta kelahiran: Sari Dewi"],
        ["Akta kelahiran: Budi Santosa"],
        ["Surat uji: Wayan Sudira"],
        ["Surat uji: Wayan Sudira"],
    ]


def test_the_list_takes_the_same_queries_however_long_it_is(desk: HallClient, village: Village) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert desk.get("/meja/permohonan/").status_code == 200
        return len(found)

    with acting_for(village):
        submitted()
    desk.get("/meja/permohonan/")
    few = queries()
    with acting_for(village):
        for _ in range(5):
            submitted()

    assert queries() == few


def test_who_looked_at_the_list_is_in_the_trail_without_names(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        submitted()

    desk.get("/meja/permohonan/")

    with acting_for(village):
        entry = AuditEntry.objects.get(action=Action.LISTED)
    assert entry.facts == {"count": 1}


def test_only_who_works_on_applications_sees_them(visitor: HallClient, village: Village) -> None:
    with acting_for(village):
        application = submitted()
    visitor.force_login(make_officer(village, Role.RT_HEAD))

    assert [
        visitor.get(path).status_code
        for path in ("/meja/permohonan/", f"/meja/permohonan/{application.pk}/", "/meja/permohonan/aturan/")
    ] == [403, 403, 403]


def test_many_are_approved_each_by_itself_and_each_result_is_told(
    desk: HallClient, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        good, stale, gone = sent_by("Sari Dewi"), sent_by("Budi Santosa"), sent_by("Wayan Sudira")
        operations.withdraw_application(application=gone, by=RESIDENT)
    ticked = [
        f"sukamaju:{good.pk}:{good.revision}",
        f"sukamaju:{stale.pk}:{stale.revision - 1}",
        f"sukamaju:{gone.pk}:{gone.revision}",
        "apa",
    ]

    answer = desk.post("/meja/permohonan/banyak/", {"langkah": "setujui", "pilih": ticked})

    assert "1 dari 3 permohonan disetujui" in html(answer)
    assert "diubah di tempat lain" in html(answer)
    with acting_for(village):
        assert dict(Application.objects.values_list("applicant_name", "state")) == {
            "Sari Dewi": State.APPROVED, "Budi Santosa": State.SUBMITTED, "Wayan Sudira": State.WITHDRAWN,
        }  # fmt: skip
    forwarded = desk.post(
        "/meja/permohonan/banyak/", {"langkah": "kirim", "pilih": [f"sukamaju:{good.pk}:{good.revision + 1}"]}
    )
    assert "1 dari 1 permohonan dikirim ke Disdukcapil" in html(forwarded)


def test_where_two_look_many_are_checked_first(desk: HallClient, village: Village, actor: Actor) -> None:
    desk.post("/meja/permohonan/aturan/", {"second_pair": "on"})
    with acting_for(village):
        application = submitted()

    desk.post(
        "/meja/permohonan/banyak/",
        {"langkah": "setujui", "pilih": [f"sukamaju:{application.pk}:{application.revision}"]},
    )
    again = desk.post(
        "/meja/permohonan/banyak/",
        {"langkah": "setujui", "pilih": [f"sukamaju:{application.pk}:{application.revision + 1}"]},
    )

    assert "Petugas lain yang menyetujuinya" in html(again)
    with acting_for(village):
        assert Application.objects.get().state == State.CHECKED


def test_home_lists_what_waits_and_tells_a_superior_what_is_late(
    visitor: HallClient, village: Village
) -> None:
    with time_machine.travel(MONDAY, tick=False), acting_for(village):
        sent_by("Sari Dewi")
    later = datetime.fromisoformat(MONDAY) + timedelta(days=9)
    with time_machine.travel(later, tick=False):
        pages = {}
        for role in (Role.OPERATOR, Role.VILLAGE_HEAD, Role.RT_HEAD):
            visitor.force_login(make_officer(village, role))
            pages[role] = html(visitor.get("/meja/"))

    assert ["1 permohonan warga" in page for page in pages.values()] == [True, True, False]
    assert ["1 permohonan terlambat" in page for page in pages.values()] == [False, True, False]
    assert "Sari Dewi" not in pages[Role.VILLAGE_HEAD]
