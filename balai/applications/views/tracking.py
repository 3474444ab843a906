"""Following an application: from code and birth date to where it is, who has it, and what its applicant must do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.actors import Actor
from balai.accounts.attempts import TooManyAttempts, counted, network_behind
from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.applications.following import following, promise_kept
from balai.applications.guesses import Guess
from balai.applications.holding import held_application, held_ids, hold, release
from balai.applications.models import Application
from balai.applications.operations import withdraw_application
from balai.applications.refusals import LetterIsMade
from balai.applications.rules import StepNotAllowed
from balai.applications.slip import tracking_address
from balai.applications.typed import TrackForm
from balai.core.qr import qr_svg

NOT_FOUND = "Kode dan tanggal lahir ini belum cocok. Periksa lagi bukti kirimnya, atau tanya ke kantor."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_page
def track(request: PublicRequest) -> HttpResponse:
    """Ask for code and birth date. Whatever is wrong, the answer is the same."""
    form = TrackForm(
        request.POST if request.method == "POST" else None, initial={"code": request.GET.get("kode", "")[:40]}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                found = _found(request, form)
            except TooManyAttempts as patience:
                form.add_error(None, patience.messages[0])
                status = 429
            else:
                if found is not None:
                    return hold(redirect("applications:mine", found.pk), request, found)
                form.add_error(None, NOT_FOUND)
    held = Application.objects.filter(pk__in=held_ids(request)).for_lists().order_by("-touched_at")
    context = {"tab": "track", "form": form, "held": held, "promise": promise_kept(timezone.now())}
    return render(request, "applications/track.html", context, status=status)


@require_safe
@never_cache
@public_page
def mine(request: PublicRequest, application_id: UUID) -> HttpResponse:
    """One's own application: where it is, who has it, how long it takes yet, what to do."""
    application = held_application(request, application_id)
    address = tracking_address(request, application, request.village)
    context = {
        "tab": "track",
        "application": application,
        "following": following(application, request.village.words, today=timezone.localdate()),
        "results": application.results.all(),
        "code": mark_safe(qr_svg(address)),  # noqa: S308  # drawn here
    }
    return render(request, "applications/mine.html", context)


@require_POST
@never_cache
@public_page
def withdraw(request: PublicRequest, application_id: UUID) -> HttpResponse:
    """Take it back."""
    application = held_application(request, application_id)
    try:
        withdraw_application(application=application, by=Actor.stranger())
    except (LetterIsMade, StepNotAllowed) as refusal:
        messages.error(request, str(refusal))
    return redirect("applications:mine", application.pk)


@require_POST
@never_cache
@public_page
def leave(request: PublicRequest) -> HttpResponse:
    """Forget in this browser which applications it held: the phone belongs to somebody else."""
    return release(redirect("applications:track"))


def _found(request: PublicRequest, form: TrackForm) -> Application | None:
    """Raises `TooManyAttempts`."""
    code, born = form.cleaned_data["code"], form.cleaned_data["born"]
    network = network_behind(request)
    with counted(Guess(request.village.pk, network, code)) as attempt:
        found = Application.objects.filter(code=code, applicant_born=born).exclude(code="").first()
        attempt.succeeded = found is not None
    return found
