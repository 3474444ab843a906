"""How the day is told: greeting, headline, and when the register must be brought up to date."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

SMALL_NUMBERS = ("", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan")
SOON = timedelta(days=14)


class Urgency(IntEnum):
    """In which part of the work list a thing stands; the most urgent first."""

    OVERDUE = 1
    TODAY = 2
    LATER = 3


@dataclass(frozen=True)
class RegisterAge:
    """How old the residents' data is against the village's own rhythm of updates."""

    as_of: date
    today: date
    update_days: int

    @property
    def due(self) -> date:
        return self.as_of + timedelta(days=self.update_days)

    @property
    def urgency(self) -> Urgency | None:
        """None while the update is still far off."""
        if self.today > self.due:
            return Urgency.OVERDUE
        return Urgency.LATER if self.today + SOON >= self.due else None

    @property
    def sentence(self) -> str:
        """'Sudah lewat 12 hari.' or 'Batasnya 9 hari lagi.'"""
        days = (self.due - self.today).days
        if days < 0:
            return f"Sudah lewat {-days} hari."
        return f"Batasnya {days} hari lagi." if days else "Batasnya hari ini."


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
