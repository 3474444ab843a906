"""What happened in the village, and what the village found out that the civil registry does not know yet."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from balai.accounts import audit
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.handing_out import workbook_response
from balai.residents import wording
from balai.residents.differences import differences_workbook
from balai.residents.freshness import local_differences, register_freshness
from balai.residents.models import LifeEvent

PER_PAGE = 25


@require_safe
@requires(Permission.READ_RESIDENTS)
def event_list(request: OfficerRequest) -> HttpResponse:
    """Every event of the village, the newest first."""
    events = LifeEvent.objects.with_people().select_related("recorded_by").order_by("-id")
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "residents/events.html", {"tab": "residents", "page": page})


@require_safe
@requires(Permission.READ_RESIDENTS)
def event_detail(request: OfficerRequest, event_id: UUID) -> HttpResponse:
    """One event: what it changed for whom."""
    event = get_object_or_404(LifeEvent.objects.select_related("recorded_by"), pk=event_id)
    page = Paginator(event.changes.select_related("resident").order_by("id"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    changes = list(page.object_list)
    audit.record_access(by=request.actor, resident=event, purpose="Membaca catatan peristiwa")
    areas = wording.area_labels(each.changes for each in changes)
    with_secrets = Permission.READ_DISABILITY in request.permissions
    people = [
        (change.resident, wording.lines(change, areas, with_secrets=with_secrets)) for change in changes
    ]
    return render(
        request,
        "residents/event_detail.html",
        {"tab": "residents", "event": event, "page": page, "people": people},
    )


@require_safe
@requires(Permission.EXPORT_RESIDENTS)
def differences(request: OfficerRequest) -> HttpResponse:
    """What changed here since the civil registry's last data. Who is new takes one line; the workbook has them in full."""
    with_secrets = Permission.READ_DISABILITY in request.permissions
    found = [
        difference
        for difference in local_differences()
        if (with_secrets or difference.field not in wording.SECRET_FIELDS) and not difference.repeats_newcomer
    ]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    areas = wording.area_labels(each.change.changes for each in page)
    rows = [(difference, wording.line_of(*difference.values, areas, masked=True)) for difference in page]
    freshness = register_freshness(request.village, timezone.localdate())
    context = {"tab": "residents", "page": page, "rows": rows, "freshness": freshness}
    return render(request, "residents/differences.html", context)


@require_POST
@requires(Permission.EXPORT_RESIDENTS)
def download_differences(request: OfficerRequest) -> HttpResponse:
    """The same as a workbook for the civil registry. Taking data out is recorded."""
    with_secrets = Permission.READ_DISABILITY in request.permissions
    content, count = differences_workbook(request.village, with_secrets=with_secrets)
    audit.record("residents.differences_exported", by=request.actor, facts={"rows": count})
    return workbook_response(content, f"selisih-{request.village.slug}-{timezone.localdate():%Y-%m-%d}.xlsx")
