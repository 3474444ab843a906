"""The desk's page of notices for the resting screen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.kiosk.forms.notices import NoticeForm
from balai.kiosk.models import Notice
from balai.kiosk.operations.notices import put_up_notice, take_down_notice
from balai.kiosk.views.devices import WATCHERS

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*WATCHERS)
def notices(request: OfficerRequest) -> HttpResponse:
    """What hangs there now, and a new one."""
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        put_up_notice(**form.cleaned_data, by=request.actor)
        messages.success(request, "Pengumuman dipasang. Anjungan menampilkannya dalam lima menit.")
        return redirect("kiosk:notices")
    shown = Notice.objects.shown(timezone.localdate())[:MOST_SHOWN]
    context = {"tab": "village", "form": form, "notices": shown}
    return render(request, "kiosk/desk/notices.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(*WATCHERS)
def take_down(request: OfficerRequest, notice_id: UUID) -> HttpResponse:
    take_down_notice(notice=get_object_or_404(Notice, pk=notice_id), by=request.actor)
    messages.success(request, "Pengumuman dihapus.")
    return redirect("kiosk:notices")
