"""Indonesian names and addresses as they sound: what makes *Mochamad Soekarno* found by "muhamad sukarno".

Pure functions. `fold` turns a word into what it sounds like, in a way that the beginning of a word folds to the
beginning of its fold as far as possible, because people find while they type.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

LONGEST_WORD = 40
"""Characters; longer words are cut, in the register as in a question."""

MUHAMMAD = frozenset(
    [
        "moh",
        "mohd",
        "muh",
        "muhd",
        "mochamad",
        "mochammad",
        "mohamad",
        "mohammad",
        "mohamed",
        "mohammed",
        "muchamad",
        "muchammad",
        "muhamad",
        "muhammad",
        "muhamed",
        "muhammed",
        "mukhamad",
        "mukhammad",
        "mokhamad",
        "mokhammad",
    ]
)
TITLES_BEFORE = frozenset(
    [
        "h",
        "hj",
        "hajah",
        "haji",
        "kh",
        "dr",
        "drs",
        "dra",
        "drg",
        "ir",
        "prof",
        "ust",
        "ustad",
        "ustadz",
        "ustadzah",
        "alm",
        "almh",
    ]
)
LETTERS_BETWEEN = re.compile(r"['’`ʼ]")
NO_WORD = re.compile(r"[^a-z0-9]+")

# Spelling before 1947 and 1972, and letters that sound the same today. Order matters: "dj" before "j".
SOUNDS = (
    ("dj", "j"), ("tj", "c"), ("oe", "u"), ("sj", "sy"), ("nj", "ny"), ("j", "y"), ("chr", "kr"), ("ch", "h"),
    ("kh", "h"), ("sy", "s"), ("v", "f"), ("q", "k"), ("x", "ks"), ("ae", "ai"), ("ie", "i"), ("iy", "i"), ("uw", "u"),
)  # fmt: skip
SILENT_H = re.compile(r"(?<=.)h")
DOUBLED = re.compile(r"(.)\1+")

NOT_AN_ADDRESS = frozenset(
    [
        "jalan",
        "jln",
        "jl",
        "gang",
        "gg",
        "no",
        "nomor",
        "rt",
        "rw",
        "dusun",
        "dsn",
        "padukuhan",
        "dukuh",
        "desa",
        "kel",
        "kelurahan",
        "kec",
        "kecamatan",
        "kab",
        "kabupaten",
    ]
)
PLACE_NUMBER = re.compile(r"\b(rt|rw)[\s.:/]*0*(\d{1,3})\b")
RT_AND_RW = re.compile(r"\brt[\s.:/]*0*(\d{1,3})[\s./,-]+(?:rw[\s.:/]*)?0*(\d{1,3})\b")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """How a word sounds, in lower-case ASCII letters: "Soerjadi" and "Suryadi" give the same."""
    plain = NO_WORD.sub("", _ascii(word))
    if plain in MUHAMMAD:
        return "muhamad"
    for written, heard in SOUNDS:
        plain = plain.replace(written, heard)
    return DOUBLED.sub(r"\1", SILENT_H.sub("", plain))[:LONGEST_WORD]


def name_words(full_name: str) -> tuple[str, ...]:
    """The folded words of a name, without titles before it ("H.", "Dr.") or after a comma ("S.Pd.")."""
    written = words(full_name.partition(",")[0])
    while len(written) > 1 and written[0] in TITLES_BEFORE:
        written = written[1:]
    return tuple(filter(None, (fold(word) for word in written)))


@lru_cache(maxsize=1_000)
def address_words(address: str, dusun: str, rw: str, rt: str) -> tuple[str, ...]:
    """The folded words of a place; numbers of RT and RW become words of their own ("rt3")."""
    numbers = [f"{level}{int(number)}" for level, number in (("rt", rt), ("rw", rw)) if number.isdigit()]
    named = (
        word for word in words(f"{address} {dusun}") if not word.isdigit() and word not in NOT_AN_ADDRESS
    )
    return (*numbers, *filter(None, (fold(word) for word in named)))


def tokens(full_name: str, address: str = "", dusun: str = "", rw: str = "", rt: str = "") -> frozenset[str]:
    """All words by which a resident is found."""
    return frozenset(chain(name_words(full_name), address_words(address, dusun, rw, rt)))


def question_words(text: str) -> list[str]:
    """What somebody typed, as words that can be compared with `tokens`; "RT 003/RW 001" gives "rt3", "rw1"."""
    return list(typed_words(text))


def typed_words(text: str) -> dict[str, str]:
    """The words of a question as they can be compared with `tokens`, each with how it was typed."""
    plain = RT_AND_RW.sub(r" rt\1 rw\2 ", _ascii(text))
    plain = PLACE_NUMBER.sub(r" \1\2 ", plain)
    written = [word for word in NO_WORD.split(LETTERS_BETWEEN.sub("", plain)) if word]
    while len(written) > 1 and written[0] in TITLES_BEFORE:
        written = written[1:]
    meant = [word for word in written if word not in NOT_AN_ADDRESS and not word.isdigit()] or written
    heard: dict[str, str] = {}
    for word in meant:
        heard.setdefault(_begun_muhammad(word) or _place_number(word) or fold(word), word)
    heard.pop("", None)
    return heard


def variants(word: str) -> frozenset[str]:
    """A folded word itself and with each single letter left out; two words one slip apart share a variant."""
    if len(word) < 3 or any(letter.isdigit() for letter in word):
        return frozenset([word])
    return frozenset([word, *(word[:cut] + word[cut + 1 :] for cut in range(len(word)))])


def swapped(typed: str) -> frozenset[str]:
    """What a typed word would sound like with two neighbouring letters exchanged: "karel" for "krael".

    Such a slip can make another sound of two letters ("ae" is heard as "ai"), and then the folds are two slips apart.
    """
    places = range(1, len(typed))
    return frozenset(fold(typed[: at - 1] + typed[at] + typed[at - 1] + typed[at + 1 :]) for at in places)


def words(text: str) -> list[str]:
    """Lower-case ASCII words; an apostrophe does not part a word ("Nur'aini")."""
    return [word for word in NO_WORD.split(LETTERS_BETWEEN.sub("", _ascii(text))) if word]


def _begun_muhammad(word: str) -> str | None:
    """Somebody is typing one of the many spellings of Muhammad."""
    begun = len(word) >= 4 and any(spelling.startswith(word) for spelling in MUHAMMAD)
    return "muhamad"[: max(4, len(word) - 2)] if begun and word not in MUHAMMAD else None


def is_place_number(word: str) -> bool:
    """Whether a word of a question names an RT or RW, and therefore is meant exactly."""
    return PLACE_NUMBER.fullmatch(word) is not None


def _place_number(word: str) -> str | None:
    return word if is_place_number(word) else None


def _ascii(text: str) -> str:
    if text.isascii():
        return text.lower()
    return (
        unicodedata.normalize("NFKD", LETTERS_BETWEEN.sub("", text))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
