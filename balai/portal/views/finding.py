"""What search engines and news readers ask for."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.publications.models import Article
from balai.services.catalogue import offered_on
from balai.tenancy.addresses import address_for_others, site_of
from balai.tenancy.languages import languages_of
from balai.tenancy.models import Village
from balai.tenancy.public_pages import kept

IN_THE_FEED = 20
STANDING = (
    "portal:home", "services:catalogue", "publications:news", "publications:links", "publications:profile",
    "publications:charter", "publications:information", "publications:contact", "residents:public_figures",
)  # fmt: skip
"""Pages that every village has, by the names of their addresses."""
CLOSED = ("meja/", "anjungan/", "masuk/", "api/", "kabupaten/", "keliru/")
"""Where crawlers find nothing for them."""


@require_safe
@public_page
@kept
def sitemap(request: PublicRequest) -> HttpResponse:
    """Every public page of the village in each of its languages (sitemaps.org 0.9)."""
    now = timezone.localtime()
    services = [reverse("services:service", args=[each.service.slug]) for each in offered_on(now.date())]
    news = [article.address for article in Article.objects.news().public(now)[:1000]]
    pages = [*(reverse(name) for name in STANDING), *services, *news]
    root = reverse("portal:home")
    spoken = [
        f"{root}{language.code}/{page.removeprefix(root)}"
        for language in languages_of(request.village)
        for page in pages
    ]
    addresses = [address_for_others(request, request.village, page) for page in (*pages, *spoken)]
    return render(request, "portal/sitemap.xml", {"addresses": addresses}, content_type="application/xml")


@require_safe
@public_page
@kept
def feed(request: PublicRequest) -> HttpResponse:
    """The latest news as Atom (RFC 4287)."""
    village, now = request.village, timezone.localtime()
    whole = partial(address_for_others, request, village)
    news = Atom1Feed(
        title=f"Kabar {village.words.full_name}",
        link=whole(reverse("publications:news")),
        feed_url=whole(reverse("portal:feed")),
        description=f"Kabar dan pengumuman {village.words.full_name}.",
        language="id",
    )
    for article in Article.objects.news().public(now).order_by("-publish_at")[:IN_THE_FEED]:
        news.add_item(
            title=article.published.title,
            link=whole(article.address),
            description=article.published.summary,
            pubdate=article.publish_at,
            updateddate=article.publish_at,
        )
    return HttpResponse(news.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: the public pages, and no page that asks (RFC 9309)."""
    here: Village | None = request.village  # type: ignore[attr-defined]  # set by VillageMiddleware
    villages = [here] if here else Village.objects.filter(host="").in_order()
    lines = ["User-agent: *", *(f"Disallow: /*{path}" for path in CLOSED)]
    if settings.BALAI_PUBLIC_URL:
        lines += [f"Sitemap: {site_of(each, settings.BALAI_PUBLIC_URL)}peta-situs.xml" for each in villages]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
