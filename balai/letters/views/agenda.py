"""The books of letters: looking into a month, writing a letter that came in or was sent, printing."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.audit import record
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.handing_out import pdf_response, workbook_response
from balai.core.months import Month
from balai.letters.books import AGENDA, BOOKS, agenda_of, corrected_by, end_of, open_book, remark_of
from balai.letters.enums import Action, Direction
from balai.letters.forms import DispatchForm, IncomingForm
from balai.letters.models import AgendaEntry, Letter
from balai.letters.operations import enter_incoming, record_dispatch
from balai.letters.operations.agenda import AlreadyCorrected, AlreadyEntered
from balai.letters.views.days import today_at
from balai.residents.reports.layouts import Layout
from balai.residents.reports.printing import book_pdf, signers_of
from balai.residents.reports.workbooks import book_workbook

POSTABLE = ["GET", "HEAD", "POST"]
ON_A_PAGE = 50
MONTHS_BACK = 24


@require_safe
@requires(Permission.READ_LETTERS)
def agenda(request: OfficerRequest) -> HttpResponse:
    """The agenda book of a month, and the way to the printed books."""
    today = today_at(request.village)
    months = _months(Month.of(today))
    month = next((each for each in months if each.slug == request.GET.get("bulan")), months[0])
    page = Paginator(agenda_of(month).reverse(), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(entry, remark_of(entry), corrected_by(entry), end_of(entry)) for entry in page.object_list]
    record(Action.BOOK_OPENED, by=request.actor, facts={"book": AGENDA.code, "month": month.slug})
    context = {
        "tab": "letters", "months": months, "month": month, "page": page, "rows": rows, "books": BOOKS.values(),
        "incoming": Direction.INCOMING,
    }  # fmt: skip
    return render(request, "letters/agenda.html", context)


@require_http_methods(POSTABLE)
@requires(Permission.ISSUE_LETTERS)
def incoming(request: OfficerRequest, entry_id: UUID | None = None) -> HttpResponse:
    """Write a letter that came in; with an entry, the right line for one that was written wrong."""
    wrong = get_object_or_404(AgendaEntry, pk=entry_id, direction=Direction.INCOMING) if entry_id else None
    today = today_at(request.village)
    initial = (
        {"entered_on": today}
        if wrong is None
        else {name: getattr(wrong, name) for name in IncomingForm.base_fields}
    )
    form = IncomingForm(request.POST if request.method == "POST" else None, initial=initial, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            entry = enter_incoming(**form.cleaned_data, corrects=wrong, by=request.actor)
        except (AlreadyCorrected, AlreadyEntered) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Tercatat. Tulis atau cap nomor agenda {entry.serial} pada suratnya.")
            return redirect(f"{reverse('letters:agenda')}?bulan={Month.of(entry.entered_on).slug}")
    back = reverse("letters:agenda")
    if wrong is None:
        about = "Surat ini mendapat nomor agenda. Tulis nomornya pada suratnya."
        return _form_page(request, form, title="Catat surat masuk", about=about, back=back)
    about = f"Tulis yang benar. Agenda {wrong.serial} tetap terlihat, dicoret, dan ada catatan pembetulannya."
    return _form_page(request, form, title=f"Betulkan agenda {wrong.serial}", about=about, back=back)


@require_http_methods(POSTABLE)
@requires(Permission.ISSUE_LETTERS)
def dispatch(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    """Write into the expedition book that a letter was sent or handed over."""
    letter = get_object_or_404(Letter.objects.issued(), pk=letter_id)
    initial = {"sent_on": today_at(request.village), "recipient": letter.holder_name}
    form = DispatchForm(
        request.POST if request.method == "POST" else None, initial=initial, today=today_at(request.village)
    )
    if request.method == "POST" and form.is_valid():
        record_dispatch(letter=letter, **form.cleaned_data, by=request.actor)
        messages.success(request, "Pengiriman tercatat di buku ekspedisi.")
        return redirect("letters:detail", letter.pk)
    back = reverse("letters:detail", args=[letter.pk])
    about = f"{letter.title} {letter.number}. Masuk buku ekspedisi."
    return _form_page(request, form, title="Catat pengiriman", about=about, back=back)


@require_safe
@requires(Permission.READ_LETTERS)
def book_on_paper(request: OfficerRequest, month: str, slug: str) -> HttpResponse:
    """A book of letters as PDF."""
    layout, chosen, now = _layout(slug), _month(month), timezone.now()
    book = open_book(layout, chosen, request.village, now)
    record(Action.BOOK_OPENED, by=request.actor, facts={"book": layout.code, "month": month, "form": "pdf"})
    signers = signers_of(book.words, book.signed_on)
    return pdf_response(book_pdf(book, signers, now), f"{book.file_name}.pdf")


@require_safe
@requires(Permission.READ_LETTERS)
def book_as_workbook(request: OfficerRequest, month: str, slug: str) -> HttpResponse:
    """A book of letters as a workbook."""
    layout, chosen = _layout(slug), _month(month)
    book = open_book(layout, chosen, request.village, timezone.now())
    record(Action.BOOK_OPENED, by=request.actor, facts={"book": layout.code, "month": month, "form": "xlsx"})
    return workbook_response(book_workbook(book), f"{book.file_name}.xlsx")


def _months(last: Month) -> list[Month]:
    """The current month and those before it, the newest first."""
    first = Month(last.year - MONTHS_BACK // 12, last.number)
    return first.until(last)[::-1]


def _month(slug: str) -> Month:
    try:
        return Month.parse(slug)
    except ValueError:
        raise Http404 from None


def _layout(slug: str) -> Layout:
    try:
        return BOOKS[slug]
    except KeyError:
        raise Http404 from None


def _form_page(
    request: OfficerRequest, form: IncomingForm | DispatchForm, *, title: str, about: str, back: str
) -> HttpResponse:
    context = {"tab": "letters", "form": form, "title": title, "about": about, "back": back}
    return render(request, "letters/entry.html", context, status=422 if form.errors else 200)
