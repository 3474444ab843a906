"""What all villages of the regency offer, counted and compared: never about a person. Asked inside the regency's scope."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from balai.core.closeness import Described, closest
from balai.core.strict_tables import Table
from balai.services.enums import Origin, ServiceState
from balai.services.models import RegencyStandard, Service, ServiceVersion
from balai.services.reading import shipped_standards
from balai.tenancy.models import Village, VillageQuerySet


class Whose(StrEnum):
    """Who wrote what a service rests on."""

    NATION = "nasional"
    REGENCY = "kabupaten"
    VILLAGE = "desa"


@dataclass(frozen=True, slots=True)
class Offered:
    """A service and how many villages have it. `laid_down` is what the regency says of it today or will."""

    slug: str
    name: str
    summary: str
    whose: Whose
    villages: int
    hidden: int
    added_to: int
    laid_down: Sequence[RegencyStandard]


@dataclass(frozen=True, slots=True)
class UpToDate:
    """How a village keeps its catalogue."""

    village: Village
    services: int
    unread: int
    overdue: int
    added_to: int


@dataclass(frozen=True, slots=True)
class AtVillage:
    """A service as one village has it, with the names of what it asks beyond what it inherits."""

    village: Village
    service: Service
    own_requirements: tuple[str, ...]
    is_added_to: bool


def services_across(villages: VillageQuerySet, today: date) -> list[Offered]:
    """Every service that there is, by name. The number of queries does not grow."""
    national = {str(table["slug"]): table for table in shipped_standards()}
    laid_down = _laid_down(today)
    added_to = _counted(_added_to(villages, today), "service__slug")
    found: dict[str, Mapping[str, Any]] = {each["slug"]: each for each in _counted_services(villages)}
    for slug, table in national.items():
        found.setdefault(slug, {"slug": slug, "name": table["name"], "summary": table["summary"]})
    for slug, standards in laid_down.items():
        base = next((each.base for each in standards if each.base), None)
        if base:
            found.setdefault(slug, {"slug": slug, "name": base["name"], "summary": base["summary"]})
    return sorted(
        (
            Offered(
                slug=slug,
                name=str(each["name"]),
                summary=str(each["summary"]),
                whose=_whose(each, slug in national),
                villages=each.get("villages", 0),
                hidden=each.get("hidden", 0),
                added_to=added_to.get(slug, 0),
                laid_down=laid_down.get(slug, ()),
            )
            for slug, each in found.items()
        ),
        key=lambda each: each.name.casefold(),
    )


def _counted_services(villages: VillageQuerySet) -> Iterable[Mapping[str, Any]]:
    rows: Iterable[Any] = (
        Service.objects.filter(village__in=villages)
        .order_by()
        .values("slug")
        .annotate(
            name=Min("name"),
            summary=Min("summary"),
            villages=Count("pk", filter=Q(state=ServiceState.OFFERED)),
            hidden=Count("pk", filter=Q(state=ServiceState.HIDDEN)),
            national=Count("pk", filter=Q(origin=Origin.BALAI)),
            regional=Count("pk", filter=Q(origin=Origin.REGENCY)),
        )
    )
    return rows


def _whose(counted: Mapping[str, Any], is_shipped: bool) -> Whose:
    if is_shipped or counted.get("national"):
        return Whose.NATION
    return Whose.VILLAGE if counted.get("regional") == 0 else Whose.REGENCY


def _laid_down(today: date) -> dict[str, list[RegencyStandard]]:
    """What counts today, and what will, by service."""
    now = list(RegencyStandard.objects.in_force(today))
    later = RegencyStandard.objects.filter(effective_from__gt=today).order_by("effective_from", "number")
    found: dict[str, list[RegencyStandard]] = {}
    for each in (*now, *later):
        found.setdefault(each.slug, []).append(each)
    return found


def _added_to(villages: VillageQuerySet, today: date) -> "QuerySet[ServiceVersion]":
    """The versions that count and to which a village has added something."""
    counting = ServiceVersion.objects.filter(village__in=villages).in_force(today)
    return ServiceVersion.objects.filter(pk__in=counting.values("pk")).exclude(local={})


def _counted(rows: "QuerySet[Any]", by: str) -> dict[Any, int]:
    return dict(rows.order_by().values(by).annotate(count=Count("pk")).values_list(by, "count"))


def narrowed(found: Sequence[Offered], words: str, whose: str) -> list[Offered]:
    """Those asked for; with words, the best answer first."""
    kept = [each for each in found if whose in {"", each.whose}]
    if not words.strip():
        return kept
    return [
        kept[place]
        for place in closest(words, [Described(each.name, [each.slug], each.summary) for each in kept])
    ]


def up_to_date(villages: VillageQuerySet, today: date) -> list[UpToDate]:
    """How each village keeps its catalogue, by district. Five queries, however many there are."""
    here = Service.objects.filter(village__in=villages)
    services = _counted(here, "village")
    unread = _counted(here.with_unread_changes(), "village")
    overdue = _counted(here.to_review(today), "village")
    added_to = _counted(_added_to(villages, today), "village")
    return [
        UpToDate(
            village=village,
            services=services.get(village.pk, 0),
            unread=unread.get(village.pk, 0),
            overdue=overdue.get(village.pk, 0),
            added_to=added_to.get(village.pk, 0),
        )
        for village in villages.in_order()
    ]


def by_district(kept: Sequence[UpToDate]) -> list[tuple[str, list[UpToDate]]]:
    """Under the names of their districts, in order."""
    found: dict[str, list[UpToDate]] = {}
    for each in kept:
        found.setdefault(each.village.words.full_district, []).append(each)
    return list(found.items())


def villages_with(slug: str, villages: VillageQuerySet, today: date) -> list[AtVillage]:
    """The villages that have the service, by district, with what they add to it. Two queries."""
    counting = ServiceVersion.objects.filter(service__slug=slug).in_force(today).defer("base", "regency")
    local = {each.service_id: each.local for each in counting}
    services = Service.objects.filter(slug=slug, village__in=villages).select_related("village__regency")
    return [
        AtVillage(
            village=service.village,
            service=service,
            own_requirements=tuple(
                each["name"] for each in local.get(service.pk, {}).get("requirements", ())
            ),
            is_added_to=bool(local.get(service.pk)),
        )
        for service in services.order_by("village__district", "village__name")
    ]


def base_of(slug: str) -> Table | None:
    """What the regency's additions to a service rest on: the national standard, its own, or what villages inherit.

    None for a service that only villages have of their own, or that there is not.
    """
    shipped = next((table for table in shipped_standards() if table["slug"] == slug), None)
    if shipped:
        return shipped
    own = RegencyStandard.objects.filter(slug=slug).exclude(base={}).order_by("-number").first()
    if own:
        return own.base  # type: ignore[no-any-return]  # of a JSON field
    inherited = ServiceVersion.objects.filter(service__slug=slug, service__origin=Origin.BALAI)
    newest = inherited.order_by("-published_at").first()
    return newest.base if newest else None
