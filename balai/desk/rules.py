"""How the day is told: greeting, headline, and when the register must be brought up to date."""

from datetime import date, timedelta
from enum import IntEnum

SMALL_NUMBERS = ("", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan")
SOON = timedelta(days=14)


class Urgency(IntEnum):
    """In which part of the work list a thing stands; the most urgent first."""

    OVERDUE = 1
    TODAY = 2
    LATER = 3


def update_urgency(due_on: date, today: date) -> Urgency | None:
    """When the register's regular update belongs on the work list; None while it is still far off."""
    if today > due_on:
        return Urgency.OVERDUE
    if today == due_on:
        return Urgency.TODAY
    return Urgency.LATER if today + SOON >= due_on else None


def time_left(due_on: date, today: date) -> str:
    """'Lewat 12 hari', 'Hari ini' or 'Sisa 9 hari'."""
    days = (due_on - today).days
    if days < 0:
        return f"Lewat {-days} hari"
    return f"Sisa {days} hari" if days else "Hari ini"


def greeting(hour: int) -> str:
    """'Selamat pagi' on the clock of the village."""
    for end, words in ((11, "Selamat pagi"), (15, "Selamat siang"), (18, "Selamat sore")):
        if hour < end:
            return words
    return "Selamat malam"


def headline(overdue: int, today: int) -> str:
    """What is the case, in one sentence: 'Dua hal lewat batas.'"""
    if overdue:
        return f"{counted(overdue)} hal lewat batas."
    if today:
        return f"{counted(today)} hal menunggu hari ini."
    return "Tidak ada yang menunggu."


def counted(number: int) -> str:
    """'Dua' or '12': small numbers in words, as one speaks."""
    return SMALL_NUMBERS[number] if 0 < number < len(SMALL_NUMBERS) else str(number)
