"""What was handed in with an application, as officers look at it."""

from collections.abc import Callable
from dataclasses import dataclass

from balai.applications.filling import Filling
from balai.applications.form.documents import RequiredDocument
from balai.applications.models import Application, Attachment, Sighting
from balai.documents.models import Document


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and where it is opened."""

    document: Document
    address: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One thing that is required, with the pages that are there."""

    required: RequiredDocument
    pages: tuple[Page, ...]
    sighting: Sighting | None = None

    @property
    def is_missing(self) -> bool:
        return not self.pages and self.sighting is None and not self.required.is_optional


def handed_in(
    application: Application, filling: Filling, address_of: Callable[[Document], str]
) -> list[HandedIn]:
    """Every requirement with its pages and who saw its original, then what was handed in for none. Two queries."""
    pages: dict[str, list[Page]] = {}
    for attachment in Attachment.objects.filter(application=application).select_related("document"):
        page = Page(attachment.document, address_of(attachment.document))
        pages.setdefault(attachment.requirement, []).append(page)
    seen = {each.requirement: each for each in Sighting.objects.filter(application=application)}
    found = [HandedIn(each, tuple(pages.pop(each.name, ())), seen.get(each.name)) for each in filling.papers]
    others = [page for left in pages.values() for page in left]
    if others:
        found.append(HandedIn(RequiredDocument("", "Lainnya", "", (), is_optional=True), tuple(others)))
    return found
