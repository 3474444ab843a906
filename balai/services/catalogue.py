"""What a village offers on a day, and how residents find it by everyday words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from balai.core.closeness import Described, closest, nearest
from balai.services.changes import Upcoming, upcoming
from balai.services.models import Service, ServiceVersion, is_read
from balai.services.standard import LIFE_EVENTS, Standard


@dataclass(frozen=True, slots=True)
class Listed:
    """A service with the standard that counts on the day asked for."""

    service: Service
    version: ServiceVersion
    standard: Standard

    @property
    def described(self) -> Described:
        """The service as it is found by everyday words."""
        return Described(self.standard.name, self.standard.search_words, self.standard.summary)


def offered_on(day: date) -> list[Listed]:
    """What residents can ask for, by name. One query, and one more for versions that this process has not read yet."""
    versions = ServiceVersion.objects.in_force(day).offered()
    listed = list(versions.defer("base", "regency", "local"))
    unread = [version.pk for version in listed if not is_read(version.pk)]
    for version in ServiceVersion.objects.filter(pk__in=unread) if unread else ():
        version.standard  # noqa: B018  # reads it for the process
    found = [Listed(version.service, version, version.standard) for version in listed]
    return sorted(found, key=lambda each: each.standard.name)


def find(listed: Sequence[Listed], asked: str) -> list[Listed]:
    """Those that answer the question, the best first."""
    return [listed[place] for place in closest(asked, [each.described for each in listed])]


def offered(slug: str, day: date) -> Listed | None:
    """One service as it counts on that day, if residents can ask for it. One query."""
    version = ServiceVersion.objects.in_force(day).offered().filter(service__slug=slug).first()
    return Listed(version.service, version, version.standard) if version else None


def suggest(listed: Sequence[Listed], asked: str) -> list[Listed]:
    """Where nothing answers the question: what is called most like it, the most alike first."""
    return [listed[place] for place in nearest(asked, [each.described for each in listed])]


def by_category(listed: Sequence[Listed]) -> list[tuple[str, list[Listed]]]:
    """Under the headings of the catalogue, the fullest first; what is in no category comes last."""
    found: dict[str, list[Listed]] = {}
    for each in listed:
        found.setdefault(each.standard.category, []).append(each)
    return sorted(found.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))


def life_events(listed: Sequence[Listed]) -> dict[str, str]:
    """The events in a life for which there is a service, in the order of a life, with their names."""
    there = {event for each in listed for event in each.standard.life_events}
    return {event: name for event, name in LIFE_EVENTS.items() if event in there}


def upcoming_changes(listed: Listed, day: date) -> list[Upcoming]:
    """What will be different from a later day on. One query."""
    scheduled = ServiceVersion.objects.filter(service=listed.service).scheduled(day)
    return upcoming(listed.standard, [(each.effective_from, each.standard) for each in scheduled], day)
