"""What a package holds of one application: everything to work with it, and everything to go on with it elsewhere.

File names tell tracking codes and kinds of documents, never a person.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from balai.applications.comparing import Comparison
from balai.applications.form.filling import fill
from balai.applications.models import Application, Attachment
from balai.core.calendar import local, long_date
from balai.core.typesetting import TypesettingFailed
from balai.documents.enums import MediaType
from balai.documents.operations import open_document
from balai.tenancy.models import Village
from balai.villages.models import Identity

STATE: Final = "permohonan.json"
PLAIN: Final = ("case_answers", "answers", "channel", "is_civil", "code", "applicant_name", "applicant_nik", "applicant_kk",
                "proof", "email", "phone", "helper_name", "helper_phone", "authority", "reason", "remedy")  # fmt: skip
"""Fields of an application that go along as they are."""
ENDINGS: Final = {MediaType.JPEG: "jpg", MediaType.PDF: "pdf"}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document in a package: where it lies in it, and what it is."""

    path: str
    document: Any
    told: dict[str, str]


def files_of(application: Application, *, village: Village, at: datetime) -> Iterator[tuple[str, bytes]]:
    """A whole application: to read, to print, to import. Raises what `open_document` raises."""
    papers = _papers(application)
    yield _named(application, STATE), _json(state_of(application, papers))
    drawn, problems = _sheets(application, village, at)
    yield _named(application, "permohonan.txt"), _text(application, village, papers, problems).encode()
    for path, content in drawn:
        yield _named(application, path), content
    for paper in papers:
        yield _named(application, paper.path), open_document(paper.document)


def answers_of(application: Application) -> Iterator[tuple[str, bytes]]:
    """What the civil registry answers: the steps it took, what it found, what it issued."""
    results = [
        Enclosed(f"hasil/{number:02}.pdf", result.document, {"title": result.title, "number": result.number})
        for number, result in enumerate(application.results.select_related("document"), 1)
    ]
    yield _named(application, STATE), _json({**_history(application), "results": _listed(results)})
    for result in results:
        yield _named(application, result.path), open_document(result.document)


def state_of(application: Application, papers: list[Enclosed]) -> dict[str, Any]:
    """Everything that another hall needs to go on with it."""
    return {
        **_history(application),
        **{name: getattr(application, name) for name in PLAIN},
        "service": application.service.slug,
        "version": application.version.number,
        "form": application.form,
        "applicant_born": application.applicant_born.isoformat() if application.applicant_born else None,
        "begun_at": application.begun_at.isoformat(),
        "submitted_at": application.submitted_at.isoformat() if application.submitted_at else None,
        "consented_at": application.consented_at.isoformat() if application.consented_at else None,
        "parent": _parent(application),
        "papers": _listed(papers),
    }


def _parent(application: Application) -> dict[str, str] | None:
    """Who agreed for the children."""
    consent = application.parental_consents.first()
    if consent is None:
        return None
    return {"name": consent.name, "kinship": consent.kinship, "given_at": consent.given_at.isoformat()}


def _history(application: Application) -> dict[str, Any]:
    return {
        "key": str(application.key),
        "code": application.code,
        "reason": application.reason,
        "remedy": application.remedy,
        "events": [
            {
                "number": event.number,
                "step": event.step,
                "side": event.side,
                "at": event.at.isoformat(),
                "label": event.label,
                "reason": event.reason,
            }
            for event in application.events.all()
        ],
        "findings": [
            {
                "place": finding.place,
                "sentence": finding.sentence,
                "found_at": finding.found_at.isoformat(),
                "found_by": finding.found_by,
                "answered_at": finding.answered_at.isoformat() if finding.answered_at else None,
            }
            for finding in application.findings.order_by("found_at", "place")
        ],
    }


def _listed(enclosed: list[Enclosed]) -> list[dict[str, str]]:
    return [
        {"file": each.path, "sha256": each.document.sha256, "type": each.document.media_type, **each.told}
        for each in enclosed
    ]


def _papers(application: Application) -> list[Enclosed]:
    """The pages that were handed in, numbered in each requirement."""
    found: list[Enclosed] = []
    pages: dict[str, int] = {}
    for page in Attachment.objects.filter(application=application).select_related("document"):
        pages[page.requirement] = pages.get(page.requirement, 0) + 1
        place, number = list(pages).index(page.requirement) + 1, pages[page.requirement]
        ending = ENDINGS[MediaType(page.document.media_type)]
        path = f"berkas/{place:02}-{page.requirement[:60].strip('-')}-{number:02}.{ending}"
        found.append(Enclosed(path, page.document, {"requirement": page.requirement}))
    return found


def _sheets(
    application: Application, village: Village, at: datetime
) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The filled sheets, and the names of those that could not be drawn."""
    on = local(at, village.time_zone).date()
    compared = Comparison(application, village.words, today=on, with_specific=True)
    identity = Identity.objects.current()
    nik_of = {name: str(group.get("nik") or "") for name, group in compared.groups.items()}
    people = {name: compared.residents[nik] for name, nik in nik_of.items() if nik in compared.residents}
    home = application.resident.family if application.resident else None
    members = list(home.members.living().with_family()) if home else []
    drawn, problems = [], []
    for sheet in compared.sheets():
        try:
            pdf = fill(sheet, village=village, identity=identity, at=at, people=people, family=members)
        except TypesettingFailed:
            problems.append(sheet.title)
        else:
            drawn.append((f"formulir/{sheet.name}.pdf", pdf))
    return drawn, problems


def _text(application: Application, village: Village, papers: list[Enclosed], problems: list[str]) -> str:
    """The application as plain text, for whoever types it elsewhere."""
    on = timezone.localdate()
    compared = Comparison(application, village.words, today=on, with_specific=True)
    lines = [
        f"{application.service.name}",
        f"Kode lacak: {application.spelled_code}",
        f"Dari: {village.words.full_name}",
        f"Keadaan: {application.get_state_display()}",
    ]
    if application.submitted_at:
        lines.append(f"Dikirim: {long_date(timezone.localdate(application.submitted_at))}")
    for step in compared.steps():
        lines += ["", step.title.upper(), *(f"{answer.label}: {answer.told}" for answer in step.answers)]
    lines += ["", "BERKAS", *(paper.path for paper in papers)]
    if problems:
        lines += ["", "BELUM BISA DICETAK", *problems]
    lines += ["", "LANGKAH"]
    for event in application.events.all():
        moment = timezone.localtime(event.at).strftime("%d-%m-%Y %H.%M")
        lines.append(f"{moment} {event.get_step_display()}, {event.label}. {event.reason}".rstrip())
    return "\r\n".join(lines) + "\r\n"


def _named(application: Application, path: str) -> str:
    return f"{application.code}/{path}"


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
