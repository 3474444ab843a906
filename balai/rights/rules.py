"""The clock of a request, what may be asked to be corrected, and on what grounds the law lets the office refuse."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from balai.residents.enums import Relation
from balai.residents.rules import CORRECTABLE_FIELDS, SPOUSES
from balai.rights.enums import Ground, Kind

ANSWERED_WITHIN: Final = timedelta(hours=72)
"""3 × 24 hours from the moment it came, on Sundays and holidays too (UU 27/2022 pasal 30, 32, 40 and 41)."""
ALMOST: Final = timedelta(hours=24)
"""What is left when the clock begins to warn."""
LATEST_TOLD: Final = timedelta(days=30)
"""How long ago a request may have come that an officer writes down now."""
KEPT_FOR: Final = timedelta(days=2 * 365)
"""After its end a request can be shown for as long as the village may be asked what it did (UU 27/2022 pasal 47)."""
MOST_OPEN: Final = 5
"""Requests of one resident that may wait at once."""

ASKABLE_FIELDS: Final = tuple(
    field
    for field in CORRECTABLE_FIELDS
    if field not in {"nik", "card_tag", "latitude", "longitude", "ktp_state", "residency"}
)
"""What residents can know to be wrong; the rest the office and the civil registry put in for themselves, and a NIK is only
looked into by Disdukcapil."""

GROUNDS: Final[Mapping[Kind, tuple[Ground, ...]]] = {
    Kind.ACCESS: (Ground.NOT_THEIRS, Ground.OTHERS_DATA, Ground.DANGER),
    Kind.CORRECTION: (Ground.NO_DOCUMENT, Ground.NOT_THEIRS, Ground.OTHERS_DATA, Ground.DANGER),
    Kind.ERASURE: (Ground.STATE_DUTY, Ground.LAW_ENFORCEMENT, Ground.NOT_THEIRS),
}
"""Pasal 15 counts for erasure alone: a copy and a correction are refused only on the grounds of pasal 33."""


def answers_for(
    *, relation: int | None, nik: str, child_relation: int | None, parents: Collection[str]
) -> bool:
    """Whether the register says that somebody is parent of a child on the same KK (UU 27/2022 pasal 25).

    A guardian whom it doesn't know as such comes to the counter with a paper.
    """
    return bool(nik and nik in parents) or (relation in SPOUSES and child_relation == Relation.CHILD)


@dataclass(frozen=True, slots=True)
class Clock:
    """How much time is left for an answer; negative once it is late."""

    left: timedelta

    @property
    def is_late(self) -> bool:
        return self.left < timedelta()

    @property
    def boxes(self) -> list[bool]:
        """A box for each of the three days, filled as long as some of it is still to come."""
        return [self.left > timedelta(days=number) for number in range(3)]

    @property
    def state(self) -> str:
        """How urgent it looks: "" while there is time."""
        return "bad" if self.is_late else "warn" if self.left <= ALMOST else ""

    @property
    def words(self) -> str:
        """'Sisa 2 hari 5 jam', 'Sisa 40 menit', 'Lewat 3 jam'."""
        return f"{'Lewat' if self.is_late else 'Sisa'} {_spelled(abs(self.left))}"


def _spelled(length: timedelta) -> str:
    days, seconds = length.days, length.seconds
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if days:
        return f"{days} hari {hours} jam" if hours else f"{days} hari"
    return f"{hours} jam" if hours else f"{max(minutes, 1)} menit"
