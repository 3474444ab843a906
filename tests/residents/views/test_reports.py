from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine

from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.residents import operations
from balai.residents.reports import volumes
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.residents.factories import SYSTEM, make_area, make_couple, make_family, occasion, person

NOW = datetime(2026, 3, 20, 2, 41, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_march() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def register(village: Village) -> None:
    with acting_for(village):
        _, head, wife, _ = make_couple(area=make_area("Krajan"), as_of=date(2026, 1, 2))
        operations.record_death(
            resident=head, succession=operations.Succession(wife), by=SYSTEM,
            occasion=occasion(occurred_on=date(2026, 2, 3), reported_on=date(2026, 2, 3)),
        )  # fmt: skip


def signed_in(village: Village, *roles: Role) -> HallClient:
    client = HallClient(village)
    client.force_login(make_officer(village, *roles))
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_says_how_many_and_when_it_was_counted(desk: HallClient, register: None) -> None:
    page = desk.get("/meja/laporan/")

    assert page.status_code == 200
    assert "<h1>2 warga</h1>" in text(page)
    assert "Dihitung 20 Maret 2026 pukul 09.41 WIB dari data per 2 Januari 2026." in text(page)
    assert (
        'role="img" aria-label="Warga menurut agama dan kepercayaan: Islam 2 (laki-laki 0, perempuan 2)'
        in text(page)
    )


def test_a_part_of_the_village_can_be_chosen(desk: HallClient, village: Village, register: None) -> None:
    with acting_for(village):
        make_family(person("Slamet"), area=make_area("Sumber"), as_of=date(2026, 1, 2))

    page = desk.get("/meja/laporan/?wilayah=Sumber")

    assert "<h1>1 warga di Sumber</h1>" in text(page)
    assert 'href="/sukamaju/meja/laporan/statistik.pdf?wilayah=Sumber"' in text(page)


def test_a_part_that_does_not_exist_means_the_whole_village(desk: HallClient, register: None) -> None:
    assert "<h1>2 warga</h1>" in text(desk.get("/meja/laporan/?wilayah=Bulan"))


def test_an_empty_village_says_what_to_do(desk: HallClient) -> None:
    assert "Muat data warga dari berkas dulu." in text(desk.get("/meja/laporan/"))
    assert "Buku terisi sendiri setelah data warga dimuat." in text(desk.get("/meja/laporan/buku/"))


def test_the_page_asks_the_same_number_of_questions_for_more_people(
    desk: HallClient, village: Village, register: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(100) as few:
        desk.get("/meja/laporan/")
    with acting_for(village):
        for dusun in ("Sumber", "Gondang", "Wonosari"):
            make_couple(area=make_area(dusun))

    with django_assert_max_num_queries(len(few)):
        desk.get("/meja/laporan/")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/meja/laporan/statistik.pdf", "application/pdf"),
        ("/meja/laporan/statistik.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("/meja/laporan/buku/2026-02/rekapitulasi.pdf", "application/pdf"),
        ("/meja/laporan/buku/2026-02/induk.pdf", "application/pdf"),
        ("/meja/laporan/buku/2026-02/induk/jilid-1.pdf", "application/pdf"),
        ("/meja/laporan/buku/2026-02/mutasi.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)  # fmt: skip
def test_files_are_handed_out_and_kept_nowhere(
    path: str, kind: str, desk: HallClient, register: None
) -> None:
    answer = desk.get(path)

    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content[:4] in {b"%PDF", b"PK\x03\x04"}


def test_the_month_adds_up_before_anybody_prints_it(desk: HallClient, register: None) -> None:
    page = desk.get("/meja/laporan/buku/?bulan=2026-02")

    assert "<h1>Buku register Februari 2026</h1>" in text(page)
    assert '<th scope="row">Krajan</th><td data-label="Awal" class="number">3</td>' in text(page)
    assert '<td data-label="Meninggal" class="number">1</td>' in text(page)
    assert '<td data-label="Akhir" class="number"><b>2</b></td>' in text(page)


def test_the_running_month_is_shown_first(desk: HallClient, register: None) -> None:
    assert "Bulan ini belum selesai: dihitung sampai hari ini." in text(desk.get("/meja/laporan/buku/"))


@pytest.mark.parametrize(
    "path", ["2025-12/induk.pdf", "2026-04/induk.pdf", "kemarin/induk.pdf", "2026-02/kas.pdf", "2026-02/induk/jilid-2.pdf",
             "2026-02/induk/jilid-0.pdf", "2025-12/induk/"],
)  # fmt: skip
def test_books_that_do_not_exist_are_not_found(path: str, desk: HallClient, register: None) -> None:
    assert desk.get(f"/meja/laporan/buku/{path}").status_code == 404


def test_opening_a_book_leaves_a_line_in_the_trail(
    desk: HallClient, village: Village, register: None
) -> None:
    desk.get("/meja/laporan/buku/2026-02/induk.xlsx")

    with acting_for(village):
        entry = AuditEntry.objects.get(action="residents.book_opened")
    assert entry.facts == {"book": "B.1", "month": "2026-02", "form": "xlsx", "rows": 2}


def test_who_may_only_count_gets_the_recapitulation_and_no_names(village: Village, register: None) -> None:
    head_of_rt = signed_in(village, Role.RT_HEAD)

    page = head_of_rt.get("/meja/laporan/buku/")

    assert "B.3 Buku Rekapitulasi Jumlah Penduduk" in text(page)
    assert "Buku Induk" not in text(page)
    assert head_of_rt.get("/meja/laporan/buku/2026-02/rekapitulasi.pdf").status_code == 200
    for path in ("induk.pdf", "mutasi.xlsx", "sementara.pdf", "ktp-kk.zip", "induk/", "induk/jilid-1.pdf"):
        assert head_of_rt.get(f"/meja/laporan/buku/2026-02/{path}").status_code == 403


def test_a_volunteer_sees_no_figures(village: Village, register: None) -> None:
    volunteer = signed_in(village, Role.VOLUNTEER)

    assert volunteer.get("/meja/laporan/").status_code == 403
    assert volunteer.get("/meja/laporan/buku/").status_code == 403


def test_a_thick_book_is_bound_in_volumes(
    desk: HallClient, village: Village, register: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_for(village):
        make_couple(area=make_area("Sumber"), as_of=date(2026, 1, 2))
    monkeypatch.setattr(volumes, "LARGEST", 4)

    page = desk.get("/meja/laporan/buku/2026-03/induk/")
    archive = desk.get("/meja/laporan/buku/2026-03/induk.zip")

    assert 'href="/sukamaju/meja/laporan/buku/2026-03/induk/"' in text(desk.get("/meja/laporan/buku/"))
    assert '<td data-label="Nomor urut" class="number">3–5</td>' in text(page)
    with ZipFile(BytesIO(b"".join(archive.streaming_content))) as files:  # type: ignore[attr-defined]  # a stream
        assert files.namelist() == ["b1-induk-2026-03-jilid-01.pdf", "b1-induk-2026-03-jilid-02.pdf"]
        assert all(files.read(name).startswith(b"%PDF") for name in files.namelist())
        assert files.testzip() is None
