"""What is applied for at a kiosk: begun there, finished at home.

A form of forty answers and six photographs keeps everybody behind waiting, so the kiosk does what it does best: it knows who
stands there. The rest is done on a phone, to which a code leads (docs/adr/0031).
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid5

from balai.access.enums import Way
from balai.applications.asking import AskedWith, form_for
from balai.applications.enums import Proof
from balai.applications.models import Application
from balai.kiosk.models import Visit
from balai.services.catalogue import Listed, offered, offered_on
from balai.services.finder import Finding
from balai.services.standard import Nature


def offered_services(today: date) -> list[Listed]:
    """What is applied for, without letters: those the kiosk prints at once, or an officer makes."""
    listed = (each for each in offered_on(today) if each.standard.is_applied_for)
    return [each for each in listed if each.standard.nature is not Nature.LETTER]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A civil document that somebody asks for, and the answers that say what they need."""

    listed: Listed
    asked: AskedWith
    finding: Finding

    @classmethod
    def of(cls, slug: str, answers: Any, today: date) -> Self | None:
        """None where nobody applies for it."""
        listed = offered(slug, today)
        asked = form_for(listed) if listed else None
        if listed is None or asked is None or asked.kind_version is not None:
            return None
        return cls(listed, asked, Finding.of(listed.standard, answers, today))

    @classmethod
    def in_visit(cls, visit: Visit, today: date) -> Self | None:
        """What the visitor chose; None where they chose nothing, or it is no longer offered."""
        told = visit.applies_for
        wanted = cls.of(str(told["service"]), told["answers"], today) if told else None
        return wanted if wanted and wanted.finding.is_complete else None

    def as_told(self) -> dict[str, Any]:
        """As it is kept with the visit."""
        return {"service": self.listed.service.slug, "answers": dict(self.finding.answers)}


def key_in(visit: Visit) -> UUID:
    """The key of the application that this visit begins: touching twice begins one."""
    return uuid5(visit.pk, json.dumps(visit.applies_for, sort_keys=True))


def begun_in(visit: Visit) -> Application | None:
    """The application that was begun with what the visitor chose."""
    return Application.objects.for_lists().filter(key=key_in(visit)).first() if visit.applies_for else None


def proof_by(way: str) -> Proof:
    """An officer's eyes, or something secret."""
    return Proof.SEEN if way == Way.OFFICER else Proof.PIN
