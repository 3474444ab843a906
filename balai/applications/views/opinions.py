"""After the document: a face, a reason, and for whoever is willing the nine questions of the survey, as at the kiosk."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.accounts.remembering import remember, remembered
from balai.applications.enums import Heard
from balai.applications.holding import held_application
from balai.applications.models import Application
from balai.applications.operations import answer_survey, rate_service, tell_why
from balai.applications.rules import HOUR
from balai.surveys.enums import Score
from balai.surveys.forms import SurveyForm
from balai.surveys.rules import CONTENT, reasons_for

COOKIE = "penilaian"
SCORES = {str(score.value): score for score in Score}


@require_POST
@never_cache
@public_page
def rate(request: PublicRequest, application_id: UUID) -> HttpResponse:
    """One touch on a face. It counts at once; the browser alone knows which, for the question that follows."""
    application = held_application(request, application_id)
    score = SCORES.get(request.POST.get("score", ""))
    if score is None or not rate_service(application=application, score=score, on=timezone.localdate()):
        return redirect("applications:mine", application.pk)
    told = f"{application.pk.hex}.{score.value}"
    return remember(redirect("applications:reason", application.pk), request, COOKIE, told, lasts=HOUR)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_page
def reason(request: PublicRequest, application_id: UUID) -> HttpResponse:
    """Why. Whoever passes over it is thanked all the same."""
    application = held_application(request, application_id)
    score = _touched(request, application)
    if score is None or application.heard != Heard.SCORE:
        return redirect("applications:mine", application.pk)
    if request.method == "POST":
        why, today = request.POST.get("reason", ""), timezone.localdate()
        try:
            tell_why(application=application, score=score, reason=why, on=today)
        except ValidationError:
            return redirect("applications:reason", application.pk)
        return redirect("applications:mine", application.pk)
    context = {
        "tab": "track",
        "application": application,
        "question": "Apa yang paling baik?" if score >= CONTENT else "Apa yang kurang?",
        "choices": [(each.value, each.label) for each in reasons_for(score)],
    }
    return render(request, "applications/opinions/reason.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_page
def survey(request: PublicRequest, application_id: UUID) -> HttpResponse:
    """The nine questions on one page; nothing is kept before all of them are answered."""
    application = held_application(request, application_id)
    if not application.awaits_survey:
        return redirect("applications:mine", application.pk)
    form = SurveyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer_survey(
            application=application,
            answers=form.answers,
            respondent=form.respondent,
            on=timezone.localdate(),
        )
        return redirect("applications:mine", application.pk)
    context = {"tab": "track", "application": application, "form": form}
    return render(request, "applications/opinions/survey.html", context, status=422 if form.errors else 200)


def _touched(request: PublicRequest, application: Application) -> Score | None:
    """The face that was touched for this application a while ago."""
    key, _, score = remembered(request, COOKIE, lasts=HOUR).partition(".")
    return SCORES.get(score) if key == application.pk.hex else None
