"""The web server with one page more: behind the same middleware, it reads one row and returns the bytes it is given."""

# ruff: noqa: I001  # Django must be set up before its views are imported
from config.wsgi import application

import os
from pathlib import Path

from django.http import HttpResponse
from django.urls import path

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.villages.models import Identity
from config import urls_village

__all__ = ["application"]

BODY = Path(os.environ["BALAI_BENCH_BODY"]).read_bytes()


@public_page
def baseline(request: PublicRequest) -> HttpResponse:
    """The least that a page of a village costs."""
    Identity.objects.first()
    return HttpResponse(BODY)


urls_village.urlpatterns.insert(0, path("patokan/", baseline))
