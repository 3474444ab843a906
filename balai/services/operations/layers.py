"""The layers of a standard: what is inherited, what the regency adds, what the village adds."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record, record_each
from balai.services.enums import Origin
from balai.services.models import RegencyStandard, RegencyStandardQuerySet, Service, ServiceVersion
from balai.services.reading import fitting, read_layers, read_standard, shipped_standards
from balai.services.standard import Standard
from balai.tenancy.models import Village
from balai.tenancy.scope import current_village_id

PUBLISHED = "services.published"

type Table = Mapping[str, Any]


class EffectiveInThePast(ValueError):
    """What counts from a day that is over would change what residents were told then; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__("Tanggal mulai berlaku sudah lewat. Pilih hari ini atau sesudahnya.")


class NotOwn(ValueError):
    """The service comes from elsewhere and can only be added to; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__("Layanan ini diwarisi. Anda bisa menambah, tidak mengganti.")


class ChangedMeanwhile(ValueError):
    """Somebody else has published since this was begun; `str()` is a sentence that says who."""

    def __init__(self, newest: ServiceVersion) -> None:
        self.newest = newest
        super().__init__(
            f"{newest.published_label} memberlakukan versi {newest.number} sementara Anda menulis. "
            "Isian Anda masih utuh. Baca dulu bedanya."
        )


@dataclass(frozen=True, slots=True)
class Layers:
    """The three tables of a version."""

    base: Table
    regency: Table
    local: Table

    @classmethod
    def of(cls, version: ServiceVersion) -> "Layers":
        return cls(version.base, version.regency, version.local)

    @property
    def content_hash(self) -> str:
        content = [self.base, self.regency, self.local]
        return hashlib.sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()

    def settled(self) -> "Layers":
        """Without additions that no longer fit what they add to: the law has changed above them."""
        regency = fitting((self.base,), self.regency)
        return Layers(self.base, regency, fitting((self.base, regency), self.local))


def install_standards(*, by: Actor) -> int:
    """Give the village of the scope the national standards and the regency's; return how many services are new."""
    before = Service.objects.count()
    bring_standards(tables=shipped_standards(), origin=Origin.BALAI, by=by)
    _bring_regencys_own(by)
    return Service.objects.count() - before


@transaction.atomic
def bring_standards(*, tables: Iterable[Table], origin: Origin, by: Actor) -> dict[str, Service]:
    """Let the village of the scope inherit these standards from today; the services by slug. Idempotent.

    What regency and village have added stays, as far as it still fits. For new services the number of queries does not
    grow. Raises `DefinitionProblem`.
    """
    wanted = {str(table["slug"]): table for table in tables}
    today = timezone.localdate()
    there = {each.slug: each for each in Service.objects.filter(slug__in=wanted)}
    new = {slug: table for slug, table in wanted.items() if slug not in there}
    found = there | _open(new, origin, today, by)
    for slug, service in there.items():
        _publish(service, origin=origin, effective_from=today, by=by, base=wanted[slug])
    return found


@transaction.atomic
def supersede_standard(*, table: Table, origin: Origin, effective_from: date, by: Actor) -> Service:
    """Let the village of the scope inherit this from that day on, whatever it was to inherit later. Idempotent.

    What regency and village have added stays, as far as it still fits. Raises `DefinitionProblem`.
    """
    service = Service.objects.filter(slug=table["slug"]).first()
    if service is None:
        return _open({table["slug"]: table}, origin, effective_from, by)[table["slug"]]
    later = ServiceVersion.objects.filter(service=service).scheduled(effective_from)
    for day in (effective_from, *sorted(set(later.values_list("effective_from", flat=True)))):
        _publish(service, origin=origin, effective_from=day, by=by, base=table)
    return service


@transaction.atomic
def describe_services(*, today: date) -> int:
    """Let lists tell of each service what the version says that counts since today; return how many have changed."""
    counting = ServiceVersion.objects.in_force(today).select_related("service")
    return sum(_describe(version.service, version.standard) for version in counting)


def hold(*, service: Service, seen: int) -> None:
    """Keep others from publishing until the transaction ends, for somebody who saw that version as the newest.

    Raises `ChangedMeanwhile`.
    """
    Service.objects.select_for_update().get(pk=service.pk)
    newest = ServiceVersion.objects.filter(service=service).order_by("-number")[0]
    if newest.number > seen:
        raise ChangedMeanwhile(newest)


@transaction.atomic
def add_locally(*, service: Service, additions: Table, effective_from: date, by: Actor) -> ServiceVersion:
    """Let the village's own additions count from that day, in place of those it had.

    Raises `Weakening`, `DefinitionProblem`, `EffectiveInThePast`.
    """
    _check_day(effective_from)
    version = _at(service, effective_from)
    read_layers(version.base, version.regency, additions)
    return _publish(service, origin=Origin.VILLAGE, effective_from=effective_from, by=by, local=additions)


@transaction.atomic
def publish_own(*, table: Table, effective_from: date, by: Actor) -> ServiceVersion:
    """Publish a standard of the village's own, new or changed. Raises `NotOwn`, `DefinitionProblem`, `EffectiveInThePast`."""
    _check_day(effective_from)
    standard = read_standard(table)
    service = Service.objects.filter(slug=standard.slug).first()
    if service is None:
        _open({standard.slug: table}, Origin.VILLAGE, effective_from, by)
        return ServiceVersion.objects.get(service__slug=standard.slug)
    if service.origin != Origin.VILLAGE:
        raise NotOwn
    return _publish(service, origin=Origin.VILLAGE, effective_from=effective_from, by=by, base=table)


@transaction.atomic
def follow_regency(*, slug: str, by: Actor) -> None:
    """Take what the regency has laid down for a service into the village of the scope, for today and the days to come.

    Idempotent. A letter that the village does not have is passed over.
    """
    service = Service.objects.filter(slug=slug).first()
    for laid_down in _laid_down(slug):
        day = max(laid_down.effective_from, timezone.localdate())
        if service is None and laid_down.base:
            service = _open({slug: laid_down.base}, Origin.REGENCY, day, by)[slug]
        elif service is not None:
            base = laid_down.base or None
            _publish(
                service,
                origin=Origin.REGENCY,
                effective_from=day,
                by=by,
                base=base,
                regency=laid_down.additions,
            )


def _bring_regencys_own(by: Actor) -> None:
    own = _of_regency().exclude(base={}).in_force(timezone.localdate())
    bring_standards(tables=[each.base for each in own], origin=Origin.REGENCY, by=by)


def _open(tables: Mapping[str, Table], origin: Origin, day: date, by: Actor) -> dict[str, Service]:
    if not tables:
        return {}
    standards = {slug: read_standard(table) for slug, table in tables.items()}
    services = Service.objects.bulk_create(
        Service(slug=slug, name=each.name, summary=each.summary, origin=origin, reviewed_on=day)
        for slug, each in standards.items()
    )
    added = {each.slug: each.additions for each in _of_regency().in_force(day).filter(slug__in=tables)}
    versions = ServiceVersion.objects.bulk_create(
        _version(
            each,
            1,
            Layers(tables[each.slug], added.get(each.slug, {}), {}).settled(),
            origin=origin,
            day=day,
            by=by,
        )
        for each in services
    )
    record_each(PUBLISHED, ((each, _facts(each)) for each in versions), by=by)
    return {service.slug: service for service in services}


def _publish(
    service: Service, *, origin: Origin, effective_from: date, by: Actor, **layers: Table | None
) -> ServiceVersion:
    """Replace some layers from a day on. What stays the same makes no version.

    What is scheduled for later is made anew too, unless it is scheduled in order to change just that layer.
    Raises `DefinitionProblem`.
    """
    service = Service.objects.select_for_update().get(pk=service.pk)
    wanted = {name: table for name, table in layers.items() if table is not None}
    if base := wanted.get("base"):
        read_standard(base)
    starts = [
        _at(service, effective_from),
        *ServiceVersion.objects.filter(service=service).scheduled(effective_from),
    ]
    number = service.versions.order_by("-number").values_list("number", flat=True)[0]
    published = []
    for version in starts:
        replaced = {
            name: table
            for name, table in wanted.items()
            if getattr(version, name) == getattr(starts[0], name)
        }
        made_of = replace(Layers.of(version), **replaced).settled()
        if made_of.content_hash != version.content_hash:
            number += 1
            day = max(effective_from, version.effective_from)
            made = _version(service, number, made_of, origin=origin, day=day, by=by)
            made.save(force_insert=True)
            record(PUBLISHED, by=by, subject=made, facts=_facts(made))
            published.append(made)
    _describe(service, _at(service, timezone.localdate()).standard)
    return published[0] if published else starts[0]


def _describe(service: Service, standard: Standard) -> bool:
    """Whether that changed anything."""
    if (service.name, service.summary) == (standard.name, standard.summary):
        return False
    service.name, service.summary = standard.name, standard.summary
    service.save(update_fields=["name", "summary"])
    return True


def _at(service: Service, day: date) -> ServiceVersion:
    """The version that counts on that day; before the first one, the first."""
    versions = ServiceVersion.objects.filter(service=service)
    return versions.in_force(day).first() or versions.order_by("effective_from", "-number")[0]


def _version(
    service: Service, number: int, layers: Layers, *, origin: Origin, day: date, by: Actor
) -> ServiceVersion:
    return ServiceVersion(
        service=service,
        number=number,
        origin=origin,
        base=layers.base,
        regency=layers.regency,
        local=layers.local,
        effective_from=day,
        published_by=by.officer,
        published_label=by.label,
        content_hash=layers.content_hash,
    )


def _facts(version: ServiceVersion) -> dict[str, Any]:
    return {"service": version.service.slug, "version": version.number}


def _check_day(effective_from: date) -> None:
    if effective_from < timezone.localdate():
        raise EffectiveInThePast


def _of_regency() -> RegencyStandardQuerySet:
    village = Village.objects.get(pk=current_village_id() or 0)
    return RegencyStandard.objects.filter(regency_id=village.regency_id)


def _laid_down(slug: str) -> list[RegencyStandard]:
    """What counts today, and what will."""
    today = timezone.localdate()
    of_service = _of_regency().filter(slug=slug)
    now = list(of_service.in_force(today))
    return now + list(of_service.filter(effective_from__gt=today).order_by("effective_from", "number"))
