"""A PIN of one's own in the place of the one that the desk gave out."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from balai.access.operations import NotRecognised, WeakPin, change_pin
from balai.accounts.attempts import TooManyAttempts
from balai.kiosk.forms.visit import OwnPinForm
from balai.kiosk.visiting import VisitRequest, visit_page


@require_http_methods(["GET", "HEAD", "POST"])
@visit_page
def own_pin(request: VisitRequest) -> HttpResponse:
    """The old PIN once, the new one twice. Only for somebody who is known already."""
    resident = request.visit.resident
    if resident is None:
        return redirect("kiosk:onward")
    form, status, is_changed = OwnPinForm(request.POST if request.method == "POST" else None), 200, False
    if form.is_bound:
        status = 422
    if form.is_bound and form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
        try:
            change_pin(resident=resident, old=old, new=new, device=str(request.device.pk), by=request.actor)
            status, is_changed = 200, True
        except (WeakPin, NotRecognised) as wrong:
            form.add_error(None, str(wrong))
        except TooManyAttempts as many:
            form.add_error(None, many)
            status = 429
    return render(request, "kiosk/visit/pin.html", {"form": form, "is_changed": is_changed}, status=status)
