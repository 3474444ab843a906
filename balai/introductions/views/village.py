"""What the village decides about introductions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.introductions.forms import RulesForm
from balai.introductions.operations import change_rules, current_rules
from balai.villages.enums import AreaLevel
from balai.villages.models import Area, AreaHead

MOST_NAMED = 12


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_VILLAGE)
def rules(request: OfficerRequest) -> HttpResponse:
    """How long one counts, whether the RW adds its word, and which heads cannot give any: they have no account."""
    before = current_rules()
    initial = {
        "days_valid": before.days_valid,
        "rw_endorses": before.rw_endorses,
        "takes_photos": before.takes_photos,
    }
    form = RulesForm(request.POST or None, initial=initial, rw=request.village.words.rw)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        change_rules(
            days_valid=said["days_valid"],
            rw_endorses=said.get("rw_endorses", False),
            takes_photos=said["takes_photos"],
            by=request.actor,
        )
        messages.success(request, "Aturan pengantar sudah disimpan. Berlaku untuk pengantar berikutnya.")
        return redirect("introductions:rules")
    context = {"tab": "village", "form": form, "without": _without_account()}
    return render(request, "introductions/rules.html", context, status=422 if form.errors else 200)


def _without_account() -> list[Area]:
    """The first RT and RW whose head has no account today, or that have no head."""
    able = AreaHead.objects.serving(timezone.localdate()).filter(officer__isnull=False).values("area")
    without = Area.objects.filter(level__in=[AreaLevel.RW, AreaLevel.RT]).exclude(pk__in=able)
    return list(without.in_order()[: MOST_NAMED + 1])
