"""What makes a PIN weak, who may collect for a child, how patiently guesses are counted; pure functions."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from itertools import pairwise

from balai.accounts.patience import Patience
from balai.residents.enums import MaritalStatus, Relation
from balai.residents.rules import age
from balai.residents.spelling import name_words, variants

PIN_DIGITS = 6
ONE_TIME_HOURS = (1, 2, 4, 8)
"""For how long a one-time PIN may be given: at most one day at the office."""
CHILD_UNDER = 17
"""Years; from then on a resident has a KTP of their own (UU 24/2013 pasal 63 (1)), as has who is or was married."""

PERSON = Patience(
    free=4,
    first_wait=timedelta(seconds=30),
    longest_wait=timedelta(hours=24),
    forgets_after=timedelta(days=30),
)
"""One NIK, card or chip. Ends in one guess a day: a thousand years for half of all PINs (NIST SP 800-63B, 5.2.2)."""
DEVICE = Patience(
    free=20,
    first_wait=timedelta(seconds=15),
    longest_wait=timedelta(minutes=5),
    forgets_after=timedelta(hours=1),
    is_shared=True,
    drains=timedelta(minutes=2),
)
"""All who stand at one kiosk: thirty errors an hour are as usual."""
VILLAGE = Patience(
    free=150,
    first_wait=timedelta(seconds=5),
    longest_wait=timedelta(minutes=1),
    forgets_after=timedelta(hours=1),
    is_shared=True,
    drains=timedelta(seconds=10),
)
"""All kiosks of a village: more than five guessed at together use up, so that those at a sixth don't wait."""

_SIX_DIGITS = re.compile(r"[0-9]{6}")
# Columns and corners of the number pad, and the numbers that everybody chooses.
_OFTEN_CHOSEN = frozenset(
    [
        "147258", "258147", "258369", "369258", "147369", "147852", "258963", "741852", "852963", "963852", "159357",
        "159753", "357159", "753159", "456789", "789456", "456123", "321654", "654987", "112233", "223344", "332211",
        "445566", "778899", "102030", "135790", "135799", "246810", "024680", "135791", "097531", "170845", "450817",
        "081945", "520520", "314159", "271828", "696969", "007007", "911911", "141414",
    ]
)  # fmt: skip
_FOREGONE = frozenset(["siti", "sri", "nur", "ni"])
"""Names that so many women bear that people leave them out or put them in."""
_FATHER_FOLLOWS = re.compile(r"\b(?:binti|bt|bin|al)\b.*", re.IGNORECASE)


def pin_problem(pin: str, *, nik: str = "", dates: Collection[date] = ()) -> str | None:
    """Why nobody should use this PIN, in Indonesian; None for a good one.

    `nik` and `dates` (birth dates of the family) are what a neighbour tries first.
    """
    if not _SIX_DIGITS.fullmatch(pin):
        return f"PIN harus {PIN_DIGITS} angka."
    if _is_regular(pin):
        return "PIN ini mudah ditebak. Jangan pakai angka berurutan atau berulang."
    if pin in _OFTEN_CHOSEN:
        return "PIN ini dipakai banyak orang. Pilih angka lain."
    if any(pin in _spellings(day) for day in dates):
        return "PIN ini tanggal lahir. Pilih angka lain."
    if nik and pin in nik:
        return "PIN ini bagian dari NIK. Pilih angka lain."
    return None


def _is_regular(pin: str) -> bool:
    """One step from digit to digit (111111, 123456, 864208), or one to three digits that come again."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(steps) == 1 or any(pin == pin[:period] * (6 // period) for period in (1, 2, 3))


def _spellings(day: date) -> frozenset[str]:
    """A date as six digits, in every order that people write."""
    return frozenset(f"{day:{form}}" for form in ("%d%m%y", "%y%m%d", "%m%d%y", "%y%d%m", "%m%Y", "%Y%m"))


def tag_uid(scanned: str) -> str:
    """What an RFID reader typed, in one spelling: without signs between the digits. "" for something else.

    Readers type the identity of the chip as ten decimal digits or as four to ten bytes in hexadecimal.
    """
    plain = re.sub(r"[\s:.-]", "", scanned).upper()
    return plain if re.fullmatch(r"[0-9A-F]{8,20}", plain) else ""


def is_same_name(typed: str, registered: str) -> bool:
    """Whether a name was meant as the register has it, however it is spelt.

    Titles and "binti …" count for nothing, one slip in a longer word is forgiven, and of three or more words one may be
    missing. A name that the register doesn't know is nobody's.
    """
    meant, known = _telling_words(typed), _telling_words(registered)
    needed = known - _FOREGONE or known
    strange = [word for word in meant - _FOREGONE if not _is_among(word, known)]
    missing = [word for word in needed if not _is_among(word, meant)]
    return bool(known) and not strange and len(missing) <= (1 if len(needed) > 2 else 0)


def _telling_words(name: str) -> frozenset[str]:
    return frozenset(name_words(_FATHER_FOLLOWS.sub("", name)))


def _is_among(word: str, others: frozenset[str]) -> bool:
    return word in others or (len(word) > 4 and any(variants(word) & variants(other) for other in others))


def is_child(born: date, marital_status: int | None, on: date) -> bool:
    """Whether somebody is too young for a KTP and was never married."""
    return age(born, on) < CHILD_UNDER and marital_status in {None, MaritalStatus.SINGLE}


def may_collect(
    *, relation: int | None, nik: str, child_relation: int | None, parents: Iterable[str]
) -> bool:
    """Whether somebody answers for a child on the same KK: its head, the head's spouse for the head's children, a parent.

    `parents` are the NIKs that the register names as the child's father and mother.
    """
    if relation == Relation.HEAD or (nik and nik in set(parents)):
        return True
    return relation in {Relation.HUSBAND, Relation.WIFE} and child_relation == Relation.CHILD
