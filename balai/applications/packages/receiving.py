"""Taking packages in: each application by itself and once, whatever becomes of the others."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.enums import Action, Side, Step
from balai.applications.models import Application, Attachment
from balai.applications.operations import add_result
from balai.applications.operations.carrying import (
    CarriedStep,
    bring_application,
    carry_findings,
    carry_pages,
    carry_parent,
    carry_steps,
    new_steps,
    rewrite_application,
)
from balai.applications.packages.archive import Package, Purpose, read_package
from balai.applications.packages.carried import Carried, naming_damage, read_carried
from balai.applications.packages.offices import meet_office
from balai.applications.packages.refusals import PackageRefused, UnknownOffice, damaged
from balai.applications.refusals import WentAnotherWay
from balai.applications.rules import StepNotAllowed, spelled
from balai.documents.models import Document
from balai.documents.operations import receive_untouched
from balai.documents.refusals import FileRefused, NotExamined
from balai.services.models import Service
from balai.tenancy.models import Village
from balai.villages.known_offices import keys_believed

OBSTACLES = (PackageRefused, WentAnotherWay, StepNotAllowed, FileRefused, NotExamined)
"""What may stand in the way of one application; `str()` of each is a sentence."""
ALLOWED = {
    Purpose.REQUESTS: frozenset({Side.APPLICANT, Side.VILLAGE, Side.CLOCK}),
    Purpose.ANSWERS: frozenset({Side.AGENCY}),
}
"""Whose steps a package may bring: nobody writes the history of another."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one application of a package, in words; `name` is service and applicant where it is known here."""

    code: str
    words: str
    name: str = ""
    is_new: bool = False
    is_problem: bool = False


def opened(
    source: IO[bytes],
    *,
    purpose: Purpose,
    village_of: Callable[[str], Village | None],
    code_told: str = "",
    by: Actor,
) -> tuple[Package, Village]:
    """The package in a file, and its village, as `village_of` finds it by its area code.

    With `code_told`, the code that the other office read out, an office that was not known becomes known to the reader.
    Raises `PackageRefused`, of which `UnknownOffice` is one kind, and `SealUnavailable`.
    """
    found: list[Village] = []

    def keys_of(told: Mapping[str, Any]) -> Mapping[bytes, ec.EllipticCurvePublicKey]:
        village = village_of(told["village"])
        if village is None:
            raise PackageRefused("Paket ini untuk desa lain. Tidak ada yang disimpan.")
        if told["purpose"] != purpose:
            raise PackageRefused(
                "Paket ini berisi jawaban Disdukcapil. Impor di meja desa."
                if purpose is Purpose.REQUESTS
                else "Paket ini berisi permohonan desa. Impor di meja Disdukcapil."
            )
        found[:] = [village]
        signer, reader = _parties(purpose, village)
        return keys_believed(signer, at=reader)

    try:
        package = read_package(source, keys_of=keys_of)
    except UnknownOffice as unknown:
        if not code_told:
            raise
        signer, reader = _parties(purpose, found[0])
        meet_office(unknown.certificate, signer, code_told, by, at=reader)
        package = read_package(source, keys_of=keys_of)
    return package, found[0]


def _parties(purpose: Purpose, village: Village) -> tuple[str, str]:
    """The area codes of the office that signs a package of that purpose, and of the one that reads it."""
    registry, own = str(village.regency.code), str(village.code)
    return (own, registry) if purpose is Purpose.REQUESTS else (registry, own)


def take_in(package: Package, *, by: Actor) -> Iterator[Outcome]:
    """In the scope of its village, what a village sent or what the civil registry answered. For each what became of it."""
    for code in package.codes:
        yield take_in_one(package, code, by=by)


def take_in_one(package: Package, code: str, *, by: Actor) -> Outcome:
    """One application of a package: all of it, or nothing and the reason."""
    takes = _take_in_request if package.purpose is Purpose.REQUESTS else _take_in_answer
    try:
        with transaction.atomic(), naming_damage():
            return takes(package, read_carried(package, code), by)
    except OBSTACLES as obstacle:
        return Outcome(spelled(code), str(obstacle), is_problem=True)


def _take_in_request(package: Package, carried: Carried, by: Actor) -> Outcome:
    service = Service.objects.filter(slug=carried.service).first()
    if service is None:
        raise PackageRefused(
            f"Layanan “{carried.service}” belum ada di sini. Perbarui katalog layanan, lalu impor lagi."
        )
    facts = carried.facts()
    if not facts["is_civil"]:
        raise PackageRefused("Permohonan ini bukan urusan Disdukcapil.")
    application = bring_application(key=carried.key, facts=facts, service=service, version=carried.version)
    if application.code != carried.code or application.service_id != service.pk:
        raise damaged()
    fresh = _fresh(application, carried, Purpose.REQUESTS)
    if not fresh:
        return Outcome(carried.code, "Sudah ada di sini. Tidak ada yang berubah.", _name(application))
    is_first = not application.revision
    if is_first or any(each.step is Step.SUBMIT for each in fresh):
        if not is_first:
            facts = {
                name: value for name, value in facts.items() if name not in {"channel", "is_civil", "code"}
            }
            application = rewrite_application(application=application, facts=facts)
        carry_parent(application=application, given=carried.parent)
        carry_pages(application=application, pages=_pages(package, carried, application), by=by)
    application = carry_steps(application=application, steps=fresh, remedy=carried.remedy, by=by)
    carry_findings(application=application, findings=carried.findings)
    record(Action.PACKAGE_TAKEN_IN, by=by, subject=application, facts={"count": len(fresh)})
    words = "Diterima." if is_first else f"Dilanjutkan: {_told(fresh)}."
    return Outcome(carried.code, words, _name(application), is_new=True)


def _take_in_answer(package: Package, carried: Carried, by: Actor) -> Outcome:
    application = Application.objects.select_for_update().filter(key=carried.key, code=carried.code).first()
    if application is None:
        raise PackageRefused("Permohonan ini tidak ada di sini.")
    fresh = _fresh(application, carried, Purpose.ANSWERS)
    application = carry_steps(application=application, steps=fresh, remedy=carried.remedy, by=by)
    carry_findings(application=application, findings=carried.findings)
    kept = set(application.results.values_list("document__sha256", flat=True))
    new = [result for result in carried.results if result.sha256 not in kept]
    for result in new:
        content = _content(package, carried.code, result.file)
        add_result(application=application, content=content, title=result.title, number=result.number, by=by)
    if not fresh and not new:
        return Outcome(
            carried.code, "Jawaban ini sudah dimasukkan. Tidak ada yang berubah.", _name(application)
        )
    record(Action.PACKAGE_TAKEN_IN, by=by, subject=application, facts={"count": len(fresh)})
    words = [_told(fresh)] if fresh else []
    if new:
        words.append(f"{len(new)} dokumen jadi disimpan")
    return Outcome(carried.code, f"{', '.join(words)}.", _name(application), is_new=True)


def _fresh(application: Application, carried: Carried, purpose: Purpose) -> tuple[CarriedStep, ...]:
    """The steps that are not here yet. Raises `WentAnotherWay`, `PackageRefused`."""
    fresh = tuple(new_steps(application, carried.steps))
    if any(each.side not in ALLOWED[purpose] for each in fresh):
        raise PackageRefused(
            f"Paket ini memuat langkah {spelled(carried.code)} yang bukan milik pengirimnya. Telepon pengirimnya."
        )
    numbers = [application.revision, *(each.number for each in fresh)]
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        raise WentAnotherWay(application)
    return fresh


def _pages(package: Package, carried: Carried, application: Application) -> list[tuple[str, Document]]:
    """The pages of the package as documents; those that are here already stay."""
    there = {
        page.document.sha256: page.document
        for page in Attachment.objects.filter(application=application).select_related("document")
    }
    pages = []
    for paper in carried.papers:
        document = there.pop(paper.sha256, None)
        if document is None:
            content = _content(package, carried.code, paper.file)
            document = receive_untouched(content=content, media_type=paper.media_type)
        pages.append((paper.requirement, document))
    return pages


def _content(package: Package, code: str, file: str) -> bytes:
    return package.read(f"{code}/{file}")


def _name(application: Application) -> str:
    return f"{application.service.name}: {application.applicant_name}"


def _told(steps: tuple[CarriedStep, ...]) -> str:
    """'Terima untuk diproses, selesaikan'."""
    told = ", ".join(str(step.step.label).lower() for step in steps)
    return told.capitalize()
