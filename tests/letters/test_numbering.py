"""Patterns of numbers: what is accepted, what is written, and that no two letters get the same text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.letters.enums import NumberingScope
from balai.letters.numbering import (
    DEFAULT_PATTERN,
    Numbered,
    Pattern,
    PatternProblem,
    Token,
    counter_key,
    read_pattern,
    write_number,
)

LETTER = Numbered(serial=147, on=date(2026, 11, 20), classification="400.12.2.1", kind="SKD", village="SKJ")
CODES = st.from_regex(r"[0-9]{3}(\.[0-9]{1,2}){0,3}", fullmatch=True)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        (DEFAULT_PATTERN, "400.12.2.1/147/SKJ/XI/2026"),
        (
            "{kode_klasifikasi}/{nomor_urut:4}/{kode_desa}/{bulan_romawi}/{tahun}",
            "400.12.2.1/0147/SKJ/XI/2026",
        ),
        ("{sifat}/{nomor_urut:3}/{kode_klasifikasi}/{bulan_romawi}/{tahun}", "B/147/400.12.2.1/XI/2026"),
        ("470/{nomor_urut}/Ds.Suka/{tahun}", "470/147/Ds.Suka/2026"),
        ("{kode_surat}-{nomor_urut}.{bulan}.{tahun}", "SKD-147.11.2026"),
    ],
)
def test_patterns_seen_in_villages_are_written(pattern: str, number: str) -> None:
    assert write_number(read_pattern(pattern), LETTER) == number


@pytest.mark.parametrize(
    ("pattern", "scope", "problem"),
    [
        ("{kode_desa}/{tahun}", "register", "nomor_urut"),
        ("{nomor_urut}/{nomor_urut}/{tahun}", "register", "satu kali"),
        ("{nomor_urut}", "register", "tahun"),
        ("{nomor_urut}/{tahun}", "kind", "kode_surat"),
        ("{nomor_urut}/{tahun}", "classification", "kode_klasifikasi"),
        ("{nomor_urut}{tahun}", "register", "di antara dua kode"),
        ("{nomor_urut:9}/{tahun}", "register", "paling banyak 6"),
        ("{tahun:4}/{nomor_urut}", "register", "tidak dikenal"),
        ("{nomor}/{tahun}", "register", "tidak dikenal"),
        ("{nomor_urut}/{tahun}<b>", "register", "Di luar kurung"),
        ("{nomor_urut}/{tahun}/" + "x" * 120, "register", "paling panjang"),
    ],
)
def test_a_pattern_that_could_repeat_or_cannot_be_read_is_refused(
    pattern: str, scope: str, problem: str
) -> None:
    with pytest.raises(PatternProblem, match=problem):
        read_pattern(pattern, NumberingScope(scope))


@given(st.text(max_size=150), st.sampled_from(NumberingScope))
def test_any_text_is_a_pattern_or_a_problem(text: str, scope: NumberingScope) -> None:
    try:
        pattern = read_pattern(text, scope)
    except PatternProblem:
        return

    assert isinstance(pattern, Pattern)
    assert pattern.tokens.count(Token.SERIAL) == 1


@given(st.tuples(st.integers(1, 10**6), CODES), st.tuples(st.integers(1, 10**6), CODES))
def test_two_serials_of_a_year_never_give_the_same_number(
    one: tuple[int, str], other: tuple[int, str]
) -> None:
    pattern = read_pattern(DEFAULT_PATTERN)

    numbers = [
        write_number(pattern, Numbered(serial, date(2026, 1, 2), code, "SK", "SKJ"))
        for serial, code in (one, other)
    ]

    assert (numbers[0] == numbers[1]) == (one == other)


def test_each_scope_has_its_own_rows_of_numbers() -> None:
    keys = [counter_key(scope, kind="sktm", classification="100.2.2.5") for scope in NumberingScope]

    assert keys == ["", "kind:sktm", "classification:100.2.2.5"]
