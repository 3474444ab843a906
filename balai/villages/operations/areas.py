"""Dusun, RW and RT, and who heads them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from procrastinate.contrib.django import app

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.models import Officer
from balai.tenancy.scope import current_village_id
from balai.villages.enums import AreaLevel
from balai.villages.models import Area, AreaHead

type Place = tuple[str, str, str]
"""Dusun, RW and RT; empty where the village has no such level, or the area is wider."""


@dataclass(frozen=True, slots=True)
class NewAreaHead:
    """Somebody who becomes head of an area, with an account or without."""

    area: Area
    name: str
    officer: Officer | None = None


class ParentMissing(ValidationError):
    """An RT or RW was to be added below an area that does not exist."""

    def __init__(self) -> None:
        super().__init__("Wilayah di atasnya belum ada. Tambahkan dulu.", code="parent_missing")


class AreaInUse(ValidationError):
    """Families, smaller areas or heads still refer to it."""

    def __init__(self) -> None:
        super().__init__(
            "Wilayah ini masih dipakai: ada warga, ketua, atau wilayah di bawahnya. Pindahkan dulu.",
            code="in_use",
        )


@transaction.atomic
def add_area(*, level: AreaLevel, dusun: str, rw: str, rt: str, by: Actor) -> Area:
    """Add one area below the one that its texts name. Raises `ParentMissing`, `ValidationError`."""
    area = Area(level=level, dusun=dusun, rw=rw, rt=rt)
    area.parent = _parent_of(area)
    area.clean_fields(exclude=["village"])
    area.validate_constraints()
    area.save(force_insert=True)
    audit.record("villages.area_added", by=by, subject=area)
    return area


@transaction.atomic
def add_areas(*, places: Iterable[Place], by: Actor) -> dict[Place, Area]:
    """Add many areas at once, each with all areas above it; those that exist stay. All areas of the village come back."""
    known: dict[Place, Area] = {(area.dusun, area.rw, area.rt): area for area in Area.objects.all()}
    new: list[Area] = []
    for place in places:
        parent: Area | None = None
        for level, texts in _levels(place):
            if texts not in known:
                known[texts] = Area(level=level, dusun=texts[0], rw=texts[1], rt=texts[2], parent=parent)
                known[texts].clean_fields(exclude=["village", "parent"])
                new.append(known[texts])
            parent = known[texts]
    Area.objects.bulk_create(new)
    audit.record("villages.areas_added", by=by, facts={"areas": len(new)})
    return known


@transaction.atomic
def rename_subarea(*, area: Area, name: str, by: Actor) -> None:
    """Give a dusun another name, with everything in it. Raises `ValidationError` when the name is taken."""
    if area.level != AreaLevel.DUSUN:
        raise ValueError("only a dusun has a name")
    if Area.objects.filter(dusun=name).exists():
        raise ValidationError("Nama ini sudah dipakai wilayah lain.", code="name_taken")
    Area.objects.within(area).update(dusun=name)
    # By name, because the register stands above: people are found by the new name once the job has run.
    app.configure_task("residents.rebuild_search").defer(village_id=current_village_id())
    audit.record("villages.area_renamed", by=by, subject=area)


@transaction.atomic
def remove_area(*, area: Area, by: Actor) -> None:
    """Take away an area that nothing refers to. Raises `AreaInUse`."""
    try:
        area.delete()
    except ProtectedError as problem:
        raise AreaInUse from problem
    audit.record("villages.area_removed", by=by, facts={"level": area.level})


@transaction.atomic
def appoint_area_head(
    *, area: Area, name: str, phone: str, since: date, until: date | None, officer: Officer | None, by: Actor
) -> AreaHead:
    """Name the head of an area for a term. Raises `ValidationError` when there is one on those days."""
    head = AreaHead(area=area, name=name, phone=phone, since=since, until=until, officer=officer)
    head.validate_constraints()
    head.save(force_insert=True)
    audit.record("villages.area_head_appointed", by=by, subject=head)
    return head


@transaction.atomic
def appoint_area_heads(*, heads: Iterable[NewAreaHead], since: date, by: Actor) -> None:
    """Name the heads of many areas at once, without an end. Raises `IntegrityError` where an area has one already."""
    written = AreaHead.objects.bulk_create(
        AreaHead(area=head.area, name=head.name, officer=head.officer, since=since) for head in heads
    )
    audit.record("villages.area_heads_appointed", by=by, facts={"heads": len(written)})


@transaction.atomic
def connect_area_head(*, head: AreaHead, officer: Officer | None, by: Actor) -> None:
    """Say with which account a head signs in, or that he has none any more. What he sees follows from it."""
    head.officer = officer
    head.save(update_fields=["officer"])
    facts = {"officer": str(officer.pk)} if officer else {}
    audit.record("villages.area_head_connected", by=by, subject=head, facts=facts)


@transaction.atomic
def end_headship(*, head: AreaHead, until: date, by: Actor) -> None:
    """Let a term end with the day `until`. Raises `ValidationError`."""
    head.until = until
    head.validate_constraints()
    head.save(update_fields=["until"])
    audit.record("villages.area_head_ended", by=by, subject=head)


def level_of(place: Place) -> AreaLevel:
    """The level of the narrowest area that the texts name."""
    _, rw, rt = place
    if rt:
        return AreaLevel.RT
    return AreaLevel.RW if rw else AreaLevel.DUSUN


def _levels(place: Place) -> Iterator[tuple[AreaLevel, Place]]:
    """From the widest area that the texts name to the narrowest."""
    dusun, rw, rt = place
    if dusun:
        yield AreaLevel.DUSUN, (dusun, "", "")
    if rw:
        yield AreaLevel.RW, (dusun, rw, "")
    if rt:
        yield AreaLevel.RT, (dusun, rw, rt)


def _parent_of(area: Area) -> Area | None:
    if area.level == AreaLevel.RT and (area.dusun or area.rw):
        above = Area.objects.filter(dusun=area.dusun, rw=area.rw, rt="")
    elif area.level == AreaLevel.RW and area.dusun:
        above = Area.objects.filter(dusun=area.dusun, rw="", rt="")
    else:
        return None
    parent = above.first()
    if parent is None:
        raise ParentMissing
    return parent
