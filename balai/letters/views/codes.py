"""The village's classification codes: looking them up, and loading a workbook."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.core.files import File
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.letters.classification import CodeTable, read_code_table
from balai.letters.enums import Origin
from balai.letters.forms import CodesForm
from balai.letters.models import ClassificationCode
from balai.letters.operations.codes import import_codes
from balai.residents.exchange.problems import Refused

ON_A_PAGE = 50
PROBLEMS_SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_LETTER_KINDS)
def codes(request: OfficerRequest) -> HttpResponse:
    """Search by code or word; a workbook replaces the whole table."""
    form = CodesForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            table = _read(form.cleaned_data["file"])
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            count = import_codes(codes=table.codes, by=request.actor)
            messages.success(
                request, f"{count} kode dimuat. Jenis surat tetap memakai kodenya yang sekarang."
            )
            for problem in table.problems[:PROBLEMS_SHOWN]:
                messages.warning(request, problem)
            return redirect("letters:codes")
    asked = request.GET.get("q", "").strip()[:100]
    found = ClassificationCode.objects.matching(asked)
    context = {
        "tab": "letters",
        "form": form,
        "asked": asked,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "is_shipped": not ClassificationCode.objects.filter(origin=Origin.VILLAGE).exists(),
    }
    template = "letters/codes.html#rows" if request.htmx else "letters/codes.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _read(upload: File[bytes]) -> CodeTable:
    with TemporaryDirectory(prefix="balai-kode-") as folder:
        path = Path(folder) / "kode"
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        return read_code_table(path)
