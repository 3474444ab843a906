"""Who asks, when a web server stands between."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config.proxies import AddressFromProxy


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8::7", "2001:db8::7"),
        ("10.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("", "127.0.0.1"),
        ("203.0.113.9, seseorang", "127.0.0.1"),
    ],
)
def test_only_the_last_address_is_the_proxys_own_word(
    forwarded: str, address: str, rf: RequestFactory
) -> None:
    seen = []

    def note(request: HttpRequest) -> HttpResponse:
        seen.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    AddressFromProxy(note)(rf.get("/", headers={"X-Forwarded-For": forwarded}))

    assert seen == [address]
