"""Agencies of the regency. They belong to no village, so no scope is needed."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.tenancy.models import Regency
from balai.villages.enums import AgencyKind
from balai.villages.models import Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFacts:
    """What is told about an agency."""

    kind: AgencyKind | str
    name: str
    duties: str = ""
    head_name: str = ""
    head_position: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    opening_note: str = ""


@transaction.atomic
def add_agency(*, regency: Regency, facts: AgencyFacts, by: Actor) -> Agency:
    """Tell of one more agency. Raises `ValidationError` when the regency has one of that name."""
    agency = Agency(regency=regency, **asdict(facts))
    agency.full_clean()
    agency.save(force_insert=True)
    audit.record("villages.agency_added", by=by, subject=agency)
    return agency


@transaction.atomic
def change_agency(*, agency: Agency, facts: AgencyFacts, by: Actor) -> None:
    """Tell it anew; what stays the same leaves no line in the trail.

    Raises `ValidationError`, and `Agency.DoesNotExist` once it is retired.
    """
    now = Agency.objects.select_for_update().serving().get(pk=agency.pk)
    told = asdict(facts)
    changed = sorted(name for name, value in told.items() if getattr(now, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(now, name, told[name])
    now.full_clean()
    now.save(update_fields=changed)
    audit.record("villages.agency_changed", by=by, subject=now, facts={"fields": changed})


@transaction.atomic
def retire_agency(*, agency: Agency, on: date, reason: str, by: Actor) -> None:
    """Take it off the public list; its name may then be used again. A second time does nothing."""
    if Agency.objects.serving().filter(pk=agency.pk).update(retired_on=on):
        audit.record("villages.agency_retired", by=by, subject=agency, reason=reason)
