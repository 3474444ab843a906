"""Everything is right? The last look before a number is drawn, and what may still be changed."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from balai.core.calendar import long_date
from balai.core.questions import Answer, Question, QuestionType
from balai.kiosk.http import KioskRequest
from balai.kiosk.matter import Matter, Screen
from balai.kiosk.operations.errands import collect_for
from balai.kiosk.paper import sign_of
from balai.kiosk.training import training_preview
from balai.kiosk.visiting import MatterRequest, matter_page, page_at
from balai.letters.issue_page import preview_of
from balai.residents.models import Resident

MOST_SAID = 3


@require_safe
@matter_page(Screen.CHECK)
def check(request: MatterRequest) -> HttpResponse:
    """The paper as it will be, with numbers of people covered, and *Cetak*."""
    return shown_for_check(request, request.matter)


@page_at(Screen.CHECK)
def shown_for_check(
    request: KioskRequest, matter: Matter, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """The page; `problem` is a sentence that says why nothing was printed."""
    drawn = training_preview(matter) if matter.visit.is_training else preview_of(matter.wish)
    context = {
        "matter": matter,
        "preview": drawn,
        "problem": problem or matter.obstacle or (drawn.problem if drawn else ""),
        "said": _said(matter),
        "printer": sign_of(request.device.printer),
    }
    return render(request, "kiosk/visit/check.html", context, status=status)


@require_safe
@matter_page(Screen.CHECK, Screen.ASK)
def change(request: MatterRequest) -> HttpResponse:
    """Everything that may be said in this paper, the optional things too: pick what to change or add."""
    matter = request.matter
    answers = matter.answers
    asked = [
        (question, _in_words(question, answers[question.name]) if question.name in answers else "")
        for question in matter.questions
        if question.condition is None or question.condition.holds(answers)
    ]
    context = {"matter": matter, "asked": asked, "people": _people(matter)}
    return render(request, "kiosk/visit/change.html", context)


@require_POST
@matter_page(Screen.CHECK, Screen.ASK, Screen.PARTY)
def for_whom(request: MatterRequest) -> HttpResponse:
    """The paper is for a child of the family, or for the visitor after all."""
    matter = request.matter
    wanted = {str(each.pk): each for each in _people(matter)}.get(request.POST.get("warga", ""))
    if wanted is not None and wanted.pk != matter.errand.resident_id:
        collect_for(errand=matter.errand, resident=wanted, by=request.actor)
    return redirect("kiosk:onward")


def _people(matter: Matter) -> list[Resident]:
    """For whom the visitor may have this paper: first for themself."""
    visitor = matter.visit.resident
    return [visitor, *matter.others] if visitor else []


def _said(matter: Matter) -> list[tuple[str, str]]:
    """What the visitor answered, as label and words: the first of it; the picture shows the rest."""
    answers = matter.answers
    return [
        (question.label, _in_words(question, answers[question.name]))
        for question in matter.to_ask
        if question.name in answers
    ][:MOST_SAID]


def _in_words(question: Question, answer: Answer) -> str:
    """An answer as one says it: '5 Juli 1992', 'Ya', 'Rp 12.500.000'."""
    match question.type:
        case QuestionType.DATE:
            return long_date(date.fromisoformat(str(answer)))
        case QuestionType.YES_NO:
            return "Ya" if answer else "Tidak"
        case QuestionType.MONEY:
            return f"Rp {answer:,}".replace(",", ".")
        case QuestionType.MEMBERS:
            return f"{len(str(answer).split())} orang"
        case _:
            return question.label_of(answer)
