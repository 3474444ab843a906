"""A device asks to become a kiosk."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from balai.accounts.attempts import network_behind, spend_allowance
from balai.accounts.guards import public_page
from balai.kiosk.http import keep_token, token_of
from balai.kiosk.operations.pairing import ask_to_pair, paired_device, waiting_request

MOST_CODES = 30
"""For one network in an hour: all kiosks of an office share it."""


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@public_page
def pairing(request: HttpRequest) -> HttpResponse:
    """Show a code on demand, and go on to the kiosk as soon as somebody typed it at the desk."""
    token = token_of(request)
    if paired_device(token):
        return redirect("kiosk:attract")
    if request.method != "POST":
        asking = waiting_request(token) if token else None
        return render(request, "kiosk/pairing.html", {"asking": asking})
    network = network_behind(request)
    if spend_allowance("kiosk-code", who=network, cost=1, most=MOST_CODES, each=timedelta(hours=1)):
        return render(request, "kiosk/pairing.html", {"asking": None, "too_often": True}, status=429)
    _, token = ask_to_pair()
    response = redirect("kiosk:pairing")
    keep_token(response, token)
    return response
