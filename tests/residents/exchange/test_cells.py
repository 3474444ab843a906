"""One cell at a time: what it means, and what is never guessed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.residents import enums
from balai.residents.exchange.cells import (
    MONTHS,
    code_reader,
    name_reader,
    plain_text,
    quoted,
    read_area_number,
    read_date,
    read_dusun,
    read_kk,
    read_nik,
    read_parent_nik,
    text_reader,
    unquoted,
)
from balai.residents.exchange.labels import SPELLINGS
from balai.residents.exchange.layouts.readers import (
    LISTS,
    READERS,
    read_ktp_marital,
    read_latitude,
    read_occupation,
)
from balai.residents.exchange.problems import Bad, Doubt

NIK = "9901011403859010"


@pytest.mark.parametrize(
    "written",
    [
        (1992, 7, 5), "5/7/1992", "05/07/1992", "05-07-1992", "5.7.1992", "1992-07-05", "1992/7/5",
        "1992-07-05 00:00:00", "1992-07-05T00:00:00", "5 Juli 1992", "05 JUL 1992", "5-Jul-1992", "Minggu, 5 Juli 1992",
        " 5 juli 1992 ", "05/07/1992 00:00",
    ],
)  # fmt: skip
def test_dates_are_read_in_many_styles(written: Any) -> None:
    assert read_date(written) == date(1992, 7, 5)


@pytest.mark.parametrize("written", ["", "-", "0000-00-00", "00/00/0000", 0, "0"])
def test_no_date_is_no_date(written: Any) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("05-07-92", "dua angka"),
        ("5 Jul 92", "dua angka"),
        ("12/31/1990", "Bulan 31"),
        ("31-02-1990", "tidak ada di kalender"),
        ("Juli 1992", "bukan tanggal"),
        (33790.0, "angka, bukan tanggal"),
        ("kemarin", "bukan tanggal"),
        ("05-07-0992", "tidak mungkin"),
    ],
)
def test_dates_are_not_guessed(written: Any, problem: str) -> None:
    value = read_date(written)

    assert isinstance(value, Bad)
    assert problem in value.problem


@given(
    st.dates(min_value=date(1860, 1, 1), max_value=date(2100, 1, 1)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_each_date_comes_back_from_each_style(day: date, style: str) -> None:
    assert read_date(day.strftime(style)) == day


@given(st.sampled_from(sorted(MONTHS)), st.integers(1, 28), st.integers(1900, 2026))
def test_each_name_of_a_month_is_known(month: str, day: int, year: int) -> None:
    assert read_date(f"{day} {month.title()} {year}") == date(year, MONTHS[month], day)


@pytest.mark.parametrize("written", [NIK, f"'{NIK}", "9901 0114 0385 9010", f" {NIK} ", f"\xa0{NIK}"])
def test_a_nik_is_read_with_and_without_spaces(written: str) -> None:
    assert read_nik(written) == NIK


@pytest.mark.parametrize("written", ["0", "", "-", "0000000000000000", 0.0])
def test_no_nik_yet_is_none(written: Any) -> None:
    assert read_nik(written) is None


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("9.90101E+15", "angkanya sudah hilang"),
        ("3.3E+15", "angkanya sudah hilang"),
        ("3,30101E+15", "angkanya sudah hilang"),
        (9901011403859010.0, "angka terakhirnya sudah hilang"),
        (8801011403859010.0, "angka terakhirnya sudah hilang"),
        ("990101140385901", "ini 15 angka"),
        ("99010114038590100", "ini 17 angka"),
        ("99010114O3859010", "tanpa huruf"),
        (True, "TRUE/FALSE"),
    ],
)
def test_a_nik_that_lost_digits_is_bad(written: Any, problem: str) -> None:
    value = read_nik(written)

    assert isinstance(value, Bad)
    assert problem in value.problem


def test_a_nik_kept_as_an_exact_number_is_doubted_not_lost() -> None:
    value = read_nik(8801011403859013.0)

    assert isinstance(value, Doubt)
    assert value.value == "8801011403859013"


def test_a_temporary_nik_is_doubted_and_not_kept() -> None:
    value = read_nik("0990101200100001")

    assert isinstance(value, Doubt)
    assert value.value is None


@given(st.floats(min_value=1e15, max_value=9.99e15))
def test_no_rounded_number_passes_as_a_nik_in_silence(number: float) -> None:
    assert isinstance(read_nik(number), Bad | Doubt)


def test_a_card_number_is_never_half_read() -> None:
    assert isinstance(read_kk("9.9E+15"), Bad)
    assert read_kk("0") is None
    assert read_kk("9901011503209001") == "9901011503209001"


def test_a_parents_odd_number_holds_nobody_back_but_is_named() -> None:
    value = read_parent_nik("12345")

    assert isinstance(value, Doubt)
    assert value.value is None
    assert "tidak disimpan" in value.problem


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [
        ("sex", "L", 1), ("sex", "Lk", 1), ("sex", "P", 2), ("sex", "Pr", 2), ("sex", "LAKI - LAKI", 1), ("sex", "2", 2),
        ("sex", 2.0, 2), ("sex", "02", 2), ("religion", "Katolik", 3), ("religion", "KATHOLIK", 3), ("religion", "Kong Hu Cu", 6),
        ("education", "Tidak/Blm Sekolah", 1), ("education", "Strata-II", 9), ("education", "AKADEMI/ DIPLOMA III/S. MUDA", 7),
        ("education", "Akademi/Diploma III/Sarjana Muda", 7), ("education", "Tidak Tamat SD/Sederajat", 2),
        ("blood_type", "Tdk Th", 13), ("blood_type", "A-", 6), ("blood_type", "A", 1), ("blood_type", "ab +", 9),
        ("standing", "PINDAH DALAM NEGERI", 3), ("standing", "Pindah Luar Negeri", 3), ("standing", "MATI", 2), ("standing", 9.0, 9),
        ("relation", "ORANG TUA", 7), ("relation", "orangtua", 7), ("ktp_kind", "KIA", 3), ("ktp_kind", 3.0, 3),
        ("disability", "TIDAK CACAT", 7), ("citizenship", "wni", 1), ("schooling", "SEDANG  S-1/SEDERAJAT", 11),
        ("insurance_kind", "BPJS Bantuan Daerah", 4), ("ktp_state", "BELUM REKAM", 2),
    ],
)  # fmt: skip
def test_codes_are_read_by_number_and_by_every_spelling(field: str, written: Any, code: int) -> None:
    assert READERS[field](written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [("BK", 1), ("K", 2), ("CH", 3), ("CM", 4), ("Kawin", 2), (3.0, 3), ("KAWIN BELUM TERCATAT", 13)],
)
def test_marital_status_of_either_list_is_read(written: Any, code: int) -> None:
    assert read_ktp_marital(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("PNS", 5),
        ("TNI", 6),
        ("PENERJEMAH", 40),
        ("BIARAWAN/BIARAWATI", 87),
        ("LAINNYA", 99),
        ("Anggota Lembaga Tinggi", 89),
        ("WALIKOTA", 60),
    ],
)
def test_occupations_by_name_mean_one_thing(written: str, code: int) -> None:
    assert read_occupation(written) == code


@pytest.mark.parametrize("field", sorted(READERS))
def test_every_code_and_label_of_every_list_is_read(field: str) -> None:
    for choice in LISTS[field]:
        assert READERS[field](float(choice.value)) == choice.value
        assert READERS[field](str(choice.value)) == choice.value
        assert READERS[field](str(choice.label).upper()) == choice.value


@pytest.mark.parametrize("field", sorted(SPELLINGS))
def test_every_spelling_leads_into_its_list(field: str) -> None:
    assert set(SPELLINGS[field].values()) <= set(LISTS[field].values)


@pytest.mark.parametrize(
    ("field", "written", "advice"),
    [
        ("religion", "Islma", "Mungkin maksudnya 'Islam'"),
        ("sex", 3.0, "1 Laki-laki"),
        ("blood_type", 14.0, "Pakai 1 A"),
        ("standing", 5.0, "9 Tidak valid"),
        ("religion", True, "Ketik ulang"),
        ("religion", (2020, 1, 2), "Teks"),
    ],
)
def test_an_unknown_code_is_bad_and_says_what_is_possible(field: str, written: Any, advice: str) -> None:
    value = READERS[field](written)

    assert isinstance(value, Bad)
    assert advice in value.advice


@pytest.mark.parametrize("written", ["", "-", "0", 0.0])
def test_an_empty_code_says_nothing(written: Any) -> None:
    assert READERS["religion"](written) is None


@given(st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc"])))
def test_quotes_come_back_as_they_were(text: str) -> None:
    assert unquoted(quoted(text)) == text or not ('"' in text or text[:1] == text[-1:] == '"')


def test_csv_quotes_are_undone() -> None:
    read = text_reader(50, undo_quotes=True)

    assert read('"JL ""MAWAR"" 3"') == 'JL "MAWAR" 3'
    assert read('GG "A" DAN "B"') == 'GG "A" DAN "B"'


@pytest.mark.parametrize(
    ("cell", "text"), [(12.0, "12"), (12.5, "12.5"), (" a\xa0b ", "a b"), ("\u200bx", "x")]
)
def test_cells_become_text(cell: Any, text: str) -> None:
    assert plain_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ((1990, 2, 1), "menjadi tanggal 01-02-1990"),
        (1.2e18, "Angka sepanjang ini"),
        ("a\x07b", "tidak terlihat"),
    ],
)
def test_text_that_a_spreadsheet_changed_is_bad(cell: Any, problem: str) -> None:
    value = plain_text(cell)

    assert isinstance(value, Bad)
    assert problem in value.problem


def test_a_text_too_long_is_bad_with_both_lengths() -> None:
    value = text_reader(5)("ABCDEFG")

    assert isinstance(value, Bad)
    assert "7 huruf, batasnya 5" in value.problem


@pytest.mark.parametrize("name", ["SITI AMINAH", "H. AHMAD, S.Pd.", "NUR'AINI", "ANNA-MARIA", "Ëlisa"])
def test_ordinary_names_pass(name: str) -> None:
    assert name_reader()(name) == name


@pytest.mark.parametrize("name", ["BUD1", "SITI/ANI", "AGUS (ALM)"])
def test_odd_signs_in_a_name_are_doubted_and_the_name_kept(name: str) -> None:
    value = name_reader()(name)

    assert isinstance(value, Doubt)
    assert value.value == name


@pytest.mark.parametrize(
    ("written", "dusun"),
    [
        ("DUSUN KRAJAN", "KRAJAN"),
        ("Dsn. Sumber", "Sumber"),
        ("KRAJAN", "KRAJAN"),
        ("-", ""),
        ("", None),
        ("DUSUNAN", "DUSUNAN"),
    ],
)
def test_a_dusun_loses_its_prefix(written: str, dusun: str | None) -> None:
    assert read_dusun(written) == dusun


@pytest.mark.parametrize(
    ("written", "number"),
    [("3", "003"), (3.0, "003"), ("003", "003"), ("RT 3", "003"), ("-", ""), ("0", ""), ("", None)],
)
def test_rt_and_rw_have_three_digits(written: Any, number: str | None) -> None:
    assert read_area_number(written) == number


def test_rt_with_letters_is_bad() -> None:
    assert isinstance(read_area_number("3A"), Bad)


@pytest.mark.parametrize(
    ("written", "degrees"), [("-6,175", -6.175), (-6.175, -6.175), ("", None), (0.0, None), ("-", None)]
)
def test_coordinates_are_read(written: Any, degrees: float | None) -> None:
    assert read_latitude(written) == degrees


def test_coordinates_off_the_earth_are_bad() -> None:
    assert isinstance(read_latitude(106.8), Bad)


@given(
    st.one_of(
        st.text(max_size=30),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        st.tuples(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28)),
    )
)
def test_no_cell_makes_a_reader_fall(cell: Any) -> None:
    readers = [
        *READERS.values(),
        read_date,
        read_nik,
        read_kk,
        read_parent_nik,
        read_dusun,
        read_area_number,
        read_latitude,
        read_occupation,
        read_ktp_marital,
        text_reader(20),
        name_reader(),
        code_reader("sex", enums.Sex, "x"),
    ]

    for read in readers:
        read(cell)
