"""Which public page an address means, and what people call it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import Resolver404, ResolverMatch, resolve

from balai.accounts.guards import guard_of
from balai.publications.models import Article
from balai.services.models import Service
from balai.tenancy.middleware import VILLAGE_URLS

LONGEST_PATH: Final = 200
_NAMES: Final[Mapping[str, str]] = {
    "portal:home": "Halaman depan",
    "publications:news": "Kabar dan pengumuman",
    "publications:links": "Halaman tautan",
    "publications:profile": "Profil",
    "publications:charter": "Maklumat pelayanan",
    "publications:contact": "Kontak",
    "publications:information": "Informasi publik",
    "services:catalogue": "Semua layanan",
    "surveys:published": "Kepuasan warga",
    "letters:verify": "Periksa keaslian surat",
}


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A page that everybody may open: its path from the village's root, its name, and the service that it explains."""

    path: str
    title: str
    service_slug: str = ""


def page_at(path: str) -> PublicPage | None:
    """The public page of a path, or None for any other: what strangers write here is never shown as they wrote it."""
    if not path.startswith("/") or len(path) > LONGEST_PATH:
        return None
    try:
        match = resolve(path, urlconf=VILLAGE_URLS)
    except Resolver404:
        return None
    guard = guard_of(match.func)
    if guard is None or guard.kind != "public":
        return None
    return _named(path, match)


def _named(path: str, match: ResolverMatch) -> PublicPage:
    slug = _slug(match.kwargs)
    if match.view_name == "publications:article":
        article = Article.objects.select_related("published", "service").filter(slug=slug).first()
        if article and article.published:
            return PublicPage(path, article.published.title, article.service.slug if article.service else "")
    if match.app_name == "services" and slug and (service := Service.objects.filter(slug=slug).first()):
        return PublicPage(path, service.name, service.slug)
    return PublicPage(path, _NAMES.get(match.view_name, path))


def _slug(kwargs: Mapping[str, Any]) -> str:
    return str(kwargs.get("slug", ""))
