"""The site's own page at the desk: what is drafted, what comes, what somebody must look at."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.publications.enums import ArticleKind
from balai.publications.models import Article, Correction, InformationEntry
from balai.publications.views.answers import MANAGERS, show

MOST_LISTED = 12


@require_safe
@requires(MANAGERS)
def site(request: OfficerRequest) -> HttpResponse:
    """Everything about the site that waits for somebody, and the ways to its parts."""
    now = timezone.now()
    pages = {article.kind: article for article in Article.objects.pages().for_desk()}
    return show(
        request,
        "publications/desk/site.html",
        drafts=Article.objects.drafts().for_desk()[:MOST_LISTED],
        scheduled=Article.objects.scheduled(now).for_desk().order_by("publish_at")[:MOST_LISTED],
        to_review=Article.objects.to_review(now),
        overdue=len(InformationEntry.objects.overdue(timezone.localdate(now))),
        reports=Correction.objects.waiting().count(),
        pages=[(kind, pages.get(kind)) for kind in ArticleKind if kind.is_page],
    )
