"""From an approved application to the letter that it asks for: made at once, or proposed to whoever signs it.

What becomes of a letter is the business of `balai.letters`; here it is asked for once, and given to whoever applied.
"""

import logging

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.applications.enums import Side, State, Step
from balai.applications.filling import Filling
from balai.applications.models import Application
from balai.applications.operations import add_result, finish_application
from balai.applications.operations.writing import touched
from balai.applications.refusals import ChangedMeanwhile, LetterIsMade, NotInRegister
from balai.applications.rules import DONE, StepNotAllowed, move_for
from balai.core import files
from balai.documents.refusals import FileRefused, NotExamined
from balai.letters import obstacles
from balai.letters.definitions import all_questions
from balai.letters.drafting import Wish
from balai.letters.models import Letter
from balai.letters.operations import issue_letter, propose_letter
from balai.letters.operations.issuing import must_be_proposed
from balai.letters.typed_people import doubts_of
from balai.residents.models import Resident

logger = logging.getLogger(__name__)
OBSTACLES = (
    *obstacles.OBSTACLES, ChangedMeanwhile, FileRefused, LetterIsMade, NotExamined, NotInRegister, StepNotAllowed,
)  # fmt: skip
"""What may stand in the way of the letter; `str()` of each is a sentence for the officer, and nothing was numbered."""
OTHER_FAMILY = (
    "Nomor KK yang ditulis pemohon tidak sama dengan di data warga. Pastikan yang meminta memang orangnya."
)


def wish_of(application: Application) -> Wish:
    """The letter with the answers that were sent, for the person of the register. Raises `NotInRegister`."""
    version = application.kind_version
    if version is None:
        raise StepNotAllowed(State(application.state))
    told = Filling(application, today=timezone.localdate()).counting()
    asked = (question.name for question in all_questions(version.definition))
    answers = {name: told[name] for name in asked if told.get(name) not in (None, "")}
    return Wish(version, resident_of(application), answers)


def resident_of(application: Application) -> Resident:
    """The living resident with the applicant's number and birth date. Raises `NotInRegister`."""
    people = Resident.objects.living().with_family().filter(nik=application.applicant_nik)
    resident = people.first() if application.applicant_nik else None
    if resident is None:
        raise NotInRegister
    if resident.birth_date != application.applicant_born:
        raise NotInRegister(is_another=True)
    return resident


def doubts_about(application: Application, wish: Wish) -> tuple[str, ...]:
    """What the register says differently, in sentences: of those typed in the letter, and of who applied.

    A NIK tells the birth date; only the number of the family says that somebody knows more than that NIK.
    """
    family = wish.resident.family
    if family is not None and family.kk == application.applicant_kk:
        return doubts_of(wish)
    return (OTHER_FAMILY, *doubts_of(wish))


@transaction.atomic
def issue_for_application(*, application: Application, revision: int, by: Actor) -> Application:
    """Make the letter and finish the application with it; where somebody must sign first, propose it.

    However often it is pressed, and by however many, there is one letter. Raises what is in `OBSTACLES`.
    """
    application = _held(application)
    if application.state in DONE or application.waits_for_signature:
        return application
    state = State(application.state)
    move_for(Step.FINISH, side=Side.VILLAGE, state=state, is_civil=application.is_civil)
    if application.revision != revision:
        raise ChangedMeanwhile
    wish, key = wish_of(application), f"permohonan-{application.pk}-{revision}"
    application.resident = wish.resident
    if must_be_proposed(wish.version):
        application.proposal = propose_letter(wish=wish, request_key=key, by=by)
        return touched(application)
    return _finished(application, issue_letter(wish=wish, request_key=key, by=by), by)


def finish_signed(*, by: Actor) -> int:
    """Give letters that were signed and sealed since to those who asked for them; returns how many.

    Each for itself: one that cannot be kept now is tried again the next time.
    """
    done = 0
    for waiting in Application.objects.signed():
        try:
            done += _finish_signed(waiting, by)
        except (files.FileDamaged, files.FileMissing, files.StorageFull, FileRefused, NotExamined):
            logger.exception("the signed letter of application %s was not handed out", waiting.pk)
    return done


@transaction.atomic
def _finish_signed(waiting: Application, by: Actor) -> bool:
    application = _held(waiting)
    letter = application.proposal.letter if application.proposal else None
    if application.state != State.APPROVED or letter is None:
        return False
    _finished(application, letter, by)
    return True


def _finished(application: Application, letter: Letter, by: Actor) -> Application:
    application.letter = letter
    application.save(update_fields=["letter", "resident"])
    pdf = files.read(letter.pdf_sha256)
    add_result(application=application, content=pdf, title=letter.title, number=letter.number, by=by)
    return finish_application(
        application=application, revision=application.revision, side=Side.VILLAGE, by=by
    )


def _held(application: Application) -> Application:
    """The application as it is now. Locked first: a join that waited for the lock would show the letter of before."""
    Application.objects.select_for_update().only("pk").get(pk=application.pk)
    current: Application = Application.objects.whole().get(pk=application.pk)
    return current
