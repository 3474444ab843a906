"""What somebody wants at a kiosk, from the choice of a kind to the paper in the printer's tray."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from balai.accounts.actors import Actor
from balai.accounts.audit import record_access
from balai.applications.models import Application
from balai.core import files
from balai.core.questions import Answers
from balai.documents.models import Document
from balai.introductions.models import Introduction
from balai.introductions.operations import use_introduction
from balai.introductions.rules import ALPHABET
from balai.kiosk.ladder import Policy
from balai.kiosk.models import Errand, KioskDevice, Visit
from balai.kiosk.models.visits import PICKUP_SIGNS, PRINTING
from balai.kiosk.resting import introduction_for
from balai.letters.drafting import Wish
from balai.letters.models import KindVersion, Letter
from balai.letters.operations import (
    issue_letter,
    print_form,
    print_letter_form,
    propose_letter,
)
from balai.letters.operations.issuing import MustBeProposed
from balai.printing.enums import Medium, PrinterKind
from balai.printing.models import Printer, PrintJob
from balai.printing.operations import enqueue, print_again
from balai.residents.models import Resident


@transaction.atomic
def begin_errand(*, visit: Visit, version: KindVersion, at: datetime | None = None) -> Errand:
    """Somebody chose a kind. What was begun before and not made in this visit is put away."""
    put_errands_away(visit=visit)
    errand = Errand(
        visit=visit,
        kind=version.kind,
        version=version,
        resident=visit.resident,
        chosen_at=at or timezone.now(),
    )
    errand.save(force_insert=True)
    return errand


def answer(*, errand: Errand, answers: Answers, parties: Mapping[str, str] | None = None) -> None:
    """Keep what was answered so far; until the visit ends."""
    errand.answers = dict(answers)
    if parties is not None:
        errand.parties = dict(parties)
    errand.save(update_fields=["answers", "parties"])


@transaction.atomic
def collect_for(*, errand: Errand, resident: Resident, by: Actor) -> None:
    """The paper is for somebody of the visitor's family whom they may act for; who may is the caller's to check."""
    errand.resident, errand.introduction, errand.answers, errand.parties = resident, None, {}, {}
    errand.save(update_fields=["resident", "introduction", "answers", "parties"])
    record_access(by=by, resident=resident, purpose="Diwakili keluarga di anjungan")


def attach_introduction(*, errand: Errand, introduction: Introduction) -> None:
    """The introduction of the RT that this errand rests on."""
    errand.introduction = introduction
    errand.save(update_fields=["introduction"])


class ErrandOver(Exception):
    """The visit ended meanwhile, or says something else by now: nothing is made of what was seen before."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be printed, and what it is about: a stored PDF, or an encrypted document."""

    content: str | Document
    title: str
    subject: Letter | Resident | KioskDevice | Application


@transaction.atomic
def make_paper(
    *,
    errand: Errand,
    wish: Wish,
    policy: Policy,
    printer: Printer | None,
    by: Actor,
    at: datetime | None = None,
) -> Errand:
    """Make the letter and hand it to the printer, propose it where somebody must sign, or print the form.

    All of it, or none: a letter that is numbered here is in the printer's queue. Doing it twice changes nothing.
    Raises `ErrandOver`, and what `issue_letter` raises.
    """
    current = _held(errand)
    if current.made_at is not None:
        return current
    current.made_at = at or timezone.now()
    try:
        paper = _paper(current, wish, by, at)
    except MustBeProposed:
        current.proposal = propose_letter(wish=wish, request_key=current.request_key, by=by, at=at)
        current.pickup_code = _free_code()
    else:
        if isinstance(paper.subject, Letter):
            current.letter = paper.subject
        current.print_job = send_to_printer(current, paper, printer, by)
        print_forms(current, by)
    current.resident, current.introduction = wish.resident, errand.introduction
    current.introduction = introduction_for(current, policy, timezone.localdate())
    if current.introduction:
        use_introduction(
            introduction=current.introduction,
            letter_key=current.id,
            resident=wish.resident,
            service=current.kind.service,
            by=by,
        )
    kept = ["made_at", "letter", "proposal", "print_job", "pickup_code", "introduction"]
    current.save(update_fields=kept)
    return current


@transaction.atomic
def print_once_more(*, errand: Errand, by: Actor) -> Errand:
    """The paper did not come out: into the queue again, under the same number. Raises what `print_again` raises."""
    current = _held(errand)
    if current.print_job is None:
        return current
    current.print_job = print_again(job=current.print_job, reason="Kertas tidak keluar di anjungan", by=by)
    current.save(update_fields=["print_job"])
    return current


@transaction.atomic
def finish_training(*, errand: Errand, pdf: bytes, printer: Printer | None, by: Actor) -> Errand:
    """A paper marked LATIHAN goes to the printer; no letter, no number, no line in any book."""
    current = _held(errand)
    if current.made_at is not None:
        return current
    current.made_at = timezone.now()
    paper = Paper(files.store(pdf), f"LATIHAN {current.version.definition.title}", current.visit.device)
    current.print_job = send_to_printer(current, paper, printer, by)
    current.save(update_fields=["made_at", "print_job"])
    return current


def _held(errand: Errand) -> Errand:
    """The errand as it is now, held until the transaction ends. What has not changed is taken over.

    Raises `ErrandOver`.
    """
    running = Errand.objects.select_for_update(of=("self",)).filter(visit__ended_at=None)
    current = running.filter(pk=errand.pk).first()
    if current is None or any(getattr(current, name) != getattr(errand, name) for name in _LOOKED_AT):
        raise ErrandOver
    current.visit, current.kind, current.version = errand.visit, errand.kind, errand.version
    return current


_LOOKED_AT = ("answers", "parties", "resident_id", "introduction_id")
"""What the visitor saw before they pressed *Cetak*, or *Cetak lagi*."""


def put_errands_away(*, visit: Visit) -> None:
    """What was begun and not made is given up, and what was to be applied for."""
    Errand.objects.filter(visit=visit, made_at=None).delete()
    if visit.applies_for:
        visit.applies_for = {}
        Visit.objects.filter(pk=visit.pk).update(applies_for={})


def _free_code() -> str:
    """Six signs that no other errand has: 34 million of them."""
    while True:
        code = get_random_string(PICKUP_SIGNS, ALPHABET)
        if not Errand.objects.filter(pickup_code=code).exists():
            return code


def _paper(errand: Errand, wish: Wish, by: Actor, at: datetime | None) -> Paper:
    if not wish.version.definition.is_letter:
        pdf = print_form(wish=wish, by=by, at=at)
        return Paper(files.store(pdf), wish.version.definition.title, wish.resident)
    letter = issue_letter(wish=wish, request_key=errand.request_key, by=by, at=at)
    return paper_of(letter)


def paper_of(letter: Letter) -> Paper:
    """A letter as it is printed."""
    return Paper(letter.pdf_sha256, f"{letter.title} {letter.number}", letter)


def send_to_printer(errand: Errand, paper: Paper, printer: Printer | None, by: Actor) -> PrintJob | None:
    """Into the queue, under the key of the errand; its visitor may stand there until it is out. Raises `NoSuchPrinter`."""
    if printer is None:
        return None
    Visit.objects.filter(pk=errand.visit_id).update(waits_until=timezone.now() + PRINTING)
    return enqueue(
        printer=printer,
        pdf_sha256="" if isinstance(paper.content, Document) else paper.content,
        document=paper.content if isinstance(paper.content, Document) else None,
        title=paper.title,
        medium=errand.medium,
        subject=paper.subject,
        request_key=errand.request_key,
        device=errand.visit.device.label,
        is_training=errand.visit.is_training,
        by=by,
    )


def forms_of(errand: Errand) -> list[Mapping[str, Any]]:
    """The forms that were filled together with the letter, for instance F-2.01 with a birth: name, title, paper."""
    if errand.letter is None or not errand.version.definition.forms:
        return []
    return list(errand.letter.printed["forms"])


def print_forms(errand: Errand, by: Actor) -> None:
    """Behind the letter, on the same printer, each a print of its own. A browser prints one paper at a time: not there."""
    if (
        errand.letter is None
        or errand.print_job is None
        or errand.print_job.printer.kind != PrinterKind.SHEET
    ):
        return
    for form in forms_of(errand):
        enqueue(
            printer=errand.print_job.printer,
            pdf_sha256=files.store(print_letter_form(letter=errand.letter, name=form["name"], by=by)),
            title=str(form["title"]),
            medium=Medium(form["paper"]),
            subject=errand.letter,
            request_key=f"{errand.request_key}:{form['name']}"[:80],
            device=errand.visit.device.label,
            by=by,
        )
