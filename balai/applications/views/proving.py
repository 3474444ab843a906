"""A code by e-mail, where the village asks for it before sending. The page says the same whether a message arrives or not."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.accounts.actors import Actor
from balai.accounts.attempts import TooManyAttempts, counted, network_behind
from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.applications.guesses import CodeGuess
from balai.applications.hands import is_writable
from balai.applications.holding import held_application
from balai.applications.models import Application
from balai.applications.operations import ask_for_code, must_prove, try_code
from balai.applications.typed import EmailCodeForm

SEND = "kirim"
WRONG = "Kode ini belum cocok, atau sudah lewat 10 menit. Periksa lagi, atau minta kode baru."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_page
def email_code(request: PublicRequest, application_id: UUID) -> HttpResponse:
    """Ask for a code; type it."""
    application = held_application(request, application_id)
    if not is_writable(application) or not application.email or not must_prove(application):
        return redirect("applications:review", application.pk)
    if request.method != "POST":
        return _page(request, application, EmailCodeForm())
    return (_sent if request.POST.get("langkah") == SEND else _typed)(request, application)


def _sent(request: PublicRequest, application: Application) -> HttpResponse:
    try:
        ask_for_code(application=application, network=network_behind(request), by=Actor.stranger())
    except TooManyAttempts as patience:
        return _page(request, application, EmailCodeForm(), patience=patience.messages[0], status=429)
    return redirect("applications:email_code", application.pk)


def _typed(request: PublicRequest, application: Application) -> HttpResponse:
    form, status = EmailCodeForm(request.POST), 422
    try:
        if form.is_valid() and _is_right(request, application, form.cleaned_data["code"]):
            return redirect("applications:review", application.pk)
        if form.is_valid():
            form.add_error("code", WRONG)
    except TooManyAttempts as patience:
        form.add_error("code", patience.messages[0])
        status = 429
    return _page(request, application, form, status=status)


def _is_right(request: PublicRequest, application: Application, code: str) -> bool:
    """Raises `TooManyAttempts`."""
    guess = CodeGuess(request.village.pk, network_behind(request), str(application.pk))
    with counted(guess) as attempt:
        attempt.succeeded = try_code(application=application, code=code, by=Actor.stranger())
    return attempt.succeeded


def _page(
    request: PublicRequest,
    application: Application,
    form: EmailCodeForm,
    *,
    patience: str = "",
    status: int = 200,
) -> HttpResponse:
    proof = application.email_proofs.filter(email=application.email).first()
    now = timezone.now()
    context = {
        "tab": "services",
        "application": application,
        "form": form,
        "patience": patience,
        "is_sent": proof is not None and (proof.is_open(now) or proof.is_on_its_way(now)),
        "is_over": proof is not None and proof.sent_at is not None and not proof.is_open(now),
    }
    return render(request, "applications/apply/email_code.html", context, status=status)
