"""Rows that can't stand as they are: each problem by sheet, row, column, value, and what to do; the rest stays whole."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.exchange.broken import raw_sheet, text_row
from tests.residents.exchange.conftest import Run
from tests.residents.exchange.files import (
    OPENSID_HEADERS,
    Row,
    card,
    family,
    number,
    person,
    text_table,
    workbook,
)


def problems(report: dict[str, Any], kind: str = "errors") -> list[tuple[int, str]]:
    """Row and column of each."""
    found = report["errors"] if kind == "errors" else notable(report)
    return [(problem["row"], problem["column"]) for problem in found]


def notable(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The warnings, without those about areas that will be made."""
    return [warning for warning in report["warnings"] if "akan dibuat" not in warning["problem"]]


def check(run_import: Run, folder: Path, rows: list[Row]) -> dict[str, Any]:
    _, report = run_import(workbook(folder / "warga.xlsx", rows))
    return report


def test_a_problem_has_exactly_the_promised_keys(run_import: Run, tmp_path: Path) -> None:
    rows = family()
    rows[2]["tanggallahir"] = "kemarin"

    code, report = run_import(workbook(tmp_path / "warga.xlsx", rows))

    assert code == 1
    assert report["errors"] == [
        {
            "sheet": "Data Penduduk", "row": 4, "column": "tanggallahir", "value": "kemarin",
            "problem": "Ini bukan tanggal.", "advice": "Tulis hari-bulan-tahun, misalnya 05-07-1992.",
        }
    ]  # fmt: skip
    assert (report["rows"], report["added"], report["bad_rows"]) == (3, 2, 1)


def test_with_a_bad_row_nothing_is_written(village: Village, run_import: Run, tmp_path: Path) -> None:
    rows = [*family(1), *family(2)]
    rows[2]["sex"] = 3

    code, report = run_import(workbook(tmp_path / "warga.xlsx", rows), "--apply")

    assert (code, report["applied"]) == (1, False)
    with acting_for(village):
        assert not Resident.objects.exists()


def test_good_rows_are_written_when_bad_ones_may_be_skipped(
    village: Village, run_import: Run, tmp_path: Path
) -> None:
    rows = [*family(1), *family(2)]
    rows[2]["sex"] = 3

    code, report = run_import(workbook(tmp_path / "warga.xlsx", rows), "--apply", "--skip-bad-rows")

    assert (code, report["applied"], report["added"]) == (1, True, 5)
    with acting_for(village):
        assert Resident.objects.count() == 5


@pytest.mark.parametrize("written", ["9.90101E+15", "3.3E+15", 9901011403859010])
def test_a_nik_that_a_spreadsheet_ruined_is_named(run_import: Run, tmp_path: Path, written: Any) -> None:
    rows = family()
    rows[2]["nik"] = written

    report = check(run_import, tmp_path, rows)

    assert problems(report) == [(4, "nik")]
    assert "hilang" in report["errors"][0]["problem"]


def test_a_nik_twice_in_the_file_holds_both_rows_back(run_import: Run, tmp_path: Path) -> None:
    rows = [*family(1), *family(2)]
    rows[5]["nik"] = rows[2]["nik"]

    report = check(run_import, tmp_path, rows)

    assert problems(report) == [(4, "nik"), (7, "nik")]
    assert "baris 4, 7" in report["errors"][0]["problem"]


def test_a_card_with_two_living_heads_holds_all_its_members_back(run_import: Run, tmp_path: Path) -> None:
    rows = [*family(1), *family(2)]
    rows[1]["kk_level"] = 1

    report = check(run_import, tmp_path, rows)

    assert problems(report) == [(2, "kk_level"), (3, "kk_level"), (4, "no_kk")]
    assert "2 kepala keluarga yang hidup: baris 2, 3" in report["errors"][0]["problem"]
    assert report["added"] == 3


def test_a_card_without_a_head_holds_all_its_members_back(run_import: Run, tmp_path: Path) -> None:
    rows = [*family(1), *family(2)]
    rows[0]["kk_level"] = 9

    report = check(run_import, tmp_path, rows)

    assert problems(report) == [(2, "no_kk"), (3, "no_kk"), (4, "no_kk")]
    assert "tidak punya kepala keluarga" in report["errors"][0]["problem"]


def test_a_dead_head_is_no_head(run_import: Run, tmp_path: Path) -> None:
    rows = family(1)
    rows[0]["status_dasar"] = 2

    report = check(run_import, tmp_path, rows)

    assert [row for row, _ in problems(report)] == [2, 3, 4]


def test_a_dead_head_beside_a_living_one_is_allowed(run_import: Run, tmp_path: Path) -> None:
    rows = family(1)
    rows[0]["status_dasar"] = 2
    rows[1]["kk_level"] = 1

    report = check(run_import, tmp_path, rows)

    assert report["errors"] == []
    assert report["added"] == 3


def test_members_are_held_back_with_a_head_whose_row_is_bad(run_import: Run, tmp_path: Path) -> None:
    rows = [*family(1), *family(2)]
    rows[0]["tanggallahir"] = "31-02-1985"

    report = check(run_import, tmp_path, rows)

    assert [row for row, _ in problems(report)] == [2, 3, 4]
    assert "Ikut ditahan" in report["errors"][-1]["problem"]
    assert "baris 2" in report["errors"][-1]["problem"]


def test_a_nik_that_contradicts_the_birth_date_is_only_a_warning(run_import: Run, tmp_path: Path) -> None:
    rows = family()
    rows[2]["tanggallahir"] = "2012-10-30"

    code, report = run_import(workbook(tmp_path / "warga.xlsx", rows))

    assert code == 0
    assert problems(report, "warnings")[0] == (4, "nik")
    assert report["added"] == 3


def test_a_birth_in_the_future_is_bad(run_import: Run, tmp_path: Path) -> None:
    rows = family()
    rows[2]["tanggallahir"] = "2199-01-01"

    assert problems(check(run_import, tmp_path, rows)) == [(4, "tanggallahir")]


@pytest.mark.parametrize("field", ["nama", "sex", "tanggallahir", "kk_level"])
def test_somebody_new_needs_what_the_register_needs(run_import: Run, tmp_path: Path, field: str) -> None:
    rows = family()
    rows[2][field] = None

    assert (4, field) in problems(check(run_import, tmp_path, rows))


def test_dates_as_text_in_many_styles_are_read(village: Village, run_import: Run, tmp_path: Path) -> None:
    rows = family()
    rows[0]["tanggallahir"], rows[1]["tanggallahir"], rows[2]["tanggallahir"] = (
        "14/3/1985",
        "2 Juli 1988",
        date(2012, 11, 30),
    )
    path = tmp_path / "warga.xlsx"
    book = openpyxl.Workbook()
    book.active.append(OPENSID_HEADERS)
    for row in rows:
        book.active.append([row.get(header) for header in OPENSID_HEADERS])
    book.save(path)

    code, _ = run_import(path, "--apply")

    assert code == 0
    with acting_for(village):
        born = list(Resident.objects.in_kk_order().values_list("birth_date", flat=True))
    assert born == [date(1985, 3, 14), date(1988, 7, 2), date(2012, 11, 30)]


def excel(path: Path, rows: list[Row]) -> tuple[Any, Any]:
    book = openpyxl.Workbook()
    book.active.title = "Data"
    book.active.append(OPENSID_HEADERS)
    for row in rows:
        book.active.append([row.get(header) for header in OPENSID_HEADERS])
    return book, book.active


def test_a_cell_in_error_is_bad_though_it_looks_empty(run_import: Run, tmp_path: Path) -> None:
    book, page = excel(tmp_path, family())
    page["W4"] = "#N/A"
    page["W4"].data_type = "e"
    book.save(tmp_path / "warga.xlsx")

    _, report = run_import(tmp_path / "warga.xlsx")

    assert problems(report) == [(4, "akta_lahir")]
    assert "kesalahan Excel" in report["errors"][0]["problem"]


def test_a_formula_that_nobody_calculated_is_bad(run_import: Run, tmp_path: Path) -> None:
    book, page = excel(tmp_path, family())
    page["E4"] = '=CONCATENATE("NUR"," HIDAYAT")'
    book.save(tmp_path / "warga.xlsx")

    _, report = run_import(tmp_path / "warga.xlsx")

    assert (4, "nama") in problems(report)
    assert any("Rumus di sel ini belum dihitung" in problem["problem"] for problem in report["errors"])


def test_a_calculated_formula_is_read_and_named(run_import: Run, tmp_path: Path) -> None:
    rows = [text_row(1, OPENSID_HEADERS)]
    for index, row in enumerate(family(), 2):
        rows.append(text_row(index, [str(row.get(header) or "") for header in OPENSID_HEADERS]))
    rows[3] = rows[3].replace(
        '<c r="E4" t="inlineStr"><is><t>NUR HIDAYAT</t></is></c>',
        '<c r="E4" t="str"><f>"NUR"&amp;" HIDAYAT"</f><v>NUR HIDAYAT</v></c>',
    )

    code, report = run_import(raw_sheet(tmp_path / "warga.xlsx", rows))

    assert code == 0
    assert report["added"] == 3
    assert [(w["column"], "rumus di 1 sel" in w["problem"]) for w in notable(report)] == [("nama", True)]


def test_merged_cells_hold_their_rows_back(run_import: Run, tmp_path: Path) -> None:
    book, page = excel(tmp_path, family())
    page.merge_cells("F2:F4")
    book.save(tmp_path / "warga.xlsx")

    _, report = run_import(tmp_path / "warga.xlsx")

    assert {(3, "no_kk"), (4, "no_kk")} <= set(problems(report))
    assert "digabung (merge) dengan F2:F4" in report["errors"][0]["problem"] + report["errors"][1]["problem"]


def test_hidden_sheets_are_named_and_not_read(run_import: Run, tmp_path: Path) -> None:
    book, _ = excel(tmp_path, family())
    hidden = book.create_sheet("Arsip")
    hidden.append(OPENSID_HEADERS)
    hidden.sheet_state = "hidden"
    book.create_sheet("Kode Data")["A1"] = "1 = LAKI-LAKI"
    book.save(tmp_path / "warga.xlsx")

    code, report = run_import(tmp_path / "warga.xlsx")

    assert code == 0
    assert report["rows"] == 3
    assert [(w["sheet"], w["problem"]) for w in notable(report)] == [
        ("Arsip", "Lembar ini tersembunyi, jadi tidak dibaca.")
    ]


def test_macros_are_named_and_never_run(run_import: Run, tmp_path: Path) -> None:
    rows = [text_row(1, OPENSID_HEADERS)]
    rows += [
        text_row(index, [str(row.get(header) or "") for header in OPENSID_HEADERS])
        for index, row in enumerate(family(), 2)
    ]
    path = raw_sheet(tmp_path / "warga.xlsm", rows, extra={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})

    code, report = run_import(path)

    assert code == 0
    assert "makro" in notable(report)[0]["problem"]


def test_a_million_empty_rows_cost_nothing(run_import: Run, tmp_path: Path) -> None:
    rows = [text_row(1, OPENSID_HEADERS)]
    rows += [
        text_row(index, [str(row.get(header) or "") for header in OPENSID_HEADERS])
        for index, row in enumerate(family(), 2)
    ]
    empty = (f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(5, 1_000_000))

    code, report = run_import(raw_sheet(tmp_path / "warga.xlsx", [*rows, *empty]))

    assert (code, report["rows"]) == (0, 3)


def test_three_hashes_end_the_table(run_import: Run, tmp_path: Path) -> None:
    rows: list[Row] = [*family(1), {"dusun": "###"}, {"nama": "Jumlah 3 orang"}]

    report = check(run_import, tmp_path, rows)

    assert (report["rows"], report["errors"]) == (3, [])


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), ("|", "cp1252")]
)
def test_text_tables_are_read_whatever_their_signs(
    village: Village, run_import: Run, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    rows = family(nama_ibu="RENÉ, IBU")

    code, _ = run_import(
        text_table(tmp_path / "data.txt", rows, delimiter=delimiter, encoding=encoding), "--apply"
    )

    assert code == 0
    with acting_for(village):
        assert set(Resident.objects.values_list("mother_name", flat=True)) == {"RENÉ, IBU"}


def test_a_line_with_one_comma_too_many_is_bad(run_import: Run, tmp_path: Path) -> None:
    path = text_table(tmp_path / "data.csv", family())
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] += ",lagi"
    path.write_text("\n".join(lines), encoding="utf-8")

    _, report = run_import(path)

    assert [row for row, _ in problems(report)] == [4]


def test_an_old_workbook_is_read(run_import: Run, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Data")
    for column, header in enumerate(OPENSID_HEADERS):
        page.write(0, column, header)
        for index, row in enumerate(family(), 1):
            page.write(index, column, row.get(header))
    book.save(str(tmp_path / "apa.dat"))

    code, report = run_import(tmp_path / "apa.dat")

    assert (code, report["added"]) == (0, 3)


def test_formulas_and_errors_of_an_old_workbook_are_seen(run_import: Run, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Data")
    for column, header in enumerate(OPENSID_HEADERS):
        page.write(0, column, header)
        for index, row in enumerate(family(), 1):
            page.write(
                index,
                column,
                xlwt.Formula("1/0") if (header, index) == ("akta_lahir", 3) else row.get(header),
            )
    book.save(str(tmp_path / "warga.xls"))

    _, report = run_import(tmp_path / "warga.xls")

    assert problems(report) == [(4, "akta_lahir")]


def open_document(path: Path, rows: list[Row], broken: tuple[int, str] = (0, "")) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Data")
    for index, cells in enumerate([dict(zip(OPENSID_HEADERS, OPENSID_HEADERS, strict=True)), *rows], 1):
        line = TableRow()
        for header in OPENSID_HEADERS:
            value = cells.get(header)
            if (index, header) == broken:
                cell = TableCell(formula="of:=1/0", valuetype="string", stringvalue="")
                cell.addElement(P(text="#DIV/0!"))
            elif isinstance(value, int):
                cell = TableCell(valuetype="float", value=value)
                cell.addElement(P(text=str(value)))
            else:
                cell = TableCell(valuetype="string") if value else TableCell()
                cell.addElement(P(text=value or ""))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def test_an_open_document_is_read(run_import: Run, tmp_path: Path) -> None:
    code, report = run_import(open_document(tmp_path / "warga.ods", family()))

    assert (code, report["added"]) == (0, 3)


def test_an_error_in_an_open_document_is_seen(run_import: Run, tmp_path: Path) -> None:
    _, report = run_import(open_document(tmp_path / "warga.ods", family(), broken=(4, "akta_lahir")))

    assert (4, "akta_lahir") in problems(report)


def test_headers_may_be_fewer_and_in_any_order(village: Village, run_import: Run, tmp_path: Path) -> None:
    run_import(workbook(tmp_path / "semua.xlsx", family()), "--apply")
    rows = [{"nik": row["nik"], "nama": row["nama"], "pekerjaan_id": 9} for row in family()]

    code, report = run_import(
        workbook(tmp_path / "sebagian.xlsx", rows, ["pekerjaan_id", "nama", "nik"]), "--apply"
    )

    assert (code, report["changed"]) == (0, 3)
    with acting_for(village):
        assert set(Resident.objects.values_list("occupation", flat=True)) == {9}


def test_an_empty_cell_clears_nothing_and_is_named(village: Village, run_import: Run, tmp_path: Path) -> None:
    run_import(workbook(tmp_path / "satu.xlsx", family(suku="JAWA")), "--apply")

    code, report = run_import(workbook(tmp_path / "dua.xlsx", family(suku=None)), "--apply")

    assert (code, report["changed"], report["unchanged"]) == (0, 0, 3)
    assert [(w["column"], w["problem"][:14]) for w in report["warnings"]] == [("suku", "3 sel kosong, ")]
    with acting_for(village):
        assert set(Resident.objects.values_list("ethnicity", flat=True)) == {"JAWA"}


def test_health_data_is_named_once_and_not_stored(village: Village, run_import: Run, tmp_path: Path) -> None:
    _, report = run_import(workbook(tmp_path / "warga.xlsx", family(cara_kb_id=2, hamil=1)), "--apply")

    assert [(w["column"], "data kesehatan" in w["problem"]) for w in notable(report)] == [
        ("cara_kb_id, hamil", True)
    ]


def test_people_without_a_nik_are_known_by_name_place_and_birth(
    village: Village, run_import: Run, tmp_path: Path
) -> None:
    rows = family()
    rows[2]["nik"] = "0"
    path = workbook(tmp_path / "warga.xlsx", rows)
    run_import(path, "--apply")

    _, again = run_import(path)
    rows[2]["nik"] = number(12, date(2012, 11, 30), woman=False)
    _, issued = run_import(workbook(tmp_path / "terbit.xlsx", rows), "--apply")

    assert (again["unchanged"], again["added"]) == (3, 0)
    assert (issued["changed"], issued["added"]) == (1, 0)
    with acting_for(village):
        assert Resident.objects.count() == 3
        assert Resident.objects.get(full_name="NUR HIDAYAT").nik == rows[2]["nik"]


def test_two_people_without_a_nik_who_can_t_be_told_apart_are_bad(run_import: Run, tmp_path: Path) -> None:
    twins = [
        person(30 + n, "ALI", kk=card(1), relation=4, born=date(2020, 1, 1)) | {"nik": "0"} for n in range(2)
    ]

    report = check(run_import, tmp_path, [*family(1), *twins])

    assert problems(report) == [(5, "nama"), (6, "nama")]


def test_somebody_on_no_card_is_a_warning(village: Village, run_import: Run, tmp_path: Path) -> None:
    loose = person(40, "PARMIN", kk="0", relation=11)

    code, report = run_import(workbook(tmp_path / "warga.xlsx", [*family(1), loose]), "--apply")

    assert (code, report["added"]) == (0, 4)
    assert problems(report, "warnings") == [(5, "no_kk")]


def test_a_head_on_no_card_is_bad(run_import: Run, tmp_path: Path) -> None:
    report = check(run_import, tmp_path, [person(40, "PARMIN", kk="0", relation=1)])

    assert problems(report) == [(2, "no_kk")]


def test_new_areas_are_said_before_they_are_made(run_import: Run, tmp_path: Path, village: Village) -> None:
    path = workbook(tmp_path / "warga.xlsx", family())

    _, report = run_import(path, "--apply")
    _, again = run_import(
        workbook(tmp_path / "lagi.xlsx", family(2, dusun="dusun krajan", rt="3")), "--apply"
    )

    assert [w["value"] for w in report["warnings"]] == ["KRAJAN, RT 003/RW 001"]
    assert again["warnings"] == []


def test_different_addresses_on_one_card_are_named(run_import: Run, tmp_path: Path) -> None:
    rows = family()
    rows[2]["alamat"] = "Jalan Lain"

    report = check(run_import, tmp_path, rows)

    assert (4, "alamat") in problems(report, "warnings")
    assert report["errors"] == []
