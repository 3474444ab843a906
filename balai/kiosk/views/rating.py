"""After the paper: a face, a reason, and for whoever is willing the nine questions of the survey."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from balai.kiosk.operations.opinions import count_survey, rate_visit, tell_why
from balai.kiosk.opinion import Opinion, forget_opinion
from balai.kiosk.visiting import VisitRequest, visit_page
from balai.surveys.enums import Score
from balai.surveys.questions import ELEMENT_QUESTIONS, QUESTIONS, Question
from balai.surveys.rules import CONTENT, reasons_for

SCORES = {str(score.value): score for score in Score}


@require_POST
@visit_page
def rate(request: VisitRequest) -> HttpResponse:
    """One touch on a face. It counts at once: many people walk away then."""
    score = SCORES.get(request.POST.get("score", ""))
    if score is None or not rate_visit(visit=request.visit, score=score, at=timezone.now()):
        return redirect("kiosk:out")
    response = redirect("kiosk:reason")
    Opinion(score=score).keep(response, request.visit)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@visit_page
def reason(request: VisitRequest) -> HttpResponse:
    """Why. Whoever passes over it is thanked all the same."""
    score = Opinion.of(request, request.visit).score
    if not score or request.visit.reason_told_at:
        return redirect("kiosk:out")
    if request.method == "POST":
        try:
            tell_why(
                visit=request.visit, score=score, reason=request.POST.get("reason", ""), at=timezone.now()
            )
        except ValidationError:
            return redirect("kiosk:reason")
        return redirect("kiosk:out")
    question = "Apa yang paling baik?" if score >= CONTENT else "Apa yang kurang?"
    choices = [(each.value, each.label) for each in reasons_for(score)]
    return render(request, "kiosk/visit/reason.html", {"question": question, "choices": choices})


@require_http_methods(["GET", "HEAD", "POST"])
@visit_page
def survey(request: VisitRequest) -> HttpResponse:
    """One question a screen. Nothing is kept by the village until the last is answered."""
    if request.visit.rated_at is None or request.visit.surveyed_at:
        return redirect("kiosk:out")
    opinion = Opinion.of(request, request.visit)
    if request.method == "POST":
        return _answered(request, opinion)
    position = len(opinion.answers)
    context = {"question": QUESTIONS[position], "position": position + 1, "of": len(ELEMENT_QUESTIONS)}
    return render(request, "kiosk/visit/survey.html", context)


def _answered(request: VisitRequest, opinion: Opinion) -> HttpResponse:
    """Go on to the next question, or back to the one before. A page that was sent twice changes nothing."""
    position = len(opinion.answers)
    answers = opinion.answers
    if request.POST.get("position") == str(position + 1):
        if request.POST.get("back"):
            answers = answers[:-1]
        elif _is_answer(QUESTIONS[position], request.POST.get("answer")):
            answers = (*answers, request.POST["answer"])
    said = Opinion(opinion.score, answers)
    if len(answers) == len(QUESTIONS) or (request.POST.get("enough") and said.has_all_elements):
        return _finished(request, said)
    response = redirect("kiosk:survey")
    said.keep(response, request.visit)
    return response


def _is_answer(question: Question, answer: str | None) -> bool:
    offered = {value for value, _ in question.choices}
    return answer in offered or (question.is_about_respondent and answer == "")


def _finished(request: VisitRequest, opinion: Opinion) -> HttpResponse:
    count_survey(visit=request.visit, opinion=opinion, at=timezone.now())
    response = redirect("kiosk:out")
    forget_opinion(response)
    return response
