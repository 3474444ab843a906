"""What the village adds to a standard: one page of forms, its preview, and publishing it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.services import operations
from balai.services.catalogue import Listed
from balai.services.differences import differences
from balai.services.editor.additions import AdditionsEditor, Ground
from balai.services.explaining import explain
from balai.services.models import CommonStandard, Service, ServiceVersion
from balai.services.operations.layers import ChangedMeanwhile
from balai.services.sheet import sheet
from balai.services.views.answers import POSTABLE, PREVIEW, PUBLISH, number_sent, posts, show


@dataclass(frozen=True, slots=True)
class Beginning:
    """From which version somebody goes on: the one that counts, or one that is scheduled."""

    service: Service
    start: ServiceVersion
    starts: list[ServiceVersion]
    newest: int

    @classmethod
    def of(cls, service: Service, asked: str) -> "Beginning":
        """The version with the number asked for, where it counts today or will; else the one that counts."""
        today = timezone.localdate()
        versions = ServiceVersion.objects.filter(service=service)
        now = versions.in_force(today).first()
        starts = [*([now] if now else []), *_last_of_each_day(versions.scheduled(today))]
        chosen = next((each for each in starts if str(each.number) == asked), starts[0])
        return cls(service, chosen, starts, versions.order_by("-number").values_list("number", flat=True)[0])

    @property
    def effective_from(self) -> date:
        return max(self.start.effective_from, timezone.localdate())


def _last_of_each_day(scheduled: Iterable[ServiceVersion]) -> list[ServiceVersion]:
    """Of those that count from the same day, the later one does."""
    return list({each.effective_from: each for each in scheduled}.values())


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_SERVICES)
def change(request: OfficerRequest, slug: str) -> HttpResponse:
    """Say what the village adds. Nothing is stored before it is published; nothing typed is lost."""
    beginning = Beginning.of(get_object_or_404(Service, slug=slug), _asked(request))
    editor = _editor(request, beginning)
    action = request.POST.get("aksi", "")
    if request.method != "POST":
        return _page(request, beginning, editor, seen=beginning.newest)
    if action not in {PREVIEW, PUBLISH}:
        editor.rearrange(action)
        return _page(request, beginning, editor, seen=number_sent(request.POST.get("terbaru", "")))
    if not editor.is_valid():
        return _page(
            request, beginning, editor, seen=number_sent(request.POST.get("terbaru", "")), status=422
        )
    if action == PREVIEW:
        return _page(
            request, beginning, editor, seen=number_sent(request.POST.get("terbaru", "")), is_preview=True
        )
    return _publish(request, beginning, editor)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_SERVICES)
def preview(request: OfficerRequest, slug: str) -> HttpResponse:
    """The public page as it will be, to look at before it is published."""
    if request.method != "POST":
        return redirect("services:desk_additions", slug)
    beginning = Beginning.of(get_object_or_404(Service, slug=slug), _asked(request))
    editor = _editor(request, beginning)
    if not editor.is_valid():
        return _page(
            request, beginning, editor, seen=number_sent(request.POST.get("terbaru", "")), status=422
        )
    standard = editor.standard
    version = beginning.start
    version.effective_from = editor.effective_from  # on the page only; it is never saved
    page = explain(Listed(beginning.service, version, standard), {}, request.village, timezone.now())
    return render(request, "services/service.html", {"tab": "services", "page": page, "is_preview": True})


def _asked(request: OfficerRequest) -> str:
    return request.POST.get("versi", "") or request.GET.get("versi", "")


def _editor(request: OfficerRequest, beginning: Beginning) -> AdditionsEditor:
    start = beginning.start
    ground = Ground.of((start.base, start.regency), CommonStandard.objects.current(), posts(request))
    data = request.POST if request.method == "POST" else None
    return AdditionsEditor(ground, start.local, beginning.effective_from, data)


def _publish(request: OfficerRequest, beginning: Beginning, editor: AdditionsEditor) -> HttpResponse:
    service = beginning.service
    try:
        operations.hold(service=service, seen=number_sent(request.POST.get("terbaru", "")))
    except ChangedMeanwhile as changed:
        fresh = replace(beginning, newest=changed.newest.number)
        return _page(request, fresh, editor, seen=changed.newest.number, meanwhile=changed, status=409)
    version = operations.add_locally(
        service=service, additions=editor.table(), effective_from=editor.effective_from, by=request.actor
    )
    if version.number <= beginning.newest:
        messages.info(request, "Tidak ada yang berubah. Tidak ada versi baru.")
    elif version.effective_from > timezone.localdate():
        messages.success(
            request, f"Versi {version.number} berlaku pada harinya. Sampai itu, yang lama tetap berlaku."
        )
    else:
        messages.success(request, f"Versi {version.number} berlaku mulai sekarang.")
    return redirect("services:desk_service", service.slug)


def _page(
    request: OfficerRequest,
    beginning: Beginning,
    editor: AdditionsEditor,
    *,
    seen: int,
    is_preview: bool = False,
    meanwhile: ChangedMeanwhile | None = None,
    status: int = 200,
) -> HttpResponse:
    told: dict[str, object] = {}
    if is_preview:
        names, standard = posts(request), editor.standard
        told = {
            "sheet": sheet(standard, CommonStandard.objects.current(), editor.effective_from, names),
            "differences": differences(beginning.start.standard, standard, names),
        }
    return show(
        request, "services/desk/additions.html", status=status, service=beginning.service, start=beginning.start,
        starts=beginning.starts, seen=seen, editor=editor, ground=editor.ground, meanwhile=meanwhile,
        is_preview=is_preview, told=told,
    )  # fmt: skip
