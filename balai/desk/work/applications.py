"""Applications that wait for the office, and those that have waited too long."""

from collections.abc import Iterator

from balai.applications.enums import Side, State
from balai.applications.models import Application
from balai.core.calendar import long_date
from balai.core.templatetags.look import figure
from balai.desk.rules import Urgency
from balai.desk.work.items import MOST_COUNTED, Situation, WorkItem, address


def applications_to_work(situation: Situation) -> Iterator[WorkItem]:
    """What residents asked for and the office must look at next."""
    waiting = Application.objects.waiting_for(Side.VILLAGE)
    found = list(waiting.for_lists()[:MOST_COUNTED])
    if not found:
        return
    mine = sum(each.assigned_to_id == situation.officer.pk for each in found)
    first = found[0]
    due = first.step_due_on
    yield WorkItem(
        f"Kerjakan {_counted(len(found))} permohonan warga",
        f"Yang paling mendesak: {first.service.name}"
        + (f", paling lambat {long_date(due)}. " if due else ". ")
        + (f"{figure(mine)} Anda kerjakan." if mine else ""),
        address("applications:desk"),
        Urgency.OVERDUE if first.is_late(situation.today) else Urgency.TODAY,
        "Lewat batas" if first.is_late(situation.today) else "",
    )


def late_applications(situation: Situation) -> Iterator[WorkItem]:
    """What an officer's superior is told: applications that lie at the office beyond their day, and with whom."""
    late = Application.objects.waiting_for(Side.VILLAGE).late(situation.today)
    found = list(late.for_lists()[:MOST_COUNTED])
    if not found:
        return
    untouched = sum(each.assigned_to_id is None for each in found)
    returned = sum(each.state == State.SENT_BACK for each in found)
    yield WorkItem(
        f"{_counted(len(found))} permohonan terlambat di kantor",
        " ".join(
            sentence
            for sentence in (
                f"Yang paling lama: {found[0].service.name}, {_with(found[0])}.",
                f"{figure(untouched)} belum dikerjakan siapa pun." if untouched else "",
                f"{figure(returned)} dikembalikan Disdukcapil." if returned else "",
            )
            if sentence
        ),
        f"{address('applications:desk')}?lewat=on",
        Urgency.OVERDUE,
        "Lewat batas",
    )


def _with(application: Application) -> str:
    return f"di tangan {application.assigned_to}" if application.assigned_to else "belum ada yang mengerjakan"


def _counted(number: int) -> str:
    return f"{MOST_COUNTED} lebih" if number >= MOST_COUNTED else figure(number)
