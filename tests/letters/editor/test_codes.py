"""The village's classification codes: those that come with Balai, and a workbook of its own."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from balai.letters.classification import Code, read_code_table, shipped_codes
from balai.letters.models import ClassificationCode
from balai.letters.operations.codes import import_codes, install_codes
from balai.residents.exchange.problems import Refused
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.letters.factories import BY


def workbook(*rows: tuple[Any, ...]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "kode"
    path.write_bytes(content)
    return path


def test_the_shipped_codes_are_told_once_each() -> None:
    codes = [each.code for each in shipped_codes()]

    assert len(codes) == len(set(codes)) > 30
    assert "400.12.2.1" in codes


def test_a_workbook_is_read_by_its_headings(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        workbook(
            ("Klasifikasi arsip", "", ""),
            ("KODE", "Uraian", "Nama"),
            ("400.12.2.1", "KTP dan KK", "Identitas penduduk"),
            (470, "", "Kependudukan"),
            ("empat", "", "Salah"),
            ("400.9", "", ""),
        ),
    )

    table = read_code_table(path)

    assert table.codes == (
        Code("400.12.2.1", "Identitas penduduk", "KTP dan KK"),
        Code("470", "Kependudukan"),
    )
    assert [problem.partition(":")[0] for problem in table.problems] == ["Baris 5", "Baris 6"]


def test_a_table_without_headings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="kode, nama, uraian"):
        read_code_table(saved(tmp_path, b"470,Kependudukan\n471,Pendaftaran\n"))


def test_a_text_table_is_read_too(tmp_path: Path) -> None:
    path = saved(tmp_path, b"kode;nama;uraian\n400.12;Kependudukan;\n")

    assert read_code_table(path).codes == (Code("400.12", "Kependudukan"),)


@pytest.mark.django_db
def test_codes_are_found_by_their_beginning_and_by_words(in_village: Village) -> None:
    install_codes()

    by_code = ClassificationCode.objects.matching("400.12.2")
    by_words = ClassificationCode.objects.matching("tidak mampu pelajar")

    assert [each.code for each in by_code][:2] == ["400.12.2", "400.12.2.1"]
    assert [each.code for each in by_words] == ["400.3.3.2"]


@pytest.mark.django_db
def test_a_villages_own_table_replaces_ours_and_stays(in_village: Village) -> None:
    install_codes()

    import_codes(codes=[Code("470", "Kependudukan")], by=BY)
    install_codes()

    assert list(ClassificationCode.objects.values_list("code", "origin")) == [("470", "village")]


@pytest.mark.django_db
def test_a_workbook_is_loaded_on_the_page(village: Village, desk: HallClient) -> None:
    upload = BytesIO(workbook(("kode", "nama", "uraian"), ("470", "Kependudukan", "")))
    upload.name = "kode.xlsx"

    page = desk.post("/meja/surat/klasifikasi/", {"file": upload}, follow=True)
    wrong = BytesIO(b"bukan tabel")
    wrong.name = "kode.xlsx"
    refused = desk.post("/meja/surat/klasifikasi/", {"file": wrong})

    assert "1 kode dimuat" in page.content.decode()
    assert refused.status_code == 422
    with acting_for(village):
        assert ClassificationCode.objects.get().code == "470"
