"""Texts with placeholders: read strictly, filled plainly; nothing in them can run."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.letters.wording import (
    LONGEST_WORDING,
    Format,
    Placeholder,
    Run,
    Wording,
    WordingProblem,
    fill,
    in_title_case,
    inline,
    read_wording,
    written,
)

PATHS = st.from_regex(r"[a-z][a-z0-9_]{0,9}\.[a-z][a-z0-9_]{0,9}", fullmatch=True)
PLAIN = st.text(st.characters(exclude_characters="{}"), min_size=1, max_size=20)
PLACEHOLDERS = st.builds(Placeholder, PATHS, st.lists(st.sampled_from(Format), max_size=3).map(tuple))


@given(st.lists(st.tuples(PLACEHOLDERS, PLAIN), max_size=8))
def test_a_wording_reads_back_what_it_writes(pairs: list[tuple[Placeholder, str]]) -> None:
    wording = Wording(tuple(part for pair in pairs for part in pair))

    assert read_wording(str(wording)) == wording


@given(st.text(max_size=100))
def test_any_text_is_a_wording_or_a_problem(text: str) -> None:
    try:
        wording = read_wording(text)
    except WordingProblem:
        return

    assert str(wording) == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{resident.nik", "belum ditutup"),
        ("nik}", "tanpa pasangan"),
        ("{resident}", "tidak dikenal"),
        ("{resident.__class__.x}", "tidak dikenal"),
        ("{0.real}", "tidak dikenal"),
        ("{resident.nik!r}", "tidak dikenal"),
        ("{resident.nik|format}", "Cara tulis"),
        ("{{resident.nik}}", "tidak dikenal"),
        ("x" * (LONGEST_WORDING + 1), "paling panjang"),
        ("{a.b}" * 41, "paling banyak memuat"),
        ("{a.b|one:}", "Cara tulis"),
        ("{a.b|few:anak}", "Cara tulis"),
        ("x" * 61, "Satu kata"),
    ],
)
def test_what_is_no_placeholder_is_refused(text: str, problem: str) -> None:
    with pytest.raises(WordingProblem, match=problem):
        read_wording(text)


def test_typst_in_a_text_or_a_value_stays_text() -> None:
    wording = read_wording('#eval("1+1") $x$ {a.b}')

    runs = fill(wording, {"a": {"b": '#read("/etc/passwd")'}}, {})

    assert [run.text for run in runs] == ['#eval("1+1") $x$ ', '#read("/etc/passwd")']


def test_a_missing_value_is_told_by_its_label() -> None:
    runs = fill(read_wording("Lahir {a.b|bold}"), {"a": {}}, {"a.b": "Tempat lahir"})

    assert runs == (Run("Lahir "), Run("Tempat lahir", bold=True, missing=True))


@pytest.mark.parametrize(
    ("value", "formats", "text"),
    [
        (date(2026, 11, 20), (), "20 November 2026"),
        (date(2026, 11, 20), ("day_date",), "Jumat, 20 November 2026"),
        (time(9, 5), (), "09.05"),
        (1250000, (), "1.250.000"),
        (1250000, ("rupiah",), "Rp1.250.000"),
        (1250000, ("words",), "satu juta dua ratus lima puluh ribu"),
        (2015, ("plain",), "2015"),
        ("SITI AMINAH", ("title",), "Siti Aminah"),
        ("Melamar kerja", ("inline",), "melamar kerja"),
        ("KTP-el", ("inline",), "KTP-el"),
        ("sekretaris desa", ("sentence",), "Sekretaris desa"),
        ("ab", ("upper", "bold"), "AB"),
        ("bukan tanggal", ("long_date",), "bukan tanggal"),
    ],
)
def test_values_are_written_as_indonesian_offices_do(
    value: object, formats: tuple[str, ...], text: str
) -> None:
    assert written(value, tuple(map(Format, formats))) == text  # type: ignore[arg-type]


def test_case_keeps_small_words_and_abbreviations() -> None:
    assert in_title_case("BELUM/TIDAK BEKERJA") == "Belum/Tidak Bekerja"
    assert in_title_case("PETANI DAN PEKEBUN") == "Petani dan Pekebun"
    assert inline("SKCK untuk kerja") == "SKCK untuk kerja"


@pytest.mark.parametrize(
    ("wording", "value", "text"),
    [
        ("{a.b|one:anak|many:anak-anak}", 1, "anak"),
        ("{a.b|one:anak|many:anak-anak}", 3, "anak-anak"),
        ("{a.b|male:almarhum|female:almarhumah|sentence}", "Perempuan", "Almarhumah"),
        ("{a.b|male:almarhum|female:almarhumah}", "tidak diketahui", "tidak diketahui"),
        ("{a.b|short_date}", date(2026, 11, 5), "05-11-2026"),
        ("{a.b|date_in_words}", date(2026, 11, 5), "lima November dua ribu dua puluh enam"),
        ("{a.b|ordinal}", 1, "pertama"),
        ("{a.b|ordinal}", 2, "kedua"),
        ("{a.b|ordinal}", 12, "kedua belas"),
    ],
)
def test_plain_choices_write_number_and_case(wording: str, value: Any, text: str) -> None:
    runs = fill(read_wording(wording), {"a": {"b": value}}, {})

    assert "".join(run.text for run in runs) == text
