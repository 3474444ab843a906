"""Dusun, RW and RT, and who heads them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.models import Officer
from balai.villages.enums import AreaLevel
from balai.villages.models import Area, AreaHead


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
def rename_subarea(*, area: Area, name: str, by: Actor) -> None:
    """Give a dusun another name, with everything in it. Raises `ValidationError` when the name is taken."""
    if area.level != AreaLevel.DUSUN:
        raise ValueError("only a dusun has a name")
    if Area.objects.filter(dusun=name).exists():
        raise ValidationError("Nama ini sudah dipakai wilayah lain.", code="name_taken")
    Area.objects.within(area).update(dusun=name)
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
def end_headship(*, head: AreaHead, until: date, by: Actor) -> None:
    """Let a term end with the day `until`. Raises `ValidationError`."""
    head.until = until
    head.validate_constraints()
    head.save(update_fields=["until"])
    audit.record("villages.area_head_ended", by=by, subject=head)


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
