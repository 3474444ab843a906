"""The desk sees each kiosk as it is now."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.access.operations import waiting_calls
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.live import live_address
from balai.kiosk.enums import DeviceState
from balai.kiosk.live import kiosks_topic
from balai.kiosk.models import KioskDevice, Visit
from balai.kiosk.views.devices import WATCHERS
from balai.printing.enums import Trouble
from balai.printing.models import PrintJob

MOST_SHOWN = 60
LABEL_KEPT = 80  # characters of a device's label that a print keeps
SIGNS = {DeviceState.ONLINE: "good", DeviceState.SILENT: "bad", DeviceState.LOCKED: "warn"}


@dataclass(frozen=True, slots=True)
class Watched:
    """One device on the monitor: who stands there is never told, only since when, and whether they ask for help."""

    device: KioskDevice
    state: DeviceState
    last_print: PrintJob | None
    visit: Visit | None
    asks_who: bool

    @property
    def sign(self) -> str:
        return SIGNS[self.state]

    @property
    def troubles(self) -> list[str]:
        """What its printer complained of when it was last asked."""
        printer = self.device.printer
        return [Trouble(trouble).label for trouble in printer.troubles] if printer else []


@require_safe
@requires(*WATCHERS)
def monitor(request: OfficerRequest) -> HttpResponse:
    """All devices; the piece with their states asks again by itself."""
    template = "kiosk/desk/monitor.html#devices" if request.htmx else "kiosk/desk/monitor.html"
    context = {"tab": "village", "watched": _watched(), "live": live_address(request, kiosks_topic())}
    return render(request, template, context)


def _watched() -> list[Watched]:
    """Four questions to the database, however many devices there are."""
    now = timezone.now()
    devices = list(KioskDevice.objects.paired().select_related("printer")[:MOST_SHOWN])
    labels = [device.label[:LABEL_KEPT] for device in devices]
    newest = PrintJob.objects.filter(device__in=labels).order_by("device", "-created_at").distinct("device")
    printed = {job.device: job for job in newest}
    visits = {visit.device_id: visit for visit in Visit.objects.running() if not visit.is_over(now)}
    calls = {call.visit for call in waiting_calls(now)}
    return [
        Watched(
            device,
            device.state(now),
            printed.get(label),
            visit := visits.get(device.pk),
            visit is not None and visit.pk in calls,
        )
        for device, label in zip(devices, labels, strict=True)
    ]
