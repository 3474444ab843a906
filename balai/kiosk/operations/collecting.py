"""What was finished before is collected: a letter, or a document of the civil registry."""

from django.db import transaction
from django.utils import timezone

from balai.access.enums import Way
from balai.accounts.actors import Actor
from balai.accounts.audit import record_access
from balai.applications.enums import Handing, Side, State
from balai.applications.models import Application, Result
from balai.applications.operations import fetch_result, hand_over
from balai.applications.refusals import NotAvailable
from balai.kiosk.models import Errand, Visit
from balai.kiosk.operations.errands import ErrandOver, Paper, paper_of, print_forms, send_to_printer
from balai.letters.models import Letter
from balai.letters.operations import reprint_letter
from balai.printing.models import Printer
from balai.residents.models import Resident


@transaction.atomic
def collect_letter(*, visit: Visit, letter: Letter, printer: Printer, by: Actor) -> Errand:
    """Print a letter that was finished before, because somebody signed it later or the paper was lost.

    Once in a visit, however often it is touched. Printed a second time it is a reprint, which is counted. Whoever had applied
    for it has it now. Raises `ErrandOver`, `NoSuchPrinter`, and `NotAvailable` when it was withdrawn meanwhile.
    """
    if here := _collected(visit, letter=letter):
        return here
    if Letter.objects.issued().select_for_update().only("pk").filter(pk=letter.pk).first() is None:
        raise NotAvailable
    now = timezone.now()
    was_printed = Errand.objects.filter(letter=letter, print_job__isnull=False).exists()
    errand = Errand(
        visit=visit,
        kind=letter.kind,
        version=letter.version,
        resident=letter.resident,
        letter=letter,
        chosen_at=now,
        made_at=now,
    )
    if was_printed:
        reprint_letter(letter=letter, reason="Diambil lagi di anjungan", by=by)
    _tell_of_family(visit, letter.resident, by)
    errand.print_job = send_to_printer(errand, paper_of(letter), printer, by)
    print_forms(errand, by)
    errand.save(force_insert=True)
    for application in Application.objects.filter(letter=letter, state=State.FINISHED):
        hand_over(
            application=application,
            side=Side.APPLICANT,
            how=Handing.PRINTED,
            collector=collector_of(visit, application),
            by=by,
        )
    return errand


@transaction.atomic
def collect_document(*, visit: Visit, result: Result, printer: Printer, by: Actor) -> Errand:
    """Print a finished document byte for byte. With that its applicant has it, which is told once.

    Once in a visit, however often it is touched. Whose it must be is the caller's to check. Raises `ErrandOver`,
    `NoSuchPrinter`, `NotAvailable`, and what is in `documents.operations.UNOPENED`.
    """
    if here := _collected(visit, result=result):
        return here
    now, application = timezone.now(), result.application
    errand = Errand(visit=visit, resident=application.resident, result=result, chosen_at=now, made_at=now)
    collector = collector_of(visit, application)
    fetch_result(result=result, side=Side.APPLICANT, how=Handing.PRINTED, collector=collector, by=by)
    _tell_of_family(visit, application.resident, by)
    paper = Paper(result.document, result.title, application)
    errand.print_job = send_to_printer(errand, paper, printer, by)
    errand.save(force_insert=True)
    return errand


def collector_of(visit: Visit, application: Application) -> str:
    """For the history: 'Sari Dewi (pemohon sendiri), NIK dan PIN di Anjungan 1'."""
    relation = "pemohon sendiri" if application.resident_id == visit.resident_id else "orang tua atau wali"
    return f"{visit.resident.full_name} ({relation}), {Way(visit.way).label} di {visit.device.name}"


def _tell_of_family(visit: Visit, resident: Resident, by: Actor) -> None:
    """Whose paper somebody else of the family takes can read that."""
    if resident.pk != visit.resident_id:
        record_access(by=by, resident=resident, purpose="Dokumennya diambil keluarga di anjungan")


def _collected(visit: Visit, **paper: Letter | Result) -> Errand | None:
    """What was collected in this visit already: it is what its visitor looks at now. Holds the visit. Raises `ErrandOver`."""
    if Visit.objects.running().select_for_update().only("pk").filter(pk=visit.pk).first() is None:
        raise ErrandOver
    here = Errand.objects.whole().filter(visit=visit, **paper).first()
    if here is not None:
        Errand.objects.filter(pk=here.pk).update(chosen_at=timezone.now())
    return here
