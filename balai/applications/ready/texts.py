"""The ready texts of a village: those that come with Balai, as the village has changed them, and its own."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from balai.applications.enums import TextUse
from balai.applications.models import ReadyTextChange
from balai.applications.ready.placeholders import filled_in

_SHIPPED: Final = Path(__file__).parent / "ready_texts.toml"


class Origin(StrEnum):
    """Whose text it is."""

    SHIPPED = "shipped"
    CHANGED = "changed"
    OWN = "own"
    PUT_AWAY = "put_away"


@dataclass(frozen=True, slots=True)
class ReadyText:
    """A text to pick; `name` is what picks it. `remedy` says what can be done about a refusal."""

    use: TextUse
    name: str
    text: str
    title: str = ""
    remedy: str = ""
    origin: Origin = Origin.SHIPPED

    @property
    def is_offered(self) -> bool:
        return self.origin is not Origin.PUT_AWAY

    def filled_in(self, facts: Mapping[str, str]) -> "ReadyText":
        """As it reads for one application."""
        return replace(self, text=filled_in(self.text, facts), remedy=filled_in(self.remedy, facts))


def ready_texts(use: TextUse, facts: Mapping[str, str]) -> list[ReadyText]:
    """What can be picked in the village of the scope, as it reads for one application. One query."""
    return [each.filled_in(facts) for each in all_ready_texts([use])[use] if each.is_offered]


def all_ready_texts(uses: Iterable[TextUse]) -> dict[TextUse, list[ReadyText]]:
    """Every text for each use, with those that were put away. One query."""
    uses = list(uses)
    changes = list(ReadyTextChange.objects.filter(use__in=uses))
    return {use: _together(use, (each for each in changes if each.use == use)) for use in uses}


@cache
def shipped_texts(use: TextUse) -> tuple[ReadyText, ...]:
    """What comes with Balai."""
    content = tomllib.loads(_SHIPPED.read_text(encoding="utf-8"))
    return tuple(ReadyText(use, **each) for each in content.get(use.value, ()))


def _together(use: TextUse, changes: Iterable[ReadyTextChange]) -> list[ReadyText]:
    by_name = {each.name: each for each in changes}
    shipped = [_changed(each, by_name.pop(each.name, None)) for each in shipped_texts(use)]
    return shipped + [_as_text(each, Origin.OWN) for each in by_name.values()]


def _changed(shipped: ReadyText, change: ReadyTextChange | None) -> ReadyText:
    if change is None:
        return shipped
    if change.put_away_at is not None:
        return replace(shipped, origin=Origin.PUT_AWAY)
    return _as_text(change, Origin.CHANGED)


def _as_text(change: ReadyTextChange, origin: Origin) -> ReadyText:
    return ReadyText(TextUse(change.use), change.name, change.text, change.title, change.remedy, origin)
