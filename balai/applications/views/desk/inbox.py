"""The village's inbox: by whom applications wait for, the most urgent first."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.audit import record
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.applications.desk_forms import InboxForm, RulesForm
from balai.applications.desk_work import PLACE_WORDS, Place, at_place, counted, lines, place_tabs
from balai.applications.enums import Action, Side
from balai.applications.models import Application, ApplicationQuerySet
from balai.applications.operations import set_application_rules
from balai.core.paging import BoundedPaginator
from balai.core.private_questions import opened_question, shown_at, take_question
from balai.villages.opening import working_calendar

ON_A_PAGE = 25
MOST_WORKED_THROUGH = 200
"""Who works through an inbox takes the first; who wants another one searches."""
POSTABLE = ["GET", "HEAD", "POST"]


@require_http_methods(POSTABLE)
@requires(Permission.WORK_APPLICATIONS)
def inbox(request: OfficerRequest) -> HttpResponse:
    """What waits, for the office or for others. A search comes by POST, because it names people."""
    if request.method == "POST":
        address = take_question(request, "q")
        if not request.htmx:
            return redirect(address)
    form = InboxForm(opened_question(request, "q"), officer=request.user)
    place = _place(request)
    everything: ApplicationQuerySet = Application.objects.all()
    found = form.narrowed(everything)
    found = found.ever_sent() if form.is_searching else at_place(found, place)
    page = BoundedPaginator(found.for_lists(), ON_A_PAGE, most=MOST_WORKED_THROUGH).get_page(
        request.GET.get("page")
    )
    today = timezone.localdate()
    record(Action.LISTED, by=request.actor, facts={"count": len(page.object_list)})
    context = {
        "tab": "applications",
        "form": form,
        "late": counted(everything.waiting_for(Side.VILLAGE).late(today)),
        "place": place,
        "place_words": PLACE_WORDS[place],
        "places": place_tabs(everything, place),
        "page": page,
        "lines": lines(page.object_list, today=today, calendar=working_calendar(today)),
        "may_batch": place is Place.OFFICE and not form.is_searching,
    }
    template = "applications/desk/inbox.html#rows" if request.htmx else "applications/desk/inbox.html"
    return shown_at(request, render(request, template, context))


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE, Permission.MANAGE_SERVICES)
def rules(request: OfficerRequest) -> HttpResponse:
    """What the village decides about applications."""
    form = RulesForm.current(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        set_application_rules(**form.cleaned_data, by=request.actor)
        messages.success(request, "Disimpan. Berlaku untuk permohonan yang belum diperiksa.")
        return redirect("applications:desk")
    context: dict[str, Any] = {"tab": "applications", "form": form}
    return render(request, "applications/desk/rules.html", context, status=422 if form.errors else 200)


def _place(request: OfficerRequest) -> Place:
    try:
        return Place(request.GET.get("tempat", ""))
    except ValueError:
        return Place.OFFICE
