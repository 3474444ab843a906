"""Who signs and whether the office is open: the rules, without a database."""

from dataclasses import dataclass
from datetime import date, datetime, time

import pytest

from balai.core.calendar import DayRange, WorkingCalendar
from balai.tenancy.rules import RegionalWords
from balai.villages.enums import Position, SigningForm
from balai.villages.rules import (
    NobodyMaySign,
    OfficeStatus,
    Opening,
    area_label,
    checkers,
    is_serving,
    next_office_day,
    office_status,
    post_title,
    signature_titles,
    signers,
    signing_official,
    signing_order,
    week_of,
)

TODAY = date(2026, 11, 20)  # a Friday


@dataclass(frozen=True)
class Somebody:
    name: str
    position: str
    signing_form: str
    post: str = ""
    since: date = date(2024, 1, 1)
    until: date | None = None


HEAD = Somebody("Suparno", Position.HEAD, SigningForm.HEAD, until=date(2031, 12, 31))
SECRETARY = Somebody("Endang Wahyuni", Position.SECRETARY, SigningForm.AN)
SECTION = Somebody("Ratna Puspita", Position.SECTION_HEAD, SigningForm.UB, post="Kasi Pelayanan")
CLERK = Somebody("Joko Susilo", Position.STAFF, SigningForm.NONE)
PLH = Somebody(
    "Endang Wahyuni", Position.HEAD, SigningForm.PLH, since=date(2026, 11, 18), until=date(2026, 11, 20)
)
PLT = Somebody("Wawan Setiadi", Position.HEAD, SigningForm.PLT, since=date(2032, 1, 1))
PJ = Somebody("Hartono", Position.HEAD, SigningForm.PJ, since=date(2032, 3, 1))


def words(**changes: str) -> RegionalWords:
    texts = {
        "name": "Sukamaju", "village": "desa", "head": "kepala desa", "secretary": "sekretaris desa", "council": "BPD",
        "subarea": "dusun", "subarea_head": "kepala dusun", "rw": "RW", "rt": "RT", "district": "kecamatan",
        "district_head": "camat", "district_name": "Mekarsari", "regency": "kabupaten", "regency_name": "Nusa Raya",
        "province": "Nusantara",
    }  # fmt: skip
    return RegionalWords(**{**texts, **changes})


def test_the_head_in_office_signs():
    assert signing_official([CLERK, SECTION, SECRETARY, HEAD], TODAY) is HEAD


def test_a_plh_signs_while_the_head_is_away_and_not_a_day_longer():
    officials = [HEAD, PLH, SECRETARY]

    assert signing_official(officials, date(2026, 11, 20)) is PLH
    assert signing_official(officials, date(2026, 11, 21)) is HEAD


def test_when_the_post_is_vacant_the_acting_head_signs():
    assert signing_official([HEAD, PLT, SECRETARY], date(2032, 1, 15)) is PLT
    assert signing_official([HEAD, PJ, SECRETARY], date(2032, 3, 1)) is PJ


def test_without_head_and_acting_head_the_secretary_signs_on_behalf():
    assert signing_official([HEAD, SECTION, SECRETARY], date(2032, 1, 1)) is SECRETARY


def test_a_letter_kind_may_leave_the_signature_to_delegates():
    assert signing_official([HEAD, SECRETARY, SECTION], TODAY, allowed={SigningForm.UB}) is SECTION


def test_everybody_who_may_sign_is_offered_in_order_and_clerks_are_not():
    assert signing_order([CLERK, SECTION, SECRETARY, HEAD, PLH], TODAY) == [PLH, HEAD, SECRETARY, SECTION]


def test_when_nobody_may_sign_the_sentence_says_what_to_do():
    with pytest.raises(NobodyMaySign, match="Isi dulu di menu Desa, Pejabat"):
        signing_official([CLERK], TODAY)


def test_first_and_last_day_are_part_of_a_term():
    assert [is_serving(PLH, date(2026, 11, day)) for day in (17, 18, 20, 21)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("official", "expected"),
    [
        (HEAD, ("KEPALA DESA SUKAMAJU",)),
        (PLH, ("Plh. KEPALA DESA SUKAMAJU",)),
        (PLT, ("Plt. KEPALA DESA SUKAMAJU",)),
        (PJ, ("Pj. KEPALA DESA SUKAMAJU",)),
        (SECRETARY, ("a.n. KEPALA DESA SUKAMAJU", "Sekretaris Desa")),
        (SECTION, ("a.n. KEPALA DESA SUKAMAJU", "Sekretaris Desa", "u.b.", "Kasi Pelayanan")),
    ],
)
def test_titles_above_the_signature(official: Somebody, expected: tuple[str, ...]):
    assert signature_titles(official, words()) == expected


def test_titles_follow_the_words_of_the_region():
    negeri = words(name="Latuwael", village="negeri", head="raja", secretary="sekretaris negeri")

    assert signature_titles(HEAD, negeri) == ("RAJA NEGERI LATUWAEL",)
    assert signature_titles(SECRETARY, negeri) == ("a.n. RAJA NEGERI LATUWAEL", "Sekretaris Negeri")


def test_a_lurah_is_named_without_repeating_the_kalurahan():
    kalurahan = words(village="kalurahan", head="lurah", secretary="carik")

    assert signature_titles(SECRETARY, kalurahan) == ("a.n. LURAH SUKAMAJU", "Carik")


def test_posts_are_named_by_their_own_title_or_the_regional_word():
    assert [post_title(one, words()) for one in (HEAD, PLT, SECRETARY, SECTION, CLERK)] == [
        "Kepala Desa", "Plt. Kepala Desa", "Sekretaris Desa", "Kasi Pelayanan", "Staf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Krajan", "001", "003"), "Krajan, RT 003/RW 001"),
        (("Krajan", "001", ""), "Krajan, RW 001"),
        (("Krajan", "", ""), "Krajan"),
        (("Air Jernih", "", "002"), "Air Jernih, RT 002"),
        (("", "001", "003"), "RT 003/RW 001"),
    ],
)
def test_areas_are_named_from_the_narrow_to_the_wide(parts: tuple[str, str, str], expected: str):
    assert area_label(*parts, words()) == expected


def test_areas_are_called_by_the_words_of_the_village_and_as_elsewhere_where_it_has_none() -> None:
    assert area_label("Latu", "02", "001", words(rw="RK", rt="")) == "Latu, RT 001/RK 02"


WEEK = [
    *(Opening(day, time(8), time(15)) for day in range(4)),
    Opening(4, time(8), time(11, 30)), Opening(4, time(13), time(15)),
]  # fmt: skip
CALENDAR = WorkingCalendar(week=week_of(WEEK))


def at(*parts: int) -> OfficeStatus:
    return office_status(WEEK, CALENDAR, datetime(2026, *parts))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ((11, 19, 8, 0), OfficeStatus(True, "Buka sampai 15.00")),
        ((11, 19, 7, 59), OfficeStatus(False, "Buka lagi hari ini pukul 08.00")),
        ((11, 19, 15, 0), OfficeStatus(False, "Buka lagi besok pukul 08.00")),
        ((11, 20, 11, 29), OfficeStatus(True, "Buka sampai 11.30")),
        ((11, 20, 12, 0), OfficeStatus(False, "Buka lagi hari ini pukul 13.00")),
        ((11, 20, 16, 0), OfficeStatus(False, "Buka lagi hari Senin pukul 08.00")),
        ((3, 17, 16, 0), OfficeStatus(False, "Buka lagi tanggal 25/3 pukul 08.00")),
    ],
)
def test_open_now_is_told_in_a_sentence(moment: tuple[int, ...], expected: OfficeStatus):
    assert at(*moment) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ((11, 19, 7, 0), "besok mulai pukul 08.00"),
        ((11, 20, 9, 0), "hari Senin mulai pukul 08.00"),
        ((3, 17, 9, 0), "tanggal 25/3 mulai pukul 08.00"),
    ],
)
def test_the_next_day_of_the_office_is_never_today(moment: tuple[int, ...], expected: str):
    assert next_office_day(WEEK, CALENDAR, datetime(2026, *moment)) == expected


def test_an_office_without_hours_promises_no_day():
    assert next_office_day([], CALENDAR, datetime(2026, 11, 19, 9)) == ""


def test_special_hours_replace_the_ordinary_ones():
    ramadan = [Opening(day, time(9), time(13), date(2026, 2, 18), date(2026, 3, 19)) for day in range(5)]

    status = office_status([*WEEK, *ramadan], CALENDAR, datetime(2026, 2, 19, 13, 30))

    assert status == OfficeStatus(False, "Buka lagi besok pukul 09.00")


def test_a_closure_shuts_the_office():
    calendar = WorkingCalendar(
        week=week_of(WEEK), closures=(DayRange(date(2026, 11, 19), date(2026, 11, 19)),)
    )

    assert (
        office_status(WEEK, calendar, datetime(2026, 11, 19, 9)).sentence
        == "Tutup. Buka lagi besok pukul 08.00"
    )


def test_a_village_without_hours_says_so():
    assert office_status([], CALENDAR, datetime(2026, 11, 19, 9)) == OfficeStatus(
        False, "Jam buka belum diisi"
    )


def test_without_hours_the_week_is_monday_to_friday():
    assert week_of([]) == frozenset(range(5))


@pytest.mark.parametrize(
    ("there", "sign", "check"),
    [
        ((HEAD, SECRETARY, SECTION, CLERK), [HEAD], [SECRETARY]),
        ((PLH, HEAD, SECRETARY, SECTION), [PLH], [SECRETARY]),
        ((SECRETARY, SECTION, CLERK), [SECRETARY], [SECRETARY]),
        ((HEAD, SECTION, CLERK), [HEAD], [SECTION]),
        ((SECTION, CLERK), [SECTION], [SECTION]),
        ((HEAD, CLERK), [HEAD], []),
        ((CLERK,), [], []),
        ((PJ, PLT), [], []),
    ],
)
def test_who_signs_and_who_checks_among_those_who_are_there(
    there: tuple[Somebody, ...], sign: list[Somebody], check: list[Somebody]
) -> None:
    assert signers(there, TODAY) == sign
    assert checkers(there, TODAY) == check


def test_a_kind_may_be_signed_only_in_some_forms():
    assert signers([HEAD, SECRETARY], TODAY, allowed={SigningForm.AN}) == [SECRETARY]
