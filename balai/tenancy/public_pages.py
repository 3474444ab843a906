"""Public pages kept in memory while the village's content stays as it is.

The database counts every change of what public pages show (`ChangesPublicPages`), and the middleware reads that number
with the village: a page that is kept costs no further query, and a change is seen by the next request. What depends on
the clock, such as whether the office is open, is at most a minute old.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from gzip import compress
from hashlib import sha256
from threading import Lock
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from balai.core.browsers import needs_flat_stylesheet
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.scope import acting_for

MOST_BYTES = 64 * 1024 * 1024
"""Packed bytes that one process keeps; the pages that were not asked for longest give way."""
QUALITY = 9
KEPT = "public, no-cache"
"""Browsers and the pages' service worker may keep it, and ask whether it is still right."""

type Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it goes over the wire, packed once for all."""

    packed: bytes
    content_type: str
    etag: str

    @classmethod
    def of(cls, response: HttpResponse) -> "KeptPage":
        body = response.content
        etag = f'W/"{sha256(body).hexdigest()[:32]}"'
        return cls(brotli.compress(body, quality=QUALITY), response["Content-Type"], etag)

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """What this browser understands of it; only a line when it has the page already."""
        accepted = request.headers.get("Accept-Encoding", "")
        if "br" in accepted:
            response = HttpResponse(self.packed, headers={"Content-Encoding": "br"})
        elif "gzip" in accepted:
            body = compress(brotli.decompress(self.packed), compresslevel=6, mtime=0)
            response = HttpResponse(body, headers={"Content-Encoding": "gzip"})
        else:
            response = HttpResponse(brotli.decompress(self.packed))
        response["Content-Type"] = self.content_type
        response["ETag"] = self.etag
        response["Cache-Control"] = KEPT
        patch_vary_headers(response, ("Accept-Encoding", "User-Agent"))
        return get_conditional_response(request, etag=self.etag, response=response) or response


class Shelf:
    """The pages that a process keeps."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Key) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: KeptPage) -> None:
        with self._lock:
            former = self._pages.pop(key, None)
            self._pages[key] = page
            self._bytes += len(page.packed) - (len(former.packed) if former else 0)
            while self._bytes > self._most_bytes:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest.packed)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._bytes = 0


SHELF = Shelf(MOST_BYTES)


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Answer from memory where the same was asked for. Only for pages that are the same for everybody.

    With a query the view is asked each time: what people search for has no end.
    """

    @opens_own_scopes
    @wraps(view)
    def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET:
            return _ask(view, request, *args, **kwargs)
        key = _key(request)
        page = SHELF.get(key)
        if page is None:
            response = _ask(view, request, *args, **kwargs)
            if response.status_code != 200 or response.cookies:
                return response
            page = KeptPage.of(response)
            SHELF.put(key, page)
        return page.answer(request)

    return answer


def _ask(view: Callable[..., HttpResponse], request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    with acting_for(request.village):
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", KEPT)
        if callable(render := getattr(response, "render", None)):
            render()
    patch_vary_headers(response, ("User-Agent",))
    return response


def _key(request: Any) -> Key:
    return (
        request.village.pk,
        request.village.content.number,
        request.get_host(),
        request.path,
        needs_flat_stylesheet(request.headers.get("User-Agent", "")),
        get_language(),
        int(time.time() // 60),
    )
