"""Names as they sound."""

import pytest

from balai.residents.spelling import (
    address_words,
    fold,
    name_words,
    question_words,
    swapped,
    tokens,
    variants,
)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Muhammad", "Mohamad", "Moh", "Muh", "Mochamad", "Mochammad", "Mohd"),
        ("Soekarno", "Sukarno"),
        ("Tjokro", "Cokro", "Tjokroo"),
        ("Djoko", "Joko"),
        ("Soerjadi", "Suryadi", "Surjadi"),
        ("Sitti", "Siti"),
        ("Achmad", "Akhmad", "Ahmad"),
        ("Chairul", "Khairul"),
        ("Choirul", "Khoirul"),
        ("Aisyah", "Aisjah", "Aisah"),
        ("Yusuf", "Jusuf", "Yusup"[:-1] + "f"),
        ("Aminah", "Amina"),
        ("Zaenal", "Zainal"),
        ("Setiyawan", "Setiawan"),
        ("Taufiq", "Taufik"),
        ("Novi", "Nofi"),
        ("Christina", "Kristina"),
        ("Nur'aini", "Nuraini", "NURAINI"),
    ],
)
def test_spellings_of_one_name_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Siti", "Sari"), ("Budi", "Dudi"), ("Hasan", "Hasim"), ("Ani", "Ana")]
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_titles_are_no_part_of_a_name() -> None:
    assert name_words("Hj. Dra. Siti Nur'aini, S.Pd., M.M.") == ("siti", "nuraini")


def test_a_title_alone_is_a_name() -> None:
    assert name_words("H.") == ("h",)


def test_an_address_is_found_by_its_names_and_by_rt_and_rw() -> None:
    assert address_words("Jl. Melati No. 5 RT 003", "Krajan Kidul", "001", "003") == (
        "rt3", "rw1", "melati", "krayan", "kidul",
    )  # fmt: skip


@pytest.mark.parametrize("question", ["rt 3 rw 1", "RT 003/RW 001", "rt 003/001", "RT.3 RW.01", "rt3 rw1"])
def test_rt_and_rw_are_understood_as_people_write_them(question: str) -> None:
    assert question_words(question) == ["rt3", "rw1"]


def test_a_question_in_any_order_means_the_same_words() -> None:
    assert set(question_words("aminah SITTI")) == set(question_words("siti amina"))


def test_a_question_is_not_disturbed_by_house_numbers_and_titles() -> None:
    assert question_words("Hj. Siti Jl. Melati 5") == ["siti", "melati"]


@pytest.mark.parametrize("begun", ["moch", "mocham", "muha", "muhamm"])
def test_a_begun_muhammad_begins_the_folded_one(begun: str) -> None:
    assert "muhamad".startswith(question_words(begun)[0])


def test_one_slip_away_shares_a_variant() -> None:
    for slip in ("sutisno", "sutrrisno", "sutrisyo", "sutirsno"):
        assert variants("sutrisno") & variants(slip), slip


def test_letters_that_changed_places_are_put_back_before_a_word_is_heard() -> None:
    assert fold("Karel") in swapped("krael")
    assert fold("Piter") in swapped("ptier")


def test_numbers_of_places_have_no_variants() -> None:
    assert variants("rt12") == {"rt12"}


def test_tokens_hold_name_and_place() -> None:
    assert tokens("Siti Aminah", "Jl. Melati", "Krajan", "001", "003") == {
        "siti", "amina", "melati", "krayan", "rt3", "rw1",
    }  # fmt: skip
