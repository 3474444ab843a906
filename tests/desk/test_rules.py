"""How the day is told."""

from datetime import date

import pytest

from balai.desk.rules import Urgency, greeting, headline, time_left, update_urgency

DUE = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("today", "urgency", "words"),
    [
        (date(2026, 11, 5), None, "Sisa 15 hari"),
        (date(2026, 11, 6), Urgency.LATER, "Sisa 14 hari"),
        (date(2026, 11, 20), Urgency.TODAY, "Hari ini"),
        (date(2026, 11, 21), Urgency.OVERDUE, "Lewat 1 hari"),
    ],
)
def test_the_reminder_comes_two_weeks_before_the_update_is_due(
    today: date, urgency: Urgency | None, words: str
) -> None:
    assert (update_urgency(DUE, today), time_left(DUE, today)) == (urgency, words)


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "Selamat pagi"),
        (10, "Selamat pagi"),
        (11, "Selamat siang"),
        (15, "Selamat sore"),
        (18, "Selamat malam"),
    ],
)
def test_the_greeting_follows_the_clock(hour: int, words: str) -> None:
    assert greeting(hour) == words


@pytest.mark.parametrize(
    ("overdue", "today", "sentence"),
    [
        (2, 3, "Dua hal lewat batas."),
        (0, 1, "Satu hal menunggu hari ini."),
        (12, 0, "12 hal lewat batas."),
        (0, 0, "Tidak ada yang menunggu."),
    ],
)
def test_the_headline_says_what_is_most_urgent(overdue: int, today: int, sentence: str) -> None:
    assert headline(overdue, today) == sentence
