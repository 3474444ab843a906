"""What a resident asks about the own data, or about a child's, after signing in (`/saya/hak-data/`)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form, ModelForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.access.staying import THEMSELF, by_a_resident
from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.residents.models import Resident
from balai.rights import operations
from balai.rights.children import children_of
from balai.rights.consequences import consequences
from balai.rights.elements import askable, element_of, wished
from balai.rights.enums import Asker, Channel, Kind
from balai.rights.forms import ErasureForm, WantedForm, WordsForm
from balai.rights.models import DataRequest
from balai.rights.operations import Asking, Wish
from balai.rights.refusals import AlreadyAnswered, TooManyOpen
from balai.rights.rules import ASKABLE_FIELDS

POSTABLE = ["GET", "HEAD", "POST"]
MOST_SHOWN = 50


@require_safe
@never_cache
@public_page
@by_a_resident
def requests(request: PublicRequest, resident: Resident) -> HttpResponse:
    """What was asked, how it stands, and what can be asked."""
    now = timezone.now()
    found = DataRequest.objects.seen_by(resident).whole()[:MOST_SHOWN]
    context = {
        "resident": resident,
        "rows": [(each, wished(each), each.clock(now) if each.is_open else None) for each in found],
        "children": children_of(resident),
    }
    return _page(request, "rights/own.html", **context)


@require_http_methods(POSTABLE)
@never_cache
@public_page
@by_a_resident
def ask_access(request: PublicRequest, resident: Resident) -> HttpResponse:
    """Ask for a copy."""
    form = WordsForm(resident, children_of(resident), request.POST or None, kind=Kind.ACCESS)
    if (
        form.is_bound
        and form.is_valid()
        and (done := _asked(request, resident, form.whose, form.wish(), form))
    ):
        return done
    return _page(request, "rights/ask_access.html", form)


@require_http_methods(POSTABLE)
@never_cache
@public_page
@by_a_resident
def ask_erasure(request: PublicRequest, resident: Resident) -> HttpResponse:
    """Take consent back and ask for deletion, having read what goes and what the law keeps."""
    people = [resident, *children_of(resident)]
    form = ErasureForm(resident, people[1:], request.POST or None, kind=Kind.ERASURE)
    if form.is_bound and form.is_valid():
        if done := _asked(request, resident, form.whose, form.wish(), form):
            return done
        people = [form.whose]
    with_access = bool(request.POST.get("with_access"))
    foreseen = [(each.full_name, consequences(each, with_access=with_access)) for each in people]
    return _page(request, "rights/ask_erasure.html", form, foreseen_of=foreseen)


@require_safe
@never_cache
@public_page
@by_a_resident
def elements(request: PublicRequest, resident: Resident, resident_id: UUID) -> HttpResponse:
    """What the register says, each with a way to say that it is wrong."""
    whose = _own_or_child(resident, resident_id)
    return _page(request, "rights/elements.html", whose=whose, groups=askable(whose))


@require_http_methods(POSTABLE)
@never_cache
@public_page
@by_a_resident
def ask_correction(
    request: PublicRequest, resident: Resident, resident_id: UUID, element: str
) -> HttpResponse:
    """Say what one element should be."""
    if element not in ASKABLE_FIELDS:
        raise Http404
    whose = _own_or_child(resident, resident_id)
    shown = element_of(whose, element)
    form = WantedForm(request.POST or None, instance=whose, today=timezone.localdate(), element=element)
    if form.is_bound and form.is_valid() and (done := _asked(request, resident, whose, form.wish(), form)):
        return done
    return _page(request, "rights/ask_correction.html", form, whose=whose, element=shown)


@require_http_methods(POSTABLE)
@never_cache
@public_page
@by_a_resident
def ask_anything(request: PublicRequest, resident: Resident, resident_id: UUID) -> HttpResponse:
    """Say in words what else is wrong: an address, a letter, an application."""
    whose = _own_or_child(resident, resident_id)
    form = WordsForm(whose, (), request.POST or None, kind=Kind.CORRECTION, must_explain=True)
    if form.is_bound and form.is_valid() and (done := _asked(request, resident, whose, form.wish(), form)):
        return done
    return _page(request, "rights/ask_correction.html", form, whose=whose, element=None)


@require_POST
@never_cache
@public_page
@by_a_resident
def withdraw(request: PublicRequest, resident: Resident, request_id: UUID) -> HttpResponse:
    """Take a request back."""
    found = get_object_or_404(DataRequest.objects.seen_by(resident), pk=request_id)
    try:
        operations.withdraw(request=found, by=THEMSELF)
    except AlreadyAnswered as late:
        messages.error(request, str(late))
    else:
        messages.success(request, "Permintaan sudah ditarik.")
    return redirect("rights:own")


def _own_or_child(resident: Resident, wanted: UUID) -> Resident:
    found = next((each for each in (resident, *children_of(resident)) if each.pk == wanted), None)
    if found is None:
        raise Http404
    return found


def _asked(
    request: PublicRequest, resident: Resident, whose: Resident, wish: Wish, form: Form | ModelForm[Any]
) -> HttpResponse | None:
    """Write it down and go on; None, with a sentence on the form, where too much waits already."""
    asking = Asking(Channel.OWN_PAGE)
    if whose.pk != resident.pk:
        asking = Asking(Channel.OWN_PAGE, Asker.PARENT, resident.full_name, resident)
    try:
        operations.ask(resident=whose, wish=wish, asking=asking, by=THEMSELF)
    except TooManyOpen as many:
        form.add_error(None, str(many))
        return None
    messages.success(request, "Permintaan diterima. Kantor menjawab dalam 3 × 24 jam.")
    return redirect("rights:own")


def _page(request: PublicRequest, template: str, form: Any = None, **context: Any) -> HttpResponse:
    refused = form is not None and form.is_bound and bool(form.errors)
    return render(request, template, {"tab": "own", "form": form, **context}, status=422 if refused else 200)
