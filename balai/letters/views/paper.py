"""What the archive gives on paper or as a file: a letter printed again, the list, the figures of a year."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.audit import record
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.confirming import confirm
from balai.core.files import FileDamaged, FileMissing
from balai.core.handing_out import pdf_response, workbook_response
from balai.letters.archive_workbook import FIELDS, archive_workbook
from balai.letters.enums import Action
from balai.letters.forms import ArchiveForm, ReprintForm
from balai.letters.models import Letter
from balai.letters.operations import reprint_letter
from balai.letters.statistics import count_year, years_with_letters
from balai.letters.views.archive import file_name, matching
from balai.letters.views.days import today_at


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ISSUE_LETTERS)
def reprint(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    """Ask why, then give the same file once more; the number stays, the print is counted."""
    letter = get_object_or_404(Letter.objects.issued().select_related("kind"), pk=letter_id)
    form = ReprintForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            pdf = reprint_letter(letter=letter, reason=form.cleaned_data["reason"], by=request.actor)
        except (FileMissing, FileDamaged) as problem:
            messages.error(request, str(problem))
            return redirect("letters:detail", letter.pk)
        return pdf_response(pdf, file_name(letter))
    return confirm(
        request,
        tab="letters",
        question=f"Cetak ulang {letter.number}?",
        consequence="Nomornya tetap. Cetakan ini dihitung dan alasannya disimpan.",
        action="Cetak ulang",
        back=reverse("letters:detail", args=[letter.pk]),
        form=form,
    )


@require_POST
@requires(Permission.EXPORT_RESIDENTS)
def export(request: OfficerRequest) -> HttpResponse:
    """The list as it is narrowed down, as a workbook. By POST: it names people."""
    form = ArchiveForm(request.POST, today=today_at(request.village))
    if not form.is_valid():  # never more than what the officer sees
        messages.error(request, "Saringan ini tidak dikenal. Pilih lagi, lalu unduh.")
        return redirect("letters:list")
    letters = matching(form).order_by("-numbered_at", "-id").values_list(*FIELDS)
    record(Action.ARCHIVE_EXPORTED, by=request.actor, facts={"count": letters.count()})
    content = archive_workbook(letters.iterator(2_000), title=f"Surat {request.village.words.full_name}")
    return workbook_response(content, f"surat-{request.village.slug}-{today_at(request.village)}.xlsx")


@require_safe
@requires(Permission.READ_STATISTICS)
def statistics(request: OfficerRequest) -> HttpResponse:
    """How many letters a year saw: by month, by kind, and how they ended."""
    today = today_at(request.village)
    years = years_with_letters(today)
    year = next((each for each in years if str(each) == request.GET.get("tahun")), years[0])
    context = {
        "tab": "reports",
        "figures": count_year(year, today=today),
        "year": str(year),  # a number would be written 2.026
        "years": [str(each) for each in years],
    }
    return render(request, "letters/statistics.html", context)
