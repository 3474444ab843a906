"""Which application an issued document belongs to: by a tracking code, a NIK or a KK number in its name or its text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from balai.applications.enums import State
from balai.applications.models import Application
from balai.applications.rules import CODE_LENGTH, CODE_SIGNS, typed_code
from balai.tenancy.models import VillageQuerySet

_CODES: Final = re.compile(rf"(?<![A-Z])(?:[{CODE_SIGNS}][ _-]?){{{CODE_LENGTH - 1}}}[{CODE_SIGNS}](?![A-Z])")
_NUMBERS: Final = re.compile(r"(?<!\d)(?:\d[ .]?){15}\d(?!\d)")
MOST_NUMBERS: Final = 40
"""Numbers that one document is asked for: a family card names everybody in the family."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a document names."""

    codes: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """The one application that a document belongs to and how it was found, or why there is none."""

    application: Application | None
    words: str


def named_in(text: str) -> Named:
    """The tracking codes and the numbers of sixteen digits in a name or a text."""
    codes = {typed_code(found.group()) for found in _CODES.finditer(text.upper())}
    numbers = [re.sub(r"\D", "", found.group()) for found in _NUMBERS.finditer(text)]
    return Named(frozenset(codes - {""}), frozenset(numbers[:MOST_NUMBERS]))


def waiting_for(name: str, text: str, *, villages: VillageQuerySet) -> Sequence[Application]:
    """The applications in process in these villages that a document could belong to. One query."""
    named = named_in(name), named_in(text)
    codes = frozenset().union(*(each.codes for each in named))
    numbers = frozenset().union(*(each.numbers for each in named))
    found = Application.objects.filter(is_civil=True, state=State.IN_PROCESS, village__in=villages)
    found = found.filter(Q(code__in=codes) | Q(applicant_nik__in=numbers) | Q(applicant_kk__in=numbers))
    return list(found.for_lists().select_related("service", "village"))


def match(name: str, text: str, among: Sequence[Application]) -> Match:
    """The application of a document: what its name says counts more than its text, a code more than a number."""
    for words, found in _ways(named_in(name), named_in(text), among):
        if len(found) == 1:
            return Match(found[0], words)
        if found:
            return Match(None, "Cocok dengan beberapa permohonan. Unggah di halaman permohonannya.")
    return Match(
        None, "Tidak ada permohonan yang cocok. Beri nama berkas dengan kode lacak atau NIK pemohon."
    )


def _ways(
    name: Named, text: Named, among: Sequence[Application]
) -> Iterator[tuple[str, Sequence[Application]]]:
    for place, named in (("nama berkas", name), ("isi berkas", text)):
        yield f"kode lacak di {place}", [each for each in among if each.code in named.codes]
        yield f"NIK di {place}", [each for each in among if each.applicant_nik in named.numbers]
        yield f"nomor KK di {place}", [each for each in among if each.applicant_kk in named.numbers]
