"""The number of a letter: a pattern of tokens, checked so that no two letters can carry the same text.

`{kode_klasifikasi}/{nomor_urut:3}/{kode_desa}/{bulan_romawi}/{tahun}` → `400.12.2.1/0147/SKJ/XI/2026`. The regency's
rule on official letters (*Perbup tata naskah dinas*) decides which tokens stand where.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from balai.core.calendar import roman_month
from balai.letters.enums import NumberingScope

DEFAULT_PATTERN = "{kode_klasifikasi}/{nomor_urut:3}/{kode_desa}/{bulan_romawi}/{tahun}"
LONGEST_PATTERN = 120
LONGEST_NUMBER = 100
WIDEST_SERIAL = 6

_PLAIN = re.compile(r"[A-Za-z0-9./ _-]*")
_TOKEN = re.compile(r"([a-z_]+)(?::(\d))?")


class Token(StrEnum):
    """What a pattern may contain."""

    SERIAL = "nomor_urut"
    CLASSIFICATION = "kode_klasifikasi"
    KIND = "kode_surat"
    VILLAGE = "kode_desa"
    SECURITY = "sifat"
    ROMAN_MONTH = "bulan_romawi"
    MONTH = "bulan"
    YEAR = "tahun"


class PatternProblem(ValueError):
    """A pattern that cannot be used; the message is an Indonesian sentence."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that has been read: plain texts and tokens, and how many digits the serial has at least."""

    parts: tuple[str | Token, ...]
    width: int = 1

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(part for part in self.parts if isinstance(part, Token))


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a number is made of."""

    serial: int
    on: date
    classification: str
    kind: str
    village: str
    security: str = "B"


# Without its own token, letters of two rows of numbers would carry the same text.
TOKEN_OF_SCOPE = {NumberingScope.KIND: Token.KIND, NumberingScope.CLASSIFICATION: Token.CLASSIFICATION}


def read_pattern(text: str, scope: NumberingScope = NumberingScope.REGISTER) -> Pattern:
    """Read a pattern strictly. Raises `PatternProblem`."""
    if len(text) > LONGEST_PATTERN:
        raise PatternProblem(f"Pola nomor paling panjang {LONGEST_PATTERN} huruf.")
    parts: list[str | Token] = []
    width = 1
    for index, piece in enumerate(re.split(r"\{([^{}]*)\}", text.strip())):
        if index % 2:
            token, digits = _read_token(piece)
            width = digits or width
            if parts and isinstance(parts[-1], Token):
                raise PatternProblem("Beri garis miring atau titik di antara dua kode.")
            parts.append(token)
        elif not _PLAIN.fullmatch(piece):
            raise PatternProblem(
                "Di luar kurung, pakai huruf, angka, titik, garis miring, atau tanda hubung."
            )
        elif piece:
            parts.append(piece)
    pattern = Pattern(tuple(parts), width)
    _check(pattern, scope)
    return pattern


def _read_token(piece: str) -> tuple[Token, int]:
    match = _TOKEN.fullmatch(piece)
    try:
        token = Token(match.group(1)) if match else None
    except ValueError:
        token = None
    if match is None or token is None or (match.group(2) and token is not Token.SERIAL):
        raise PatternProblem(f"Kode '{{{piece[:40]}}}' tidak dikenal.")
    digits = int(match.group(2) or 0)
    if digits > WIDEST_SERIAL:
        raise PatternProblem(f"Nomor urut paling banyak {WIDEST_SERIAL} angka.")
    return token, digits


def _check(pattern: Pattern, scope: NumberingScope) -> None:
    tokens = pattern.tokens
    if tokens.count(Token.SERIAL) != 1:
        raise PatternProblem("Pola harus memuat {nomor_urut} satu kali.")
    if Token.YEAR not in tokens:
        raise PatternProblem("Pola harus memuat {tahun}, karena nomor mulai lagi tiap tahun.")
    needed = TOKEN_OF_SCOPE.get(scope)
    if needed and needed not in tokens:
        raise PatternProblem(
            f"Dengan hitungan ini pola harus memuat {{{needed}}}, supaya nomor tidak kembar."
        )


def write_number(pattern: Pattern, numbered: Numbered) -> str:
    """The number as printed. Raises `PatternProblem` when it becomes too long."""
    values = {
        Token.SERIAL: f"{numbered.serial:0{pattern.width}}",
        Token.CLASSIFICATION: numbered.classification,
        Token.KIND: numbered.kind,
        Token.VILLAGE: numbered.village,
        Token.SECURITY: numbered.security,
        Token.ROMAN_MONTH: roman_month(numbered.on.month),
        Token.MONTH: f"{numbered.on.month:02}",
        Token.YEAR: str(numbered.on.year),
    }
    number = "".join(values[part] if isinstance(part, Token) else part for part in pattern.parts)
    if len(number) > LONGEST_NUMBER:
        raise PatternProblem(f"Nomor menjadi lebih dari {LONGEST_NUMBER} huruf.")
    return number


def counter_key(scope: NumberingScope, *, kind: str, classification: str) -> str:
    """Which row of numbers a letter draws from: empty for the whole register."""
    match scope:
        case NumberingScope.KIND:
            return f"kind:{kind}"
        case NumberingScope.CLASSIFICATION:
            return f"classification:{classification}"
        case NumberingScope.REGISTER:
            return ""
