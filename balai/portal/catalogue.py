"""What the village offers, found by everyday words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from balai.letters.models import Kind
from balai.portal.rules import closeness
from balai.services.models import Requirement, ServiceVersion

# Which drawing stands for a service: the first word found in its address.
ICONS = {
    "domisili": "domisili",
    "tidak-mampu": "bantuan",
    "usaha": "usaha",
    "skck": "perisai",
    "menikah": "nikah",
    "penghasilan": "uang",
    "kehilangan": "hilang",
    "kelahiran": "bayi",
    "kematian": "duka",
}

CALLED_SO = 10


@dataclass(frozen=True)
class Offer:
    """A service with what to bring, as the front page shows it."""

    slug: str
    name: str
    summary: str
    search_words: str
    requirements: list[Requirement]

    @property
    def icon(self) -> str:
        return next((icon for word, icon in ICONS.items() if word in self.slug), "surat")

    def closeness(self, asked: str) -> float:
        """How well the service answers a question; ahead of all others where it is called by these very words."""
        called = f"{self.name} {self.search_words}".lower()
        score = closeness(asked, f"{called} {self.summary}")
        return score + CALLED_SO if score and asked.lower().strip() in called else score


def current_offers(on: date) -> list[Offer]:
    """Services that an offered kind of letter fulfils, with the requirements in force. Three queries."""
    kinds = {kind.service_id: kind for kind in Kind.objects.offered().exclude(service=None)}
    versions = list(ServiceVersion.objects.current().filter(service__in=kinds).select_related("service"))
    requirements: dict[UUID, list[Requirement]] = {version.pk: [] for version in versions}
    for requirement in Requirement.objects.filter(version__in=versions).in_force(on):
        requirements[requirement.version_id].append(requirement)
    offers = [
        Offer(
            version.service.slug,
            version.service.name,
            version.service.summary,
            kinds[version.service_id].search_words,
            requirements[version.pk],
        )
        for version in versions
    ]
    return sorted(offers, key=lambda offer: offer.name)


def find_offers(offers: list[Offer], asked: str) -> list[Offer]:
    """Those that answer the question, the best first; all of them when nothing is asked."""
    if not asked:
        return offers
    ranked = sorted(((offer.closeness(asked), offer) for offer in offers), key=lambda pair: -pair[0])
    return [offer for score, offer in ranked if score > 0]
