"""The same step with many applications of the village."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.applications import operations
from balai.applications.at_once import StepTaken, chosen, each_in_turn
from balai.applications.models import Application
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.scope import acting_for

STEPS: dict[str, tuple[StepTaken, str]] = {
    "setujui": (operations.agree_to_application, "disetujui"),
    "kirim": (operations.forward_application, "dikirim ke Disdukcapil"),
}


@require_POST
@requires(Permission.WORK_APPLICATIONS)
@opens_own_scopes
def take_step(request: OfficerRequest) -> HttpResponse:
    """Approve or forward what was ticked, and say for each what came of it."""
    here = request.village
    step, done_words = STEPS.get(request.POST.get("langkah", ""), (None, ""))
    ticked = list(chosen(request.POST.getlist("pilih"), lambda slug: here if slug == here.slug else None))
    if step is None or not ticked:
        messages.info(request, "Centang dulu permohonannya.")
        return redirect("applications:desk")
    results = list(each_in_turn(ticked, step, among=Application.objects.ever_sent, by=request.actor))
    context = {
        "tab": "applications",
        "results": results,
        "done": sum(not each.problem for each in results),
        "done_words": done_words,
    }
    with acting_for(here):
        return render(request, "applications/desk/many.html", context)
