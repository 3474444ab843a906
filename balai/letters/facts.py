"""What the QR code of a letter says, signed: the key facts and the hash of the frozen data.

The QR holds `<public address>/<village>/v/#<signed facts>`. A fragment is never sent to a server, so scanning tells
nobody; whoever holds the paper can check it offline. Keys are small numbers and long texts are cut: every byte makes
the code denser.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from balai.core.identity import shorten_name
from balai.core.signed_facts import Fact
from balai.letters.enums import SealUsed
from balai.tenancy.addresses import site_of
from balai.tenancy.models import Village

# Bound into every QR code that was ever printed: never renumber, only add.
_VERIFY_ID, _VILLAGE, _TITLE, _NUMBER, _ISSUED_ON, _VALID_UNTIL, _NAME, _SIGNER, _SEAL, _HASH = range(1, 11)


# Bytes of each text, so that no code grows beyond version 17, the finest that a scan of 150 dpi still shows at 30 mm.
_TITLE_BYTES, _NUMBER_BYTES, _NAME_BYTES, _SIGNER_BYTES = 80, 64, 44, 56


class FactsUnreadable(ValueError):
    """Signed facts that lack something: signed by us once, but not by this program."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The facts of one letter. `name` is already shortened; a NIK is never among them."""

    verify_id: uuid.UUID
    village: str
    title: str
    number: str
    issued_on: date
    valid_until: date | None
    name: str
    signer: str
    seal: SealUsed
    printed_hash: bytes

    def as_map(self) -> dict[int, Fact]:
        facts: dict[int, Fact] = {
            _VERIFY_ID: self.verify_id.bytes,
            _VILLAGE: self.village,
            _TITLE: _cut(self.title, _TITLE_BYTES),
            _NUMBER: _cut(self.number, _NUMBER_BYTES),
            _ISSUED_ON: self.issued_on,
            _NAME: _cut(self.name, _NAME_BYTES),
            _SIGNER: _cut(self.signer, _SIGNER_BYTES),
            _SEAL: self.seal.value,
            _HASH: self.printed_hash,
        }
        if self.valid_until:
            facts[_VALID_UNTIL] = self.valid_until
        return facts


def read_map(facts: Mapping[Any, Any]) -> LetterFacts:
    """The facts of a map whose signature was right. Raises `FactsUnreadable`."""
    try:
        until = facts.get(_VALID_UNTIL)
        issued_on = facts[_ISSUED_ON]
        if not isinstance(issued_on, date) or not (until is None or isinstance(until, date)):
            raise FactsUnreadable("dates of a letter are no dates")
        return LetterFacts(
            verify_id=uuid.UUID(bytes=facts[_VERIFY_ID]),
            village=str(facts[_VILLAGE]),
            title=str(facts[_TITLE]),
            number=str(facts[_NUMBER]),
            issued_on=issued_on,
            valid_until=until,
            name=str(facts[_NAME]),
            signer=str(facts[_SIGNER]),
            seal=SealUsed(facts[_SEAL]),
            printed_hash=bytes(facts[_HASH]),
        )
    except (KeyError, ValueError, TypeError) as problem:
        raise FactsUnreadable("facts of a letter are incomplete") from problem


def claimed_village(facts: Mapping[Any, Any]) -> str:
    """Which village unchecked facts name; only good for finding whose keys must check them."""
    return str(facts.get(_VILLAGE, ""))


def shown_name(full_name: str) -> str:
    """The holder's name as anyone may see it."""
    return shorten_name(full_name)


def _cut(text: str, most: int) -> str:
    """At most so many bytes of UTF-8, with an ellipsis in the place of the rest."""
    encoded = text.encode()
    if len(encoded) <= most:
        return text
    return encoded[: most - len("…".encode())].decode(errors="ignore").rstrip() + "…"


def verify_address(village: Village, public_url: str) -> str:
    """'https://balai.nusaraya.example/sukamaju/v/', or the village's own host where it has one."""
    return f"{site_of(village, public_url)}v/"


def fragment_of(text: str) -> str:
    """The signed facts in what somebody scanned or pasted: a whole address or only what follows the '#'."""
    return text.strip().rpartition("#")[2]
