"""The numbers that name a person (NIK) and a family (KK), and how little of them a public page may show.

Structure: PP 40/2019 pasal 31. There is no check digit, and a later correction of the birth date or sex does not
change the number (Permendagri 108/2019 pasal 15 (3)): what contradicts a NIK is a warning, never an error.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

type Sex = Literal["L", "P"]

_SIXTEEN_DIGITS = re.compile(r"[0-9]{16}")
_WOMEN = 40  # is added to the day of birth
_DAYS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


@dataclass(frozen=True)
class NikFacts:
    """What a NIK tells about the person as first registered.

    `sex` is "L" (male) or "P" (female); `area` the district code "99.01.01" of the first registration, which stays
    when the person moves; the century of `birth_date` is inferred.
    """

    sex: Sex
    birth_date: date
    area: str


def nik_problem(text: str) -> str | None:
    """What is wrong with a NIK, as a sentence for the person who typed it; None if nothing is."""
    shape = _shape_problem(text, "NIK")
    if shape:
        return shape
    day, month = int(text[6:8]), int(text[8:10])
    if day > _WOMEN:
        day -= _WOMEN
    if not 1 <= month <= 12:
        return f"NIK salah: angka ke-9 dan ke-10 adalah bulan lahir, tetapi tertulis {text[8:10]}."
    if not 1 <= day <= _DAYS[month] or (month == 2 and day == 29 and int(text[10:12]) % 4):
        return f"NIK salah: angka ke-7 sampai ke-12 adalah tanggal lahir, tetapi {text[6:12]} bukan tanggal."
    return _serial_problem(text, "NIK")


def kk_problem(text: str) -> str | None:
    """What is wrong with a KK number, as a sentence; None if nothing is.

    Digits 7–12 are the day on which the family was recorded, without 40 added for anyone. Old numbers are known to
    break this, so only the shape is held against the person.
    """
    return _shape_problem(text, "Nomor KK") or _serial_problem(text, "Nomor KK")


def nik_facts(nik: str, today: date) -> NikFacts:
    """Read a NIK that has no `nik_problem`. Of the possible centuries, the latest that is not in the future."""
    problem = nik_problem(nik)
    if problem:
        raise ValueError(problem)
    day = int(nik[6:8])
    sex: Sex = "P" if day > _WOMEN else "L"
    day -= _WOMEN if sex == "P" else 0
    month, year = int(nik[8:10]), today.year - today.year % 100 + int(nik[10:12])
    # 29 February '00 was no day in 1900, but was one in 2000.
    while not _is_day(year, month, day) or date(year, month, day) > today:
        year -= 100
    return NikFacts(sex, date(year, month, day), f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}")


def nik_contradicts(nik: str, sex: Sex, birth_date: date) -> bool:
    """Whether sex or birth date differ from what the NIK tells. A reason to look again, not an error."""
    day = birth_date.day + (_WOMEN if sex == "P" else 0)
    return nik[6:12] != f"{day:02}{birth_date.month:02}{birth_date.year % 100:02}"


def mask_nik(nik: str) -> str:
    """The first and the last four digits: enough to recognise one's own number, not enough to take it."""
    if not _SIXTEEN_DIGITS.fullmatch(nik):
        return "•" * len(nik)
    return f"{nik[:4]}••••••••{nik[12:]}"


def shorten_name(name: str) -> str:
    """A name for a page anyone may see: "Siti Aminah Lestari" becomes "Siti A. L.".

    Titles are dropped. Of a name of one word only its beginning is shown.
    """
    words = name.split(",", maxsplit=1)[0].split()
    given = [word for word in words if not word.endswith(".")] or words
    if not given:
        return ""
    if len(given) == 1:
        word = given[0]
        return f"{word[:3]}…" if len(word) > 3 else f"{word[:1]}…"
    return " ".join([given[0], *(f"{_initial(word)}." for word in given[1:])])


def _shape_problem(text: str, label: str) -> str | None:
    if not text:
        return f"{label} belum diisi."
    if not re.fullmatch(r"[0-9]+", text):
        return f"{label} hanya boleh berisi angka."
    if len(text) != 16:
        return f"{label} harus 16 angka, tetapi tertulis {len(text)} angka."
    if text[0] == "0":
        return f"{label} tidak boleh diawali angka 0."
    return None


def _serial_problem(text: str, label: str) -> str | None:
    if text.endswith("0000"):
        return f"{label} salah: empat angka terakhir tidak boleh 0000."
    return None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _initial(word: str) -> str:
    letters = [letter for letter in word if letter.isalnum()]
    return letters[0].upper() if letters else word[0]
