"""The pages of a file: choose, watch, read, decide; and the download. No script is needed for any of them."""

import html
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.residents.enums import Standing
from balai.residents.exchange import runs
from balai.residents.exchange.enums import LineKind, RunState
from balai.residents.exchange.models import ImportLine, ImportRun
from balai.residents.models import Resident
from balai.residents.views import exchange
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.residents.exchange.conftest import Run
from tests.residents.exchange.files import Row, family, workbook

pytestmark = pytest.mark.django_db(databases=["default", "progress"])


def upload(desk: HallClient, folder: Path, rows: list[Row], **fields: Any) -> Any:
    content = workbook(folder / "warga.xlsx", rows).read_bytes()
    data = {
        "file": SimpleUploadedFile("warga.xlsx", content),
        "as_of": "1 November 2026",
        "occupations": "",
        **fields,
    }
    return desk.post("/meja/warga/impor/", data)


def newest(village: Village) -> ImportRun:
    with acting_for(village):
        return ImportRun.objects.latest("uploaded_at")


@pytest.fixture
def checked(village: Village, desk: HallClient, tmp_path: Path) -> ImportRun:
    """Two families, one of them with a bad row, checked."""
    rows = [*family(1), *family(2)]
    rows[5]["tanggallahir"] = "kemarin"
    upload(desk, tmp_path, rows)
    runs.check_run(village, newest(village).pk)
    return newest(village)


def text(response: Any) -> str:
    return html.unescape(" ".join(response.content.decode().split()))


def test_an_upload_becomes_a_job_and_a_page(village: Village, desk: HallClient, tmp_path: Path) -> None:
    response = upload(desk, tmp_path, family())

    run = newest(village)
    assert response.status_code == 302
    assert response["Location"].endswith(f"/meja/warga/impor/{run.pk}/")
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == (
        "residents.check_import",
        {"village_id": village.pk, "run_id": str(run.pk)},
    )
    page = desk.get(f"/meja/warga/impor/{run.pk}/")
    assert "Berkas sedang diperiksa" in text(page)
    assert '<meta http-equiv="refresh" content="3">' in text(page)


def test_the_bar_tells_the_page_when_the_work_is_done(
    village: Village, desk: HallClient, tmp_path: Path
) -> None:
    upload(desk, tmp_path, family())
    run = newest(village)

    before = desk.get(f"/meja/warga/impor/{run.pk}/kemajuan/")
    runs.check_run(village, run.pk)
    after = desk.get(f"/meja/warga/impor/{run.pk}/kemajuan/")

    assert "HX-Refresh" not in before
    assert "<progress" in text(before)
    assert after["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"file": ""}, "Pilih berkasnya dulu"),
        ({"as_of": "1 Januari 2199"}, "belum terjadi"),
        ({"as_of": "kapan"}, ""),
    ],
)
def test_a_wrong_form_is_422(desk: HallClient, tmp_path: Path, fields: dict[str, Any], sentence: str) -> None:
    response = upload(desk, tmp_path, family(), **fields)

    assert response.status_code == 422
    assert sentence in text(response)


def test_the_report_shows_what_is_wrong_first(checked: ImportRun, desk: HallClient) -> None:
    page = text(desk.get(f"/meja/warga/impor/{checked.pk}/"))

    assert "Belum ada yang diubah. Periksa dulu." in page
    assert "Ini bukan tanggal." in page
    assert "kemarin" in page
    assert "Terapkan 5 baris" in page


def test_a_code_in_a_cell_is_shown_with_its_meaning(
    village: Village, desk: HallClient, run_import: Run, tmp_path: Path
) -> None:
    run_import(workbook(tmp_path / "awal.xlsx", family()), "--apply")
    upload(desk, tmp_path, [row | {"status_dasar": 2} for row in family()[1:2]])
    run = newest(village)
    runs.check_run(village, run.pk)

    page = text(desk.get(f"/meja/warga/impor/{run.pk}/?bagian=error"))

    assert '<td data-label="Isi sel">2 (Meninggal)</td>' in page


def test_all_columns_of_the_file_are_counted(village: Village, desk: HallClient, tmp_path: Path) -> None:
    upload(desk, tmp_path, family())
    run = newest(village)
    runs.check_run(village, run.pk)

    page = text(desk.get(f"/meja/warga/impor/{run.pk}/"))

    assert "dikenali sebagai ekspor OpenSID, 43 kolom" in page


@pytest.mark.parametrize("kind", LineKind)
def test_every_tab_is_a_page(checked: ImportRun, desk: HallClient, kind: LineKind) -> None:
    response = desk.get(f"/meja/warga/impor/{checked.pk}/?bagian={kind.value}")

    assert response.status_code == 200


def test_changes_are_shown_old_and_new_in_words(
    village: Village, desk: HallClient, run_import: Run, tmp_path: Path
) -> None:
    run_import(workbook(tmp_path / "awal.xlsx", family()), "--apply")
    upload(desk, tmp_path, family(pekerjaan_id=19, rt="004", cacat_id=2))
    run = newest(village)
    runs.check_run(village, run.pk)

    page = text(desk.get(f"/meja/warga/impor/{run.pk}/?bagian=changed"))

    assert "<del>Wiraswasta</del>" in page
    assert "<ins>Buruh harian lepas</ins>" in page
    assert "<ins>KRAJAN, RT 004/RW 001</ins>" in page
    assert "Disabilitas netra" in page


def test_disability_is_hidden_from_who_may_not_read_it() -> None:
    line = ImportLine(changes={"disability": [7, 2], "occupation": [88, 19]})

    assert [change.label for change in exchange._in_words(line, with_secrets=False)] == ["Pekerjaan"]
    assert len(exchange._in_words(line, with_secrets=True)) == 2


def test_happenings_wait_for_a_tick(
    village: Village, desk: HallClient, run_import: Run, tmp_path: Path
) -> None:
    run_import(workbook(tmp_path / "awal.xlsx", family()), "--apply")
    rows = family()
    rows[2]["status_dasar"] = 2
    upload(desk, tmp_path, rows)
    run = newest(village)
    runs.check_run(village, run.pk)

    page = text(desk.get(f"/meja/warga/impor/{run.pk}/?bagian=event"))
    desk.post(f"/meja/warga/impor/{run.pk}/terapkan/", {"decision": "good_rows", "accept_happenings": "on"})
    runs.apply_run(village, run.pk)

    assert "Di register warga ini hidup, di berkas meninggal." in page
    assert "Catat juga peristiwa" in page
    with acting_for(village):
        assert Resident.objects.get(full_name="NUR HIDAYAT").standing == Standing.DEAD
    assert "Register sudah diperbarui" in text(desk.get(f"/meja/warga/impor/{run.pk}/"))


def test_a_decision_goes_to_the_worker(village: Village, checked: ImportRun, desk: HallClient) -> None:
    desk.post(f"/meja/warga/impor/{checked.pk}/terapkan/", {"decision": "good_rows"})
    waiting = text(desk.get(f"/meja/warga/impor/{checked.pk}/"))

    runs.apply_run(village, checked.pk)
    done = text(desk.get(f"/meja/warga/impor/{checked.pk}/"))

    assert "Berkas sedang diterapkan" in waiting
    assert "Register sudah diperbarui" in done
    with acting_for(village):
        assert Resident.objects.count() == 5


def test_a_decision_without_choice_is_422(checked: ImportRun, desk: HallClient) -> None:
    assert desk.post(f"/meja/warga/impor/{checked.pk}/terapkan/", {}).status_code == 422


def test_a_second_decision_is_told_and_changes_nothing(
    village: Village, checked: ImportRun, desk: HallClient
) -> None:
    desk.post(f"/meja/warga/impor/{checked.pk}/batal/")

    response = desk.post(f"/meja/warga/impor/{checked.pk}/terapkan/", {"decision": "good_rows"}, follow=True)

    assert "Berkas ini dibatalkan." in text(response)
    assert newest(village).state == RunState.CANCELLED


def test_the_marked_table_is_downloaded_and_that_is_recorded(
    village: Village, checked: ImportRun, desk: HallClient
) -> None:
    response = desk.get(f"/meja/warga/impor/{checked.pk}/ditandai/")

    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    assert book.sheetnames == ["Masalah", "Data Penduduk"]
    assert "warga-ditandai.xlsx" in unquote(response["Content-Disposition"])
    with acting_for(village):
        assert AuditEntry.objects.filter(action="residents.read", subject_id=str(checked.pk)).exists()


def test_the_occupation_list_may_be_chosen_afterwards(
    village: Village, desk: HallClient, tmp_path: Path
) -> None:
    upload(desk, tmp_path, family(pekerjaan_id=89))
    run = newest(village)
    runs.check_run(village, run.pk)
    assert "Daftar 99 pekerjaan" in text(desk.get(f"/meja/warga/impor/{run.pk}/"))

    desk.post(f"/meja/warga/impor/{run.pk}/ulangi/", {"occupations": "99"})
    runs.check_run(village, run.pk)
    desk.post(f"/meja/warga/impor/{run.pk}/terapkan/", {"decision": "all_or_nothing"})
    runs.apply_run(village, run.pk)

    with acting_for(village):
        assert set(Resident.objects.values_list("occupation", flat=True)) == {89}


def test_another_village_s_file_does_not_exist(
    checked: ImportRun, other_village: Village, other_officer: Any
) -> None:
    neighbour = HallClient(other_village)
    neighbour.force_login(other_officer)

    pages = ["", "kemajuan/", "ditandai/"]

    assert {neighbour.get(f"/meja/warga/impor/{checked.pk}/{page}").status_code for page in pages} == {404}
    assert (
        neighbour.post(f"/meja/warga/impor/{checked.pk}/terapkan/", {"decision": "good_rows"}).status_code
        == 404
    )


@pytest.mark.parametrize("role", [Role.RT_HEAD, Role.VOLUNTEER, Role.VILLAGE_HEAD])
def test_only_who_may_import_gets_in(village: Village, role: Role) -> None:
    client = HallClient(village)
    client.force_login(make_officer(village, role))

    assert client.get("/meja/warga/impor/").status_code == 403


def test_the_list_of_files_asks_as_often_for_one_as_for_three(
    desk: HallClient, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    upload(desk, tmp_path, family())
    desk.get("/meja/warga/impor/")  # what is asked once a session
    with CaptureQueriesContext(connection) as queries:
        desk.get("/meja/warga/impor/")
    for_one = len(queries.captured_queries)
    upload(desk, tmp_path, family())
    upload(desk, tmp_path, family())

    with django_assert_num_queries(for_one):
        desk.get("/meja/warga/impor/")


@pytest.mark.parametrize("layout", ["opensid", "siak", "balai"])
def test_the_register_is_downloaded_and_that_is_recorded(
    village: Village, desk: HallClient, run_import: Run, tmp_path: Path, layout: str
) -> None:
    run_import(workbook(tmp_path / "awal.xlsx", family()), "--apply")

    response = desk.post("/meja/warga/unduh/", {"layout": layout})

    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    assert book.active.max_row == 4
    with acting_for(village):
        assert AuditEntry.objects.get(action="residents.exported").facts["rows"] == 3


def test_the_download_page_asks_for_a_layout(desk: HallClient) -> None:
    assert desk.get("/meja/warga/unduh/").status_code == 200
    assert desk.post("/meja/warga/unduh/", {"layout": "x"}).status_code == 422
