"""A standard of the regency's own, for all its villages: one page of forms."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_list_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.audit import reading_all_villages
from balai.accounts.enums import Permission
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.services.differences import differences
from balai.services.editor.own import StandardEditor
from balai.services.models import RegencyStandard, Service
from balai.services.operations import publish_regency_standard
from balai.services.reading import read_standard, shipped_common
from balai.services.sheet import sheet
from balai.services.views.answers import POSTABLE, PREVIEW, PUBLISH, number_sent
from balai.services.views.regency import POSTS
from balai.tenancy.models import Regency

TEMPLATE = "services/regency/own.html"


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a standard; without `laid_down`, of one that is not there yet."""

    request: RegencyRequest
    laid_down: RegencyStandard | None
    editor: StandardEditor
    newest: int

    def shown(
        self, seen: int, *, is_preview: bool = False, overtaken: bool = False, status: int = 200
    ) -> HttpResponse:
        told: dict[str, object] = {}
        if is_preview:
            standard = self.editor.standard
            told["sheet"] = sheet(standard, shipped_common(), self.editor.effective_from, POSTS)
            if self.laid_down:
                told["differences"] = differences(read_standard(self.laid_down.base), standard, POSTS)
        context = {
            "tab": "services", "editor": self.editor, "laid_down": self.laid_down, "seen": seen, "told": told,
            "is_preview": is_preview, "overtaken": overtaken,
        }  # fmt: skip
        return render(self.request, TEMPLATE, context, status=status)


@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY_SERVICES)
def new(request: RegencyRequest) -> HttpResponse:
    """A service that this regency's villages have, and no law knows."""
    return _edit(request, None, 0)


@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY_SERVICES)
def change(request: RegencyRequest, slug: str) -> HttpResponse:
    """Change such a standard; what was added to it stays."""
    own = get_list_or_404(RegencyStandard.objects.exclude(base={}).order_by("-number"), slug=slug)
    return _edit(request, own[0], own[0].number)


def _edit(request: RegencyRequest, laid_down: RegencyStandard | None, newest: int) -> HttpResponse:
    editor = StandardEditor(
        laid_down.base if laid_down else {},
        max(laid_down.effective_from, timezone.localdate()) if laid_down else None,
        common=shipped_common(),
        posts=POSTS,
        data=request.POST if request.method == "POST" else None,
    )
    page = Page(request, laid_down, editor, newest)
    if request.method != "POST":
        return page.shown(newest)
    seen, action = number_sent(request.POST.get("terbaru", "")), request.POST.get("aksi", "")
    if action not in {PREVIEW, PUBLISH}:
        editor.rearrange(action)
        return page.shown(seen)
    if not editor.is_valid() or not _is_free(page):
        return page.shown(seen, status=422)
    if action == PREVIEW:
        return page.shown(seen, is_preview=True)
    return page.shown(newest, overtaken=True, status=409) if seen < newest else _publish(page)


def _is_free(page: Page) -> bool:
    """Whether no village and no law has a service of that address already."""
    if page.laid_down:
        return True
    slug = page.editor.slug
    with reading_all_villages(by=page.request.actor, purpose="Memeriksa apakah nama layanan sudah dipakai"):
        taken = Service.objects.filter(slug=slug).exists()
    if taken or RegencyStandard.objects.filter(slug=slug).exists():
        page.editor.form.add_error("name", "Sudah ada layanan dengan nama ini. Pakai nama lain.")
        return False
    return True


def _publish(page: Page) -> HttpResponse:
    regency = Regency.objects.first()
    if regency is None:
        raise Http404("no regency yet")
    editor = page.editor
    laid_down = publish_regency_standard(
        regency=regency, slug=editor.slug, base=editor.table(),
        additions=page.laid_down.additions if page.laid_down else {}, effective_from=editor.effective_from,
        by=page.request.actor,
    )  # fmt: skip
    messages.success(page.request, f"Ketetapan {laid_down.number} dikirim ke semua desa.")
    return redirect("services:regency_service", laid_down.slug)
