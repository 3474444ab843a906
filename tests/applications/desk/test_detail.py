"""One application at the village's desk: answers beside the register, steps, notes; what stands in the way is told."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from balai.accounts.actors import Actor
from balai.accounts.enums import Action as AccountAction
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, Officer
from balai.applications import operations
from balai.applications.enums import Action, Side, State
from balai.applications.filling import Filling
from balai.applications.models import Application, Attachment, Finding
from balai.residents.enums import Relation
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.factories import birth, letter_service, submitted
from tests.applications.form.answers import BIRTH, TODAY
from tests.documents.factories import make_document
from tests.documents.files import pdf
from tests.factories import HallClient, make_actor, make_officer
from tests.residents.factories import make_family, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime.combine(TODAY, time(9), tzinfo=ZoneInfo("Asia/Jakarta")), tick=True):
        yield


@pytest.fixture
def sent(village: Village) -> Application:
    with acting_for(village):
        return birth()


def at(application: Application, step: str = "") -> str:
    return f"/meja/permohonan/{application.pk}/{step}"


def offered(page: str) -> set[str]:
    """The steps that a page leads to."""
    return set(re.findall(r'/meja/permohonan/[0-9a-f-]{36}/(\w+)/"', page)) - {"catatan"}


def rows(page: str) -> list[tuple[str, str, str]]:
    """Each answer about somebody: its label, what was said, and how it stands to the register."""
    row = (
        r'<th scope="row">([^<]+)</th>\s*<td data-label="Jawaban">(.*?)</td>.*?data-label="Hasil">(.*?)</td>'
    )
    return [(label, _bare(told), _bare(result)) for label, told, result in re.findall(row, page, re.DOTALL)]


def _bare(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_answers_stand_beside_the_register_with_differences_marked(
    desk: HallClient, village: Village, sent: Application
) -> None:
    with acting_for(village):
        make_family(
            person("Budi Santoso", nik=BIRTH["applicant__nik"], birth_date=datetime(1988, 3, 4).date()),
            person("SITI AMINAH LESTARI", Relation.WIFE, sex=2, nik=BIRTH["mother__nik"], birth_date=datetime(1991, 7, 5).date()),
        )  # fmt: skip

    page = html(desk.get(at(sent)))

    told = rows(page)
    assert [
        ("Nama pemohon", "Budi Santosa", "Berbeda"),
        ("NIK pemohon", BIRTH["applicant__nik"], "Sama"),
    ] == told[:2]
    assert {(said, result) for _, said, result in told} >= {
        ("Siti Aminah Lestari", "Sama"), ("5 Juli 1992", "Berbeda"),
    }  # fmt: skip
    assert ["Puskesmas" in page, "Bima Arya Nugraha" in page, "04.25" in page] == [True] * 3


def test_reading_leaves_a_trace_at_the_application_and_at_the_resident(
    desk: HallClient, village: Village
) -> None:
    with acting_for(village):
        make_family(
            person("Budi Santosa", nik=BIRTH["applicant__nik"], birth_date=datetime(1988, 3, 4).date())
        )
        resident = Resident.objects.get()
        application = birth()
        Application.objects.filter(pk=application.pk).update(resident=resident)

    desk.get(at(application))

    with acting_for(village):
        traces = AuditEntry.objects.filter(action__in=[Action.READ, AccountAction.RESIDENT_READ])
        assert {(trace.action, trace.subject_id) for trace in traces} == {
            (Action.READ, str(application.pk)), (AccountAction.RESIDENT_READ, str(resident.pk)),
        }  # fmt: skip


def test_only_steps_of_the_table_are_offered(
    desk: HallClient, village: Village, actor: Actor, sent: Application
) -> None:
    told: dict[str, Any] = {"by": actor}
    seen = [offered(html(desk.get(at(sent))))]
    with acting_for(village):
        approved = operations.approve_application(application=sent, revision=sent.revision, **told)
    seen.append(offered(html(desk.get(at(sent)))))
    with acting_for(village):
        operations.forward_application(application=approved, revision=approved.revision, **told)
    seen.append(offered(html(desk.get(at(sent)))))

    assert seen == [{"setujui", "kembalikan", "tolak", "ambil"}, {"kirim", "ambil"}, {"ambil"}]


def test_a_letter_is_approved_finished_and_handed_over_to_somebody_who_was_seen(
    desk: HallClient, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        application = submitted(letter_service())
    revision = application.revision

    assert desk.post(at(application, "setujui/"), {"revisi": revision}).status_code == 302
    with acting_for(village):
        operations.finish_application(
            application=application, revision=revision + 1, side=Side.VILLAGE, by=actor
        )
    unseen = desk.post(
        at(application, "serahkan/"), {"revisi": 4, "collector": "Wayan", "relation": "keluarga"}
    )
    seen = desk.post(
        at(application, "serahkan/"),
        {"revisi": 4, "collector": "Wayan", "relation": "keluarga", "seen": "on"},
    )

    assert (unseen.status_code, seen.status_code) == (422, 302)
    assert "Wayan" in html(unseen)
    with acting_for(village):
        application.refresh_from_db()
        last = application.events.last()
    assert application.state == State.RECEIVED
    assert last
    assert last.reason == "Diambil di kantor"
    assert application.collected_by == "Wayan (anggota satu kk), KTP atau KK dilihat"


def test_what_is_returned_says_at_which_place(desk: HallClient, village: Village, sent: Application) -> None:
    page = html(desk.get(at(sent, "kembalikan/")))
    places = re.findall(r'name="((?:answer|document):[^"]+)"', page)

    nothing = desk.post(at(sent, "kembalikan/"), {"revisi": sent.revision})
    answer = desk.post(
        at(sent, "kembalikan/"),
        {
            "revisi": sent.revision,
            "answer:mother__full_name": "Samakan dengan KK.",
            places[-1]: "Foto buram.",
        },
    )

    assert "answer:mother__full_name" in places
    assert places[-1].startswith("document:")
    assert (nothing.status_code, answer.status_code) == (422, 302)
    with acting_for(village):
        assert dict(Finding.objects.values_list("place", "sentence")) == {
            "answer:mother__full_name": "Samakan dengan KK.", places[-1]: "Foto buram.",
        }  # fmt: skip
        sent.refresh_from_db()
    assert sent.state == State.RETURNED
    assert "Samakan dengan KK." in html(desk.get(at(sent)))


def test_a_ready_answer_is_picked_and_nothing_is_refused_yet(
    desk: HallClient, village: Village, sent: Application
) -> None:
    picked = desk.post(at(sent, "tolak/"), {"revisi": sent.revision, "pakai": "bukan-warga"})

    assert "tidak terdaftar sebagai warga" in html(picked)
    assert (
        desk.post(at(sent, "tolak/"), {"revisi": sent.revision, "reason": "Bukan warga"}).status_code == 422
    )
    with acting_for(village):
        sent.refresh_from_db()
    assert sent.state == State.SUBMITTED


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("setujui/", {}),
        ("kembalikan/", {"answer:mother__full_name": "Samakan dengan KK."}),
        ("tolak/", {"reason": "Pemohon bukan warga.", "remedy": "Ajukan di tempat KK Anda."}),
    ],
)
def test_who_comes_too_late_is_told_so_and_keeps_what_was_typed(
    desk: HallClient, village: Village, actor: Actor, sent: Application, step: str, typed: dict[str, str]
) -> None:
    with acting_for(village):
        operations.take_application(application=sent, by=actor)
        Application.objects.filter(pk=sent.pk).update(revision=sent.revision + 1)

    late = desk.post(at(sent, step), {"revisi": sent.revision, **typed})

    assert late.status_code == 409
    page = html(late)
    assert "diubah di tempat lain" in page
    assert [text for text in typed.values() if text not in page] == []
    assert f'name="revisi" value="{sent.revision + 1}"' in page
    with acting_for(village):
        assert Application.objects.get().state == State.SUBMITTED


def test_a_colleague_s_application_is_taken_over_only_on_purpose(
    desk: HallClient, village: Village, sent: Application
) -> None:
    colleague = make_officer(village, Role.OPERATOR)
    with acting_for(village):
        operations.take_application(application=sent, by=make_actor(colleague))

    refused = desk.post(at(sent, "ambil/"))
    taken = desk.post(at(sent, "ambil/"), {"ambil": "alih"})

    assert (refused.status_code, taken.status_code) == (409, 302)
    assert f"{colleague.full_name} sedang mengerjakan" in html(refused)


def test_notes_stay_at_the_desk(desk: HallClient, village: Village, sent: Application) -> None:
    assert desk.post(at(sent, "catatan/"), {"text": " "}).status_code == 422
    desk.post(at(sent, "catatan/"), {"text": "Sudah ditelepon, buku nikah menyusul."})

    assert "buku nikah menyusul" in html(desk.get(at(sent)))


def test_what_was_asked_for_twice_and_who_is_recorded_already_are_shown(
    desk: HallClient, village: Village, sent: Application
) -> None:
    with acting_for(village):
        twin = birth()
        make_family(person("Budi Santosa", birth_date=datetime(1988, 3, 4).date()))

    page = html(desk.get(at(sent)))

    assert "Mungkin diajukan dua kali" in page
    assert twin.spelled_code in page
    assert "Orangnya mungkin sudah tercatat" in page


def test_the_page_leads_to_the_next_one_that_waits(
    desk: HallClient, village: Village, sent: Application
) -> None:
    with acting_for(village):
        second, third = birth(), birth()

    page = html(desk.get(at(second)))

    assert re.findall(r'rel="(\w+)" data-key="\w" href="/sukamaju/meja/permohonan/([0-9a-f-]+)/"', page) == [
        ("prev", str(sent.pk)), ("next", str(third.pk)),
    ]  # fmt: skip


def test_papers_are_opened_at_both_desks_and_nowhere_else_with_a_trace(
    desk: HallClient,
    visitor: HallClient,
    village: Village,
    other_officer: Officer,
    settings: Any,
    tmp_path: Path,
    sent: Application,
) -> None:
    settings.BALAI_DATA_DIR = tmp_path
    with acting_for(village):
        document = make_document()
        name = Filling(sent, today=TODAY).papers[0].name
        Attachment.objects.create(application=sent, requirement=name, document=document)
    visitor.force_login(other_officer)
    page = html(desk.get(at(sent)))

    opened = desk.get(at(sent, f"berkas/{document.pk}/"))
    elsewhere = visitor.get(at(sent, f"berkas/{document.pk}/"))

    assert at(sent, f"berkas/{document.pk}/") in page
    assert page.count("Belum ada</span>") == len(Filling(sent, today=TODAY).papers) - 1
    assert (opened.status_code, opened["Content-Type"], elsewhere.status_code) == (200, "image/jpeg", 403)
    with acting_for(village):
        assert AuditEntry.objects.get(action=Action.DOCUMENT_READ).facts == {"document": str(document.pk)}


def test_the_sheets_of_the_law_are_printed_from_the_answers_with_a_trace(
    desk: HallClient, village: Village, sent: Application
) -> None:
    page = html(desk.get(at(sent)))
    (first, *_) = re.findall(r"/formulir/([\w-]+)\.pdf", page)

    printed = desk.get(at(sent, f"formulir/{first}.pdf"))

    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert desk.get(at(sent, "formulir/f-9-99.pdf")).status_code == 404
    with acting_for(village):
        assert AuditEntry.objects.get(action=Action.SHEET_PRINTED).facts == {"sheet": first}


def test_an_issued_document_is_opened_as_it_is_with_a_trace(
    desk: HallClient, village: Village, actor: Actor, sent: Application, settings: Any, tmp_path: Path
) -> None:
    settings.BALAI_DATA_DIR = tmp_path
    issued = pdf()
    with acting_for(village):
        operations.approve_application(application=sent, revision=sent.revision, by=actor)
        result = operations.add_result(application=sent, content=issued, title="Akta kelahiran", by=actor)

    opened = desk.get(at(sent, f"hasil/{result.pk}/"))

    assert opened.content == issued
    assert f"hasil/{result.pk}/" in html(desk.get(at(sent)))
    with acting_for(village):
        assert AuditEntry.objects.filter(action=Action.RESULT_READ).count() == 1
