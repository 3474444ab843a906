"""Making a letter: one page from the kind to the sealed PDF."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.actors import Actor
from balai.accounts.audit import record_access
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.handing_out import pdf_response
from balai.core.private_questions import opened_question, take_question
from balai.letters.drafting import Wish
from balai.letters.forms import ReasonForm
from balai.letters.issue_page import (
    CHOOSE,
    FOUND,
    SEARCH,
    IssuePage,
    Preview,
    next_number,
    preview_of,
    read_page,
    sample_pdf,
)
from balai.letters.models import Kind, Letter, Proposal
from balai.letters.obstacles import OBSTACLES
from balai.letters.operations import (
    issue_letter,
    print_form,
    propose_again,
    propose_letter,
    replace_letter,
)
from balai.letters.typed_people import DOUBTS_READ, doubts_of, mark_of
from balai.letters.views.days import today_at
from balai.residents.search import find_residents


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ISSUE_LETTERS)
def issue(request: OfficerRequest) -> HttpResponse:
    """Pick a kind, pick a person, answer what the register does not know, issue."""
    if request.method == "POST":
        return _picked(request) if request.POST.get(CHOOSE) else _issue(request)
    page = read_page(request.GET, today=today_at(request.village))
    if page.resident:
        kind = page.version.kind.title if page.version else "belum dipilih"
        record_access(by=request.actor, resident=page.resident, purpose=f"Membuat surat: {kind}")
    return _shown(request, page, preview_of(page.wish))


@require_POST
@requires(Permission.ISSUE_LETTERS)
def find(request: OfficerRequest) -> HttpResponse:
    """Whom the letter may be for. By POST, because the question names people."""
    take_question(request, SEARCH)
    if not request.htmx:
        return redirect(f"{reverse('letters:issue')}?{request.GET.urlencode()}")
    page = read_page(request.GET, today=today_at(request.village))
    return render(request, "letters/issue.html#found", _context(request, page))


@require_POST
@requires(Permission.ISSUE_LETTERS)
def preview(request: OfficerRequest) -> HttpResponse:
    """The picture of the letter with the answers as they are."""
    page = _answered(request)
    if page.form is not None:
        page.form.is_valid()
    drawn = preview_of(page.wish)
    if request.htmx:
        return render(request, "letters/issue.html#preview", {"preview": drawn, "page": page, "doubts": ()})
    return _shown(request, page, drawn)


@require_POST
@requires(Permission.ISSUE_LETTERS)
def sample(request: OfficerRequest) -> HttpResponse:
    """A test print marked CONTOH."""
    page = _answered(request)
    if page.form is None or page.wish is None:
        return redirect("letters:issue")
    page.form.is_valid()
    try:
        pdf = sample_pdf(page.wish, at=timezone.now())
    except OBSTACLES as obstacle:
        return _shown(request, page, preview_of(page.wish), obstacle=str(obstacle), status=422)
    record_access(by=request.actor, resident=page.wish.resident, purpose=f"Mencetak contoh: {page.version}")
    return pdf_response(pdf, "contoh-surat.pdf")


@require_POST
@requires(Permission.ISSUE_LETTERS)
def form(request: OfficerRequest) -> HttpResponse:
    """A form that others sign, to print: no number, no seal."""
    page = _answered(request)
    if page.form is None or page.wish is None or page.resident is None:
        return redirect("letters:issue")
    if not page.form.is_valid():
        return _shown(request, page, preview_of(page.wish), status=422)
    try:
        pdf = print_form(wish=page.wish, by=request.actor)
    except OBSTACLES as obstacle:
        return _shown(request, page, preview_of(page.wish), obstacle=str(obstacle), status=422)
    record_access(by=request.actor, resident=page.resident, purpose=f"Mencetak formulir: {page.version}")
    return pdf_response(pdf, "formulir.pdf")


def _answered(request: OfficerRequest) -> IssuePage:
    return read_page(request.POST, today=today_at(request.village), data=request.POST)


def _picked(request: OfficerRequest) -> HttpResponse:
    """Somebody was picked for another party: the page again, with what was typed so far and nothing checked yet."""
    page = _answered(request)
    if page.form is not None:
        page.form.is_valid()
        drawn = preview_of(page.wish)
        page.form.errors.clear()
        return _shown(request, page, drawn)
    return _shown(request, page, None)


def _issue(request: OfficerRequest) -> HttpResponse:
    page = _answered(request)
    reason = ReasonForm(request.POST if page.asks_reason else None)
    if page.form is None:
        return _shown(request, page, None, status=422)
    valid = page.form.is_valid() and (not page.asks_reason or reason.is_valid())
    wish = page.wish
    if not valid or wish is None:
        return _shown(request, page, preview_of(wish), reason=reason, status=422)
    why = str(reason.cleaned_data["reason"]) if page.asks_reason else ""
    doubts = doubts_of(wish)
    if mark_of(doubts) != request.POST.get(DOUBTS_READ, ""):
        return _shown(request, page, preview_of(wish), reason=reason, doubts=doubts, status=422)
    try:
        made = (
            _proposed(page, wish, why, request.actor)
            if page.is_proposed
            else _issued(page, wish, why, request.actor)
        )
    except OBSTACLES as obstacle:
        return _shown(request, page, preview_of(wish), reason=reason, obstacle=str(obstacle), status=422)
    if isinstance(made, Proposal):
        messages.success(request, f"Surat diusulkan: {made.get_state_display().lower()}.")
        return redirect("letters:proposal", made.pk)
    return redirect(reverse("letters:detail", args=[made.pk]) + "?terbit")


def _issued(page: IssuePage, wish: Wish, reason: str, by: Actor) -> Letter:
    if page.replaces:
        return replace_letter(
            letter=page.replaces, wish=wish, reason=reason, request_key=page.request_key, by=by
        )
    return issue_letter(wish=wish, request_key=page.request_key, by=by)


def _proposed(page: IssuePage, wish: Wish, reason: str, by: Actor) -> Proposal:
    if page.corrects:
        return propose_again(proposal=page.corrects, wish=wish, by=by)
    return propose_letter(
        wish=wish, request_key=page.request_key, replaces=page.replaces, reason=reason, by=by
    )


def _shown(
    request: OfficerRequest,
    page: IssuePage,
    drawn: Preview | None,
    *,
    reason: ReasonForm | None = None,
    obstacle: str = "",
    doubts: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """`doubts` are those that must be read before the letter goes on."""
    context = _context(request, page)
    context |= {
        "preview": drawn,
        "reason": reason or ReasonForm(),
        "obstacle": obstacle or page.obstacle or "",
        "doubts": doubts,
        "doubts_read": mark_of(doubts),
        "sections": page.sections(),
        "next_number": next_number(page.definition, page.today) if page.definition else "",
    }
    return render(request, "letters/issue.html", context, status=status)


def _context(request: OfficerRequest, page: IssuePage) -> dict[str, object]:
    asked = opened_question(request, SEARCH).get(SEARCH, "") if page.resident is None else ""
    return {
        "tab": "letters",
        "page": page,
        "asked": asked,
        "found": find_residents(asked, limit=FOUND) if len(asked) >= 3 else [],
        "kinds": Kind.objects.offered().in_order() if page.version is None else [],
    }
