"""What makes the verify page work without internet: its service worker, its manifest and the lists it keeps."""

from collections.abc import Callable
from hashlib import sha256
from typing import Final

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from balai.accounts.guards import public_page
from balai.accounts.http import VerifyRequest
from balai.core.browsers import CAMERA
from balai.core.seals import SealUnavailable
from balai.core.workers import as_script, linked_files, versioned
from balai.letters.published import Published, published
from balai.letters.views.public import kept_page, place_of
from balai.tenancy.middleware import opens_own_scopes

# Loaded only when somebody wants to scan, and kept from the first visit, so that it is there without internet.
ON_DEMAND: Final = ("balai/js/verify/scanner.js", "balai/vendor/qr-0.7.0/decode.min.js")
ICON_SIZES: Final = (192, 512)
LIST_TYPE: Final = "application/cbor"


@require_safe
@public_page
@opens_own_scopes
def keep(request: VerifyRequest) -> HttpResponse:
    """The page as the service worker keeps it: the same for everybody."""
    response = HttpResponse(kept_page(request))
    response["Permissions-Policy"] = CAMERA
    return response


@require_safe
@vary_on_headers("User-Agent")
@public_page
@opens_own_scopes
def worker(request: VerifyRequest) -> HttpResponse:
    """The service worker. Whatever changes on the page or in its files changes its version, and phones fetch anew."""
    page = kept_page(request)
    files = {*linked_files(page), *map(static, ON_DEMAND)}
    plan = versioned(
        page,
        {
            "page": reverse("letters:verify"),
            "copy": reverse("letters:verify_copy"),
            "files": sorted(files),
        },
    )
    context = {"plan_json": as_script(plan)}
    response = render(request, "letters/verify-worker.js", context, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return _unless_known(request, response, str(plan["version"]))


@require_safe
@public_page
@opens_own_scopes
def manifest(request: VerifyRequest) -> HttpResponse:
    """How the page looks when it is installed (W3C Web Application Manifest)."""
    place = place_of(request)
    icons = [
        {"src": static(f"balai/icons/mark-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICON_SIZES
    ]
    described = {
        "id": reverse("letters:verify"),
        "name": f"Periksa surat {place.words.full_name}",
        "short_name": "Periksa surat",
        "description": "Memeriksa keaslian surat dengan kamera, juga tanpa internet.",
        "lang": "id",
        "start_url": reverse("letters:verify"),
        "scope": reverse("letters:verify"),
        "display": "standalone",
        "background_color": "#f6f3ec",
        "theme_color": "#0b5057",
        "icons": [icon | {"purpose": purpose} for icon in icons for purpose in ("any", "maskable")],
    }
    return JsonResponse(described, content_type="application/manifest+json")


@require_safe
@public_page
@opens_own_scopes
def statement(request: VerifyRequest) -> HttpResponse:
    """The regency's signed word on which lists hold now, and since when (COSE)."""
    return _published(request, lambda lists: lists.statement, "application/cose")


@require_safe
@public_page
@opens_own_scopes
def public_keys(request: VerifyRequest) -> HttpResponse:
    """The keys that check the codes of all villages (CBOR)."""
    return _published(request, lambda lists: lists.keys, LIST_TYPE)


@require_safe
@public_page
@opens_own_scopes
def withdrawn(request: VerifyRequest) -> HttpResponse:
    """The letters that are no longer in force, by names that only who holds the paper can make (CBOR)."""
    return _published(request, lambda lists: lists.withdrawn, LIST_TYPE)


def _published(request: VerifyRequest, choose: Callable[[Published], bytes], kind: str) -> HttpResponse:
    try:
        content = choose(published(at=timezone.now()))
    except SealUnavailable as problem:
        return JsonResponse({"problem": str(problem)}, status=503)
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = "no-cache"
    return _unless_known(request, response, sha256(content).hexdigest()[:32])


def _unless_known(request: VerifyRequest, response: HttpResponse, etag: str) -> HttpResponse:
    """The response, or 304 to a browser that has it."""
    response["ETag"] = f'"{etag}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
