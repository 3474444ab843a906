"""The desk's pages about what the kiosks give, and to whom."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from balai.access.enums import Way
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.kiosk.enums import IntroductionRule
from balai.kiosk.forms.kinds import KindForm
from balai.kiosk.operations.kinds import rule_kind
from balai.kiosk.policies import every_kind, policy_of
from balai.letters.models import Kind


@require_safe
@requires(Permission.MANAGE_VILLAGE, Permission.MANAGE_LETTER_KINDS)
def kinds(request: OfficerRequest) -> HttpResponse:
    """Every kind that the village uses: at the kiosk or not, and how people are recognised."""
    every = every_kind()
    offered = [each for each in every if each.policy.is_offered]
    others = [each for each in every if not each.policy.is_offered]
    return render(request, "kiosk/desk/kinds.html", {"tab": "village", "offered": offered, "others": others})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_VILLAGE, Permission.MANAGE_LETTER_KINDS)
def kind(request: OfficerRequest, slug: str) -> HttpResponse:
    """Decide about one kind."""
    kind = get_object_or_404(Kind.objects.offered(), slug=slug)
    policy = policy_of(kind)
    initial = {
        "is_offered": policy.is_offered,
        "ways": list(policy.ways),
        "introduction": policy.introduction,
    }
    form = KindForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        rule_kind(
            kind=kind,
            is_offered=form.cleaned_data["is_offered"],
            ways=[Way(way) for way in form.cleaned_data["ways"]],
            introduction=IntroductionRule(form.cleaned_data["introduction"]),
            by=request.actor,
        )
        messages.success(request, f"{kind.title} di anjungan sudah diatur.")
        return redirect("kiosk:kinds")
    context = {"tab": "village", "kind": kind, "form": form}
    return render(request, "kiosk/desk/kind.html", context, status=422 if form.is_bound else 200)
