"""Giving numbers, and the rule by which they are written."""

from django.db import IntegrityError, connection, transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.letters.enums import Action, NumberingScope
from balai.letters.models import Counter, Numbering
from balai.letters.numbering import read_pattern

DRAW = """
UPDATE letters_counter SET last_serial = last_serial + 1 WHERE key = %s AND year = %s RETURNING last_serial
"""
BEGIN = "INSERT INTO letters_counter (id, key, year, last_serial) VALUES (uuidv7(), %s, %s, 0) ON CONFLICT DO NOTHING"


class SerialAlreadyUsed(ValueError):
    """A start that would give a number twice; `str()` is a sentence."""


class NumberingMissing(Exception):
    """The village has no rule for numbers yet; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__(
            "Aturan nomor surat belum diatur. Buka Surat, Jenis dan nomor, Atur nomor, lalu simpan."
        )


def draw_serial(key: str, year: int) -> int:
    """The next serial of a row of numbers, whose row stays locked until the transaction ends.

    If the transaction fails, the number was never given: whoever waits gets it. Other rows are not touched.
    """
    with connection.cursor() as cursor:
        cursor.execute(DRAW, [key, year])
        drawn = cursor.fetchone()
        if drawn is None:  # the first letter of the year
            cursor.execute(BEGIN, [key, year])
            cursor.execute(DRAW, [key, year])
            drawn = cursor.fetchone()
    return int(drawn[0])


def current_numbering() -> Numbering:
    """The village's rule. Raises `NumberingMissing`."""
    numbering = Numbering.objects.first()
    if numbering is None:
        raise NumberingMissing
    return numbering


@transaction.atomic
def set_numbering(*, pattern: str, scope: NumberingScope, village_code: str, by: Actor) -> Numbering:
    """Change how numbers are written from the next letter on. Raises `PatternProblem`."""
    read_pattern(pattern, scope)
    numbering, _ = Numbering.objects.update_or_create(
        defaults={"pattern": pattern.strip(), "scope": scope, "village_code": village_code.strip()}
    )
    record(Action.NUMBERING_CHANGED, by=by, subject=numbering, facts={"pattern": pattern, "scope": scope})
    return numbering


@transaction.atomic
def set_next_serial(*, key: str, year: int, serial: int, by: Actor, reason: str) -> Counter:
    """Let a row of numbers go on at `serial`, e.g. in the middle of a year that began on paper.

    Raises `SerialAlreadyUsed` where that number was given before.
    """
    try:
        with transaction.atomic():
            counter, _ = Counter.objects.get_or_create(key=key, year=year)
            counter = Counter.objects.select_for_update().get(pk=counter.pk)
            if serial <= counter.last_serial:
                raise SerialAlreadyUsed(
                    f"Nomor {serial} sudah dipakai. Nomor berikutnya paling kecil {counter.last_serial + 1}."
                )
            counter.last_serial = serial - 1
            counter.save(update_fields=["last_serial"])
    except IntegrityError as taken:
        raise SerialAlreadyUsed(f"Nomor {serial} tidak bisa dipakai.") from taken
    record(
        Action.NUMBERING_CHANGED,
        by=by,
        subject=counter,
        reason=reason,
        facts={"key": key, "year": year, "next": serial},
    )
    return counter
