"""Who signs the letters of this village."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.letters.enums import Chain
from balai.letters.forms import ChainForm
from balai.letters.models import KindVersion
from balai.letters.operations import set_chain
from balai.villages.models import Official


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_LETTER_KINDS)
def chains(request: OfficerRequest) -> HttpResponse:
    """For each kind: at once, or through the hands of secretary and head."""
    versions = KindVersion.objects.current()
    kinds = [version.kind for version in versions if version.definition.is_letter]
    kinds.sort(key=lambda kind: kind.title)
    form = ChainForm(request.POST if request.method == "POST" else None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        for kind in kinds:
            wanted = Chain(form.cleaned_data[kind.slug])
            if wanted != kind.chain:
                set_chain(kind=kind, chain=wanted, by=request.actor)
        messages.success(request, "Disimpan. Berlaku mulai surat berikutnya.")
        return redirect("letters:chains")
    unlinked = Official.objects.available(timezone.localdate()).signing().filter(officer=None)
    context = {"tab": "letters", "form": form, "unlinked": unlinked}
    return render(request, "letters/chains.html", context, status=422 if form.errors else 200)
