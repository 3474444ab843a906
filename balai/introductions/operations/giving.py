"""A new introduction: by the head of the RT on the phone, or copied from paper by an officer."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.crypto import get_random_string

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.accounts.models import Officer
from balai.introductions import rules
from balai.introductions.enums import Action, Origin
from balai.introductions.models import Introduction
from balai.introductions.operations.village import current_rules
from balai.introductions.refusals import NotWithinReach, PhotographsNotTaken
from balai.residents.models import Resident
from balai.residents.reach import reach_of
from balai.services.models import Service
from balai.villages.enums import AreaLevel
from balai.villages.models import Area, AreaHead


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on an introduction on paper. `head` is who signed it, `scan_sha256` a stored picture of it, or ""."""

    head: str
    written_on: date
    number: str = ""
    is_endorsed: bool = False
    """The head of the RW has signed it too."""
    scan_sha256: str = ""


@transaction.atomic
def give_introduction(
    *,
    resident: Resident,
    purpose: str,
    service: Service | None = None,
    request_key: UUID,
    on: date,
    by: Actor,
) -> Introduction:
    """Let the head of an RT or RW introduce somebody of the own area; the head of an RW endorses by giving.

    Where people live in no RT or RW, as in villages that have none, the head of the dusun does it. The same `request_key` gives the same introduction again. Raises `NotWithinReach`.
    """
    officer = _officer(by)
    if given := Introduction.objects.filter(request_key=request_key, given_by=officer).first():
        return given
    area = _home_of(resident)
    reach = reach_of(officer, on=on)
    head = reach.headship_over(area, levels=givers_over(area)) if area and resident.is_living else None
    if head is None:
        raise NotWithinReach
    by_rw = head.area.level == AreaLevel.RW
    return _written(
        Action.GIVEN,
        on=on,
        by=by,
        origin=Origin.PHONE,
        resident=resident,
        area=area,
        purpose=purpose,
        service=service,
        request_key=request_key,
        given_label=title_of(head),
        is_endorsed_by=title_of(head) if by_rw else "",
    )


@transaction.atomic
def record_paper(
    *,
    resident: Resident,
    purpose: str,
    paper: Paper,
    service: Service | None = None,
    request_key: UUID,
    by: Actor,
) -> Introduction:
    """Copy an introduction on paper that an officer holds in hand. It counts from the day that stands on it.

    The same `request_key` gives the same introduction again.
    """
    officer = _officer(by)
    if recorded := Introduction.objects.filter(request_key=request_key, given_by=officer).first():
        return recorded
    return _written(
        Action.RECORDED,
        on=paper.written_on,
        by=by,
        origin=Origin.PAPER,
        resident=resident,
        area=_home_of(resident),
        purpose=purpose,
        service=service,
        request_key=request_key,
        given_label=paper.head,
        is_endorsed_by=f"Tanda tangan di kertas, dilihat {by.label}" if paper.is_endorsed else "",
        paper_number=paper.number,
        paper_date=paper.written_on,
        scan_sha256=paper.scan_sha256,
    )


@transaction.atomic
def photograph_paper(
    *,
    resident: Resident,
    purpose: str,
    service: Service | None,
    scan_sha256: str,
    device: str,
    request_key: UUID,
    on: date,
    by: Actor,
) -> Introduction:
    """Keep a photograph that somebody who was recognised took of a paper at the kiosk `device`.

    Nobody has looked at it yet: it counts today, for this service, and stands in the officers' list. The same `request_key` gives
    the same introduction again. Raises `PhotographsNotTaken` where the village wants an officer to look first.
    """
    if not current_rules().takes_photos:
        raise PhotographsNotTaken
    if kept := Introduction.objects.filter(request_key=request_key, origin=Origin.PHOTO).first():
        return kept
    return _written(
        Action.PHOTOGRAPHED,
        on=on,
        by=by,
        origin=Origin.PHOTO,
        resident=resident,
        area=_home_of(resident),
        purpose=purpose,
        service=service,
        request_key=request_key,
        given_label=f"Foto kertas di {device}",
        days=1,
        scan_sha256=scan_sha256,
    )


def givers_over(area: Area) -> tuple[AreaLevel, ...]:
    """Whose word counts for people who live there: the nearest heads."""
    return (AreaLevel.DUSUN,) if area.level == AreaLevel.DUSUN else (AreaLevel.RW, AreaLevel.RT)


def title_of(head: AreaHead) -> str:
    """'Slamet Riyadi, ketua Krajan, RT 003/RW 001'."""
    return f"{head.name}, ketua {head.area.called(head.area.village.words)}"


def _written(
    action: Action, *, on: date, by: Actor, is_endorsed_by: str = "", days: int | None = None, **said: Any
) -> Introduction:
    village_rules = current_rules()
    introduction = Introduction(
        code=_new_code(),
        valid_until=rules.last_day(on, days or village_rules.days_valid),
        given_by=by.officer,
        needs_endorsement=village_rules.rw_endorses and by.officer is not None and _lies_in_rw(said["area"]),
        **said,
    )
    if is_endorsed_by:
        introduction.endorsed_by, introduction.endorsed_label = by.officer, is_endorsed_by
        introduction.endorsed_at = introduction.given_at
    introduction.save(force_insert=True)
    told = {"resident": str(introduction.resident_id), "origin": introduction.origin}
    record(action, by=by, subject=introduction, facts=told)
    return introduction


def _new_code() -> str:
    return get_random_string(rules.CODE_LENGTH, rules.ALPHABET)


def _home_of(resident: Resident) -> Area | None:
    return resident.family.area if resident.family else None


def _lies_in_rw(area: Area | None) -> bool:
    return area is not None and bool(area.rw)


def _officer(by: Actor) -> Officer:
    if by.officer is None:
        raise TypeError("an introduction is given by a person")
    return by.officer
