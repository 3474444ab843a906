"""Words in braces that a ready text leaves open, filled in for one application."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from balai.applications.enums import TextUse
from balai.applications.models import Application
from balai.applications.rules import ANSWERED_WITHIN
from balai.core.calendar import long_date
from balai.core.templatetags.look import short_name

_IN_BRACES: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A word that may stand in braces: what it becomes, and how that looks."""

    name: str
    meaning: str
    example: str

    @property
    def written(self) -> str:
        return f"{{{self.name}}}"


NAME = Placeholder("nama", "nama pemohon, disingkat", "Siti A.")
SERVICE = Placeholder("layanan", "nama layanan", "Akta kelahiran")
DOCUMENT = Placeholder("dokumen", "nama berkasnya", "KK orang tua")
DEADLINE = Placeholder("batas", "hari terakhir untuk memperbaiki", "5 Juli 2026")
ALLOWED: Final[Mapping[TextUse, tuple[Placeholder, ...]]] = {
    TextUse.ANSWER: (NAME, SERVICE, DEADLINE),
    TextUse.DOCUMENT: (DOCUMENT, NAME, SERVICE, DEADLINE),
    TextUse.MESSAGE: (NAME, SERVICE, DEADLINE),
    TextUse.REJECTION: (NAME, SERVICE),
    TextUse.SEND_BACK: (),
}
"""What is known where a text is picked."""


def wrong_braces(text: str, use: TextUse) -> str:
    """What stands in braces and cannot be filled in there, the first of it; "" when everything can."""
    allowed = {each.name for each in ALLOWED[use]}
    wrong = next((each for each in _IN_BRACES.findall(text) if each not in allowed), "")
    if wrong:
        return f"{{{wrong}}}"
    bare = _IN_BRACES.sub("", text)
    return next((sign for sign in bare if sign in "{}"), "")


def filled_in(text: str, facts: Mapping[str, str]) -> str:
    """The text with the facts in place of the words in braces; what is unknown stays as it is written."""
    return _IN_BRACES.sub(lambda found: facts.get(found[1], found[0]), text)


def facts_of(application: Application, *, today: date) -> dict[str, str]:
    """What an application fills in; the document is known only at its place."""
    return {
        NAME.name: short_name(application.applicant_name),
        SERVICE.name: application.service.name,
        DEADLINE.name: long_date(today + timedelta(days=ANSWERED_WITHIN)),
    }


def examples() -> dict[str, str]:
    """What a preview fills in."""
    return {each.name: each.example for each in (NAME, SERVICE, DOCUMENT, DEADLINE)}
