"""Names the village of a request, and runs its view inside that village's scope."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone, translation

from balai.core.languages import INDONESIAN
from balai.tenancy.languages import address_in, is_translated, languages_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

VILLAGE_URLS = "config.urls_village"

GetResponse = Callable[[HttpRequest], HttpResponse]


class VillageMiddleware:
    """Sets `request.village` (or None), its clock and `request.language`, and strips their prefixes from the path:
    URLs are the same in every village and language."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        outer_prefix = get_script_prefix()
        request.village = _named_by(request)
        request.language = INDONESIAN.code
        if request.village is None:
            return self.get_response(request)
        request.urlconf = VILLAGE_URLS
        request.language = _language_asked_for(request, request.village)
        try:
            with timezone.override(request.village.time_zone):
                return self.get_response(request)
        finally:
            translation.deactivate()
            set_script_prefix(outer_prefix)

    def process_view(self, request: Any, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        """Speak the language from here on, or lead on to the page that is Indonesian only."""
        if request.language == INDONESIAN.code:
            return None
        if not is_translated(view):
            plain = address_in(request, request.village, INDONESIAN)
            return HttpResponseRedirect(plain, preserve_request=True)
        translation.activate(request.language)
        return None

    def process_exception(self, _request: HttpRequest, _exception: Exception) -> None:
        """What went wrong is told in Indonesian."""
        translation.deactivate()


class ScopeMiddleware:
    """Wraps the view itself, as `ATOMIC_REQUESTS` does: an exception rolls back, an ordinary 4xx commits.

    Wrapping `get_response` would not do: by then Django has turned the exception into a response.
    Must be the last middleware, because its `process_view` answers in the others' place.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: Any,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if request.village is None or getattr(view, "opens_own_scopes", False):
            return None
        with acting_for(request.village):
            response = view(request, *args, **kwargs)
            if callable(render := getattr(response, "render", None)):
                render()
        return response


def opens_own_scopes[View: Callable[..., Any]](view: View) -> View:
    """Mark a view that calls outside systems: it opens short scopes itself and never waits for a network inside one."""
    view.opens_own_scopes = True  # type: ignore[attr-defined]  # a mark read by the middleware
    return view


def _named_by(request: HttpRequest) -> Village | None:
    """The village named by the host, else by the first part of the path, which is then stripped."""
    host, _ = split_domain_port(request.get_host())
    slug, slash, rest = request.path_info.lstrip("/").partition("/")
    named = Village.objects.select_related("regency", "content").filter(Q(host=host) | Q(slug=slug, host=""))
    village = next(iter(sorted(named, key=lambda village: village.host != host)), None)
    if village is not None and village.host != host:
        if not slash:
            return None
        _strip(request, slug, rest)
    return village


def _language_asked_for(request: HttpRequest, village: Village) -> str:
    """The language named by the next part of the path, which is then stripped; Indonesian where none is."""
    code, slash, rest = request.path_info.lstrip("/").partition("/")
    if not slash or code not in {language.code for language in languages_of(village)}:
        return INDONESIAN.code
    _strip(request, code, rest)
    return code


def _strip(request: HttpRequest, part: str, rest: str) -> None:
    prefix = f"{request.META.get('SCRIPT_NAME', '')}/{part}"
    request.META["SCRIPT_NAME"] = prefix
    request.path_info = f"/{rest}"
    set_script_prefix(f"{prefix}/")
