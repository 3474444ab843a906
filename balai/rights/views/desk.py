"""Requests about data at the desk: the list by what is left of the 72 hours, one request, one from the counter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.audit import record, record_access
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.accounts.models import AuditEntry
from balai.accounts.trail import in_words
from balai.core.paging import BoundedPaginator
from balai.residents import wording
from balai.residents.models import Resident
from balai.rights import operations
from balai.rights.consequences import consequences
from balai.rights.elements import wished
from balai.rights.enums import Action, Asker, Channel, Kind
from balai.rights.forms import (
    AnsweredOccasionForm,
    AnswerForm,
    CounterForm,
    OneElementForm,
    RefusalForm,
)
from balai.rights.models import DataRequest
from balai.rights.operations import Asking, Wish
from balai.rights.own_data import own_data
from balai.rights.printed import printed
from balai.rights.refusals import TooManyOpen

MOST_WAITING = 100
ON_A_PAGE = 30
POSTABLE = ["GET", "HEAD", "POST"]
READY_ANSWERS = {
    Kind.ACCESS: "Salinan data Anda sudah diserahkan di kantor.",
    Kind.CORRECTION: "Data Anda sudah dibetulkan.",
    Kind.ERASURE: "Yang boleh dihapus sudah dihapus. Menurut undang-undang tetap disimpan:",
}


@require_safe
@requires(Permission.ANSWER_DATA_REQUESTS)
def requests(request: OfficerRequest) -> HttpResponse:
    """What waits, the most urgent first, and what was answered."""
    now = timezone.now()
    waiting = [(each, each.clock(now)) for each in DataRequest.objects.waiting().whole()[:MOST_WAITING]]
    page = BoundedPaginator(DataRequest.objects.ended().whole(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "tab": "residents",
        "waiting": waiting,
        "late": sum(clock.is_late for _, clock in waiting),
        "page": page,
    }
    return render(request, "rights/desk/list.html", context)


@require_http_methods(POSTABLE)
@requires(Permission.ANSWER_DATA_REQUESTS)
def write_down(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """A request that somebody makes at the counter."""
    resident = get_object_or_404(Resident.objects.with_family(), pk=resident_id)
    form = CounterForm(request.POST or None, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.ask(resident=resident, wish=_wish(form), asking=_asking(form), by=request.actor)
        except TooManyOpen as many:
            form.add_error(None, str(many))
        else:
            messages.success(request, "Permintaan dicatat. Batas jawabannya 3 × 24 jam sejak diterima.")
            return redirect("rights:detail", made.pk)
    context = {"tab": "residents", "resident": resident, "form": form}
    return render(request, "rights/desk/write_down.html", context, status=422 if form.errors else 200)


def _wish(form: CounterForm) -> Wish:
    said = form.cleaned_data
    kind = Kind(said["kind"])
    return Wish(kind, said["words"], with_access=kind is Kind.ERASURE and said["with_access"])


def _asking(form: CounterForm) -> Asking:
    said = form.cleaned_data
    asker = Asker(said["asker"])
    name = "" if asker is Asker.SELF else said["asker_name"]
    return Asking(Channel.COUNTER, asker, name, received_at=said["received_at"])


def request_or_404(request_id: UUID) -> DataRequest:
    """A request with whom it is about. Raises `Http404`."""
    found: DataRequest = get_object_or_404(
        DataRequest.objects.select_related("resident__family", "asked_by"), pk=request_id
    )
    return found


@require_safe
@requires(Permission.ANSWER_DATA_REQUESTS)
def detail(request: OfficerRequest, request_id: UUID) -> HttpResponse:
    """One request with what is needed to answer it."""
    return shown(request, request_or_404(request_id))


def shown(
    request: OfficerRequest, found: DataRequest, *, status: int = 200, **bound: BaseForm
) -> HttpResponse:
    """The page of a request; reading it leaves a trace. `bound` are forms that were refused."""
    record(Action.READ, by=request.actor, subject=found)
    if found.resident is not None:
        record_access(
            by=request.actor, resident=found.resident, purpose="Menjawab permintaan hak data pribadi"
        )
    kind = Kind(found.kind)
    may_see = is_seen_whole(request, found)
    entries = AuditEntry.objects.filter(
        subject_type=DataRequest._meta.label_lower, subject_id=str(found.pk)
    ).exclude(action=Action.READ)
    context: dict[str, Any] = {
        "tab": "residents",
        "found": found,
        "clock": found.clock(timezone.now()) if found.is_open else None,
        "may_see": may_see,
        "element": wished(found) if may_see else None,
        "trail": [in_words(each) for each in entries.order_by("at", "id")],
        "may_correct": Permission.EDIT_RESIDENTS in request.permissions and may_see,
    }
    if found.is_open and found.resident is not None:
        ready = READY_ANSWERS[kind]
        if kind is Kind.ERASURE:
            foreseen = consequences(found.resident, with_access=found.with_access)
            context["foreseen"] = foreseen
            ready = "\n".join([ready, *(f"- {each}" for each in foreseen.kept)])
        context |= _forms(found, kind, ready) | bound
    return render(request, "rights/desk/detail.html", context, status=status)


def is_seen_whole(request: OfficerRequest, found: DataRequest) -> bool:
    """Whether this officer may see what the request says: not of a disability without the permission."""
    return found.element not in wording.SECRET_FIELDS or Permission.READ_DISABILITY in request.permissions


def _forms(found: DataRequest, kind: Kind, ready: str) -> dict[str, BaseForm]:
    today = timezone.localdate()
    forms: dict[str, BaseForm] = {
        "answer_form": AnswerForm(initial={"answer": ready}),
        "refusal_form": RefusalForm(kind=kind, prefix="tolak"),
    }
    if found.element:
        forms["occasion_form"] = AnsweredOccasionForm(today=today)
        forms["element_form"] = OneElementForm(
            instance=found.resident, today=today, element=found.element, wanted=found.wanted
        )
    return forms


@require_safe
@requires(Permission.ANSWER_DATA_REQUESTS)
def copy(request: OfficerRequest, request_id: UUID) -> HttpResponse:
    """Everything about the resident on one page, to print and hand over (UU 27/2022 pasal 7 and 32)."""
    found = get_object_or_404(
        DataRequest.objects.waiting().select_related("resident__family__area"),
        pk=request_id,
        kind=Kind.ACCESS,
    )
    resident = found.resident
    record(Action.COPY_SHOWN, by=request.actor, subject=found)
    record_access(by=request.actor, resident=resident, purpose="Membuat salinan data atas permintaan warga")
    secrets = Permission.READ_DISABILITY in request.permissions
    told = own_data(resident)
    context = {
        "tab": "residents",
        "found": found,
        "resident": resident,
        "sections": list(wording.sections(resident, with_secrets=secrets)),
        "parts": printed(resident, told, with_secrets=secrets),
        "looks": told["dilihat"],
        "lacks_secrets": not secrets,
    }
    return render(request, "rights/desk/copy.html", context)
