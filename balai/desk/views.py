"""The officer's first page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.access.operations import topic_of_calls, waiting_calls
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.live import live_address
from balai.desk.register import register_state
from balai.desk.rules import Urgency, greeting, headline
from balai.desk.work.items import Situation
from balai.desk.work.sources import work_list
from balai.letters.models import Letter

LAST_LETTERS = 5


@require_safe
@requires()
def home(request: OfficerRequest) -> HttpResponse:
    """What waits for this officer today, in order of urgency."""
    now = timezone.localtime()
    register = register_state(request.village, now.date())
    work = work_list(Situation(request.village, now.date(), register, request.user), request.permissions)
    overdue, today, later = (
        [item for item in work if item.urgency is urgency]
        for urgency in (Urgency.OVERDUE, Urgency.TODAY, Urgency.LATER)
    )
    sees_people = Permission.READ_RESIDENTS in request.permissions
    context = {
        "tab": "today",
        "calls": waiting_calls() if sees_people else None,
        "live": live_address(request, topic_of_calls()),
        "now": now,
        "greeting": greeting(now.hour),
        "headline": headline(len(overdue), len(today)),
        "overdue": overdue,
        "today": today,
        "later": later,
        "register": register if sees_people else None,
        "letters": Letter.objects.for_list()[:LAST_LETTERS]
        if Permission.READ_LETTERS in request.permissions
        else [],
        "may": {permission.value: permission in request.permissions for permission in Permission},
    }
    return render(request, "desk/home.html", context)
