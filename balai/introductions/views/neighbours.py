"""The pages of heads of RT, RW and dusun, on a phone: their people, and a new introduction."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts import audit
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.private_questions import opened_question, shown_at, take_question
from balai.introductions.enums import Action
from balai.introductions.forms import PurposeForm
from balai.introductions.models import Introduction
from balai.introductions.operations import current_rules, give_introduction
from balai.introductions.operations.giving import givers_over
from balai.introductions.purposes import suggested_services
from balai.introductions.refusals import IntroductionRefused
from balai.introductions.views.sight import reach_here
from balai.residents import rules
from balai.residents.models import Resident
from balai.residents.reach import Reach
from balai.villages.enums import AreaLevel

FAMILIES_ON_A_PAGE = 20
FOUND_AT_MOST = 20
LAST = 10
PURPOSE = "Pengantar RT/RW"
"""What the access log says when a head opens somebody's page."""


@require_safe
@requires(Permission.READ_AREA_RESIDENTS)
def home(request: OfficerRequest) -> HttpResponse:
    """What waits for this head, what was given last, and the way to a new introduction."""
    today = timezone.localdate()
    reach = reach_here(request)
    here = Introduction.objects.with_people().in_areas(reach.areas())
    endorses = Permission.ENDORSE_INTRODUCTIONS in request.permissions
    own_rw = reach.of_levels([AreaLevel.RW])
    last = list(here.newest_first()[:LAST])
    audit.record(Action.LISTED, by=request.actor, facts={"count": len(last)})
    context = {
        "tab": "introductions",
        "areas": [head.area for head in reach.headships],
        "waiting": list(here.in_areas(own_rw.areas()).waiting(today).order_by("given_at"))
        if endorses
        else [],
        "last": last,
        "gives": _gives(request, reach),
    }
    return render(request, "introductions/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.READ_AREA_RESIDENTS)
def neighbours(request: OfficerRequest) -> HttpResponse:
    """Whom is it about? By name, or by looking through the families. A question comes by POST: it names people."""
    if request.method == "POST":
        address = take_question(request, "q")
        if not request.htmx:
            return redirect(address)
    question = opened_question(request, "q").get("q", "")
    reach = reach_here(request)
    context: dict[str, Any] = {"tab": "introductions", "question": question, "found": [], "page": None}
    if question:
        context["found"] = reach.find(question, limit=FOUND_AT_MOST)
        count = len(context["found"])
    else:
        context["page"] = Paginator(_families(reach), FAMILIES_ON_A_PAGE).get_page(request.GET.get("page"))
        count = sum(len(family.living) for family in context["page"].object_list)
    audit.record(Action.LISTED, by=request.actor, facts={"count": count})
    template = "introductions/neighbours.html#rows" if request.htmx else "introductions/neighbours.html"
    return shown_at(request, render(request, template, context))


@require_safe
@requires(Permission.READ_AREA_RESIDENTS)
def neighbour(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """One of the own people: enough to know them by, and what for they need an introduction. Opening it is recorded."""
    reach = reach_here(request)
    resident = get_object_or_404(reach.residents().with_family(), pk=resident_id)
    audit.record_access(by=request.actor, resident=resident, purpose=PURPOSE)
    form = PurposeForm(services=suggested_services()) if _introduces(request, reach, resident) else None
    return _person(request, resident, form)


@require_POST
@requires(Permission.GIVE_INTRODUCTIONS)
def give(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """The introduction is given, and shown with its code."""
    resident = get_object_or_404(reach_here(request).residents().with_family(), pk=resident_id)
    form = PurposeForm(request.POST, services=suggested_services())
    if form.is_valid():
        try:
            given = give_introduction(
                resident=resident, on=timezone.localdate(), by=request.actor, **form.said()
            )
        except IntroductionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("introductions:detail", given.pk)
    return _person(request, resident, form, status=422)


def _person(
    request: OfficerRequest, resident: Resident, form: PurposeForm | None, *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "tab": "introductions",
        "resident": resident,
        "age": rules.age(resident.birth_date, today),
        "form": form,
        "rules": current_rules(),
        "open": Introduction.objects.filter(resident=resident).open(today).newest_first(),
        "purpose": PURPOSE,
    }
    return render(request, "introductions/neighbour.html", context, status=status)


def _gives(request: OfficerRequest, reach: Reach) -> bool:
    """Whether this head may introduce anybody."""
    return Permission.GIVE_INTRODUCTIONS in request.permissions and bool(reach.headships)


def _introduces(request: OfficerRequest, reach: Reach, resident: Resident) -> bool:
    """Whether it is for this head to introduce this person."""
    area = resident.family.area if resident.family else None
    head = reach.headship_over(area, levels=givers_over(area)) if area else None
    return Permission.GIVE_INTRODUCTIONS in request.permissions and head is not None


def _families(reach: Reach) -> QuerySet[Any]:
    """By the name of their heads, as neighbours know them; each with those who live in it as `living`."""
    head = Resident.objects.living().heads().filter(family=OuterRef("pk")).values("full_name")[:1]
    living = Prefetch("members", Resident.objects.living().in_kk_order(), to_attr="living")
    families = reach.families().with_area().prefetch_related(living)
    return families.annotate(head_name=Subquery(head)).order_by("head_name", "id")
