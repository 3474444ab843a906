"""Behind a web server that ends TLS (`BALAI_PROXY=1`): who really asks."""

import ipaddress
from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse


class AddressFromProxy:
    """Puts the address that the proxy saw in the place of the proxy's own, for the trail and for counting attempts.

    Only the last one that it names is its own word; whatever stands before it was written by the browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        with suppress(ValueError):  # somebody on this machine asks without the proxy
            request.META["REMOTE_ADDR"] = str(ipaddress.ip_address(last))
        return self.get_response(request)
