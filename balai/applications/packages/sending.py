"""Making packages: requests of a village, and what the civil registry answers."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import IO, Final

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.enums import Action, State
from balai.applications.hiding import tells_specific
from balai.applications.models import Application, ApplicationQuerySet
from balai.applications.operations import forward_application
from balai.applications.packages.archive import Office, Purpose, write_package
from balai.applications.packages.contents import answers_of, files_of
from balai.applications.packages.refusals import hides_something
from balai.applications.rules import StepNotAllowed
from balai.tenancy.models import Regency, Village
from balai.villages.keys import agency_seal_of, prepare_agency_seal, seal_of

MOST_IN_PACKAGE: Final = 20
ANSWERED_SINCE: Final = timedelta(days=120)
"""Answers are given again for so long: sticks get lost."""
IN_MEMORY: Final = 8 * 1024 * 1024
GOING: Final = (State.APPROVED, State.FORWARDED)
ANSWERED: Final = (State.IN_PROCESS, State.SENT_BACK, State.REJECTED, State.FINISHED)


def to_send() -> ApplicationQuerySet:
    """What the village may put on a stick: approved, or sent and not yet answered; the most urgent first."""
    waiting: ApplicationQuerySet = Application.objects.filter(is_civil=True, state__in=GOING)
    return waiting.most_urgent_first()


def answered() -> ApplicationQuerySet:
    """What the civil registry did something with lately, in the village of the scope; the latest first."""
    since = timezone.now() - ANSWERED_SINCE
    found: ApplicationQuerySet = Application.objects.filter(is_civil=True, state__in=ANSWERED)
    return found.filter(touched_at__gte=since).order_by("-touched_at", "-id")


@transaction.atomic
def send_by_package(
    *, applications: Sequence[Application], village: Village, with_specific: bool, by: Actor
) -> IO[bytes]:
    """A package for the civil registry; what was only approved is sent by this. Again, it is made again.

    `with_specific`: whether whoever makes it may read specific personal data, which goes along whole or not at all.

    Raises `PackageRefused`, `SealUnavailable`, `StepNotAllowed`, `ChangedMeanwhile`, and what `open_document` raises.
    """
    for application in applications:
        if application.state not in GOING:
            raise StepNotAllowed(State(application.state))
        if application.state == State.APPROVED:
            forward_application(application=application, revision=application.revision, by=by)
    return work_package(applications=applications, village=village, with_specific=with_specific, by=by)


@transaction.atomic
def work_package(
    *,
    applications: Iterable[Application],
    village: Village,
    with_specific: bool,
    by: Actor,
    office: Office | None = None,
) -> IO[bytes]:
    """Whole applications of one village, signed by it unless `office` is given; nothing about them changes.

    `with_specific` as in `send_by_package`.

    Raises `PackageRefused`, `SealUnavailable`, and what `open_document` raises.
    """
    now = timezone.now()
    whole = Application.objects.whole().filter(pk__in=[each.pk for each in applications])

    def files() -> Iterator[tuple[str, bytes]]:
        for application in whole.order_by("submitted_at", "id"):
            if not with_specific and tells_specific(application):
                raise hides_something(application.spelled_code)
            record(Action.PACKED, by=by, subject=application, facts={"package": Purpose.REQUESTS.value})
            yield from files_of(application, village=village, at=now)

    return _written(files(), Purpose.REQUESTS, village, office or village_office(village))


@transaction.atomic
def answer_package(*, applications: Iterable[Application], village: Village, by: Actor) -> IO[bytes]:
    """What the civil registry did with these applications of one village, with the documents that it issued.

    Raises `PackageRefused`, `SealUnavailable`, and what `open_document` raises.
    """

    def files() -> Iterator[tuple[str, bytes]]:
        for application in applications:
            record(Action.PACKED, by=by, subject=application, facts={"package": Purpose.ANSWERS.value})
            yield from answers_of(application)

    return _written(files(), Purpose.ANSWERS, village, agency_office(village.regency))


def village_office(village: Village) -> Office:
    """Who signs what a village sends. Raises `SealUnavailable`."""
    own = seal_of(village)
    return Office(own.key, own.certificate)


def agency_office(regency: Regency) -> Office:
    """Who signs what the civil registry sends; its seal is made when it is first asked for. Raises `SealUnavailable`."""
    prepare_agency_seal(regency, at=timezone.now())
    own = agency_seal_of(regency)
    return Office(own.key, own.certificate)


def _written(
    files: Iterable[tuple[str, bytes]], purpose: Purpose, village: Village, office: Office
) -> IO[bytes]:
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # whoever sends it closes it
    try:
        write_package(
            target, files, purpose=purpose, village=village.code, made_at=timezone.now(), office=office
        )
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return target
