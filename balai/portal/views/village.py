"""The village's front page."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.kiosk.figures_of_month import figures_of_month
from balai.portal.front import first_services
from balai.publications.models import Article
from balai.publications.reading import covers_of
from balai.services.catalogue import life_events, offered_on
from balai.tenancy.languages import translated
from balai.tenancy.public_pages import kept
from balai.villages.office_sign import office_sign

NEWS = 3


@require_safe
@public_page
@kept
@translated
def home(request: PublicRequest) -> HttpResponse:
    """Find a service by everyday words, see when the office is open, read the news, check a letter."""
    if asked := request.GET.get("q"):  # links and bookmarks from before the catalogue had pages
        return HttpResponseRedirect(f"{reverse('services:catalogue')}?{urlencode({'q': asked})}")
    now = timezone.localtime()
    listed = offered_on(now.date())
    news = list(Article.objects.latest_news(NEWS, now))
    context = {
        "tab": "home",
        "services": first_services(listed),
        "number_of_services": len(listed),
        "events": life_events(listed),
        "news": news,
        "covers": covers_of([article.published for article in news]),
        "figures": figures_of_month(now.date()),
        "sign": office_sign(request.village, now),
    }
    return render(request, "portal/home.html", context)
