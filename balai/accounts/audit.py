"""Writing the audit trail. It joins the transaction of what it tells: both happen, or neither."""

import ipaddress
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import models

from balai.accounts.actors import Actor
from balai.accounts.enums import Action
from balai.accounts.models import AuditEntry
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for_regency, current_village_id


def record(
    action: str,
    *,
    by: Actor,
    subject: models.Model | None = None,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
    village: Village | None = None,
) -> None:
    """Add one line in the village of the current scope, or without a village outside one.

    `village` is for the regency's desks only, so that a village sees in its own trail who looked at its people.
    `facts` may hold ids, counts and names of fields, never personal data: the trail outlives the reason for
    keeping it.
    """
    entry = _entry(action, by, subject, facts or {})
    entry.reason = reason[:500]
    if village is not None:
        entry.village_id = village.pk
    entry.save(force_insert=True)


def record_each(
    action: str, subjects: Iterable[tuple[models.Model, Mapping[str, Any]]], *, by: Actor
) -> None:
    """A line for each subject with its facts, in one query: for what is done to many at once."""
    AuditEntry.objects.bulk_create(_entry(action, by, subject, facts) for subject, facts in subjects)


def _entry(action: str, by: Actor, subject: models.Model | None, facts: Mapping[str, Any]) -> AuditEntry:
    return AuditEntry(
        village_id=current_village_id(),
        action=action,
        officer=by.officer,
        label=by.label,
        address=_valid_address(by.address),
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        facts=dict(facts),
    )


def record_access(*, by: Actor, resident: models.Model, purpose: str) -> None:
    """Say that `by` looked at the personal data of `resident`, and what for.

    Like `reading_all_villages`, something that a GET may write.
    """
    record(Action.RESIDENT_READ, by=by, subject=resident, reason=purpose)


@contextmanager
def reading_all_villages(*, by: Actor, purpose: str) -> Iterator[None]:
    """The scope of the regency for a desk, with a line in the trail that says who looked and what for."""
    with acting_for_regency(purpose):
        record(Action.ALL_VILLAGES_READ, by=by, reason=purpose)
        yield


def _valid_address(text: str) -> str | None:
    """An address as PostgreSQL's inet takes it; a unix socket or a test client may give something else."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
