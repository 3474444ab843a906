"""The letter of an approved application: seen first, then issued or proposed with one touch."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.audit import record_access
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.applications.enums import State
from balai.applications.hiding import LETTER_HIDDEN, sees_whole
from balai.applications.letter_issuing import OBSTACLES, doubts_about, issue_for_application, wish_of
from balai.applications.models import Application
from balai.applications.refusals import NotInRegister
from balai.applications.saving import CONFLICT, read_revision
from balai.applications.views.desk.detail import application_or_404, read, shown
from balai.letters.drafting import Wish
from balai.letters.issue_page import next_number, preview_of
from balai.letters.operations.issuing import must_be_proposed
from balai.letters.typed_people import DOUBTS_READ, mark_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_APPLICATIONS)
def letter(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """What the letter will say; then it is issued, or goes to whoever signs it. Asks for the right to issue letters too."""
    if Permission.ISSUE_LETTERS not in request.permissions:
        raise PermissionDenied
    application = application_or_404(application_id)
    if application.kind_version is None:
        raise Http404("no letter is asked for")
    if not sees_whole(application, request.permissions):
        return shown(request, application, status=CONFLICT, obstacle=LETTER_HIDDEN)
    if request.method != "POST":
        if application.state != State.APPROVED or application.waits_for_signature:
            return redirect("applications:desk_detail", application_id)
        return _page(request, application)
    return _issued(request, application)


def _issued(request: OfficerRequest, application: Application) -> HttpResponse:
    try:
        doubts = doubts_about(application, wish_of(application))
        if mark_of(doubts) != request.POST.get(DOUBTS_READ, ""):
            return _page(request, application, status=422)
        made = issue_for_application(
            application=application, revision=read_revision(request.POST), by=request.actor
        )
    except OBSTACLES as obstacle:
        return _page(request, application_or_404(application.pk), obstacle=str(obstacle), status=CONFLICT)
    done = f"Surat terbit: {made.letter.number}." if made.letter else "Surat diusulkan."
    later = (
        "Pemohon bisa mengunduhnya."
        if made.letter
        else "Sesudah ditandatangani, pemohon menerimanya sendiri."
    )
    messages.success(request, f"{done} {later}")
    return redirect("applications:desk_detail", application.pk)


def _page(
    request: OfficerRequest, application: Application, *, obstacle: str = "", status: int = 200
) -> HttpResponse:
    read(request, application)
    wish: Wish | None = None
    unknown = ""
    try:
        wish = wish_of(application)
    except NotInRegister as refusal:
        unknown = str(refusal)
    if wish is not None and wish.resident != application.resident:
        record_access(
            by=request.actor, resident=wish.resident, purpose=f"Membuat surat {wish.version.definition.title}"
        )
    doubts = doubts_about(application, wish) if wish else ()
    version = application.kind_version
    context = {
        "tab": "applications",
        "application": application,
        "obstacle": obstacle or unknown,
        "is_unknown": bool(unknown),
        "definition": version.definition if version else None,
        "is_proposed": version is not None and must_be_proposed(version),
        "next_number": next_number(version.definition, timezone.localdate()) if version else "",
        "preview": preview_of(wish),
        "doubts": doubts,
        "doubts_read": mark_of(doubts),
    }
    return render(request, "applications/desk/letter.html", context, status=status)
