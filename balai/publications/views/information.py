"""Public information, for everybody and at the desk."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.guards import public_page, requires
from balai.accounts.http import OfficerRequest, PublicRequest
from balai.core import files
from balai.core.confirming import confirm
from balai.core.files import StorageFull
from balai.publications.enums import InformationClass
from balai.publications.forms.information import InformationForm
from balai.publications.models import InformationEntry
from balai.publications.operations.information import (
    add_information,
    remove_information,
    update_information,
)
from balai.publications.views.answers import MANAGERS, POSTABLE, leave, show
from balai.tenancy.languages import translated
from balai.tenancy.public_pages import kept

YEAR = 365 * 24 * 3600  # seconds; the address of a file changes with what is in it


@require_safe
@public_page
@kept
@translated
def information(request: PublicRequest) -> HttpResponse:
    """All entries, class by class."""
    context = {"tab": "", "classes": _by_class()}
    return render(request, "publications/information.html", context)


@require_safe
@public_page
def document(request: PublicRequest, name: str) -> HttpResponse:
    """The document of an entry by the name of what is in it: it never changes."""
    entry = InformationEntry.objects.filter(file=name).first()
    if entry is None:
        raise Http404
    response = HttpResponse(files.read(name), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="informasi-{entry.year}-{name[:8]}.pdf"'
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@require_safe
@requires(MANAGERS)
def overview(request: OfficerRequest) -> HttpResponse:
    """The same list, with what must be published again."""
    today = timezone.localdate()
    return show(
        request,
        "publications/desk/information.html",
        classes=_by_class(),
        overdue={entry.pk for entry in InformationEntry.objects.overdue(today)},
    )


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def add(request: OfficerRequest) -> HttpResponse:
    """Another entry."""
    form = InformationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_information(facts=form.facts, document=form.document, by=request.actor)
        except (ValidationError, StorageFull) as problem:
            form.add_error("file", _sentence(problem))
        else:
            return leave(request, "Informasi publik ditambahkan.", "publications:desk_information")
    return show(request, "publications/desk/entry.html", form, entry=None)


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def change(request: OfficerRequest, entry_id: UUID) -> HttpResponse:
    """Bring it up to date."""
    entry: InformationEntry = get_object_or_404(InformationEntry, pk=entry_id)
    form = InformationForm(request.POST or None, request.FILES or None, entry=entry)
    if request.method == "POST" and form.is_valid():
        try:
            update_information(entry=entry, facts=form.facts, document=form.document, by=request.actor)
        except (ValidationError, StorageFull) as problem:
            form.add_error("file", _sentence(problem))
        else:
            return leave(request, "Informasi publik diperbarui.", "publications:desk_information")
    return show(request, "publications/desk/entry.html", form, entry=entry)


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def remove(request: OfficerRequest, entry_id: UUID) -> HttpResponse:
    """Take it from the list."""
    entry: InformationEntry = get_object_or_404(InformationEntry, pk=entry_id)
    if request.method == "POST":
        remove_information(entry=entry, by=request.actor)
        return leave(request, "Informasi publik dihapus.", "publications:desk_information")
    return confirm(
        request,
        tab="site",
        question=f"Hapus “{entry}”?",
        consequence="Hilang dari daftar, berkasnya juga.",
        action="Hapus",
        back=reverse("publications:desk_information"),
        danger=True,
    )


def _by_class() -> list[tuple[InformationClass, list[InformationEntry]]]:
    entries = list(InformationEntry.objects.in_order())
    return [
        (kind, [entry for entry in entries if entry.information_class == kind]) for kind in InformationClass
    ]


def _sentence(problem: ValidationError | StorageFull) -> str:
    return problem.messages[0] if isinstance(problem, ValidationError) else str(problem)
