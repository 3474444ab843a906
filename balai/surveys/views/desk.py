"""Satisfaction at the desk: figures of a period, on paper and as a workbook; questionnaires on paper; publishing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.handing_out import pdf_response, workbook_response
from balai.surveys.enums import Span
from balai.surveys.figures import SATISFACTION, count_answers, count_ratings
from balai.surveys.forms import PaperForm, PeriodForm, PublishForm
from balai.surveys.models import Publication
from balai.surveys.operations import TellsTooMuch, TooFewAnswers, TooFewServed, copy_paper, publish_index
from balai.surveys.periods import Period, in_words
from balai.surveys.poster import Announcement, poster_pdf
from balai.surveys.rules import SMALLEST_SAMPLE, sample_size
from balai.surveys.workbook import figures_workbook, response_rows


@require_safe
@requires(Permission.READ_STATISTICS)
def overview(request: OfficerRequest) -> HttpResponse:
    """How content people were in a period."""
    today = timezone.localdate()
    period = _period(request)
    counted = period.counted(today)
    asked = {"masa": period.address, "dilayani": request.GET.get("dilayani", "")}
    form = PeriodForm(asked, today=today, shown=period)
    is_valid = form.is_valid()
    context = {
        "tab": "reports",
        "form": form,
        "period": period,
        "months": in_words(counted),
        "is_over": period.last in counted,
        "survey": count_answers(period, today=today),
        "ratings": count_ratings(period, today=today),
        "smallest": SMALLEST_SAMPLE,
        "satisfaction": SATISFACTION,
        "needed": sample_size(form.served) if is_valid and form.served else None,
        "published": Publication.objects.of(period).first(),
    }
    return render(request, "surveys/desk.html", context, status=200 if is_valid else 422)


@require_safe
@requires(Permission.READ_STATISTICS)
def workbook(request: OfficerRequest) -> HttpResponse:
    """The same figures as a workbook."""
    today = timezone.localdate()
    period = _period(request)
    content = figures_workbook(
        count_answers(period, today=today),
        count_ratings(period, today=today),
        response_rows(period, today=today),
        title=f"Kepuasan warga {request.village.words.full_name}, {period.label}",
    )
    return workbook_response(content, f"kepuasan-{request.village.slug}-{period.address}.xlsx")


@require_safe
@requires(Permission.READ_STATISTICS)
def poster(request: OfficerRequest) -> HttpResponse:
    """The sheet as it would be published now."""
    period = _period(request)
    figures = count_answers(period, today=timezone.localdate())
    if not figures.is_enough:
        messages.warning(request, str(TooFewAnswers(figures.respondents)))
        return redirect(_page_of(period))
    preview = Announcement(village=request.village, period=period, figures=figures, at=timezone.now())
    return pdf_response(poster_pdf(preview), f"rancangan-ikm-{request.village.slug}-{period.address}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ISSUE_LETTERS)
def copy(request: OfficerRequest) -> HttpResponse:
    """Copy a questionnaire that was filled on paper."""
    form = PaperForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        copy_paper(answers=form.answers, respondent=form.respondent, on=form.filled_on, by=request.actor)
        messages.success(request, "Satu kuesioner tersalin. Salin yang berikutnya.")
        return redirect("surveys:copy")
    context = {"tab": "reports", "form": form}
    return render(request, "surveys/copy.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_VILLAGE)
def publish(request: OfficerRequest, address: str) -> HttpResponse:
    """Put the index of a period on the village's public page."""
    period = Period.read(address)
    if period is None:
        raise Http404
    figures = count_answers(period, today=timezone.localdate())
    if not figures.is_enough:
        messages.warning(request, str(TooFewAnswers(figures.respondents)))
        return redirect(_page_of(period))
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _published(request, period, form):
        return redirect(_page_of(period))
    context = {"tab": "reports", "form": form, "period": period, "survey": figures, "back": _page_of(period)}
    return render(request, "surveys/publish.html", context, status=422 if form.errors else 200)


def _published(request: OfficerRequest, period: Period, form: PublishForm) -> bool:
    try:
        publish_index(
            period=period,
            served=form.cleaned_data["served"],
            plan=form.cleaned_data["plan"],
            by=request.actor,
        )
    except TooFewServed as problem:
        form.add_error("served", str(problem))
        return False
    except TellsTooMuch as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, f"IKM {period.label} sudah diumumkan di halaman warga.")
    return True


def _period(request: OfficerRequest) -> Period:
    """The latest quarter when no other is asked for."""
    asked = Period.read(request.GET.get("masa", ""))
    return asked or Period.latest(timezone.localdate(), Span.QUARTER)


def _page_of(period: Period) -> str:
    return f"{reverse('surveys:desk')}?masa={period.address}"
