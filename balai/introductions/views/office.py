"""The office's pages: all introductions, and one that came on paper."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts import audit
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core import files
from balai.core.files import FileDamaged, FileMissing
from balai.core.paging import BoundedPaginator
from balai.core.private_questions import opened_question, shown_at, take_question
from balai.introductions.enums import Action
from balai.introductions.forms import ListForm, PaperForm
from balai.introductions.models import Introduction, IntroductionQuerySet
from balai.introductions.operations import current_rules, record_paper
from balai.introductions.purposes import suggested_services
from balai.introductions.rules import typed_code
from balai.introductions.views.sight import seen
from balai.residents.enums import Standing
from balai.residents.models import Resident
from balai.residents.search import search
from balai.villages.models import AreaHead

ON_A_PAGE = 25
FOUND_AT_MOST = 20
MOST_MEANT = 200
"""People among whom introductions are looked for by name."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ISSUE_LETTERS)
def introduction_list(request: OfficerRequest) -> HttpResponse:
    """All introductions, the newest first. A question comes by POST: it names people or a code."""
    if request.method == "POST":
        address = take_question(request, "q")
        if not request.htmx:
            return redirect(address)
    form = ListForm(opened_question(request, "q"))
    form.is_valid()
    found = _matching(form.cleaned_data).with_people().newest_first()
    page = BoundedPaginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    audit.record(Action.LISTED, by=request.actor, facts={"count": len(page.object_list)})
    context = {"tab": "letters", "form": form, "page": page, "filtered": any(form.cleaned_data.values())}
    template = "introductions/list.html#rows" if request.htmx else "introductions/list.html"
    return shown_at(request, render(request, template, context))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ISSUE_LETTERS)
def choose_resident(request: OfficerRequest) -> HttpResponse:
    """Whose introduction lies on the desk?"""
    if request.method == "POST":
        address = take_question(request, "q")
        if not request.htmx:
            return redirect(address)
    question = opened_question(request, "q").get("q", "")
    people = search(question, limit=FOUND_AT_MOST, only=_living()).residents if len(question) > 2 else []
    context = {"tab": "letters", "question": question, "found": people}
    template = "introductions/choose.html#rows" if request.htmx else "introductions/choose.html"
    return shown_at(request, render(request, template, context))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ISSUE_LETTERS)
def record(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """Copy what stands on the paper, perhaps with a photograph of it."""
    resident = get_object_or_404(Resident.objects.living().with_family(), pk=resident_id)
    today = timezone.localdate()
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        services=suggested_services(),
        rw=request.village.words.rw,
        today=today,
        days_valid=current_rules().days_valid,
        initial={"written_on": today, "head": _head_of(resident, request)},
    )
    if request.method == "POST" and form.is_valid():
        recorded = record_paper(resident=resident, paper=form.paper(), by=request.actor, **form.said())
        return redirect("introductions:detail", recorded.pk)
    audit.record_access(by=request.actor, resident=resident, purpose="Mencatat pengantar kertas")
    context = {"tab": "letters", "resident": resident, "form": form}
    return render(request, "introductions/record.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.ISSUE_LETTERS)
def photo(request: OfficerRequest, introduction_id: UUID) -> HttpResponse:
    """The picture of the paper."""
    introduction = seen(request, introduction_id)
    if not introduction.scan_sha256:
        raise Http404
    audit.record_access(by=request.actor, resident=introduction.resident, purpose="Melihat foto pengantar")
    try:
        picture = files.read(introduction.scan_sha256)
    except (FileMissing, FileDamaged) as problem:
        raise Http404 from problem
    return HttpResponse(picture, content_type="image/jpeg", headers={"Cache-Control": "private, no-store"})


def _matching(asked: dict[str, Any]) -> IntroductionQuerySet:
    found: IntroductionQuerySet = Introduction.objects.all()
    if question := asked.get("q"):
        if code := typed_code(question):
            found = found.filter(code=code)
        else:
            people = search(question, limit=MOST_MEANT).residents
            found = found.filter(resident__in=[one.pk for one in people])
    if state := asked.get("state"):
        found = found.standing(state, timezone.localdate())
    return found


def _living() -> Q:
    return Q(standing=Standing.LIVING)


def _head_of(resident: Resident, request: OfficerRequest) -> str:
    """Who heads the RT of this person today, as a suggestion."""
    area = resident.family.area if resident.family else None
    head = AreaHead.objects.serving(timezone.localdate()).filter(area=area).first() if area else None
    return f"{head.name}, ketua {area.called(request.village.words)}" if head and area else ""
