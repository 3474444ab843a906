from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.identity import (
    NikFacts,
    Sex,
    kk_problem,
    mask_nik,
    nik_contradicts,
    nik_facts,
    nik_problem,
    shorten_name,
)

TODAY = date(2026, 11, 20)
SEXES: st.SearchStrategy[Sex] = st.sampled_from(["L", "P"])


def nik_of(sex: Sex, born: date, serial: int = 9003) -> str:
    return f"990101{born.day + (40 if sex == 'P' else 0):02}{born:%m%y}{serial:04}"


@given(SEXES, st.dates(TODAY - timedelta(days=36_000), TODAY), st.integers(9000, 9999))
def test_a_nik_tells_back_what_it_was_made_from(sex: Sex, born: date, serial: int) -> None:
    nik = nik_of(sex, born, serial)

    assert nik_problem(nik) is None
    assert nik_facts(nik, TODAY) == NikFacts(sex, born, "99.01.01")
    assert not nik_contradicts(nik, sex, born)


@given(SEXES, st.dates(date(1930, 1, 1), TODAY), st.dates(date(1930, 1, 1), TODAY))
def test_another_birth_date_contradicts(sex: Sex, born: date, other: date) -> None:
    differs = (born.day, born.month, born.year % 100) != (other.day, other.month, other.year % 100)

    assert nik_contradicts(nik_of(sex, born), sex, other) is differs


@given(st.dates(date(1930, 1, 1), TODAY))
def test_the_other_sex_contradicts(born: date) -> None:
    assert nik_contradicts(nik_of("P", born), "L", born)
    assert nik_contradicts(nik_of("L", born), "P", born)


@given(st.text(max_size=20))
def test_any_text_gets_a_sentence_or_passes_as_a_real_nik(text: str) -> None:
    problem = nik_problem(text)

    if problem is None:
        assert nik_facts(text, TODAY).birth_date <= TODAY
    else:
        assert problem.endswith(".")
        with pytest.raises(ValueError, match=r"\.$"):
            nik_facts(text, TODAY)


@given(st.from_regex(r"[1-9][0-9]{15}", fullmatch=True))
def test_sixteen_digits_are_read_or_refused_never_guessed(text: str) -> None:
    if nik_problem(text) is None:
        facts = nik_facts(text, TODAY)
        assert nik_of(facts.sex, facts.birth_date)[6:12] == text[6:12]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "NIK belum diisi."),
        ("990101450792900", "NIK harus 16 angka, tetapi tertulis 15 angka."),
        ("99010145079290034", "NIK harus 16 angka, tetapi tertulis 17 angka."),
        ("3.3E+15", "NIK hanya boleh berisi angka."),
        ("9901014507929003\n", "NIK hanya boleh berisi angka."),
        ("٩٩٠١٠١٤٥٠٧٩٢٩٠٠٣", "NIK hanya boleh berisi angka."),
        ("0901014507929003", "NIK tidak boleh diawali angka 0."),
        ("9901014513929003", "NIK salah: angka ke-9 dan ke-10 adalah bulan lahir, tetapi tertulis 13."),
        (
            "9901013207929003",
            "NIK salah: angka ke-7 sampai ke-12 adalah tanggal lahir, tetapi 320792 bukan tanggal.",
        ),
        (
            "9901014007929003",
            "NIK salah: angka ke-7 sampai ke-12 adalah tanggal lahir, tetapi 400792 bukan tanggal.",
        ),
        (
            "9901018107929003",
            "NIK salah: angka ke-7 sampai ke-12 adalah tanggal lahir, tetapi 810792 bukan tanggal.",
        ),
        (
            "9901013104929003",
            "NIK salah: angka ke-7 sampai ke-12 adalah tanggal lahir, tetapi 310492 bukan tanggal.",
        ),
        (
            "9901012902939003",
            "NIK salah: angka ke-7 sampai ke-12 adalah tanggal lahir, tetapi 290293 bukan tanggal.",
        ),
        ("9901014507920000", "NIK salah: empat angka terakhir tidak boleh 0000."),
    ],
)
def test_what_is_wrong_with_a_nik_is_said_plainly(text: str, sentence: str) -> None:
    assert nik_problem(text) == sentence


def test_a_leap_day_is_a_day() -> None:
    assert nik_facts("9901016902009003", TODAY) == NikFacts("P", date(2000, 2, 29), "99.01.01")
    assert nik_facts("9901016902009003", date(2100, 3, 1)).birth_date == date(2000, 2, 29)


def test_the_century_is_the_latest_that_is_not_in_the_future() -> None:
    assert nik_facts("9901012011269003", TODAY).birth_date == date(2026, 11, 20)
    assert nik_facts("9901012111269003", TODAY).birth_date == date(1926, 11, 21)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("9901010101159001", None),
        ("9901014501159001", None),
        ("", "Nomor KK belum diisi."),
        ("12", "Nomor KK harus 16 angka, tetapi tertulis 2 angka."),
        ("9901010101150000", "Nomor KK salah: empat angka terakhir tidak boleh 0000."),
    ],
)
def test_a_kk_number_is_held_to_its_shape_only(text: str, problem: str | None) -> None:
    assert kk_problem(text) == problem


def test_a_masked_nik_shows_eight_of_sixteen_digits() -> None:
    assert mask_nik("9901014507929003") == "9901••••••••9003"
    assert mask_nik("12345") == "•••••"
    assert mask_nik("") == ""


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Siti Aminah Lestari", "Siti A. L."),
        ("HARUN WIRATMAJA", "HARUN W."),
        ("H. Ahmad Dahlan, S.Pd., M.M.", "Ahmad D."),
        ("Suharto", "Suh…"),
        ("Ali", "A…"),
        ("M. Rizki", "Riz…"),
        ("I Gusti Ngurah Rai", "I G. N. R."),
        ("A.", "A…"),
        ("Nur ’Aini", "Nur A."),
        ("  ", ""),
    ],
)
def test_a_shortened_name_is_known_only_to_who_knows_it(name: str, short: str) -> None:
    assert shorten_name(name) == short


@given(st.text(max_size=60))
def test_a_shortened_name_never_holds_a_second_whole_word(name: str) -> None:
    words = [word for word in name.split(",", maxsplit=1)[0].split() if not word.endswith(".")]

    shown = shorten_name(name).split()

    assert all(len(word) <= 3 for word in shown[1:])
    assert len(words) != 1 or shown[0] != words[0]
