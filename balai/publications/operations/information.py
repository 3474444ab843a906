"""Keeping the list of public information."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core import files
from balai.core.pages_of_pdf import NotAPdf, count_pages
from balai.publications.enums import Action, InformationClass
from balai.publications.models import InformationEntry

LARGEST_FILE = 20 * 1024 * 1024


class UnusableDocument(ValidationError):
    """The file can't be published; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class InformationFacts:
    """What an entry says. `exempt_reason` only where its class is exempt."""

    information_class: InformationClass
    title: str
    year: int
    summary: str
    responsible: str
    exempt_reason: str = ""

    def put_on(self, entry: InformationEntry) -> None:
        entry.information_class, entry.title, entry.year = self.information_class, self.title, self.year
        entry.summary, entry.responsible = self.summary, self.responsible
        entry.exempt_reason = self.exempt_reason if self.information_class is InformationClass.EXEMPT else ""


@transaction.atomic
def add_information(*, facts: InformationFacts, document: bytes | None, by: Actor) -> InformationEntry:
    """A new entry, with its document (PDF) where there is one. Raises `UnusableDocument`, `StorageFull`."""
    entry = InformationEntry()
    _fill(entry, facts, document)
    entry.save(force_insert=True)
    record(Action.INFORMATION_ADDED, by=by, subject=entry, facts={"kind": facts.information_class.value})
    return entry


@transaction.atomic
def update_information(
    *, entry: InformationEntry, facts: InformationFacts, document: bytes | None, by: Actor
) -> None:
    """Say it anew as of today; without a new document the old one stays. Raises `UnusableDocument`, `StorageFull`."""
    entry = InformationEntry.objects.select_for_update().get(pk=entry.pk)
    _fill(entry, facts, document)
    entry.updated_on = timezone.localdate()
    entry.save(force_update=True)
    record(Action.INFORMATION_CHANGED, by=by, subject=entry, facts={"kind": facts.information_class.value})


@transaction.atomic
def remove_information(*, entry: InformationEntry, by: Actor) -> None:
    """Take it from the list; its file goes with the nightly sweep."""
    record(Action.INFORMATION_REMOVED, by=by, subject=entry)
    entry.delete()


def _fill(entry: InformationEntry, facts: InformationFacts, document: bytes | None) -> None:
    facts.put_on(entry)
    if entry.is_exempt:
        entry.file, entry.file_size = "", 0
    elif document is not None:
        entry.file, entry.file_size = files.store(_checked(document)), len(document)


def _checked(document: bytes) -> bytes:
    if len(document) > LARGEST_FILE:
        raise UnusableDocument("Berkas ini terlalu besar. Paling besar 20 MB.", code="too_large")
    try:
        pages = count_pages(document) if document.startswith(b"%PDF-") else 0
    except NotAPdf:
        pages = 0
    if not pages:
        raise UnusableDocument("Berkas ini bukan PDF yang terbaca. Simpan dulu sebagai PDF.", code="no_pdf")
    return document
