"""Whole files that can't be read: each is refused with a sentence that names what it is, by exit code 2."""

import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentText
from odf.text import P

from balai.residents.exchange import reading as reading_module
from balai.residents.exchange.problems import Refused
from balai.residents.exchange.tables import read_table
from balai.residents.exchange.workbooks import limits
from tests.residents.exchange.broken import compound_file, raw_sheet, text_row
from tests.residents.exchange.conftest import Run
from tests.residents.exchange.files import OPENSID_HEADERS, family, text_table, workbook

HEADER = text_row(1, OPENSID_HEADERS)


def refusal(path: Path) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(Refused) as refused:
        read_table(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (b"", "kosong, 0 bita"),
        (b"%PDF-1.7 isi", "dokumen PDF"),
        (b"\x89PNG\r\n\x1a\n", "gambar PNG"),
        (b"\xff\xd8\xff\xe0", "gambar JPEG"),
        (b"Rar!\x1a\x07", "arsip RAR"),
        (b"MZ\x90\x00", "program Windows"),
        (b"<html><table><tr><td>nama</td></tr></table></html>", "halaman web"),
        (b"\x00\x01\x02\x03acak", "bukan berkas tabel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "rusak atau terpotong"),
    ],
)
def test_what_is_no_table_is_named_whatever_its_name(tmp_path: Path, start: bytes, sentence: str) -> None:
    path = tmp_path / "warga.xlsx"
    path.write_bytes(start)

    assert sentence in refusal(path)


def test_a_refused_file_ends_with_code_2_and_a_reason(run_import: Run, tmp_path: Path) -> None:
    path = tmp_path / "warga.xlsx"
    path.write_bytes(b"%PDF-1.7")

    code, report = run_import(path, "--apply")

    assert code == 2
    assert list(report) == ["refused"]
    assert "PDF" in report["refused"]


def test_a_file_that_is_not_there_is_refused(run_import: Run, tmp_path: Path) -> None:
    code, report = run_import(tmp_path / "tidak-ada.xlsx")

    assert code == 2
    assert "tidak ada" in report["refused"]


def test_plain_words_are_no_table(tmp_path: Path) -> None:
    path = tmp_path / "surat.csv"
    path.write_text("Yth. Kepala Desa,\nmohon bantuan.\n", encoding="utf-8")

    assert "Judul kolom warga tidak ditemukan" in refusal(path)


def test_an_encrypted_workbook_is_named(tmp_path: Path) -> None:
    path = compound_file(tmp_path / "warga.xlsx", "EncryptedPackage")

    assert "kata sandi" in refusal(path)


def test_an_encrypted_old_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "warga.xls"
    book = xlwt.Workbook()
    book.add_sheet("Data").write(0, 0, "nik")
    book.save(str(path))
    content = bytearray(path.read_bytes())
    # The record that says which code page is used becomes the one that says "locked".
    start = content.find(b"\x42\x00\x02\x00")
    content[start : start + 2] = b"\x2f\x00"
    path.write_bytes(content)

    assert "kata sandi" in refusal(path)


def test_a_word_document_is_named(tmp_path: Path) -> None:
    path = compound_file(tmp_path / "warga.xls", "WordDocument")

    assert "dokumen Word" in refusal(path)


def test_a_text_document_of_libreoffice_is_named(tmp_path: Path) -> None:
    document = OpenDocumentText()
    document.text.addElement(P(text="nik nama"))
    path = tmp_path / "warga.ods"
    document.save(str(path))

    assert "bukan lembar kerja" in refusal(path)


def test_an_archive_that_is_no_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "warga.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("warga.csv", "nik,nama")

    assert "bukan buku kerja" in refusal(path)


@pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
def test_a_truncated_workbook_is_refused(tmp_path: Path, share: float) -> None:
    path = workbook(tmp_path / "warga.xlsx", family())
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    assert "rusak atau terpotong" in refusal(path)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "warga.xlsx", family())
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    content[place : place + 60] = os.urandom(60)
    path.write_bytes(content)

    assert "rusak" in refusal(path)


def test_a_file_of_300_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = workbook(tmp_path / "warga.xlsx", family())
    with path.open("r+b") as file:
        file.truncate(300 * limits.MEGABYTE)

    assert "300 MB. Batasnya 150 MB" in refusal(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = raw_sheet(tmp_path / "warga.xlsx", [], extra={"xl/media/bom.xml": b"\0" * (60 * limits.MEGABYTE)})

    assert "mengembang" in refusal(path)


@pytest.mark.parametrize("dimension", ['<dimension ref="A1:XFD1048576"/>', '<dimension ref="A1:B2"/>', ""])
def test_one_cell_at_the_far_corner_is_named(tmp_path: Path, dimension: str) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = raw_sheet(tmp_path / "warga.xlsx", [HEADER, far], dimension=dimension)

    assert "XFD1048576" in refusal(path)


def test_a_cell_far_to_the_right_is_refused(tmp_path: Path) -> None:
    path = raw_sheet(tmp_path / "warga.xlsx", [HEADER, '<row r="2"><c r="XFD2"><v>1</v></c></row>'])

    assert "16384 kolom" in refusal(path)


def test_a_million_rows_of_spaces_are_refused_with_their_end(tmp_path: Path) -> None:
    rows = (f'<row r="{n}"><c r="AQ{n}"><v>1</v></c></row>' for n in range(2, 1_000_000))
    path = raw_sheet(tmp_path / "warga.xlsx", [HEADER, *rows])

    assert "sampai sel AQ999999" in refusal(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = raw_sheet(tmp_path / "warga.xlsx", [HEADER])
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook><sheets>&b;</sheets></workbook>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (parts | {"xl/workbook.xml": bomb}).items():
            archive.writestr(name, content)

    assert "berbahaya" in refusal(path)


def test_a_reader_that_dies_is_a_refusal_not_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "CHILD", "tests.residents.exchange.dying")

    assert "berhenti di tengah jalan" in refusal(workbook(tmp_path / "warga.xlsx", family()))


def test_a_reader_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "CHILD", "tests.residents.exchange.hanging")
    monkeypatch.setattr(limits, "CHILD_SECONDS", 1)

    assert "belum selesai dibaca" in refusal(workbook(tmp_path / "warga.xlsx", family()))


def test_memory_is_limited_in_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "CHILD", "tests.residents.exchange.greedy")

    assert "berhenti" in refusal(workbook(tmp_path / "warga.xlsx", family()))


def test_more_problems_than_can_be_kept_are_refused_by_the_worst_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PROBLEMS", 20)
    rows = [row for serial in range(1, 10) for row in family(serial, tanggallahir="kemarin")]

    assert "paling banyak di kolom 'tanggallahir'" in refusal(workbook(tmp_path / "warga.xlsx", rows))


def test_the_rows_of_all_sheets_count_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 5)
    path = workbook(tmp_path / "warga.xlsx", family(1))
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.worksheets[0])
    book.save(path)

    assert "baris. Bagi menjadi beberapa berkas." in refusal(path)


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        ([*OPENSID_HEADERS[:4], "nma", *OPENSID_HEADERS[5:]], "'nma' (kolom E, mungkin maksudnya 'nama')"),
        ([*OPENSID_HEADERS, "nik"], "'nik' ada dua kali"),
        ([*OPENSID_HEADERS, "rahasia"], "'rahasia' (kolom AR)"),
        ([header for header in OPENSID_HEADERS if header != "nik"], "Kolom 'nik' tidak ada"),
    ],
)
def test_wrong_headers_are_named(tmp_path: Path, headers: list[str], sentence: str) -> None:
    assert sentence in refusal(workbook(tmp_path / "warga.xlsx", family(), headers))


def test_merged_headers_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(OPENSID_HEADERS)
    book.active.append([family()[0].get(header) for header in OPENSID_HEADERS])
    book.active.merge_cells("B1:D1")
    path = tmp_path / "warga.xlsx"
    book.save(path)

    assert "digabung (merge) di sel B1:D1" in refusal(path)


def test_data_on_a_hidden_sheet_only_is_refused_by_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Catatan"
    hidden = book.create_sheet("Warga lama")
    hidden.append(OPENSID_HEADERS)
    hidden.sheet_state = "hidden"
    path = tmp_path / "warga.xlsx"
    book.save(path)

    assert "lembar tersembunyi 'Warga lama'" in refusal(path)


def test_headers_without_people_are_refused(tmp_path: Path) -> None:
    assert "tidak ada satu pun baris warga" in refusal(workbook(tmp_path / "warga.xlsx", []))


def test_a_text_table_with_an_open_quote_is_refused(tmp_path: Path) -> None:
    path = text_table(tmp_path / "warga.csv", family())
    path.write_text(path.read_text(encoding="utf-8") + '"Jalan yang tidak', encoding="utf-8")

    assert "tanda kutip tidak berpasangan" in refusal(path)
