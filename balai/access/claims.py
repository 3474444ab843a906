"""What somebody at a kiosk shows or types to say who they are. Checked by `operations.recognise`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from balai.access.enums import Way
from balai.access.keeping import hash_of_tag
from balai.access.rules import DEVICE, PERSON, VILLAGE, tag_uid
from balai.accounts.attempts import key_of
from balai.accounts.patience import Patience


@dataclass(frozen=True, slots=True)
class CardAndPin:
    """A service card, as the scanner read it, and the PIN of its holder."""

    way: ClassVar[Way] = Way.CARD_PIN

    card: str = field(repr=False)
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TagAndPin:
    """The chip of a registered KTP-el, as the reader typed it, and the PIN of its holder."""

    way: ClassVar[Way] = Way.TAG_PIN

    tag: str = field(repr=False)
    pin: str = field(repr=False)

    @property
    def tag_hash(self) -> str:
        """As the chip is kept; of something that no reader types, the hash of no chip."""
        return hash_of_tag(tag_uid(self.tag))


@dataclass(frozen=True, slots=True)
class NikAndPin:
    """A NIK that was typed, and a PIN."""

    way: ClassVar[Way] = Way.NIK_PIN

    nik: str = field(repr=False)
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BirthAndMother:
    """What neighbours may know too: only for papers that harm nobody."""

    way: ClassVar[Way] = Way.BIRTH_MOTHER

    nik: str = field(repr=False)
    born: date = field(repr=False)
    mother: str = field(repr=False)


type Holding = Literal["nik", "birth", "card", "tag"]
type Claim = CardAndPin | TagAndPin | NikAndPin | BirthAndMother


@dataclass(frozen=True, slots=True)
class Try:
    """One claim at one kiosk of one village, as it is counted: for the person it names, the device and the village."""

    person: str
    device: str
    village_id: int

    @property
    def counters(self) -> Mapping[str, Patience]:
        return {
            self.person: PERSON,
            key_of("kiosk device", str(self.village_id), self.device): DEVICE,
            key_of("kiosk village", str(self.village_id)): VILLAGE,
        }


def key_of_person(village_id: int, holding: Holding, what: str) -> str:
    """Where guesses about a NIK are counted, also about one that nobody has; or guesses with a card or a chip.

    Who holds a card or a KTP is counted apart: a stranger who only knows a NIK can't keep its owner from using them. So is
    who knows birth and mother: otherwise a neighbour could wipe the count of his guesses at the PIN.
    """
    return key_of("kiosk person", str(village_id), holding, what)
