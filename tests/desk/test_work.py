"""What waits, for whom."""

from datetime import date
from uuid import uuid4

import pytest

from balai.accounts.enums import Permission
from balai.accounts.models import Officer
from balai.desk.register import RegisterState
from balai.desk.rules import Urgency
from balai.desk.work.items import Situation, WorkItem
from balai.desk.work.sources import SOURCES, work_list
from balai.letters.enums import LetterState
from balai.letters.models import Letter
from balai.letters.operations import check_proposal, send_back
from balai.posters.ledger import Hall
from balai.posters.operations import print_paper
from balai.posters.papers import PAPERS, SIZES
from balai.residents.exchange.enums import RunState
from balai.residents.exchange.models import ImportRun
from balai.residents.operations import record_death
from balai.residents.rules import freshness
from balai.services.models import Service
from balai.tenancy.models import Village
from balai.villages.models import OfficeHours
from tests.factories import make_officer
from tests.letters.factories import BY, NOW, issue, make_desks, propose, seen, with_chain
from tests.residents.factories import make_couple, occasion
from tests.services.tables import bring

pytestmark = pytest.mark.urls("config.urls_village")
TODAY = date(2026, 11, 20)
EVERYTHING = frozenset(Permission)


def situation(
    village: Village, as_of: date | None = date(2026, 11, 1), *, officer: Officer | None = None
) -> Situation:
    register = RegisterState(residents=3, families=1, freshness=freshness(as_of, TODAY, 90))
    return Situation(village, TODAY, register, officer or make_officer(village))


def numbered_only(letter: Letter) -> Letter:
    """The letter after `letter`: it has its number, and its seal has not come yet."""
    letter.pk, letter.verify_id, letter.request_key = uuid4(), uuid4(), uuid4().hex
    letter.serial, letter.number = letter.serial + 1, f"{letter.number} (berikut)"
    letter.state, letter.sealed_at, letter.pdf_sha256 = LetterState.NUMBERED, None, ""
    letter.save(force_insert=True)
    return letter


def make_run(officer: Officer, file_name: str, state: RunState) -> ImportRun:
    return ImportRun.objects.create(
        officer=officer, file_name=file_name, file_size=1, state=state, as_of=date(2026, 11, 1)
    )


@pytest.fixture
def settled(ready: Village) -> Village:
    """A village where nothing waits."""
    OfficeHours.objects.create(weekday=0, opens="08:00", closes="15:00")
    return ready


def test_nothing_waits_in_a_village_that_has_done_everything(settled: Village) -> None:
    assert work_list(situation(settled), EVERYTHING) == []


def test_an_overdue_update_says_by_how_much(settled: Village) -> None:
    work = work_list(situation(settled, as_of=date(2026, 8, 10)), EVERYTHING)

    assert [(item.title, item.urgency, item.deadline) for item in work] == [
        ("Perbarui data warga dari berkas", Urgency.OVERDUE, "Lewat 12 hari")
    ]
    assert work[0].note == "Data terakhir per 10 Agustus 2026. Minta berkas baru ke Disdukcapil."


def test_a_letter_without_its_seal_waits_under_its_number(settled: Village) -> None:
    letter = numbered_only(issue())

    work = work_list(situation(settled), {Permission.ISSUE_LETTERS})

    assert work == [
        WorkItem(
            "Surat Keterangan Domisili · Siti Aminah Lestari",
            f"Nomor {letter.number} aman. Belum ditandatangani.",
            f"/meja/surat/{letter.pk}/",
            Urgency.TODAY,
        )
    ]


def test_what_the_civil_registry_does_not_know_is_counted_by_events(settled: Village) -> None:
    _, _, _, daughter = make_couple()

    before = work_list(situation(settled), {Permission.EXPORT_RESIDENTS})
    record_death(resident=daughter, occasion=occasion(), by=BY)
    after = work_list(situation(settled), {Permission.EXPORT_RESIDENTS})

    assert before == []
    assert [(item.title, item.url) for item in after] == [
        ("Sampaikan 1 peristiwa ke Disdukcapil", "/meja/warga/selisih/")
    ]


def test_a_checked_file_waits_for_a_decision_and_a_running_one_for_nobody(
    settled: Village, officer: Officer
) -> None:
    checked = make_run(officer, "siak-november.xlsx", RunState.CHECKED)
    make_run(officer, "masih-diperiksa.xlsx", RunState.CHECKING)
    make_run(officer, "dibatalkan.xlsx", RunState.CANCELLED)

    work = work_list(situation(settled), {Permission.IMPORT_RESIDENTS})

    assert [(item.title, item.url) for item in work] == [
        ("Putuskan berkas siak-november.xlsx", f"/meja/warga/impor/{checked.pk}/")
    ]
    assert work[0].note.endswith("Belum ada yang diubah.")


def test_standards_to_read_and_to_review_are_counted_and_urgent_by_how_late(settled: Village) -> None:
    Service.objects.update(reviewed_on=TODAY)
    late, soon = (service.pk for service in Service.objects.order_by("name")[:2])
    Service.objects.filter(pk=late).update(reviewed_on=date(2025, 11, 15))
    Service.objects.filter(pk=soon).update(reviewed_on=date(2025, 11, 30))
    bring("pinjam-tenda", "Pinjam tenda", "KTP")
    bring("pinjam-tenda", "Pinjam tenda", "KTP", "KK")

    work = work_list(situation(settled), {Permission.MANAGE_SERVICES})

    assert [(item.title, item.urgency, item.deadline) for item in work] == [
        ("Tinjau 2 standar layanan", Urgency.OVERDUE, "Lewat 5 hari"),
        ("Baca perubahan pada 1 standar layanan", Urgency.TODAY, ""),
    ]
    assert [item.url for item in work] == ["/meja/layanan/?menunggu=tinjau", "/meja/layanan/?menunggu=baca"]


def test_each_thing_is_shown_only_to_those_who_can_do_it(settled: Village) -> None:
    OfficeHours.objects.all().delete()
    stale = situation(settled, as_of=None)

    shown = {permission: [item.title for item in work_list(stale, {permission})] for permission, _ in SOURCES}

    assert shown == {
        Permission.IMPORT_RESIDENTS: ["Muat data warga dari berkas"],
        Permission.EXPORT_RESIDENTS: [],
        Permission.ISSUE_LETTERS: [],
        Permission.WORK_APPLICATIONS: [],
        Permission.OVERSEE_APPLICATIONS: [],
        Permission.ANSWER_DATA_REQUESTS: [],
        Permission.ENDORSE_INTRODUCTIONS: [],
        Permission.MANAGE_SITE: [],
        Permission.MANAGE_SERVICES: [],
        Permission.MANAGE_VILLAGE: ["Isi jam buka kantor"],
    }


def test_a_letter_waits_for_whoever_checks_or_signs_it_and_a_returned_one_for_who_proposed_it(
    settled: Village,
) -> None:
    with_chain()
    desks = make_desks(settled)

    def titles(name: str) -> list[str]:
        officer = getattr(desks, name).officer
        return [item.title for item in work_list(situation(settled, officer=officer), EVERYTHING)]

    proposals = [propose(by=desks.operator), propose(by=desks.operator)]
    assert (titles("secretary"), titles("head"), titles("operator")) == (
        ["Periksa dan setujui 2 surat"], [], [],
    )  # fmt: skip
    check_proposal(proposal=proposals[0], seen=seen(proposals[0]), by=desks.secretary, at=NOW)
    send_back(proposal=proposals[1], reason="Salah", by=desks.secretary, at=NOW)

    assert (titles("secretary"), titles("head"), titles("operator")) == (
        [],
        ["Periksa dan setujui 1 surat"],
        ["Betulkan 1 surat yang dikembalikan"],
    )


def test_a_paper_that_no_longer_says_what_is_true_is_to_be_replaced(settled: Village) -> None:
    def waiting() -> list[str]:
        return [item.title for item in work_list(situation(settled), EVERYTHING)]

    hall = Hall.of(settled, TODAY)
    sign = hall.wanted(PAPERS["jam-buka"], SIZES["a4"])
    print_paper(wanted=sign, copies=1, place="pintu", by=BY)
    right = waiting()
    OfficeHours.objects.create(weekday=1, opens="08:00", closes="15:00")

    assert (right, waiting()) == ([], ["Ganti 1 cetakan lama"])
