"""What somebody came for: the six that most people want, all others by kind, and by plain words."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.closeness import closest
from balai.kiosk.guards import kiosk_page
from balai.kiosk.http import KioskRequest
from balai.kiosk.matter import Matter
from balai.kiosk.operations.errands import begin_errand
from balai.kiosk.operations.visits import start_visit, touch_visit
from balai.kiosk.policies import OfferedKind, favourites, offered_kinds, policy_of
from balai.kiosk.visiting import keep_visit, onward, visit_of
from balai.letters.finding import described
from balai.letters.models import KindVersion

MOST_FOUND = 3
LONGEST_QUESTION = 80


@require_safe
@kiosk_page
def choose(request: KioskRequest) -> HttpResponse:
    """The six that are asked for most. A visitor who is known already needs not say who they are again."""
    offered = offered_kinds()
    context = {"tiles": favourites(offered, timezone.now()), "visit": visit_of(request)}
    return render(request, "kiosk/visit/choose.html", context)


@require_safe
@kiosk_page
def all_kinds(request: KioskRequest) -> HttpResponse:
    """Everything the kiosks of this village give: first the groups, then the kinds of one."""
    offered = sorted(offered_kinds(), key=lambda each: each.kind.category)
    groups = {name: list(kinds) for name, kinds in groupby(offered, key=lambda each: each.kind.category)}
    chosen = request.GET.get("kelompok", "")
    context = {"groups": groups.items(), "chosen": chosen, "tiles": groups.get(chosen, [])}
    return render(request, "kiosk/visit/all.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@kiosk_page
def find(request: KioskRequest) -> HttpResponse:
    """Kinds by everyday words: "mau nikah", "buka warung". By POST: what one asks is nobody else's business."""
    asked = request.POST.get("q", "")[:LONGEST_QUESTION]
    template = "kiosk/visit/find.html#found" if request.htmx else "kiosk/visit/find.html"
    context = {"asked": asked, "tiles": _found(offered_kinds(), asked) if asked else []}
    return render(request, template, context)


@require_POST
@kiosk_page
def begin(request: KioskRequest) -> HttpResponse:
    """A tile was touched: the visit begins with it, or goes on with one more errand."""
    version = KindVersion.objects.current().filter(kind__slug=request.POST.get("jenis", "")).first()
    policy = policy_of(version.kind) if version and version.kind.is_offered else None
    if version is None or policy is None or not policy.is_offered:
        return redirect("kiosk:choose")
    visit, key = visit_of(request), ""
    if visit is None:
        visit, key = start_visit(device=request.device)
    else:
        touch_visit(visit=visit)
    matter = Matter(visit, begin_errand(visit=visit, version=version), timezone.localdate())
    matter.policy = policy
    response = onward(request, matter)
    if key:
        keep_visit(response, key)
    return response


def _found(offered: list[OfferedKind], asked: str) -> list[OfferedKind]:
    places = closest(asked, [described(each.kind) for each in offered])
    return [offered[place] for place in places[:MOST_FOUND]]
