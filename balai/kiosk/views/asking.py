"""What the register does not know, one question a screen."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from balai.core.question_forms import QuestionForm
from balai.core.questions import OTHER, Question, QuestionType
from balai.kiosk.forms.keys import DATE, NUMBER, TIME, digits, letters
from balai.kiosk.http import KioskRequest
from balai.kiosk.matter import TYPED, Matter, Screen
from balai.kiosk.operations.errands import answer
from balai.kiosk.visiting import MatterRequest, matter_page, onward, page_at

OWN_WORDS = "ketik"
"""The button that leads from choices to the keyboard."""
KEYS = {
    QuestionType.NUMBER: "digits",
    QuestionType.MONEY: "digits",
    QuestionType.PHONE: "digits",
    QuestionType.NIK: "digits",
    QuestionType.KK: "digits",
    QuestionType.DATE: "digits",
    QuestionType.TIME: "digits",
}
"""The keys that are shown for a kind of question; letters for all others."""
HINTS = {
    QuestionType.DATE: "Tanggal, bulan, tahun. Contoh: 05071992",
    QuestionType.TIME: "Jam dan menit. Contoh: 0930",
    QuestionType.MONEY: "Dalam rupiah, angka saja.",
}
GROUPS = {QuestionType.DATE: DATE, QuestionType.TIME: TIME, QuestionType.NIK: NUMBER, QuestionType.KK: NUMBER}
"""Of what has a fixed number of digits."""


@require_http_methods(["GET", "HEAD", "POST"])
@matter_page(Screen.ASK, Screen.CHECK)
def ask(request: MatterRequest) -> HttpResponse:
    """The next open question, or one that was picked to be changed. A touched choice is an answer already."""
    matter = request.matter
    said = request.POST if request.method == "POST" else request.GET
    question = matter.question(said.get("isian", "")) or matter.open_question
    if question is None or (request.method == "POST" and "isian" not in request.POST):
        return onward(request, matter)
    if request.method == "POST":
        return _answered(request, matter, question)
    return _shown(request, matter, question)


def _answered(request: MatterRequest, matter: Matter, question: Question) -> HttpResponse:
    if OWN_WORDS in request.POST:
        return _shown(request, matter, question)
    form = matter.form(request.POST, only=question)
    if not form.is_valid():
        return _shown(request, matter, question, form=form, status=422)
    others = {name: given for name, given in matter.errand.answers.items() if name != question.name}
    answer(errand=matter.errand, answers={**others, **form.answers})
    return onward(request, matter)


@page_at(Screen.ASK)
def _next(request: KioskRequest, matter: Matter) -> HttpResponse:
    question = matter.open_question
    if question is None:
        raise ValueError("nothing is asked any more")
    return _shown(request, matter, question)


def _shown(
    request: KioskRequest,
    matter: Matter,
    question: Question,
    *,
    form: QuestionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = form if form is not None else matter.form(only=question)
    if not question.options and question.type not in (QuestionType.YES_NO, QuestionType.MEMBERS):
        shown.fields[question.name].widget = _widget(question)
    asked = matter.to_ask
    position = asked.index(question) + 1 if question in asked else 1
    context = {
        "matter": matter,
        "question": question,
        "form": shown,
        "field": shown[question.name],
        "position": position,
        "of": len(asked) if question in asked else 1,
        "keys": KEYS.get(question.type, "letters"),
        "hint": question.hint or HINTS.get(question.type, ""),
        "choices": _choices(question),
        "may_type": question.other or not question.options,
        "wants_own_words": OWN_WORDS in request.POST or _is_typed(request, question),
    }
    return render(request, "kiosk/visit/ask.html", context, status=status)


def _is_typed(request: KioskRequest, question: Question) -> bool:
    """Whether what was sent came from the keyboard, so that a mistake is mended there."""
    own = f"{question.name}_{OTHER}" if question.options else question.name
    return own in request.POST


def _choices(question: Question) -> list[tuple[str, str]]:
    """What is only touched: the options, else what most people say. Of a family one may mean several."""
    if question.type is QuestionType.MEMBERS:
        return []
    if question.options:
        return [(option.value, option.label) for option in question.options]
    return [(text, text) for text in question.suggestions]


def _widget(question: Question) -> forms.Widget:
    """The input for our own keys."""
    if groups := GROUPS.get(question.type):
        return digits(*groups, sends_itself=True, required=True)
    if KEYS.get(question.type) == "digits":
        return forms.TextInput({"data-keys": "digits", "autocomplete": "off", "required": True})
    return letters(required=True)


@require_http_methods(["GET", "HEAD", "POST"])
@matter_page(Screen.PARTY)
def party(request: MatterRequest) -> HttpResponse:
    """Who else stands in the letter: one of the family, or somebody of whom the visitor tells."""
    matter = request.matter
    party = matter.open_party
    if party is None:
        return onward(request, matter)
    candidates = matter.candidates(party)
    chosen = request.POST.get("warga")
    if request.method == "POST" and chosen is not None and request.POST.get("pihak") == party.name:
        known = {str(each.pk) for each in candidates}
        parties = {**matter.errand.parties, party.name: chosen if chosen in known else TYPED}
        answer(errand=matter.errand, answers=matter.errand.answers, parties=parties)
        return redirect("kiosk:onward")
    return _parties(request, matter)


@page_at(Screen.PARTY)
def _parties(request: KioskRequest, matter: Matter) -> HttpResponse:
    party = matter.open_party
    candidates = matter.candidates(party) if party else []
    context = {"matter": matter, "party": party, "candidates": candidates}
    return render(request, "kiosk/visit/party.html", context)


@require_POST
@matter_page(Screen.PARTY, Screen.ASK, Screen.CHECK)
def one_back(request: MatterRequest) -> HttpResponse:
    """Take back the last answer, or the choice of the letter when nothing was answered yet."""
    matter = request.matter
    asked = [each.name for each in matter.to_ask if each.name in matter.errand.answers]
    if asked:
        kept = {name: given for name, given in matter.errand.answers.items() if name != asked[-1]}
        answer(errand=matter.errand, answers=kept)
        return redirect("kiosk:onward")
    if matter.errand.parties:
        kept_parties = dict(list(matter.errand.parties.items())[:-1])
        answer(errand=matter.errand, answers=matter.errand.answers, parties=kept_parties)
        return redirect("kiosk:onward")
    return redirect("kiosk:choose")
