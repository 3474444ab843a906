"""The site without internet: pages that were opened stay readable, and the site can be installed."""

from typing import Final

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.core.languages import REGIONAL
from balai.core.workers import as_script, linked_files, versioned
from balai.tenancy.public_pages import kept

ICON_SIZES: Final = (192, 512)
NOT_KEPT: Final = ("meja/", "anjungan/", "masuk/", "kabupaten/", "api/", "keliru/", "v/", "saya/")
"""Below the village's root: pages of officers, kiosks and single visitors never come near the worker's store."""


@require_safe
@public_page
@kept
def without_line(request: PublicRequest) -> HttpResponse:
    """What is shown for a page that was never opened: it lists those that were."""
    return render(request, "portal/without_line.html", {"tab": ""})


@require_safe
@public_page
@kept
def worker(request: PublicRequest) -> HttpResponse:
    """The service worker of the public site."""
    page = render_to_string("portal/without_line.html", {"tab": ""}, request=request)
    root = get_script_prefix()
    plan = versioned(
        page,
        {
            "root": root,
            "page": reverse("portal:without_line"),
            "files": sorted({*linked_files(page)}),
            "never": [
                root + language + path
                for language in ("", *(f"{code}/" for code in REGIONAL))
                for path in NOT_KEPT
            ],
        },
    )
    context = {"plan_json": as_script(plan)}
    return render(request, "portal/worker.js", context, content_type="text/javascript")


@require_safe
@public_page
@kept
def manifest(request: PublicRequest) -> HttpResponse:
    """How the site looks when it is installed (W3C Web Application Manifest)."""
    words = request.village.words
    icons = [
        {"src": static(f"balai/icons/mark-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICON_SIZES
    ]
    described = {
        "id": reverse("portal:home"),
        "name": f"Layanan {words.full_name}",
        "short_name": words.full_name,
        "description": "Syarat, langkah, waktu, dan jam buka. Juga tanpa internet.",
        "lang": "id",
        "start_url": reverse("portal:home"),
        "scope": reverse("portal:home"),
        "display": "standalone",
        "background_color": "#f6f3ec",
        "theme_color": "#0b5057",
        "icons": [icon | {"purpose": purpose} for icon in icons for purpose in ("any", "maskable")],
    }
    return JsonResponse(described, content_type="application/manifest+json")
