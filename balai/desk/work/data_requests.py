"""What residents ask about their own data, by the hours that are left."""

from collections.abc import Iterator

from django.utils import timezone

from balai.core.templatetags.look import figure
from balai.desk.rules import Urgency
from balai.desk.work.items import MOST_COUNTED, Situation, WorkItem, address
from balai.rights.models import DataRequest


def data_requests_to_answer(situation: Situation) -> Iterator[WorkItem]:
    """Requests that the law gives the office 72 hours for, holidays or not."""
    waiting = list(DataRequest.objects.waiting()[:MOST_COUNTED])
    if not waiting:
        return
    first = waiting[0].clock(timezone.now())
    yield WorkItem(
        f"Jawab {figure(len(waiting))} permintaan hak data pribadi",
        f"Yang paling mendesak: {waiting[0].get_kind_display().lower()}. Batasnya 3 × 24 jam.",
        address("rights:desk"),
        Urgency.OVERDUE if first.is_late else Urgency.TODAY,
        first.words,
    )


def late_data_requests(situation: Situation) -> Iterator[WorkItem]:
    """What an officer's superior is told: requests that nobody answered within the 72 hours of the law."""
    now = timezone.now()
    late = list(DataRequest.objects.late(now)[:MOST_COUNTED])
    if late:
        yield WorkItem(
            f"{figure(len(late))} permintaan hak data pribadi lewat 3 × 24 jam",
            f"Yang paling lama: {late[0].get_kind_display().lower()}. Belum dijawab (UU 27/2022 pasal 30, 32, dan 40).",
            address("rights:desk"),
            Urgency.OVERDUE,
            late[0].clock(now).words,
        )
