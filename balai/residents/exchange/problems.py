"""What can be wrong with a file: a refusal of the whole, or a problem at one place, each with what to do."""

from dataclasses import asdict, dataclass
from typing import Any


class Refused(Exception):
    """The file can't be read at all. The text is a sentence for the officer: what it is and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing at one place of a file. `row` counts as the spreadsheet shows it, from 1; 0 is the whole sheet."""

    sheet: str
    row: int
    column: str
    value: str
    problem: str
    advice: str

    def as_json(self) -> dict[str, Any]:
        """Exactly the keys that the command promises."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that can't be understood: its row is held back."""

    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that can be understood, though somebody should look: a warning, and the value counts."""

    value: Any
    problem: str
    advice: str
