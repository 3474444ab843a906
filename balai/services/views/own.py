"""Services of the village's own, and what all its services have in common: one page of forms each."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.services import operations
from balai.services.differences import differences
from balai.services.editor.common import CommonForm
from balai.services.editor.own import StandardEditor
from balai.services.models import CommonStandard, Service
from balai.services.operations.layers import ChangedMeanwhile
from balai.services.sheet import sheet
from balai.services.views.additions import Beginning
from balai.services.views.answers import POSTABLE, PREVIEW, PUBLISH, leave, number_sent, posts, show
from balai.tenancy.locks import one_at_a_time


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_SERVICES)
def new(request: OfficerRequest) -> HttpResponse:
    """A service that only this village has."""
    return _edit(request, None)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_SERVICES)
def change(request: OfficerRequest, slug: str) -> HttpResponse:
    """Change the standard of such a service."""
    service = get_object_or_404(Service, slug=slug)
    beginning = Beginning.of(service, request.POST.get("versi", "") or request.GET.get("versi", ""))
    if not service.is_own(beginning.start):
        raise Http404("inherited, or written with a kind of letter")
    return _edit(request, beginning)


def _edit(request: OfficerRequest, beginning: Beginning | None) -> HttpResponse:
    editor = StandardEditor(
        beginning.start.base if beginning else {},
        beginning.effective_from if beginning else None,
        common=CommonStandard.objects.current(),
        posts=posts(request),
        data=request.POST if request.method == "POST" else None,
    )
    page = Page(request, beginning, editor, number_sent(request.POST.get("terbaru", "")))
    action = request.POST.get("aksi", "")
    if request.method != "POST":
        return page.shown()
    if action not in {PREVIEW, PUBLISH}:
        editor.rearrange(action)
        return page.shown()
    if not page.is_valid():
        return page.shown(status=422)
    return page.shown(is_preview=True) if action == PREVIEW else _publish(page)


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a standard; without `beginning`, of one that is not there yet."""

    request: OfficerRequest
    beginning: Beginning | None
    editor: StandardEditor
    seen: int

    def is_valid(self) -> bool:
        editor = self.editor
        if not editor.is_valid():
            return False
        if self.beginning is None:
            one_at_a_time("services.new")
        if self.beginning is None and Service.objects.filter(slug=editor.slug).exists():
            editor.form.add_error("name", "Sudah ada layanan dengan nama ini. Pakai nama lain.")
            return False
        return True

    def shown(
        self, *, is_preview: bool = False, meanwhile: ChangedMeanwhile | None = None, status: int = 200
    ) -> HttpResponse:
        beginning, names = self.beginning, posts(self.request)
        told: dict[str, object] = {}
        if is_preview:
            standard, day = self.editor.standard, self.editor.effective_from
            told["sheet"] = sheet(standard, CommonStandard.objects.current(), day, names)
            if beginning:
                told["differences"] = differences(beginning.start.standard, standard, names)
        newest = meanwhile.newest.number if meanwhile else self.seen or (beginning.newest if beginning else 0)
        return show(
            self.request, "services/desk/own.html", status=status, editor=self.editor, seen=newest,
            service=beginning.service if beginning else None, start=beginning.start if beginning else None,
            starts=beginning.starts if beginning else [], is_preview=is_preview, meanwhile=meanwhile, told=told,
        )  # fmt: skip


def _publish(page: Page) -> HttpResponse:
    request, editor = page.request, page.editor
    if page.beginning:
        try:
            operations.hold(service=page.beginning.service, seen=page.seen)
        except ChangedMeanwhile as changed:
            return page.shown(meanwhile=changed, status=409)
    version = operations.publish_own(
        table=editor.table(), effective_from=editor.effective_from, by=request.actor
    )
    if version.effective_from > timezone.localdate():
        messages.success(request, f"Versi {version.number} berlaku pada harinya.")
    else:
        messages.success(request, f"Versi {version.number} berlaku mulai sekarang.")
    return redirect("services:desk_service", version.service.slug)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_SERVICES)
def common(request: OfficerRequest) -> HttpResponse:
    """What the office says once for all its services."""
    current = CommonStandard.objects.current()
    newest = CommonStandard.objects.order_by("-number").first()
    form = CommonForm(request.POST if request.method == "POST" else None, initial=current)
    if form.is_bound and form.is_valid():
        if form.has_changed():
            operations.publish_common(content=form.table(), by=request.actor)
        return leave(request, "Komponen bersama sudah disimpan dan berlaku sekarang.", "services:desk")
    return show(
        request, "services/desk/common.html", status=422 if form.errors else 200, form=form, newest=newest
    )
