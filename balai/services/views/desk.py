"""The services of a village at its desk: the list, one standard with its layers and versions, and looking after it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.services import operations
from balai.services.enums import ServiceState
from balai.services.forms import IntervalForm, ServiceFilter
from balai.services.models import LAYERS, CommonStandard, Service, ServiceVersion
from balai.services.overview import Waiting, change_of, narrowed, origins, rows, unread_changes
from balai.services.sheet import Sheet, sheet
from balai.services.views.answers import POSTABLE, leave, number_sent, posts, show

PAGE = 25


@require_safe
@requires(Permission.MANAGE_SERVICES)
def services(request: OfficerRequest) -> HttpResponse:
    """All services, narrowed by what is asked for."""
    found = rows(timezone.localdate())
    form = ServiceFilter(request.GET)
    form.is_valid()
    counts = {what: sum(row.awaits(what) for row in found) for what in Waiting}
    page = Paginator(narrowed(found, form.wanted), PAGE).get_page(request.GET.get("page"))
    template = "services/desk/list.html#rows" if request.htmx else "services/desk/list.html"
    return show(
        request, template, form=form, page=page, all=len(found),
        unread=counts[Waiting.UNREAD], due=counts[Waiting.REVIEW], scheduled=counts[Waiting.SCHEDULED],
    )  # fmt: skip


@require_safe
@requires(Permission.MANAGE_SERVICES)
def service(request: OfficerRequest, slug: str) -> HttpResponse:
    """One service: its standard as residents see it, where its parts come from, and its versions."""
    today = timezone.localdate()
    chosen = get_object_or_404(Service, slug=slug)
    versions = list(ServiceVersion.objects.filter(service=chosen).defer(*LAYERS).order_by("-number"))
    current = ServiceVersion.objects.filter(service=chosen).in_force(today).first() or versions[-1]
    return show(
        request,
        "services/desk/service.html",
        service=chosen,
        current=current,
        versions=versions,
        scheduled=[each for each in versions if each.effective_from > today],
        origins=origins(current, posts(request)),
        is_unread=Service.objects.filter(pk=chosen.pk).with_unread_changes().exists(),
        is_due=chosen.review_due <= today,
        is_own=chosen.is_own(current),
        interval=IntervalForm(initial={"months": chosen.review_months}),
        sheet=_sheet(request, current),
    )


def _sheet(request: OfficerRequest, version: ServiceVersion) -> Sheet:
    day = max(version.effective_from, timezone.localdate())
    return sheet(version.standard, CommonStandard.objects.current(), day, posts(request))


@require_safe
@requires(Permission.MANAGE_SERVICES)
def version(request: OfficerRequest, slug: str, number: int) -> HttpResponse:
    """A version as it is or was, and what it changed."""
    versions = ServiceVersion.objects.select_related("service")
    chosen = get_object_or_404(versions, service__slug=slug, number=number)
    current = ServiceVersion.objects.filter(service=chosen.service).in_force(timezone.localdate()).first()
    return show(
        request,
        "services/desk/version.html",
        service=chosen.service,
        version=chosen,
        is_current=chosen == current,
        is_scheduled=chosen.effective_from > timezone.localdate(),
        change=change_of(chosen, posts(request)),
        sheet=_sheet(request, chosen),
    )


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_SERVICES)
def changes(request: OfficerRequest, slug: str) -> HttpResponse:
    """What the law or the regency changed, and that somebody has read it."""
    chosen = get_object_or_404(Service, slug=slug)
    if request.method == "POST":
        known = ServiceVersion.objects.filter(
            service=chosen, number=number_sent(request.POST.get("sampai", ""))
        )
        operations.mark_seen(service=chosen, number=get_object_or_404(known).number, by=request.actor)
        return leave(request, f"Perubahan {chosen.name} sudah dibaca.", "services:desk_service", slug)
    return show(
        request, "services/desk/changes.html", service=chosen, changes=unread_changes(chosen, posts(request))
    )


@require_POST
@requires(Permission.MANAGE_SERVICES)
def offer(request: OfficerRequest, slug: str) -> HttpResponse:
    """Let residents find it, or not."""
    chosen = get_object_or_404(Service, slug=slug)
    offered = request.POST.get("keadaan") == ServiceState.OFFERED
    operations.set_offered(service=chosen, offered=offered, by=request.actor)
    told = "ditawarkan lagi" if offered else "disembunyikan dari warga"
    return leave(request, f"{chosen.name} {told}.", "services:desk_service", slug)


@require_POST
@requires(Permission.MANAGE_SERVICES)
def review(request: OfficerRequest, slug: str) -> HttpResponse:
    """Somebody has looked at it; or it is to be looked at more or less often."""
    chosen = get_object_or_404(Service, slug=slug)
    if "months" not in request.POST:
        operations.mark_reviewed(service=chosen, on=timezone.localdate(), by=request.actor)
        return leave(request, f"{chosen.name} sudah ditinjau hari ini.", "services:desk_service", slug)
    form = IntervalForm(request.POST)
    if not form.is_valid():
        raise Http404
    operations.set_review_interval(service=chosen, months=form.cleaned_data["months"], by=request.actor)
    return leave(request, "Jadwal tinjauan sudah disimpan.", "services:desk_service", slug)
