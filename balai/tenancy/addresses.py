"""Where the site of a village is found from outside."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from balai.tenancy.languages import root_of
from balai.tenancy.models import Village


def site_of(village: Village, public_url: str) -> str:
    """The address of the village's site: 'https://balai.nusaraya.example/sukamaju/', or its own host."""
    base = public_url.rstrip("/")
    if village.host:
        return f"{urlsplit(base).scheme or 'https'}://{village.host}/"
    return f"{base}/{village.slug}/"


def public_address(village: Village, path: str) -> str:
    """A page of the village with scheme and host, never taken from a request; "" until BALAI_PUBLIC_URL is set.

    `path` as `reverse` gives it; in the language of the request, if it has one.
    """
    if not settings.BALAI_PUBLIC_URL:
        return ""
    return site_of(village, settings.BALAI_PUBLIC_URL) + path.removeprefix(root_of(village))


def address_for_others(request: HttpRequest, village: Village, path: str) -> str:
    """The address of a page to print or send: the public one of the hall; without one, that which is used here."""
    return public_address(village, path) or request.build_absolute_uri(path)
