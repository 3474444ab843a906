"""Fetching the finished document: whoever holds the application proves once more who they are."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.accounts.actors import Actor
from balai.accounts.attempts import TooManyAttempts, counted, network_behind
from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.applications.enums import Handing, Side
from balai.applications.guesses import Guess
from balai.applications.holding import held_application
from balai.applications.models import Application
from balai.applications.operations import fetch_result
from balai.applications.refusals import NotAvailable
from balai.applications.typed import ProofForm
from balai.core.handing_out import pdf_response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_page
def result(request: PublicRequest, application_id: UUID, result_id: UUID) -> HttpResponse:
    """Ask for the NIK of the applicant, then hand the document out as it was issued."""
    application = held_application(request, application_id)
    found = get_object_or_404(application.results.select_related("application", "document"), pk=result_id)
    form = ProofForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid() and _proves(request, application, form):
                content = fetch_result(
                    result=found, side=Side.APPLICANT, how=Handing.DOWNLOADED, by=Actor.stranger()
                )
                return pdf_response(content, f"{slugify(found.title) or 'dokumen'}.pdf", download=True)
            if form.is_valid():
                form.add_error("nik", "NIK ini bukan NIK pemohon. Periksa lagi angkanya.")
        except TooManyAttempts as patience:
            form.add_error(None, patience.messages[0])
            status = 429
        except NotAvailable as refusal:
            form.add_error(None, str(refusal))
            status = 410
    context = {"tab": "track", "application": application, "result": found, "form": form}
    return render(request, "applications/result.html", context, status=status)


def _proves(request: PublicRequest, application: Application, form: ProofForm) -> bool:
    """Raises `TooManyAttempts`."""
    network = network_behind(request)
    with counted(Guess(request.village.pk, network, f"{application.code}:nik")) as attempt:
        attempt.succeeded = form.cleaned_data["nik"] == application.applicant_nik
    return attempt.succeeded
