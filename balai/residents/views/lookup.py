"""The list of residents, the page of one person and the page of one family."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts import audit
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.private_questions import opened_question, shown_at, take_question
from balai.residents import rules, search, spelling, wording
from balai.residents.enums import Standing
from balai.residents.forms.listing import ListForm
from balai.residents.freshness import register_freshness
from balai.residents.models import Change, Family, Resident

PER_PAGE = 25
FOUND_AT_MOST = 50
PURPOSE = "Pelayanan di meja"
"""What the access log says when somebody's page is opened."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.READ_RESIDENTS)
def resident_list(request: OfficerRequest) -> HttpResponse:
    """Search while typing, by POST because it names people, and browse by name. NIKs are masked here."""
    if request.method == "POST":
        address = take_question(request, "q")
        if not request.htmx:
            return redirect(address)
    today = timezone.localdate()
    form = ListForm(opened_question(request, "q"), today=today)
    form.is_valid()
    context = {
        "tab": "residents",
        "form": form,
        "letter_url": _letter_url(request),
        **_found_or_listed(request, form),
    }
    if request.htmx:
        return shown_at(request, render(request, "residents/list.html#rows", context))
    context["living"] = Resident.objects.living().count()
    context["freshness"] = register_freshness(request.village, today)
    return render(request, "residents/list.html", context)


@require_safe
@requires(Permission.READ_RESIDENTS)
def resident_detail(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """All statutory elements of a person with their history. Opening it is recorded."""
    resident = get_object_or_404(Resident.objects.with_family(), pk=resident_id)
    audit.record_access(by=request.actor, resident=resident, purpose=PURPOSE)
    with_secrets = Permission.READ_DISABILITY in request.permissions
    changes = list(_history(resident))
    areas = wording.area_labels(each.changes for each in changes)
    context = {
        "tab": "residents",
        "resident": resident,
        "age": rules.age(resident.birth_date, timezone.localdate()),
        "sections": list(wording.sections(resident, with_secrets=with_secrets)),
        "doubts": rules.doubts(_doubtful(resident), timezone.localdate()),
        "members": _living(resident.family),
        "history": [(change, wording.lines(change, areas, with_secrets=with_secrets)) for change in changes],
        "purpose": PURPOSE,
        "letter_url": _letter_url(request),
    }
    return render(request, "residents/resident.html", context)


@require_safe
@requires(Permission.READ_RESIDENTS)
def family_detail(request: OfficerRequest, family_id: UUID) -> HttpResponse:
    """A family as its KK shows it, and who once belonged to it. Opening it is recorded."""
    family = get_object_or_404(Family.objects.with_area(), pk=family_id)
    audit.record_access(by=request.actor, resident=family, purpose=PURPOSE)
    people = list(family.members.in_kk_order())
    context = {
        "tab": "residents",
        "family": family,
        "members": [person for person in people if person.is_living],
        "former": [person for person in people if not person.is_living],
        "head": next((person for person in people if person.is_living and person.is_head), None),
        "purpose": PURPOSE,
    }
    return render(request, "residents/family.html", context)


def _found_or_listed(request: OfficerRequest, form: ListForm) -> dict[str, Any]:
    """Who probably was meant, or, without a question, one page of the list by name."""
    question = form.cleaned_data.get("q", "")
    if question:
        found = search.search(question, limit=FOUND_AT_MOST, words=form.words(), only=form.condition())
        asked = spelling.question_words(question)
        return {
            "question": question,
            "asked": asked,
            "found": found,
            "residents": found.residents,
            "page": None,
        }
    people = Resident.objects.filter(form.condition()).with_family().for_lists().order_by("full_name", "id")
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    return {"question": "", "asked": [], "found": None, "residents": page.object_list, "page": page}


def _letter_url(request: OfficerRequest) -> str:
    """Where a letter for somebody begins; "" for those who write none. Letters are an app above this one."""
    if Permission.ISSUE_LETTERS not in request.permissions:
        return ""
    try:
        return reverse("letters:issue")
    except NoReverseMatch:
        return ""


def _history(resident: Resident) -> list[Change]:
    changes = resident.changes.select_related("event__recorded_by")
    return list(changes.order_by("-event__occurred_on", "-id"))


def _living(family: Family | None) -> list[Resident]:
    return list(family.members.living().in_kk_order()) if family else []


def _doubtful(resident: Resident) -> dict[str, rules.Code]:
    """What the doubts look at. Only of the living: nobody mends the data of the dead."""
    names = ("nik", "sex", "relation", "marital_status", "birth_certificate", "has_birth_certificate")
    facts: dict[str, rules.Code] = {name: getattr(resident, name) for name in names}
    facts["birth_date"] = resident.birth_date.isoformat()
    return (
        facts
        if resident.standing == Standing.LIVING
        else {"birth_date": facts["birth_date"], "sex": resident.sex}
    )
