"""The link page at the desk: what stands on it, in which order, its QR code, and how often it is used."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.calendar import long_date
from balai.core.charts import Bar, bar_chart
from balai.core.confirming import confirm
from balai.core.months import Month
from balai.core.qr import QUIET_ZONE, qr_png, qr_svg
from balai.publications.enums import LinkSection
from balai.publications.forms.links import LinkForm
from balai.publications.models import Link, LinkCount
from balai.publications.operations.links import (
    add_link,
    change_link,
    hide_link,
    move_link,
    remove_link,
    show_link,
)
from balai.publications.views.answers import MANAGERS, POSTABLE, leave, show
from balai.tenancy.addresses import address_for_others

DAYS_SHOWN = 14
MONTHS_SHOWN = 12
MOVES = {"naik": -1, "turun": 1}


@require_safe
@requires(MANAGERS)
def overview(request: OfficerRequest) -> HttpResponse:
    """All links with what they were used this month."""
    today = timezone.localdate()
    links = list(Link.objects.in_order().with_clicks(today.replace(day=1), today))
    return show(
        request,
        "publications/desk/links.html",
        sections=[(section, [link for link in links if link.section == section]) for section in LinkSection],
        month=Month.of(today),
        address=_address(request),
    )


@require_safe
@requires(MANAGERS)
def clicks(request: OfficerRequest) -> HttpResponse:
    """Clicks of the last days and months, as charts and tables."""
    today = timezone.localdate()
    days = _days(today)
    months = _months(today)
    return show(
        request,
        "publications/desk/clicks.html",
        days=days,
        any=any(count for _, count in (*days, *months)),
        months=months,
        day_chart=bar_chart([Bar(label, (count,)) for label, count in days], label="Klik tiap hari"),
        month_chart=bar_chart([Bar(label, (count,)) for label, count in months], label="Klik tiap bulan"),
    )


def _days(today: date) -> list[tuple[str, int]]:
    first = today - timedelta(days=DAYS_SHOWN - 1)
    counted = LinkCount.objects.by_day(first, today)
    shown = (today - timedelta(days=back) for back in range(DAYS_SHOWN))
    return [(long_date(day), counted.get(day, 0)) for day in shown]


def _months(today: date) -> list[tuple[str, int]]:
    months = Month.latest(today, MONTHS_SHOWN)
    counted = LinkCount.objects.by_month(months[-1].first)
    return [(month.label, counted.get(month.first, 0)) for month in months]


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def add(request: OfficerRequest, section: str) -> HttpResponse:
    """Another link."""
    if section not in LinkSection:
        raise Http404
    place = LinkSection(section)
    form = LinkForm(request.POST if request.method == "POST" else None, section=place)
    if request.method == "POST" and form.is_valid():
        add_link(section=place, facts=form.facts, by=request.actor)
        return leave(request, "Tautan ditambahkan.", "publications:desk_links")
    return show(request, "publications/desk/link.html", form, section=place, link=None)


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def change(request: OfficerRequest, link_id: UUID) -> HttpResponse:
    """Where it leads, what it is called."""
    link = _link(link_id)
    section = LinkSection(link.section)
    form = LinkForm(request.POST if request.method == "POST" else None, section=section, link=link)
    if request.method == "POST" and form.is_valid():
        change_link(link=link, facts=form.facts, by=request.actor)
        return leave(request, "Tautan disimpan.", "publications:desk_links")
    return show(request, "publications/desk/link.html", form, section=section, link=link)


@require_POST
@requires(MANAGERS)
def move(request: OfficerRequest, link_id: UUID, where: str) -> HttpResponse:
    """One place up or down."""
    if where not in MOVES:
        raise Http404
    move_link(link=_link(link_id), places=MOVES[where], by=request.actor)
    return redirect("publications:desk_links")


@require_POST
@requires(MANAGERS)
def switch(request: OfficerRequest, link_id: UUID) -> HttpResponse:
    """From the page, or back on it."""
    link = _link(link_id)
    if link.is_on:
        hide_link(link=link, by=request.actor)
        return leave(request, f"{link} disembunyikan.", "publications:desk_links")
    show_link(link=link, by=request.actor)
    return leave(request, f"{link} tampil lagi.", "publications:desk_links")


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def remove(request: OfficerRequest, link_id: UUID) -> HttpResponse:
    """Delete it with its counts."""
    link = _link(link_id)
    if request.method == "POST":
        remove_link(link=link, by=request.actor)
        return leave(request, f"{link} dihapus.", "publications:desk_links")
    return confirm(
        request,
        tab="site",
        question=f"Hapus tautan “{link}”?",
        consequence="Hitungan kliknya ikut terhapus. Kalau hanya mau disembunyikan, pakai Sembunyikan.",
        action="Hapus",
        back=reverse("publications:desk_links"),
        danger=True,
    )


@require_safe
@requires(MANAGERS)
def code(request: OfficerRequest, form: str) -> HttpResponse:
    """The QR code of the link page as a file to print or send."""
    address = _address(request)
    content, kind = (
        (qr_svg(address, margin=QUIET_ZONE).encode(), "image/svg+xml")
        if form == "svg"
        else (qr_png(address), "image/png")
    )
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="tautan-{request.village.slug}.{form}"'
    return response


def _address(request: OfficerRequest) -> str:
    """What the code holds."""
    return address_for_others(request, request.village, reverse("publications:links"))


def _link(link_id: UUID) -> Link:
    link: Link = get_object_or_404(Link.objects.select_related("service"), pk=link_id)
    return link
