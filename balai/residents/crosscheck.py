"""Whether someone who is registered here also lives in another village of the regency: yes or no, never where or who."""

from collections.abc import Iterable

from django.db import connection

from balai.accounts import audit
from balai.accounts.actors import Actor


def alive_elsewhere(niks: Iterable[str], *, by: Actor) -> set[str]:
    """Those of the given NIKs under which somebody lives in another village. The question is audited by its count.

    A function of the database answers, with the owner's eyes: this village's role can't see the other villages.
    """
    asked = sorted({nik for nik in niks if nik})
    if not asked:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT residents_alive_elsewhere(string_to_array(%s, ','))", [",".join(asked)])
        found = {row[0] for row in cursor.fetchall()}
    audit.record("residents.crosschecked", by=by, facts={"asked": len(asked), "found": len(found)})
    return found
