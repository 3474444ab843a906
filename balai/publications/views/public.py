"""News, announcements and the standing pages, for everybody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.core import files
from balai.core.paging import BoundedPaginator
from balai.publications.enums import ArticleKind
from balai.publications.models import Article, Picture
from balai.publications.reading import covers_of
from balai.publications.showing import page_of
from balai.tenancy.languages import translated
from balai.tenancy.public_pages import kept

NEWS_ON_A_PAGE = 12
YEAR = 365 * 24 * 3600  # seconds; the address of a file changes with what is in it


@require_safe
@public_page
@kept
@translated
def news(request: PublicRequest) -> HttpResponse:
    """Everything that is shown now, pinned ones first."""
    shown = Article.objects.news().public(timezone.now())
    page = BoundedPaginator(shown, NEWS_ON_A_PAGE).get_page(request.GET.get("page"))
    versions = [article.published for article in page]
    context = {"tab": "news", "page": page, "covers": covers_of(versions)}
    return render(request, "publications/news.html", context)


@require_safe
@public_page
@kept
@translated
def article(request: PublicRequest, slug: str) -> HttpResponse:
    """One text. What has ended or was withdrawn is gone."""
    shown = Article.objects.news().public(timezone.now()).filter(slug=slug).first()
    if shown is None:
        raise Http404
    template, context = page_of(shown, shown.published, request.village)
    return render(request, template, {"tab": "news", **context})


@require_safe
@public_page
@kept
@translated
def profile(request: PublicRequest) -> HttpResponse:
    """History, territory and officials."""
    return _standing(request, ArticleKind.PROFILE)


@require_safe
@public_page
@kept
@translated
def charter(request: PublicRequest) -> HttpResponse:
    """What the office promises to everybody it serves (UU 25/2009 pasal 22)."""
    return _standing(request, ArticleKind.CHARTER)


@require_safe
@public_page
@kept
@translated
def contact(request: PublicRequest) -> HttpResponse:
    """How the office is reached, and when it is open."""
    return _standing(request, ArticleKind.CONTACT)


def _standing(request: PublicRequest, kind: ArticleKind) -> HttpResponse:
    """A standing page is there even before anybody has written it: with what the village has said elsewhere."""
    shown = Article.objects.filter(kind=kind).public(timezone.now()).first()
    template, context = page_of(shown, shown.published if shown else None, request.village, kind)
    return render(request, template, {"tab": "", **context})


@require_safe
@public_page
def picture(request: PublicRequest, name: str) -> HttpResponse:
    """A file of a picture by the name of what is in it: it never changes."""
    known = Picture.objects.filter(large=name).exists() or Picture.objects.filter(small=name).exists()
    if not known:
        raise Http404
    response = HttpResponse(files.read(name), content_type="image/webp")
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
