"""The index as the regulation computes it, against figures that offices have published."""

from decimal import Decimal
from fractions import Fraction

import pytest

from balai.surveys.enums import Reason
from balai.surveys.rules import Tally, gather_small, grade_of, index_of, reasons_for, rounded, sample_size

# Krejcie and Morgan, as printed in the annex of Permen PANRB 14/2017.
TABLE = (
    "10:10 15:14 20:19 25:24 30:28 35:32 40:36 45:40 50:44 55:48 60:52 65:56 70:59 75:63 80:66 85:70 90:73 95:76 100:80 "
    "110:86 120:92 130:97 140:103 150:108 160:113 170:118 180:123 190:127 200:132 210:136 220:140 230:144 240:148 250:152 "
    "260:155 270:159 280:162 290:165 300:169 320:175 340:181 360:186 380:191 400:196 420:201 440:205 460:210 480:214 "
    "500:217 550:226 600:234 650:242 700:248 750:254 800:260 850:265 900:269 950:274 1000:278 1100:285 1200:291 1300:297 "
    "1400:302 1500:306 1600:310 1700:313 1800:317 1900:320 2000:322 2200:327 2400:331 2600:335 2800:338 3000:341 3500:346 "
    "4000:351 4500:354 5000:357 6000:361 7000:364 8000:367 9000:368 10000:370 15000:375 20000:377 30000:379 40000:380 "
    "50000:381 75000:382 100000:384"
)


def tally(fours: int, threes: int, twos: int = 0, ones: int = 0) -> Tally:
    return Tally((ones, twos, threes, fours))


def test_an_index_computed_by_hand() -> None:
    """29 respondents: 105 + 101 + 100 + 116 + 102 + 105 + 106 + 105 + 115 = 955 points; 955 / 29 / 9 × 25 = 91.475…"""
    elements = [
        tally(18, 11), tally(14, 15), tally(15, 12, 2), tally(29, 0), tally(15, 14), tally(18, 11), tally(19, 10),
        tally(18, 11), tally(28, 1),
    ]  # fmt: skip

    assert [each.mean_value for each in elements] == [
        Decimal(value)
        for value in ("3.621", "3.483", "3.448", "4.000", "3.517", "3.621", "3.655", "3.621", "3.966")
    ]
    assert index_of(elements) == Decimal("91.48")
    assert grade_of(index_of(elements)).letter == "A"


@pytest.mark.parametrize(
    ("sums", "published"),
    [
        ((350, 343, 333, 360, 354, 350, 339, 343, 351), "95.33"),
        ((352, 334, 342, 353, 353, 352, 349, 323, 339), "94.54"),
    ],
)
def test_an_index_that_an_office_published_for_91_respondents(sums: tuple[int, ...], published: str) -> None:
    """Everybody answers 3 or 4, so that the sums say how many answered what."""
    elements = [tally(total - 3 * 91, 4 * 91 - total) for total in sums]

    assert index_of(elements) == Decimal(published)


def test_a_survey_in_which_everybody_is_content_gives_a_hundred() -> None:
    assert index_of([tally(1, 0)] * 9) == Decimal(100)


def test_a_survey_in_which_nobody_is_content_gives_twenty_five() -> None:
    assert index_of([Tally((7, 0, 0, 0))] * 9) == Decimal(25)


def test_elements_that_fewer_people_answered_weigh_as_much_as_others() -> None:
    assert index_of([tally(100, 0), Tally((1, 0, 0, 0))]) == Decimal("62.50")


def test_an_element_without_answers_has_no_mean() -> None:
    with pytest.raises(ZeroDivisionError):
        index_of([tally(3, 0), Tally()])


@pytest.mark.parametrize(
    ("index", "letter"),
    [
        ("100", "A"), ("88.31", "A"), ("88.30", "B"), ("76.61", "B"), ("76.60", "C"), ("65.00", "C"), ("64.99", "D"),
        ("25", "D"),
    ],
)  # fmt: skip
def test_the_bounds_of_the_grades(index: str, letter: str) -> None:
    assert grade_of(Decimal(index)).letter == letter


@pytest.mark.parametrize("index", ["24.99", "100.01", "0"])
def test_what_is_no_index_has_no_grade(index: str) -> None:
    with pytest.raises(ValueError, match="no index"):
        grade_of(Decimal(index))


def test_halves_are_rounded_upwards() -> None:
    assert rounded(Fraction("88.305"), 2) == Decimal("88.31")
    assert rounded(Fraction("88.3049"), 2) == Decimal("88.30")


def test_the_sample_is_as_large_as_the_table_says() -> None:
    lines = [tuple(map(int, line.split(":"))) for line in TABLE.split()]

    assert [(served, sample_size(served)) for served, _ in lines] == lines


def test_a_handful_of_people_are_all_asked() -> None:
    assert [sample_size(served) for served in (-1, 0, 1, 5)] == [0, 0, 1, 5]


def test_reasons_go_with_the_score() -> None:
    assert (
        reasons_for(1) == reasons_for(2) == (Reason.SLOW, Reason.CONFUSING, Reason.PRINTER, Reason.WRONG_DATA)
    )
    assert reasons_for(3) == reasons_for(4) == (Reason.QUICK, Reason.EASY, Reason.CLEAR, Reason.HELPFUL)


def test_services_with_few_ratings_are_put_together() -> None:
    lines = [("Domisili", tally(6, 3)), ("Usaha", tally(2, 1)), ("SKTM", tally(0, 2)), ("Nikah", Tally())]

    assert gather_small(lines, rest="Lain") == [("Domisili", tally(6, 3)), ("Lain", tally(2, 3))]


def test_a_single_small_service_cannot_be_told_from_the_total() -> None:
    """Otherwise 12 in all less 9 for Domisili would say how the three for Usaha went."""
    lines = [("Domisili", tally(6, 3)), ("Usaha", tally(1, 2))]

    assert gather_small(lines, rest="Lain") == [("Lain", tally(7, 5))]


def test_of_a_handful_of_ratings_nothing_is_said() -> None:
    assert gather_small([("Domisili", tally(2, 1)), ("Usaha", tally(1, 0))], rest="Lain") == []
