"""Which PINs are weak, which names are the same, who collects for whom."""

import datetime

import pytest

from balai.access.keeping import encode_pin, is_pin, make_pin
from balai.access.rules import (
    DEVICE,
    PERSON,
    VILLAGE,
    is_child,
    is_same_name,
    may_collect,
    pin_problem,
    tag_uid,
)
from balai.accounts.patience import LONGEST_MEMORY, Tally, count_one
from balai.residents.enums import MaritalStatus, Relation

NOON = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
BORN = datetime.date(1992, 7, 5)
NIK = "9901014507929004"


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "１２３４５６", "12 345"])
def test_a_pin_has_six_digits(pin: str) -> None:
    assert pin_problem(pin) == "PIN harus 6 angka."


@pytest.mark.parametrize(
    "pin", ["000000", "123456", "654321", "890123", "135791", "864208", "121212", "123123"]
)
def test_a_pin_that_counts_or_repeats_is_refused(pin: str) -> None:
    assert pin_problem(pin) == "PIN ini mudah ditebak. Jangan pakai angka berurutan atau berulang."


@pytest.mark.parametrize("pin", ["147258", "159753", "112233", "170845"])
def test_a_pin_that_everybody_chooses_is_refused(pin: str) -> None:
    assert pin_problem(pin) == "PIN ini dipakai banyak orang. Pilih angka lain."


@pytest.mark.parametrize("pin", ["050792", "920705", "070592", "071992", "199207"])
def test_a_birthday_is_no_pin(pin: str) -> None:
    assert pin_problem(pin, dates=[BORN]) == "PIN ini tanggal lahir. Pilih angka lain."
    assert pin_problem(pin) is None


def test_a_part_of_the_nik_is_no_pin() -> None:
    assert pin_problem(NIK[6:12], nik=NIK) == "PIN ini bagian dari NIK. Pilih angka lain."
    assert pin_problem("480917", nik=NIK, dates=[BORN]) is None


def test_a_pin_that_is_given_out_is_never_weak_and_hardly_ever_the_same() -> None:
    pins = [make_pin() for _ in range(300)]

    assert [pin for pin in pins if pin_problem(pin)] == []
    assert len(set(pins)) > 290


def test_a_pin_is_kept_so_that_two_equal_ones_look_different() -> None:
    kept = [encode_pin("480917"), encode_pin("480917")]

    assert kept[0] != kept[1]
    assert all(text.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for text in kept)
    assert [is_pin("480917", text) for text in kept] == [True, True]
    assert is_pin("480918", kept[0]) is False


def test_a_pin_needs_the_key_of_the_installation(settings: object) -> None:
    kept = encode_pin("480917")

    settings.SECRET_KEY = "kunci lain"  # type: ignore[attr-defined]  # pytest-django's settings

    assert is_pin("480917", kept) is False


@pytest.mark.parametrize(
    ("typed", "registered", "same"),
    [
        ("Siti Aminah", "Siti Aminah", True),
        ("aminah", "SITI AMINAH", True),
        ("Siti Aminah", "Hj. Aminah, S.Pd.", True),
        ("Soeharti", "Suharti", True),
        ("Suhatri", "Suharti", True),
        ("Aminah binti Karto", "Siti Aminah", True),
        ("Dewi Lestari Ningsih", "Dewi Ayu Lestari Ningsih", True),
        ("Sri", "Sri", True),
        ("Siti", "Siti Aminah", False),
        ("Siti Rohani", "Siti Aminah", False),
        ("Aminah Rohani", "Siti Aminah", False),
        ("Dewi", "Dewi Lestari", False),
        ("Ana", "Ani", False),
        ("", "Siti Aminah", False),
        ("Siti", "", False),
        ("", "", False),
        ("-", "-", False),
    ],
)
def test_a_mothers_name_is_the_same_however_it_is_spelt(typed: str, registered: str, same: bool) -> None:
    assert is_same_name(typed, registered) is same


@pytest.mark.parametrize(
    ("scanned", "uid"),
    [
        ("0012345678\n", "0012345678"),
        ("04:a1:b2:c3", "04A1B2C3"),
        ("04 A1 B2 C3 D4 E5 80", "04A1B2C3D4E580"),
        ("1234567", ""),
        ("bukan kartu", ""),
        ("", ""),
    ],
)
def test_a_chip_is_read_in_every_spelling_of_readers(scanned: str, uid: str) -> None:
    assert tag_uid(scanned) == uid


@pytest.mark.parametrize(
    ("born", "status", "child"),
    [
        (datetime.date(2009, 11, 22), MaritalStatus.SINGLE, True),
        (datetime.date(2009, 11, 21), MaritalStatus.SINGLE, False),
        (datetime.date(2012, 2, 29), None, True),
        (datetime.date(2010, 5, 1), MaritalStatus.MARRIED_REGISTERED, False),
    ],
)
def test_a_child_is_under_seventeen_and_was_never_married(
    born: datetime.date, status: int | None, child: bool
) -> None:
    assert is_child(born, status, datetime.date(2026, 11, 21)) is child


@pytest.mark.parametrize(
    ("relation", "nik", "child_relation", "parents", "may"),
    [
        (Relation.HEAD, NIK, Relation.OTHER_RELATIVE, ("", ""), True),
        (Relation.WIFE, NIK, Relation.CHILD, ("", ""), True),
        (Relation.WIFE, NIK, Relation.GRANDCHILD, ("", ""), False),
        (Relation.CHILD, NIK, Relation.GRANDCHILD, ("", NIK), True),
        (Relation.CHILD, NIK, Relation.CHILD, ("", ""), False),
        (Relation.CHILD, "", Relation.GRANDCHILD, ("", ""), False),
    ],
)
def test_the_head_the_spouse_and_a_parent_collect_for_a_child(
    relation: int, nik: str, child_relation: int, parents: tuple[str, str], may: bool
) -> None:
    assert may_collect(relation=relation, nik=nik, child_relation=child_relation, parents=parents) is may


def test_guesses_about_one_person_end_at_one_a_day() -> None:
    waits = [int(PERSON.wait_after(attempts).total_seconds()) for attempts in (3, 4, 5, 10, 15, 16, 100)]

    assert waits == [0, 30, 60, 1920, 61440, 86400, 86400]


def test_nothing_is_remembered_longer_than_it_is_kept() -> None:
    assert max(patience.forgets_after for patience in (PERSON, DEVICE, VILLAGE)) <= LONGEST_MEMORY


def test_thirty_errors_an_hour_at_a_kiosk_keep_nobody_waiting() -> None:
    tally, now = None, NOON
    waits = []
    for _ in range(200):
        tally = count_one(tally, DEVICE, now)
        waits.append(tally.wait(now))
        now += datetime.timedelta(minutes=2)

    assert max(waits) == datetime.timedelta()


def test_errors_that_come_faster_add_up_even_if_none_comes_two_minutes_after_the_last() -> None:
    tally, now = None, NOON
    for _ in range(60):
        tally = count_one(tally, DEVICE, now)
        now += datetime.timedelta(seconds=70)

    assert tally is not None
    assert 20 < tally.attempts < 30
    assert isinstance(tally, Tally)
    assert tally.wait(now - datetime.timedelta(seconds=70)) > datetime.timedelta()
