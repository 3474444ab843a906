"""What is shown when a page could not be made: the database is away, or something of ours is broken."""

from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error

from balai.kiosk.views.line import onward_of, without_server


def broken(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`. A kiosk goes on by itself; elsewhere somebody reads what to do. Asks the database for nothing."""
    onward = onward_of(request)
    return without_server(request, onward) if onward else server_error(request)
