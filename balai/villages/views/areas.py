"""Dusun, RW and RT, and who heads them."""

import uuid

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.accounts.models import Assignment, Officer
from balai.core.confirming import confirm
from balai.tenancy.rules import RegionalWords
from balai.villages import operations
from balai.villages.enums import AreaLevel
from balai.villages.forms import AreaForm, AreaHeadForm, ConfirmForm, EndForm, HeadAccountForm, NameForm
from balai.villages.models import Area, AreaHead
from balai.villages.views.answers import FORM, POSTABLE, done, leave, show


@require_safe
@requires(Permission.MANAGE_VILLAGE)
def area_list(request: OfficerRequest) -> HttpResponse:
    """The widest areas of the village, with their heads and how many there are below."""
    return show(
        request,
        "villages/areas.html",
        areas=_with_heads(Area.objects.filter(parent=None)),
        counts=_named_counts(request.village.words),
        below=_next_level(None, request.village.words),
    )


@require_safe
@requires(Permission.MANAGE_VILLAGE)
def area_detail(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """One area: who heads it and headed it, and the areas in it."""
    area = get_object_or_404(Area.objects.select_related("parent"), pk=id)
    return show(
        request,
        "villages/area.html",
        area=area,
        today=timezone.localdate(),
        heads=AreaHead.objects.filter(area=area).select_related("officer").order_by("-since"),
        areas=_with_heads(Area.objects.filter(parent=area)),
        below=_next_level(area, request.village.words),
        is_named=area.level == AreaLevel.DUSUN,
    )


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def add_area(request: OfficerRequest, parent_id: uuid.UUID | None = None) -> HttpResponse:
    """A new area, at the top or in another one."""
    parent = get_object_or_404(Area, pk=parent_id) if parent_id else None
    form = AreaForm(request.POST or None, levels=_levels_below(parent, request.village.words))
    if done(request, form, lambda data: _add(request, parent, **data)):
        told = "Wilayah sudah ditambahkan."
        return leave(request, told, *(["villages:area", parent.pk] if parent else ["villages:areas"]))
    title = f"Tambah wilayah di {parent.called(request.village.words)}" if parent else "Tambah wilayah"
    return show(request, FORM, form, title=title, back=_address(parent), action="Tambah")


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def rename_area(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """Another name for a named area; everything in it moves along."""
    area = get_object_or_404(Area, pk=id, level=AreaLevel.DUSUN)
    form = NameForm(request.POST or None, initial={"name": area.dusun})
    if done(request, form, lambda data: operations.rename_subarea(area=area, **data, by=request.actor)):
        return leave(request, "Nama sudah diganti.", "villages:area", area.pk)
    note = "Semua wilayah di dalamnya ikut berganti nama. Surat yang sudah terbit tidak berubah."
    return show(
        request,
        FORM,
        form,
        title=f"Ganti nama {area.called(request.village.words)}",
        note=note,
        back=_address(area),
    )


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def remove_area(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """Take away an area that nobody lives in."""
    area = get_object_or_404(Area.objects.select_related("parent"), pk=id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if done(request, form, lambda _: operations.remove_area(area=area, by=request.actor)):
        return leave(request, f"{area.called(request.village.words)} sudah dihapus.", "villages:areas")
    question, consequence = (
        f"Hapus {area.called(request.village.words)}?",
        "Hanya bisa bila tidak ada warga, ketua, atau wilayah di dalamnya.",
    )
    return confirm(
        request,
        tab="village",
        form=form,
        question=question,
        consequence=consequence,
        action="Hapus",
        danger=True,
        back=_address(area),
    )


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def appoint_head(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """A new head for an area."""
    area = get_object_or_404(Area, pk=id)
    form = AreaHeadForm(request.POST or None, officers=_officers_here())
    if done(request, form, lambda data: operations.appoint_area_head(area=area, **data, by=request.actor)):
        return leave(
            request, f"Ketua {area.called(request.village.words)} sudah dicatat.", "villages:area", area.pk
        )
    return show(
        request, FORM, form, title=f"Catat ketua {area.called(request.village.words)}", back=_address(area)
    )


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def connect_head(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """With which account a head signs in."""
    head = get_object_or_404(AreaHead.objects.select_related("area"), pk=id)
    form = HeadAccountForm(
        request.POST or None, officers=_officers_here(), initial={"officer": head.officer_id}
    )
    if done(request, form, lambda data: operations.connect_area_head(head=head, **data, by=request.actor)):
        return leave(request, "Akun ketua sudah disimpan.", "villages:area", head.area.pk)
    title = f"Akun {head.name}"
    return show(request, FORM, form, title=title, back=_address(head.area))


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def end_headship(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """The last day of a head of an area."""
    head = get_object_or_404(AreaHead.objects.select_related("area"), pk=id)
    area = head.area
    form = EndForm(request.POST or None, initial={"until": head.until or timezone.localdate()})
    if done(request, form, lambda data: operations.end_headship(head=head, **data, by=request.actor)):
        return leave(request, "Masa tugas sudah diakhiri.", "villages:area", area.pk)
    question = f"Akhiri tugas {head.name} di {area.called(request.village.words)}?"
    return confirm(
        request,
        tab="village",
        form=form,
        question=question,
        consequence="",
        action="Akhiri tugas",
        back=_address(area),
    )


def _add(request: OfficerRequest, parent: Area | None, *, level: AreaLevel, name: str) -> Area:
    above = (parent.dusun, parent.rw) if parent else ("", "")
    dusun = name if level == AreaLevel.DUSUN else above[0]
    rw = name if level == AreaLevel.RW else above[1]
    rt = name if level == AreaLevel.RT else ""
    return operations.add_area(level=level, dusun=dusun, rw=rw, rt=rt, by=request.actor)


def _with_heads(areas: QuerySet[Area]) -> QuerySet[Area]:
    """Each area with its present head as `serving`, and how many areas lie directly in it."""
    serving = Prefetch("heads", AreaHead.objects.serving(timezone.localdate()), to_attr="serving")
    return areas.prefetch_related(serving).annotate(parts=Count("children")).order_by("dusun", "rw", "rt")


def _officers_here() -> QuerySet[Officer]:
    serving = Assignment.objects.serving(timezone.localdate()).values("officer")
    return Officer.objects.filter(Q(pk__in=serving)).order_by("full_name")


def _address(area: Area | None) -> str:
    return reverse("villages:area", args=[area.pk]) if area else reverse("villages:areas")


def _word(level: AreaLevel, words: RegionalWords) -> str:
    return {AreaLevel.DUSUN: words.subarea, AreaLevel.RW: words.rw, AreaLevel.RT: words.rt}[level]


def _levels_below(area: Area | None, words: RegionalWords) -> list[tuple[int, str]]:
    """The levels that may lie in an area, widest first, by the words of the village; levels it lacks are left out."""
    lowest = area.level if area else 0
    levels = [level for level in AreaLevel if level > lowest and _word(level, words)]
    return [(level.value, _word(level, words)) for level in levels]


def _next_level(area: Area | None, words: RegionalWords) -> str:
    """What the areas directly below are called; '' at the bottom of the tree."""
    levels = _levels_below(area, words)
    return levels[0][1] if levels else ""


def _named_counts(words: RegionalWords) -> list[tuple[str, int]]:
    counts = Area.objects.counted_by_level()
    return [(_word(level, words), counts.get(level, 0)) for level in AreaLevel if _word(level, words)]
