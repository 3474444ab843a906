"""The civil registry's inbox: what all villages have sent, the most urgent first."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.audit import reading_all_villages
from balai.accounts.enums import Permission
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.accounts.seeing import villages_seen_by
from balai.applications.agency_work import PILE_WORDS, AgencyForm, Pile, on_pile, pile_tabs
from balai.applications.desk_work import counted, lines
from balai.applications.enums import Side
from balai.applications.models import Application, ApplicationQuerySet
from balai.core.calendar import WorkingCalendar
from balai.core.paging import BoundedPaginator
from balai.core.private_questions import opened_question, shown_at, take_question

ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@regency_requires(Permission.PROCESS_APPLICATIONS)
def inbox(request: RegencyRequest) -> HttpResponse:
    """What waits at the registry, by service, village and age. A search comes by POST, because it names people."""
    if request.method == "POST":
        address = take_question(request, "q")
        if not request.htmx:
            return redirect(address)
    pile, now = _pile(request), timezone.now()
    villages = list(villages_seen_by(request.user))
    with reading_all_villages(by=request.actor, purpose="Melihat permohonan di Disdukcapil"):
        form = AgencyForm(opened_question(request, "q"), villages=villages)
        everything: ApplicationQuerySet = Application.objects.all()
        found = form.narrowed(everything, now)
        if form.is_searching:
            found = found.seen_by_agency().order_by("-submitted_at", "-id")
        else:
            found = on_pile(found, pile)
        page = BoundedPaginator(found.for_lists().select_related("village__regency"), ON_A_PAGE).get_page(
            request.GET.get("page")
        )
        today = timezone.localdate(now)
        context = {
            "tab": "applications",
            "form": form,
            "late": counted(everything.waiting_for(Side.AGENCY).late(today)),
            "place": pile,
            "place_words": PILE_WORDS[pile],
            "places": pile_tabs(everything, pile),
            "page": page,
            # The registry's own days: no village's closures.
            "lines": lines(page.object_list, today=today, calendar=WorkingCalendar()),
            "may_batch": pile in {Pile.NEW, Pile.IN_PROCESS} and not form.is_searching,
        }
        template = "applications/agency/inbox.html#rows" if request.htmx else "applications/agency/inbox.html"
        return shown_at(request, render(request, template, context))


def _pile(request: RegencyRequest) -> Pile:
    try:
        return Pile(request.GET.get("tempat", ""))
    except ValueError:
        return Pile.NEW
