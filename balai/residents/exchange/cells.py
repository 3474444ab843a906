"""One cell to one value. Each reader gives the value, None for an empty cell, `Bad`, or `Doubt`.

A reader never guesses: what can be read in two ways, or may have lost digits, is a problem with what to do.
"""

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.db.models import IntegerChoices

from balai.residents.exchange import strokes
from balai.residents.exchange.labels import SPELLINGS, spelling_key
from balai.residents.exchange.problems import Bad, Doubt
from balai.residents.exchange.strokes import Stroke
from balai.residents.exchange.workbooks.frames import Cell

type Reader = Callable[[Cell], Any]

STROKES: dict[Reader, Stroke] = {}
"""How a whole column is read at once, for the readers of what is seldom seen twice."""

NOTHING = frozenset({"", "-", "--", "0", "null", "NULL"})
LONGEST_NAME = 100
EXACT_INTEGERS_END = 2**53
FIRST_16_DIGITS = 10**15
_SCIENTIFIC = re.compile(r"^\s*\d+([.,]\d+)?[eE]\+?\d+\s*$")
_NUMBER_16 = re.compile(r"[1-9][0-9]{15}")
_SPACES = str.maketrans({"\xa0": " ", "\t": " ", "\n": " ", "\r": " ", "\u200b": None, "\ufeff": None})
_ODD_IN_NAME = re.compile(r"[^\w .,'’`-]|[\d_]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

AS_TEXT = "Ubah kolom ini menjadi Teks di Excel, ketik ulang 16 angkanya dari KK, lalu simpan."


def plain_text(cell: Cell) -> str | Bad:  # noqa: PLR0911  (one line for each way of writing)
    """The cell as text, without spaces around it."""
    if isinstance(cell, str):
        if cell.isascii() and cell.isprintable():
            return cell.strip()
        text = cell.translate(_SPACES).strip()
        if _CONTROL.search(text):
            return Bad("Ada tanda yang tidak terlihat di sel ini.", "Ketik ulang isinya.")
        return text
    if isinstance(cell, bool):
        return Bad("Sel ini berisi TRUE/FALSE, bukan data.", "Ketik ulang isinya sebagai teks.")
    if isinstance(cell, tuple):
        year, month, day = cell
        return Bad(
            f"Excel mengubah isian ini menjadi tanggal {day:02d}-{month:02d}-{year}.",
            "Ubah sel menjadi Teks, lalu ketik ulang isinya.",
        )
    if cell == int(cell):
        if abs(cell) >= FIRST_16_DIGITS:
            return Bad(
                "Angka sepanjang ini bisa berubah di Excel.",
                "Ubah sel menjadi Teks, lalu ketik ulang isinya.",
            )
        return str(int(cell))
    return repr(cell)


def unquoted(text: str) -> str:
    '''Text as it was before the incumbent quoted it for CSV: `"JL ""A"""` is `JL "A"`.'''
    if len(text) >= 2 and text[0] == text[-1] == '"':
        inner = text[1:-1]
        if '"' not in inner.replace('""', ""):
            return inner.replace('""', '"')
    return text


def quoted(text: str) -> str:
    """The reverse of `unquoted`."""
    return '"' + text.replace('"', '""') + '"' if '"' in text else text


def text_reader(length: int, *, undo_quotes: bool = False) -> Reader:
    """A free text of at most `length` signs."""

    def read(cell: Cell) -> Any:
        text = plain_text(cell)
        if isinstance(text, Bad):
            return text
        if undo_quotes and '"' in text:
            text = unquoted(text)
        if len(text) > length:
            return Bad(f"Terlalu panjang: {len(text)} huruf, batasnya {length}.", "Singkat isinya.")
        return text or None

    STROKES[read] = strokes.texts(length)
    return read


def name_reader(*, undo_quotes: bool = False) -> Reader:
    """A person's name; signs that no name has are doubted, not refused."""
    read_text = text_reader(LONGEST_NAME, undo_quotes=undo_quotes)

    def read(cell: Cell) -> Any:
        text = read_text(cell)
        if (
            isinstance(text, str)
            and not text.replace(" ", "").isalpha()
            and (odd := _ODD_IN_NAME.search(text))
        ):
            return Doubt(
                text, f"Nama berisi tanda '{odd[0]}'.", "Cocokkan dengan KK. Nama biasanya hanya huruf."
            )
        return text

    STROKES[read] = strokes.names(LONGEST_NAME)
    return read


def read_nik(cell: Cell) -> Any:
    """Sixteen digits; None where none has been issued yet ('0', '' or the incumbent's temporary number)."""
    text = _digits(cell, "NIK")
    if not isinstance(text, str):
        return text
    if text.strip("0") == "":
        return None
    if len(text) == 16 and text.startswith("0") and text.isdigit():
        return Doubt(None, "Ini NIK sementara, bukan NIK dari SIAK.", "Warga dicatat belum punya NIK.")
    if not _NUMBER_16.fullmatch(text):
        return Bad(_why_no_number(text, "NIK"), "Cocokkan dengan KK. Tulis 0 bila NIK belum terbit.")
    return text


def read_kk(cell: Cell) -> Any:
    """Sixteen digits, or None for somebody on no card."""
    text = _digits(cell, "Nomor KK")
    if not isinstance(text, str):
        return text
    if text.strip("0") == "":
        return None
    if not _NUMBER_16.fullmatch(text):
        return Bad(_why_no_number(text, "Nomor KK"), "Cocokkan dengan kartu keluarga.")
    return text


def read_parent_nik(cell: Cell) -> Any:
    """Sixteen digits or nothing. Other digits are named and not kept: they hold back nobody's row."""
    text = _digits(cell, "NIK orang tua")
    if not isinstance(text, str):
        return text
    if text.strip("0") == "":
        return None
    if not _NUMBER_16.fullmatch(text):
        return Doubt(
            None, f"{_why_no_number(text, 'NIK orang tua')} Isian ini tidak disimpan.", "Lengkapi dari KK."
        )
    return text


def _digits(cell: Cell, name: str) -> str | Bad | Doubt | None:  # noqa: PLR0911  (one line for each way of writing)
    """The digits of a number of sixteen. Numbers that a spreadsheet may have rounded are bad."""
    if isinstance(cell, str) and _NUMBER_16.fullmatch(cell):
        return cell
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if cell >= FIRST_16_DIGITS and (cell >= EXACT_INTEGERS_END or int(cell) % 10 == 0):
            return Bad(f"{name} tersimpan sebagai angka; angka terakhirnya sudah hilang.", AS_TEXT)
        if cell >= FIRST_16_DIGITS:
            return Doubt(
                str(int(cell)),
                f"{name} tersimpan sebagai angka, bukan teks.",
                "Cocokkan 16 angkanya dengan KK.",
            )
        return str(int(cell)) if cell == int(cell) else repr(cell)
    text = plain_text(cell)
    if isinstance(text, Bad):
        return text
    if _SCIENTIFIC.match(text):
        return Bad(f"{name} ditulis {text}: angkanya sudah hilang.", AS_TEXT)
    return None if text in NOTHING else text.replace(" ", "").lstrip("'’`")


STROKES |= dict.fromkeys((read_nik, read_kk, read_parent_nik), strokes.numbers)


def _why_no_number(text: str, name: str) -> str:
    if not text.isdigit():
        return f"{name} harus 16 angka, tanpa huruf atau tanda lain."
    if len(text) != 16:
        return f"{name} harus 16 angka, ini {len(text)} angka."
    return f"{name} tidak boleh diawali 0."


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb peb februari pebruari february", "mar maret march", "apr april", "mei may",
            "jun juni june", "jul juli july", "agu ags agt agustus aug august", "sep sept september",
            "okt oct oktober october", "nov nop november nopember", "des dec desember december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: \d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?")
_WORDS = re.compile(r"(?:\w+, *)?(\d{1,2})[-/. ]+([A-Za-z]+)[-/., ]+(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ]+\w{1,9}[-/. ]+\d{2}")
NO_DATE = frozenset({"0000-00-00", "00-00-0000", "00/00/0000", "0000-00-00 00:00:00"})
EARLIEST_YEAR = 1850
WRITE_DATE = "Tulis hari-bulan-tahun, misalnya 05-07-1992."


def read_date(cell: Cell) -> Any:  # noqa: PLR0911  (one line for each way of writing)
    """A real date, or one written in any usual style with day before month. Two-digit years are not guessed."""
    if isinstance(cell, tuple):
        return _day(*cell)
    if isinstance(cell, bool | float | int):
        return (
            None
            if cell == 0
            else Bad("Ini angka, bukan tanggal.", "Ubah format sel menjadi Tanggal, lalu simpan.")
        )
    if (written := _iso(cell)) is not None:
        return written
    text = cell.translate(_SPACES).strip().lstrip("'")
    if text in NOTHING or text in NO_DATE:
        return None
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if (match := _WORDS.fullmatch(text)) and (month := MONTHS.get(match[2].lower())):
        return _day(int(match[3]), month, int(match[1]))
    if _SHORT_YEAR.fullmatch(text):
        return Bad("Tahun hanya dua angka, bisa berarti dua abad.", WRITE_DATE)
    return Bad("Ini bukan tanggal.", WRITE_DATE)


def _iso(cell: str) -> date | None:
    """The usual way of writing, so usual that it gets a quick answer; None for every other and for what is no day."""
    if len(cell) != 10 or cell[4] != "-" or cell[7] != "-":
        return None
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day.year >= EARLIEST_YEAR else None


def _day(year: int, month: int, day: int) -> date | Bad:
    if not 1 <= month <= 12:
        return Bad(f"Bulan {month} tidak ada. Urutannya hari, bulan, tahun.", WRITE_DATE)
    if year < EARLIEST_YEAR:
        return Bad(f"Tahun {year} tidak mungkin.", WRITE_DATE)
    try:
        return date(year, month, day)
    except ValueError:
        return Bad("Tanggal ini tidak ada di kalender.", WRITE_DATE)


def whole_number(cell: Cell) -> int | None:
    """The cell as a code number, or None where it is none."""
    if isinstance(cell, str):
        text = cell.strip()
        text = text.removesuffix(".0")
        return int(text) if text.isdecimal() and len(text) <= 4 else None
    if isinstance(cell, bool | tuple) or cell != int(cell):
        return None
    return int(cell)


def code_reader(field: str, choices: type[IntegerChoices], label: str) -> Reader:
    """A code of a list, or any spelling of its label."""
    codes = frozenset(choices.values)
    known = SPELLINGS[field]
    shown = {key: str(choices(code).label) for key, code in known.items()}

    def read(cell: Cell) -> Any:
        number = whole_number(cell)
        if number is not None:
            if number in codes:
                return number
            return (
                None if number == 0 else Bad(f"Kode {number} tidak ada di daftar {label}.", _options(choices))
            )
        text = plain_text(cell)
        if isinstance(text, Bad):
            return text
        if text in NOTHING:
            return None
        key = spelling_key(text)
        if key in known:
            return known[key]
        near = get_close_matches(key, shown, n=1, cutoff=0.75)
        advice = f"Mungkin maksudnya '{shown[near[0]]}'." if near else _options(choices)
        return Bad(f"'{text[:40]}' tidak ada di daftar {label}.", advice)

    return read


def _options(choices: type[IntegerChoices]) -> str:
    if len(choices) > 13:
        return f"Pakai kode {min(choices.values)} sampai {max(choices.values)}, atau namanya."
    return "Pakai " + ", ".join(f"{choice.value} {choice.label}" for choice in choices) + "."


def degree_reader(limit: int) -> Reader:
    """Degrees of latitude or longitude; 0 counts as unknown, as the incumbent writes it."""

    def read(cell: Cell) -> Any:
        if isinstance(cell, bool | tuple):
            return Bad("Ini bukan koordinat.", "Tulis seperti -6,175392.")
        try:
            degrees = (
                float(cell.strip().replace(",", "."))
                if isinstance(cell, str) and cell.strip() not in NOTHING
                else cell
            )
            if isinstance(degrees, str):
                return None
        except ValueError:
            return Bad("Ini bukan koordinat.", "Tulis seperti -6,175392.")
        if degrees == 0:
            return None
        if not -limit <= degrees <= limit:
            return Bad(f"Koordinat harus antara -{limit} dan {limit}.", "Periksa letak koma dan urutannya.")
        return float(degrees)

    STROKES[read] = strokes.degrees(limit)
    return read


_DUSUN_PREFIX = re.compile(r"^(dusun|dsn\.?)\s+", re.IGNORECASE)
NO_AREA = frozenset({"-", "--", "0", "00", "000"})


def read_dusun(cell: Cell) -> Any:
    """A dusun without the word before its name; '' where the file says there is none ('-')."""
    text = text_reader(60)(cell)
    if isinstance(text, str):
        return "" if text in NO_AREA else unquoted(_DUSUN_PREFIX.sub("", text))
    return text


def read_area_number(cell: Cell) -> Any:
    """An RT or RW as three digits; '' where the file says there is none ('-')."""
    text = plain_text(cell)
    if isinstance(text, Bad) or text == "":
        return text or None
    if text in NO_AREA:
        return ""
    digits = re.sub(r"^(rt|rw)\.?\s*", "", text, flags=re.IGNORECASE)
    if not digits.isdecimal() or len(digits.lstrip("0")) > 3:
        return Bad("RT dan RW ditulis dengan angka.", "Tulis seperti 003, atau - bila tidak ada.")
    return digits.lstrip("0").zfill(3)
