"""The ways in which a request is answered; each is one button of its page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from balai.access.enums import PinKind
from balai.access.models import Pin
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.residents.operations import ChangeNotAllowed
from balai.rights import operations
from balai.rights.enums import Kind
from balai.rights.forms import AnsweredOccasionForm, AnswerForm, OneElementForm, RefusalForm
from balai.rights.models import DataRequest
from balai.rights.refusals import AlreadyAnswered
from balai.rights.views.desk import is_seen_whole, request_or_404, shown


@require_POST
@requires(Permission.ANSWER_DATA_REQUESTS)
def carry_out(request: OfficerRequest, request_id: UUID) -> HttpResponse:
    """A copy was handed over, or something was mended elsewhere in the hall."""
    found = request_or_404(request_id)
    if found.kind == Kind.ERASURE or found.element:
        raise Http404  # these are carried out by what they do
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return shown(request, found, status=422, answer_form=form)
    return _answered(
        request,
        found,
        lambda: operations.carry_out(request=found, answer=form.cleaned_data["answer"], by=request.actor),
    )


@require_POST
@requires(Permission.ANSWER_DATA_REQUESTS)
def correct(request: OfficerRequest, request_id: UUID) -> HttpResponse:
    """Correct the register by a document. Asks for the right to edit it too."""
    found = request_or_404(request_id)
    if not found.element or found.resident is None:
        raise Http404
    if Permission.EDIT_RESIDENTS not in request.permissions or not is_seen_whole(request, found):
        raise PermissionDenied
    today = timezone.localdate()
    occasion = AnsweredOccasionForm(request.POST, today=today)
    element = OneElementForm(
        request.POST, instance=found.resident, today=today, element=found.element, wanted=found.wanted
    )
    if occasion.is_valid() & element.is_valid():
        try:
            return _answered(
                request,
                found,
                lambda: operations.carry_out_correction(
                    request=found,
                    elements=element.changed_elements(),
                    seen=element.seen_change,
                    occasion=occasion.occasion(),
                    answer=occasion.cleaned_data["answer"],
                    by=request.actor,
                ),
            )
        except ChangeNotAllowed as refusal:
            occasion.refuse(refusal)
    fresh = request_or_404(request_id)
    return shown(request, fresh, status=422, occasion_form=occasion, element_form=element)


@require_POST
@requires(Permission.ANSWER_DATA_REQUESTS)
def erase(request: OfficerRequest, request_id: UUID) -> HttpResponse:
    """Delete what no law keeps."""
    found = request_or_404(request_id)
    if found.kind != Kind.ERASURE:
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return shown(request, found, status=422, answer_form=form)
    return _answered(
        request,
        found,
        lambda: operations.carry_out_erasure(
            request=found, answer=form.cleaned_data["answer"], by=request.actor
        ),
    )


@require_POST
@requires(Permission.ANSWER_DATA_REQUESTS)
def refuse(request: OfficerRequest, request_id: UUID) -> HttpResponse:
    """Refuse on a ground of the law."""
    found = request_or_404(request_id)
    form = RefusalForm(request.POST, kind=Kind(found.kind), prefix="tolak")
    if not form.is_valid():
        return shown(request, found, status=422, refusal_form=form)
    return _answered(
        request,
        found,
        lambda: operations.refuse(
            request=found, ground=form.chosen, answer=form.cleaned_data["answer"], by=request.actor
        ),
    )


def _answered(request: OfficerRequest, found: DataRequest, answer: Callable[[], DataRequest]) -> HttpResponse:
    try:
        answered = answer()
    except AlreadyAnswered as late:
        messages.error(request, str(late))
        return redirect("rights:detail", found.pk)
    messages.success(request, f"Jawaban tersimpan. {_how_it_is_read(answered)}")
    return redirect("rights:desk")


def _how_it_is_read(answered: DataRequest) -> str:
    """On the own page by whoever can still sign in: the resident, or the parent who asked there."""
    readers = [answered.resident_id, answered.asked_by_id]
    lasting = Pin.objects.usable(timezone.now()).filter(kind=PinKind.LASTING)
    if lasting.filter(resident__in=[each for each in readers if each]).exists():
        return "Peminta membacanya di halaman Saya."
    return "Sampaikan langsung kepada peminta: ia tidak punya PIN untuk membacanya di halaman Saya."
