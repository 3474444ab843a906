"""In which languages a village's pages can be read, and at which addresses.

A regional language is the first part of an address below the village's root: `/sukamaju/jv/layanan/`. Only pages that
are marked as `translated` have such addresses; those of any other page lead on to the page itself, in Indonesian.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.encoding import escape_uri_path

from balai.core.languages import INDONESIAN, REGIONAL, Language
from balai.tenancy.models import Village


@dataclass(frozen=True, slots=True)
class Reading:
    """A page in one language, as a reader may choose it. Where the page has none in it, the address is the front page's."""

    language: Language
    address: str
    is_here: bool
    is_this_page: bool


def translated[View: Callable[..., Any]](view: View) -> View:
    """Mark a public page whose words are said in every regional language."""
    view.is_translated = True  # type: ignore[attr-defined]  # a mark read by the middleware
    return view


def is_translated(view: Callable[..., Any]) -> bool:
    return getattr(view, "is_translated", False)


def languages_of(village: Village) -> list[Language]:
    """Those that the village has switched on, in its order."""
    return [REGIONAL[code] for code in village.languages if code in REGIONAL]


def root_of(village: Village) -> str:
    """The path of the village's root during a request to it, without the language: '/sukamaju/'."""
    prefix = get_script_prefix()
    root = "/" if village.host else f"/{village.slug}/"
    spoken = (f"{language.code}/" for language in languages_of(village))
    return next((prefix.removesuffix(each) for each in spoken if prefix.endswith(root + each)), prefix)


def in_no_language(village: Village, path: str) -> str:
    """A path that `reverse` gave, without the language: of files, and of pages that are Indonesian everywhere."""
    return root_of(village) + path.removeprefix(get_script_prefix())


def address_in(request: HttpRequest, village: Village, language: Language) -> str:
    """The address of this same page in a language."""
    folder = "" if language is INDONESIAN else f"{language.code}/"
    query = request.META.get("QUERY_STRING", "")
    path = escape_uri_path(root_of(village) + folder + request.path_info.lstrip("/"))
    return f"{path}?{query}" if query else path


def readings(request: Any) -> list[Reading]:
    """The languages in which this page may be read, Indonesian first; none where the village has only Indonesian."""
    village: Village | None = request.village
    spoken = languages_of(village) if village else []
    if not village or not spoken:
        return []
    match = request.resolver_match
    here = match is not None and is_translated(match.func)
    found = [
        Reading(
            language,
            address_in(request, village, language) if here else f"{root_of(village)}{language.code}/",
            is_here=request.language == language.code,
            is_this_page=here,
        )
        for language in spoken
    ]
    plain = address_in(request, village, INDONESIAN)
    return [Reading(INDONESIAN, plain, request.language == INDONESIAN.code, is_this_page=True), *found]
