"""Applications that begin at a kiosk."""

from django.db import transaction

from balai.accounts.actors import Actor
from balai.applications.enums import Channel
from balai.applications.models import Application
from balai.applications.operations import Applicant, begin_application, name_applicant
from balai.kiosk.applying import Wanted, begun_in, key_in, proof_by
from balai.kiosk.models import Visit
from balai.kiosk.operations.errands import put_errands_away


class NotNamed(Exception):
    """The register lacks what leads back to an application; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__("Data Anda belum lengkap untuk mengajukan dari sini. Sentuh Panggil petugas.")


@transaction.atomic
def want_application(*, visit: Visit, wanted: Wanted) -> None:
    """Somebody chose a service that is applied for. What was begun before and not made in this visit is put away."""
    put_errands_away(visit=visit)
    visit.applies_for = wanted.as_told()
    Visit.objects.running().filter(pk=visit.pk).update(applies_for=visit.applies_for)


@transaction.atomic
def begin_for_visitor(*, visit: Visit, wanted: Wanted, by: Actor) -> tuple[Application, bool]:
    """A draft in the visitor's name, to be finished on a phone; whether it is new. Raises `NotNamed`."""
    Visit.objects.select_for_update().get(pk=visit.pk)
    if begun := begun_in(visit):
        return begun, False
    resident = visit.resident
    if resident is None or not resident.nik or resident.birth_date is None:
        raise NotNamed
    draft = begin_application(
        service=wanted.listed.service,
        version=wanted.listed.version,
        form=wanted.asked.form,
        case_answers=wanted.finding.answers,
        channel=Channel.KIOSK,
        key=key_in(visit),
        by=by,
    )
    applicant = Applicant(
        resident.full_name,
        resident.nik,
        resident.family.kk if resident.family else "",
        resident.birth_date,
        proof=proof_by(visit.way),
    )
    return name_applicant(
        application=draft, revision=draft.revision, applicant=applicant, helper=None, by=by
    ), True
