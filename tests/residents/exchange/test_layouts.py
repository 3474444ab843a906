"""The three layouts: recognised, read with their quirks, and written so that nothing differs when they come back."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.residents import enums
from balai.residents.exchange.layouts import LAYOUTS
from balai.residents.exchange.layouts.siak import joined_address, split_address
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.exchange.conftest import Run
from tests.residents.exchange.files import Row, card, family, number, person, workbook

SIAK_HEADERS = [column.header for column in LAYOUTS["siak"].columns]
ALL = ["opensid", "siak", "balai"]


def siak_row(row: Row, **other: Any) -> Row:
    """A row of the civil registry's list out of one of the incumbent's export."""
    return {
        "Nomor KK": row["no_kk"], "NIK": row["nik"], "Nama Penduduk": row["nama"], "Status": "HIDUP", "Tempat Lahir": "SUKAMAJU",
        "Tanggal Lahir": "-".join(reversed(row["tanggallahir"].split("-"))), "Kelamin": "LAKI-LAKI" if row["sex"] == 1 else "PEREMPUAN",
        "Ayah": row["nama_ayah"], "Ibu": row["nama_ibu"], "Status Kawin": "KAWIN" if row["status_kawin"] == 2 else "BELUM KAWIN",
        "SHDK": {1: "KEPALA KELUARGA", 3: "ISTRI", 4: "ANAK"}[row["kk_level"]], "Agama": "ISLAM", "Kecamatan": "MEKARSARI",
        "Desa/Kel": "SUKAMAJU", "Alamat": "JL MELATI 3 DSN KRAJAN", "RW": "001", "RT": "003", "Pendidikan": "SLTA / SEDERAJAT",
        "Pekerjaan": "WIRASWASTA", "Gol. Darah": "TIDAK TAHU", "Cacat": "TIDAK CACAT", "Petugas Registrasi": "ADMIN", **other,
    }  # fmt: skip


def cells_of(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))


def export(village: Village, path: Path, layout: str) -> Path:
    call_command("export_residents", str(path), "--village", village.code, "--layout", layout, verbosity=0)
    return path


@pytest.fixture
def register(village: Village, run_import: Run, tmp_path: Path) -> Village:
    """A register with everything that is hard to write: quotes, no NIK, the dead, both ends of every list."""
    rows: list[Row] = [
        *family(1, alamat='JL ""MELATI""'.replace('""', '"'), suku="=JAWA", akta_lahir="AL/1", lat=-6.175392, lng=106.827153),
        *family(2, dusun="-", rw="-", rt="-", alamat="", id_asuransi=4, no_asuransi="0001", tag_id_card="0123456789"),
        person(50, "PARTO", kk="0", relation=11, status_dasar=2),
        person(51, "ARTIS", kk=card(1), relation=9, pekerjaan_id=90, status_kawin=3, cacat_id=2, ktp_el=3),
        person(52, "TANPA NIK", kk=card(1), relation=9, nik="0", born=date(2025, 1, 2)),
    ]  # fmt: skip
    rows[0] |= {
        "akta_perkawinan": "KW-1",
        "tanggalperkawinan": "2010-05-06",
        "ayah_nik": number(90, date(1950, 1, 1), woman=False),
    }
    code, report = run_import(workbook(tmp_path / "awal.xlsx", rows), "--apply")
    assert (code, report.get("added")) == (0, 9), report
    return village


@pytest.mark.parametrize("layout", ALL)
def test_an_export_comes_back_without_a_difference(
    register: Village, run_import: Run, tmp_path: Path, layout: str
) -> None:
    path = export(register, tmp_path / "warga.xlsx", layout)

    code, report = run_import(path, "--apply")

    assert code == 0, report["errors"]
    assert report["recognised"] == layout
    assert (report["added"], report["changed"], report["unchanged"], report["missing"]) == (0, 0, 9, 0)
    assert [warning["value"] for warning in report["warnings"]] == (["89"] if layout == "opensid" else [])


@pytest.mark.parametrize("layout", ALL)
def test_an_export_read_into_an_empty_village_is_written_cell_by_cell_the_same(
    register: Village, other_village: Village, run_import: Run, tmp_path: Path, layout: str
) -> None:
    first = export(register, tmp_path / "satu.xlsx", layout)
    code, report = run_import(first, "--apply", of=other_village)
    assert (code, report["added"]) == (0, 9), report["errors"]

    second = export(other_village, tmp_path / "dua.xlsx", layout)

    same = [tuple("SUKAMAJU" if cell == "Air Jernih" else cell for cell in row) for row in cells_of(second)]
    assert sorted(map(str, same)) == sorted(
        str(tuple("SUKAMAJU" if cell == "Sukamaju" else cell for cell in row)) for row in cells_of(first)
    )


def test_our_own_layout_loses_nothing(
    register: Village, other_village: Village, run_import: Run, tmp_path: Path
) -> None:
    run_import(export(register, tmp_path / "warga.xlsx", "balai"), "--apply", of=other_village)

    fields = [
        field.attname
        for field in Resident._meta.local_fields
        if field.attname not in {"id", "village_id", "family_id"}
    ]
    with acting_for(register):
        ours = sorted(map(str, Resident.objects.values_list(*fields)))
    with acting_for(other_village):
        theirs = sorted(map(str, Resident.objects.values_list(*fields)))
    assert theirs == ours


def test_the_incumbent_s_export_has_its_43_headers_in_order(register: Village, tmp_path: Path) -> None:
    rows = cells_of(export(register, tmp_path / "warga.xlsx", "opensid"))

    assert len(rows[0]) == 43
    assert rows[0][:7] == ("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik")
    quoted = next(row for row in rows if row[4] == "BUDI HARTONO" and row[5] == card(1))
    assert (quoted[0], quoted[9]) == ('"JL ""MELATI"""', "1985-03-14")


def test_the_civil_registry_s_list_is_read(village: Village, run_import: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "siak.xlsx", [siak_row(row) for row in family()], SIAK_HEADERS)

    code, report = run_import(path, "--apply")

    assert (code, report["recognised"], report["added"]) == (0, "siak", 3)
    with acting_for(village):
        head = Resident.objects.with_family().get(relation=1)
        assert head.family is not None
        assert head.family.area is not None
        assert (head.family.address, str(head.family.area)) == ("JL MELATI 3", "KRAJAN, RT 003/RW 001")
        assert (head.occupation, head.marital_status) == (88, enums.MaritalStatus.MARRIED_UNREGISTERED)
    assert [w["column"] for w in report["warnings"] if "tidak ada di register" in w["problem"]] == [
        "Petugas Registrasi"
    ]


def test_a_list_about_another_village_is_named(run_import: Run, tmp_path: Path) -> None:
    rows = [siak_row(row, **{"Desa/Kel": "AIR JERNIH"}) for row in family()]

    _, report = run_import(workbook(tmp_path / "siak.xlsx", rows, SIAK_HEADERS))

    problems = [warning["problem"] for warning in report["warnings"]]
    assert "Berkas ini menyebut AIR JERNIH, padahal yang dibuka Sukamaju." in problems


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("JL MELATI 3 DSN KRAJAN", ("JL MELATI 3", "KRAJAN")),
        ("DUSUN SUMBER", ("", "SUMBER")),
        ("JL MELATI 3", ("JL MELATI 3", "")),
        ("JL. DSN. X", ("JL.", "X")),
    ],
)
def test_the_dusun_is_cut_from_the_address(address: str, parts: tuple[str, str]) -> None:
    assert split_address(address) == parts


@given(
    st.from_regex(r"[A-Z][A-Z0-9 .]{0,20}[A-Z0-9]", fullmatch=True),
    st.from_regex(r"[A-Z][A-Z ]{0,10}[A-Z]", fullmatch=True),
)
def test_an_address_that_was_joined_is_parted_again(street: str, dusun: str) -> None:
    if "DSN" in street + dusun or "DUSUN" in street + dusun:
        return

    assert split_address(joined_address({"address": street, "dusun": dusun}) or "") == (street, dusun)


def test_words_instead_of_codes_are_read_but_for_three_columns(
    village: Village, run_import: Run, tmp_path: Path
) -> None:
    words = {
        "sex": {1: "LAKI-LAKI", 2: "PEREMPUAN"}, "agama_id": {1: "ISLAM"}, "pendidikan_kk_id": {5: "SLTA / SEDERAJAT"},
        "pendidikan_sedang_id": {18: "TIDAK SEDANG SEKOLAH"}, "pekerjaan_id": {88: "WIRASWASTA"}, "status_kawin": {1: "BELUM KAWIN", 2: "KAWIN"},
        "kk_level": {1: "KEPALA KELUARGA", 3: "ISTRI", 4: "ANAK"}, "warganegara_id": {1: "WNI"}, "golongan_darah_id": {13: "TIDAK TAHU"},
        "cacat_id": {7: "TIDAK CACAT"}, "status_dasar": {1: "TETAP"}, "ktp_el": {2: "WNI"}, "status_rekam": {8: "WNI"},
    }  # fmt: skip
    rows = [
        {header: words[header][cell] if header in words else cell for header, cell in row.items()}
        for row in family()
    ]

    code, report = run_import(workbook(tmp_path / "huruf.xlsx", rows), "--apply")

    assert (code, report["added"]) == (0, 3), report["errors"]
    told = {w["column"] for w in report["warnings"] if "daftar yang salah" in w["problem"]}
    assert told == {"status_dasar", "ktp_el", "status_rekam"}
    with acting_for(village):
        assert set(Resident.objects.values_list("standing", "ktp_kind", "occupation")) == {(1, None, 88)}


def test_a_word_export_over_a_register_of_the_dead_revives_nobody(
    village: Village, run_import: Run, tmp_path: Path
) -> None:
    rows = family()
    rows[2]["status_dasar"] = 2
    run_import(workbook(tmp_path / "kode.xlsx", rows), "--apply")

    code, report = run_import(
        workbook(tmp_path / "huruf.xlsx", [row | {"status_dasar": "TETAP"} for row in rows]), "--apply"
    )

    assert (code, report["unchanged"]) == (0, 3)


@pytest.mark.parametrize(
    ("codes", "flags", "stored"),
    [
        ([89, 5, 5], [], [99, 5, 5]),
        ([89, 99, 90], [], [89, 99, 90]),
        ([89, 5, 5], ["--occupations", "99"], [89, 5, 5]),
        ([89, 5, 5], ["--occupations", "89"], [99, 5, 5]),
        (["LAINNYA", "ARTIS", "ANGGOTA LEMBAGA TINGGI"], [], [99, 90, 89]),
    ],
)
def test_the_two_occupation_lists_are_told_apart(
    village: Village,
    run_import: Run,
    tmp_path: Path,
    *,
    codes: list[Any],
    flags: list[str],
    stored: list[int],
) -> None:
    rows = [row | {"pekerjaan_id": code} for row, code in zip(family(), codes, strict=True)]

    code, _ = run_import(workbook(tmp_path / "warga.xlsx", rows), "--apply", *flags)

    assert code == 0
    with acting_for(village):
        assert list(Resident.objects.in_kk_order().values_list("occupation", flat=True)) == stored


def test_a_code_that_means_two_things_is_named(run_import: Run, tmp_path: Path) -> None:
    rows = family(pekerjaan_id=89)

    _, report = run_import(workbook(tmp_path / "warga.xlsx", rows))

    named = [w for w in report["warnings"] if w["column"] == "pekerjaan_id"]
    assert [
        (w["row"], w["value"], "'Lainnya'" in w["problem"], "(3 baris)" in w["problem"]) for w in named
    ] == [(2, "89", True, True)]


def test_codes_above_89_are_bad_in_the_list_of_89(run_import: Run, tmp_path: Path) -> None:
    rows = [row | {"pekerjaan_id": 95} for row in family()]

    code, report = run_import(workbook(tmp_path / "warga.xlsx", rows), "--occupations", "89")

    assert code == 1
    assert {error["value"] for error in report["errors"] if error["column"] == "pekerjaan_id"} == {"95"}


def test_columns_of_newer_exports_are_named_and_left_out(run_import: Run, tmp_path: Path) -> None:
    headers = [*(column.header for column in LAYOUTS["opensid"].columns), "telepon", "marga"]
    rows = [row | {"telepon": "0812"} for row in family()]

    code, report = run_import(workbook(tmp_path / "warga.xlsx", rows, headers))

    assert code == 0
    assert [w["column"] for w in report["warnings"] if "tidak ada di register" in w["problem"]] == ["telepon"]


plain = st.text(
    alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=30
).map(lambda text: " ".join(text.split()))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(data=st.data(), layout=st.sampled_from(ALL))
def test_what_a_layout_writes_it_reads_again(data: st.DataObject, layout: str) -> None:
    for column in LAYOUTS[layout].columns:
        if (
            not column.field
            or column.read is None
            or column.field
            in {
                "ktp_marital",
                "full_address",
                "occupation",
                "kk",
                "nik",
                "dusun",
                "rw",
                "rt",
                "father_nik",
                "mother_nik",
            }
        ):
            continue
        value = data.draw(_values(column.field))
        written = column.write({column.field: value})
        read = column.read("" if written is None else written)
        assert getattr(read, "value", read) == value, column.header


def _values(field: str) -> st.SearchStrategy[Any]:
    if field in enums.CODED:
        return st.sampled_from([None, *enums.CODED[field].values])
    if field.endswith(("_date", "_on", "_of")):
        return st.none() | st.dates(min_value=date(1870, 1, 1), max_value=date(2100, 1, 1))
    if field in {"latitude", "longitude"}:
        return st.none() | st.floats(min_value=-90, max_value=90, allow_nan=False).filter(bool)
    return plain.map(lambda text: text[:17]).map(str.strip).map(lambda text: text or None)
