"""*Siapa melihat data saya*: who read or used the data of a resident, as that resident may know (UU 27/2022 pasal 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from balai.accounts.models import AuditEntry
from balai.accounts.trail import in_words
from balai.applications.models import Application
from balai.letters.models import Letter
from balai.residents.models import Resident


@dataclass(frozen=True, slots=True)
class Look:
    """One time that somebody looked: when, who, what they did, and what for."""

    at: datetime
    who: str
    what: str
    purpose: str


def who_looked(resident: Resident, *, limit: int) -> list[Look]:
    """The latest, of the resident's row, applications and letters; what the resident did alone is not among it."""
    about = _about("residents.resident", [resident.pk])
    about |= _about(
        "applications.application", Application.objects.about(resident).values_list("pk", flat=True)
    )
    about |= _about("letters.letter", Letter.objects.filter(resident=resident).values_list("pk", flat=True))
    entries = AuditEntry.objects.filter(about).exclude(officer=None).select_related("officer").newest_first()
    return [Look(each.at, each.label, in_words(each).action, each.reason) for each in entries[:limit]]


def _about(label: str, keys: Iterable[object]) -> Q:
    return Q(subject_type=label, subject_id__in=[str(key) for key in keys])
