"""All services of a village as its officers look after them, and one standard with where its parts come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from balai.core.closeness import Described, closest
from balai.core.differing import Section
from balai.services.differences import differences
from balai.services.enums import Origin
from balai.services.models import LAYERS, Service, ServiceVersion
from balai.services.reading import read_layers
from balai.services.standard import Standard
from balai.services.telling import Names


class Waiting(StrEnum):
    """What may wait for somebody in a service."""

    UNREAD = "baca"
    REVIEW = "tinjau"
    SCHEDULED = "jadwal"


@dataclass(frozen=True, slots=True)
class Row:
    """A service, the version that counts, the next one that will, and what waits for somebody."""

    service: Service
    version: ServiceVersion | None
    scheduled: ServiceVersion | None
    is_unread: bool
    due: date
    is_due: bool

    def awaits(self, what: Waiting) -> bool:
        match what:
            case Waiting.UNREAD:
                return self.is_unread
            case Waiting.REVIEW:
                return self.is_due
        return self.scheduled is not None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty means everything."""

    words: str = ""
    state: str = ""
    origin: str = ""
    waiting: str = ""


def rows(today: date) -> list[Row]:
    """Every service by name. Four queries, however many there are."""
    unread = set(Service.objects.with_unread_changes().values_list("pk", flat=True))
    now = {each.service_id: each for each in ServiceVersion.objects.in_force(today).for_list()}
    later: dict[object, ServiceVersion] = {}
    for each in ServiceVersion.objects.scheduled(today).for_list():
        later.setdefault(each.service_id, each)
    return [
        Row(
            service=service,
            version=now.get(service.pk),
            scheduled=later.get(service.pk),
            is_unread=service.pk in unread,
            due=service.review_due,
            is_due=service.review_due <= today,
        )
        for service in Service.objects.order_by("name")
    ]


def narrowed(found: Sequence[Row], wanted: Wanted) -> list[Row]:
    """Those that are wanted; with words, the best answer first."""
    kept = [
        row
        for row in found
        if wanted.state in {"", row.service.state}
        and wanted.origin in {"", row.service.origin}
        and (not wanted.waiting or row.awaits(Waiting(wanted.waiting)))
    ]
    if not wanted.words.strip():
        return kept
    described = [Described(row.service.name, [row.service.slug], row.service.summary) for row in kept]
    return [kept[place] for place in closest(wanted.words, described)]


@dataclass(frozen=True, slots=True)
class Origins:
    """A standard taken apart: what is inherited, and what regency and village have made of it."""

    inherited: Standard
    whole: Standard
    by_regency: tuple[Section, ...]
    by_village: tuple[Section, ...]


def origins(version: ServiceVersion, names: Names) -> Origins:
    """Where the parts of that version come from. Asks for its tables when they were left out."""
    inherited = read_layers(version.base)
    with_regency = read_layers(version.base, version.regency)
    return Origins(
        inherited=inherited,
        whole=version.standard,
        by_regency=differences(inherited, with_regency, names),
        by_village=differences(with_regency, version.standard, names),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """What one version changed, against the one that counted till then; None for the first."""

    version: ServiceVersion
    before: ServiceVersion | None
    sections: tuple[Section, ...]


def change_of(version: ServiceVersion, names: Names) -> Change:
    """What that version changed. Two queries."""
    earlier = ServiceVersion.objects.filter(service=version.service_id, number__lt=version.number)
    return _change(version, list(earlier.defer(*LAYERS)), names)


def unread_changes(service: Service, names: Names) -> list[Change]:
    """What came from above since somebody last read, in its order. One query, however many there are."""
    versions = list(ServiceVersion.objects.filter(service=service).order_by("number"))
    return [
        _change(version, versions, names)
        for version in versions
        if version.number > service.seen_number and version.origin != Origin.VILLAGE
    ]


def _change(version: ServiceVersion, versions: Sequence[ServiceVersion], names: Names) -> Change:
    earlier = [
        each
        for each in versions
        if each.number < version.number and each.effective_from <= version.effective_from
    ]
    before = max(earlier, key=lambda each: (each.effective_from, each.number), default=None)
    sections = differences(before.standard, version.standard, names) if before else ()
    return Change(version, before, sections)
