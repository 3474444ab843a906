"""The village's table of classification codes."""

from collections.abc import Sequence

from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.letters.classification import Code, shipped_codes
from balai.letters.enums import Action, Origin
from balai.letters.models import ClassificationCode


@transaction.atomic
def install_codes() -> int:
    """Give the village the codes that come with Balai, in our newest words; return how many are new.

    A table of the village's own stays as it is. A code that we no longer bring stays too: letters may bear it.
    """
    had = dict(ClassificationCode.objects.values_list("code", "origin"))
    if Origin.VILLAGE in had.values():
        return 0
    _write(shipped_codes(), Origin.BALAI)
    return len({each.code for each in shipped_codes()} - had.keys())


@transaction.atomic
def import_codes(*, codes: Sequence[Code], by: Actor) -> int:
    """Replace the whole table by the village's own; return how many codes it has. Kinds keep the code they have."""
    ClassificationCode.objects.all().delete()
    written = _write(codes, Origin.VILLAGE)
    record(Action.CODES_IMPORTED, by=by, facts={"codes": len(written)})
    return len(written)


def _write(codes: Sequence[Code], origin: Origin) -> list[ClassificationCode]:
    return ClassificationCode.objects.bulk_create(
        [ClassificationCode(code=each.code, name=each.name, note=each.note, origin=origin) for each in codes],
        update_conflicts=True,
        unique_fields=["village", "code"],
        update_fields=["name", "note"],
    )
