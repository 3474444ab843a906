"""The regency's desk: standards for all its villages, and how the villages keep theirs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.audit import reading_all_villages
from balai.accounts.enums import Permission
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.accounts.rules import VILLAGE_ROLES
from balai.accounts.seeing import villages_seen_by
from balai.core.strict_tables import Table
from balai.services.across import (
    Whose,
    base_of,
    by_district,
    narrowed,
    services_across,
    up_to_date,
    villages_with,
)
from balai.services.differences import differences
from balai.services.editor.additions import AdditionsEditor, Ground
from balai.services.models import RegencyStandard
from balai.services.operations import publish_regency_standard
from balai.services.reading import fitting, read_layers, shipped_common
from balai.services.sheet import sheet
from balai.services.telling import Names
from balai.services.views.answers import POSTABLE, PREVIEW, PUBLISH, number_sent
from balai.tenancy.models import Regency

PAGE = 50
POSTS: Names = {role.value: str(role.label) for role in VILLAGE_ROLES}
WHOSE = {Whose.NATION: "Aturan nasional", Whose.REGENCY: "Kabupaten", Whose.VILLAGE: "Buatan desa"}


@require_safe
@regency_requires(Permission.SEE_REGENCY)
def services(request: RegencyRequest) -> HttpResponse:
    """Every service of every village, with what the regency lays down and how many villages offer it."""
    asked, whose = request.GET.get("q", "")[:100], request.GET.get("asal", "")
    with reading_all_villages(by=request.actor, purpose="Melihat layanan semua desa"):
        found = services_across(villages_seen_by(request.user), timezone.localdate())
    shown = narrowed(found, asked, whose if whose in set(Whose) else "")
    template = "services/regency/list.html#rows" if request.htmx else "services/regency/list.html"
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    return _show(
        request,
        template,
        page=page,
        asked=asked,
        whose=whose,
        choices=WHOSE.items(),
        today=timezone.localdate(),
    )


@require_safe
@regency_requires(Permission.SEE_REGENCY)
def villages(request: RegencyRequest) -> HttpResponse:
    """Who is up to date: what each village has to review and to read, and what it adds."""
    with reading_all_villages(by=request.actor, purpose="Melihat tinjauan layanan tiap desa"):
        kept = up_to_date(villages_seen_by(request.user), timezone.localdate())
    behind = [each for each in kept if each.unread or each.overdue]
    return _show(
        request,
        "services/regency/villages.html",
        districts=by_district(kept),
        all=len(kept),
        behind=len(behind),
    )


@require_safe
@regency_requires(Permission.SEE_REGENCY)
def service(request: RegencyRequest, slug: str) -> HttpResponse:
    """One service: the standard for all villages, what the regency has laid down, and which village has it."""
    today = timezone.localdate()
    with reading_all_villages(by=request.actor, purpose="Melihat satu layanan di semua desa"):
        base = base_of(slug)
        at_villages = villages_with(slug, villages_seen_by(request.user), today)
    if base is None and not at_villages:
        raise Http404("no such service")
    laid_down = list(RegencyStandard.objects.filter(slug=slug).order_by("-number"))
    page = Paginator(at_villages, PAGE).get_page(request.GET.get("page"))
    told = {} if base is None else _told(base, laid_down, today)
    return _show(
        request, "services/regency/service.html", slug=slug, page=page, laid_down=laid_down, today=today,
        name=base["name"] if base else at_villages[0].service.name, base=base,
        is_own=any(each.base for each in laid_down), may_change=base is not None and Permission.MANAGE_REGENCY_SERVICES in request.permissions, **told,
    )  # fmt: skip


def _told(base: Table, laid_down: list[RegencyStandard], today: date) -> dict[str, Any]:
    now = _counting(laid_down, today)
    below, layer = _ground(base, now), _fitting(base, now)
    standard = read_layers(below, layer)
    return {
        "now": now,
        "sheet": sheet(standard, shipped_common(), today, POSTS),
        "added": differences(read_layers(below), standard, POSTS),
    }


def _counting(laid_down: list[RegencyStandard], on: date) -> RegencyStandard | None:
    counting = [each for each in laid_down if each.effective_from <= on]
    return max(counting, key=lambda each: (each.effective_from, each.number), default=None)


def _ground(base: Table, laid_down: RegencyStandard | None) -> Table:
    return laid_down.base or base if laid_down else base


def _fitting(base: Table, laid_down: RegencyStandard | None) -> Table:
    """What the regency added, as far as it still fits what it was added to."""
    return fitting((_ground(base, laid_down),), laid_down.additions) if laid_down else {}


@dataclass(frozen=True, slots=True)
class Beginning:
    """From what the regency goes on: what it has laid down for today, or what it has scheduled."""

    base: Table
    start: RegencyStandard | None
    starts: list[RegencyStandard]
    newest: int

    @classmethod
    def of(cls, slug: str, base: Table, asked: str) -> "Beginning":
        today = timezone.localdate()
        laid_down = list(RegencyStandard.objects.filter(slug=slug).order_by("number"))
        now = _counting(laid_down, today)
        later = {each.effective_from: each for each in laid_down if each.effective_from > today}
        starts = [*([now] if now else []), *(later[day] for day in sorted(later))]
        chosen = next((each for each in starts if str(each.number) == asked), now)
        return cls(_ground(base, chosen), chosen, starts, laid_down[-1].number if laid_down else 0)

    @property
    def layer(self) -> Table:
        return _fitting(self.base, self.start)

    @property
    def effective_from(self) -> date:
        today = timezone.localdate()
        return max(self.start.effective_from, today) if self.start else today


@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY_SERVICES)
def change(request: RegencyRequest, slug: str) -> HttpResponse:
    """Say what all villages add to a service. Nothing counts before it is published; nothing typed is lost."""
    with reading_all_villages(by=request.actor, purpose="Mencari standar yang diwarisi desa"):
        base = base_of(slug)
    if base is None:
        raise Http404("no such standard")
    beginning = Beginning.of(slug, base, request.POST.get("versi", "") or request.GET.get("versi", ""))
    ground = Ground.of((beginning.base,), shipped_common(), POSTS)
    data = request.POST if request.method == "POST" else None
    editor = AdditionsEditor(ground, beginning.layer, beginning.effective_from, data)
    action = request.POST.get("aksi", "")
    if data is None:
        return _page(request, slug, beginning, editor, beginning.newest)
    seen = number_sent(request.POST.get("terbaru", ""))
    if action not in {PREVIEW, PUBLISH}:
        editor.rearrange(action)
        return _page(request, slug, beginning, editor, seen)
    if not editor.is_valid():
        return _page(request, slug, beginning, editor, seen, status=422)
    if action == PREVIEW:
        return _page(request, slug, beginning, editor, seen, is_preview=True)
    if seen < beginning.newest:
        return _page(request, slug, beginning, editor, beginning.newest, overtaken=True, status=409)
    return _publish(request, slug, beginning, editor)


def _publish(
    request: RegencyRequest, slug: str, beginning: Beginning, editor: AdditionsEditor
) -> HttpResponse:
    regency = Regency.objects.first()
    if regency is None:
        raise Http404("no regency yet")
    own = beginning.start.base if beginning.start else {}
    laid_down = publish_regency_standard(
        regency=regency, slug=slug, base=own, additions=editor.table(), effective_from=editor.effective_from,
        by=request.actor,
    )  # fmt: skip
    messages.success(request, f"Ketetapan {laid_down.number} dikirim ke semua desa. Tambahan desa tetap ada.")
    return redirect("services:regency_service", slug)


def _page(
    request: RegencyRequest,
    slug: str,
    beginning: Beginning,
    editor: AdditionsEditor,
    seen: int,
    *,
    is_preview: bool = False,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    told: dict[str, object] = {}
    if is_preview:
        standard = editor.standard
        told = {
            "sheet": sheet(standard, shipped_common(), editor.effective_from, POSTS),
            "differences": differences(read_layers(beginning.base, beginning.layer), standard, POSTS),
        }
    return _show(
        request, "services/regency/additions.html", status=status, slug=slug, start=beginning.start,
        starts=beginning.starts, seen=seen, editor=editor, ground=editor.ground, is_preview=is_preview,
        overtaken=overtaken, told=told,
    )  # fmt: skip


def _show(request: RegencyRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, template, {"tab": "services", **context}, status=status)
