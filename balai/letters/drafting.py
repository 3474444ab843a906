"""A letter before it has a number: everything that is read and checked without holding a lock."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from balai.core.calendar import local
from balai.core.identity import mask_nik
from balai.core.questions import Answers, Value
from balai.letters import sheet, values
from balai.letters.composition import Composition, Printed, compose, masked, one_line
from balai.letters.definitions import MAIN_PARTY, KindDefinition
from balai.letters.enums import SealUsed
from balai.letters.models import KindVersion
from balai.letters.particulars import MASKED
from balai.letters.rules import first_unmet, valid_until
from balai.letters.wording import Values, value_at
from balai.residents.models import Family, Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import current_village_id
from balai.villages.models import Identity, Official
from balai.villages.rules import NobodyMaySign, signature_titles, signing_official

__all__ = [
    "Draft",
    "MissingAnswers",
    "NobodyMaySign",
    "NotEligible",
    "PublicAddressMissing",
    "Wish",
    "draft_letter",
]


class MissingAnswers(ValueError):
    """Placeholders without a value; nothing is numbered. `labels` says which, `str()` is a sentence."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(f"Surat belum bisa terbit. Lengkapi dulu: {', '.join(labels)}.")
        self.labels = tuple(labels)


class NotEligible(ValueError):
    """The register says that this letter cannot be made for this person; `str()` is a sentence."""


class PublicAddressMissing(Exception):
    """Printed links need an address; until it is set only samples are printed."""

    def __init__(self) -> None:
        super().__init__(
            "Alamat situs belum diatur, jadi surat hanya bisa dicetak sebagai contoh. "
            "Minta pengelola Balai mengisi BALAI_PUBLIC_URL."
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What an officer asks for: a kind, for whom, with which answers. `parties` are others from the register."""

    version: KindVersion
    resident: Resident
    answers: Answers
    parties: Mapping[str, Resident] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A wish with all that the register, the village and the calendar add to it."""

    wish: Wish
    definition: KindDefinition
    village: Village
    identity: Identity | None
    official: Official
    on: date
    until: date | None
    values: Values
    composition: Composition
    holder_name: str
    subject: str

    def check(self) -> None:
        """Raise `NotEligible` or `MissingAnswers` unless the letter can be numbered."""
        for party in self.definition.parties:
            chosen = self.wish.resident if party.name == MAIN_PARTY else self.wish.parties.get(party.name)
            if chosen and (sentence := first_unmet(party, values.required(party, chosen, self.on))):
                raise NotEligible(sentence)
        missing = list(self.composition.missing)
        if not self.holder_name:
            missing.append("Nama pemegang surat")
        if missing:
            raise MissingAnswers(missing)

    def printed(self, number: str, seal: SealUsed = SealUsed.VILLAGE) -> Printed:
        """All that the letter says, as plain JSON: what is stored, hashed and drawn."""
        words = self.village.words
        return {
            "form": 1,
            "kind": self.definition.slug,
            "kind_version": self.wish.version.number,
            "village": self.village.code,
            "paper": self.definition.paper,
            "head": sheet.head(words, self.identity),
            "title": self.definition.title,
            "number": number,
            "issued_on": self.on.isoformat(),
            "valid_until": self.until.isoformat() if self.until else None,
            "blocks": self.composition.blocks,
            "signer": {
                "place_date": sheet.place_and_date(words, self.on),
                "titles": list(signature_titles(self.official, words)),
                "name": self.official.name,
                "nip": self.official.nip,
            },
            "holder": self._holder_signs(),
            "seal": seal.value,
        }

    def _holder_signs(self) -> dict[str, str] | None:
        """Who signs at the left, if anyone: the party named in the signature block."""
        signature = self.definition.signature
        if not signature.holder:
            return None
        name = value_at(self.values, f"{signature.holder}.full_name")
        return {"label": signature.label, "name": str(name or "")}


def draft_letter(
    wish: Wish, *, at: datetime | None = None, on_screen: bool = False, signer: Official | None = None
) -> Draft:
    """Read and compose everything but the number. Raises `NobodyMaySign`.

    `signer` is the official who signs; without one, whoever comes first among those who are there that day.
    `on_screen` shows numbers of people only in part.
    """
    here = _surroundings(wish, at or timezone.now(), signer)
    found = _values(wish, here)
    if on_screen:
        found = masked(found, _masks(found))
    rows = [values.person(member, here.village.words, here.on) for member in here.members]
    definition = wish.version.definition
    return Draft(
        wish=wish,
        definition=definition,
        village=here.village,
        identity=here.identity,
        official=here.official,
        on=here.on,
        until=here.until,
        values=found,
        composition=compose(definition, found, rows),
        holder_name=str(value_at(found, definition.holder) or ""),
        subject=(one_line(definition.subject, found) or definition.title)[:300],
    )


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What is read beside the wish: the office on that day, and the family."""

    village: Village
    identity: Identity | None
    official: Official
    on: date
    until: date | None
    members: Sequence[Resident]


def _surroundings(wish: Wish, at: datetime, signer: Official | None) -> _Surroundings:
    identity = Identity.objects.select_related("village__regency").first()
    village = identity.village if identity else this_village()
    on = local(at, village.time_zone).date()
    definition = wish.version.definition
    return _Surroundings(
        village=village,
        identity=identity,
        official=signer
        or signing_official(Official.objects.available(on), on, allowed=definition.signing_forms),
        on=on,
        until=valid_until(on, definition.validity),
        members=members_of(wish.resident.family) if definition.tells_of_family else (),
    )


def this_village() -> Village:
    """The village of the current scope, with its words."""
    village_id = current_village_id()
    if village_id is None:
        raise Village.DoesNotExist("no village is in scope")
    return Village.objects.select_related("regency").get(pk=village_id)


def members_of(family: Family | None) -> list[Resident]:
    """The living members of a family in the order of its KK."""
    if family is None:
        return []
    members = list(family.members.living().in_kk_order())
    for member in members:
        member.family = family
    return members


def _values(wish: Wish, here: _Surroundings) -> dict[str, dict[str, Value | None]]:
    words, on = here.village.words, here.on
    definition = wish.version.definition
    family = values.family(wish.resident.family, words, here.members)
    chosen = {name: values.person(resident, words, on) for name, resident in wish.parties.items()}
    chosen[MAIN_PARTY] = values.person(wish.resident, words, on, head_name=str(family["head_name"]))
    answers = values.answered(definition, wish.answers)
    return {
        **values.parties(definition, chosen, answers, on),
        "answers": dict(answers),
        "family": family,
        "village": values.village(words, here.identity),
        "signer": values.signer(here.official, words),
        "letter": {"title": definition.title, "issued_on": on, "valid_until": here.until},
    }


def _masks(found: Values) -> dict[str, str]:
    return {
        f"{name}.{key}": mask_nik(str(group[key]))
        for name, group in found.items()
        for key in MASKED
        if group.get(key)
    }


def request_key_of(*parts: Any) -> str:
    """A key for what may be sent twice, made of whatever identifies the request."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
