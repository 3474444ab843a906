"""What finished applications need before somebody collects them at the kiosk."""

from datetime import timedelta

from django.utils import timezone

from balai.applications import operations
from balai.applications.enums import Side, State
from balai.applications.models import Application, Result
from balai.printing.models import Printer, PrintJob
from balai.residents.enums import Relation
from balai.residents.models import Resident
from balai.tenancy.scope import acting_for
from tests.applications.factories import applicant, begin
from tests.documents.files import pdf
from tests.factories import make_actor, make_officer
from tests.kiosk.visit.conftest import BY, Hall
from tests.letters.factories import make_resident

ISSUED = pdf()
CODE = "BCDFGHJKMNPRSTW"


def applied(
    hall: Hall, resident: Resident, *, content: bytes | None = ISSUED, finished: bool = True
) -> Application:
    """A birth that somebody applied for, and that the civil registry has finished with this document."""
    with acting_for(hall.village):
        family = resident.family
        assert family is not None
        told = applicant(nik=resident.nik, name=resident.full_name, kk=family.kk, born=resident.birth_date)
        draft = begin()
        sent = operations.name_applicant(
            application=draft, revision=draft.revision, applicant=told, helper=None, by=BY
        )
        sent = operations.submit_application(application=sent, revision=sent.revision, by=BY)
        by = make_actor(make_officer(hall.village))
        for step in (
            operations.approve_application,
            operations.forward_application,
            operations.accept_application,
        ):
            sent = step(application=sent, revision=sent.revision, by=by)
        if content is not None:
            operations.add_result(
                application=sent, content=content, title="Akta kelahiran", number="99-LU-1", by=by
            )
        if finished:
            sent = operations.finish_application(
                application=sent, revision=sent.revision, side=Side.AGENCY, by=by
            )
    return sent


def result_of(hall: Hall, application: Application) -> Result:
    with acting_for(hall.village):
        return application.results.select_related("document").get()


def come_for_it(hall: Hall) -> None:
    hall.post("ambil/mulai/")
    hall.identify()


def ask_a_browser_to_print(hall: Hall, application: Application) -> None:
    """What was issued, at a kiosk whose own browser prints."""
    with acting_for(hall.village):
        Printer.objects.update(kind="browser", address="")
    come_for_it(hall)
    hall.post("ambil/cetak/", dokumen=str(result_of(hall, application).pk))


def child_of(hall: Hall) -> Resident:
    """Nine years old, on the same KK."""
    born = timezone.localdate() - timedelta(days=9 * 366)
    return make_resident(
        family=hall.siti.family, relation=Relation.CHILD, full_name="Bagas Pratama", birth_date=born
    )


def printer_of(hall: Hall) -> Printer:
    printer = hall.device.printer
    assert printer is not None
    return printer


def nothing_happened(hall: Hall, application: Application) -> bool:
    with acting_for(hall.village):
        application.refresh_from_db()
        return (application.state, PrintJob.objects.count()) == (State.FINISHED, 0)
