"""Writing and publishing texts of the site."""

from dataclasses import asdict
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.calendar import long_date
from balai.core.confirming import confirm
from balai.core.paging import BoundedPaginator
from balai.publications.enums import ArticleKind, Sight
from balai.publications.forms.articles import ArticleForm, ReleaseForm, RhythmForm, WithdrawForm
from balai.publications.models import Article
from balai.publications.operations.articles import (
    EditedMeanwhile,
    NotAtThisTime,
    change_review_rhythm,
    mark_reviewed,
    release_article,
    save_article,
    start_article,
    withdraw_article,
)
from balai.publications.page_facts import beginning_of
from balai.publications.reading import pictures_of
from balai.publications.showing import page_of
from balai.publications.views.answers import MANAGERS, POSTABLE, leave, show
from balai.tenancy.models import Village
from balai.villages.models import Official
from balai.villages.rules import HOLDS_THE_OFFICE, post_title

ON_A_PAGE = 30
MOST_VERSIONS = 30


@require_safe
@requires(MANAGERS)
def article_list(request: OfficerRequest) -> HttpResponse:
    """News and announcements, what was last saved first."""
    articles = Article.objects.news().for_desk()
    page = BoundedPaginator(articles, ON_A_PAGE).get_page(request.GET.get("page"))
    return show(request, "publications/desk/articles.html", page=page)


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def write(request: OfficerRequest, kind: str) -> HttpResponse:
    """A new text; a standing page that is there already is edited instead."""
    if kind not in ArticleKind:
        raise Http404
    wanted = ArticleKind(kind)
    if wanted.is_page and (there := Article.objects.filter(kind=wanted).first()):
        return redirect("publications:desk_article", there.pk)
    form = ArticleForm(request.POST or None, kind=wanted, initial=_beginning(request.village, wanted))
    if request.method == "POST" and form.is_valid():
        article = start_article(
            kind=wanted, content=form.content, service=form.cleaned_data["service"], by=request.actor
        )
        return leave(
            request, "Konsep disimpan. Warga belum melihatnya.", "publications:desk_article", article.pk
        )
    return show(request, "publications/desk/edit.html", form, kind=wanted, article=None)


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def edit(request: OfficerRequest, article_id: UUID) -> HttpResponse:
    """The next version."""
    article = _article(article_id)
    form = ArticleForm(request.POST or None, article=article, kind=ArticleKind(article.kind))
    if request.method == "POST" and form.is_valid():
        try:
            save_article(
                article=article,
                content=form.content,
                based_on=form.cleaned_data["based_on"],
                service=form.cleaned_data["service"],
                by=request.actor,
            )
        except EditedMeanwhile as problem:
            form.add_error(None, str(problem))
        else:
            return leave(request, "Konsep disimpan.", "publications:desk_article", article.pk)
    return show(request, "publications/desk/edit.html", form, kind=ArticleKind(article.kind), article=article)


@require_safe
@requires(MANAGERS)
def detail(request: OfficerRequest, article_id: UUID) -> HttpResponse:
    """How a text stands, what to do with it, and all that it said before."""
    article = _article(article_id)
    sight = article.sight
    versions = article.versions.order_by("-number")[:MOST_VERSIONS]
    return show(
        request,
        "publications/desk/article.html",
        article=article,
        sight=sight,
        review=next(iter(Article.objects.filter(pk=article.pk).to_review(timezone.now())), None),
        pictures=pictures_of(article.latest),
        versions=versions,
        release=ReleaseForm(article=article, is_shown=sight is Sight.PUBLISHED),
        rhythm=RhythmForm(initial={"months": article.review_every}),
    )


@require_safe
@requires(MANAGERS)
def preview(request: OfficerRequest, article_id: UUID) -> HttpResponse:
    """The public page as it would be, of the latest version or of an earlier one (`versi`)."""
    article = _article(article_id)
    asked = request.GET.get("versi", "")
    version = article.versions.filter(number=int(asked)).first() if asked.isdecimal() else article.latest
    if version is None:
        raise Http404
    template, context = page_of(article, version, request.village)
    context |= {"tab": "", "preview": reverse("publications:desk_article", args=[article.pk])}
    return render(request, template, context)


@require_POST
@requires(MANAGERS)
def release(request: OfficerRequest, article_id: UUID) -> HttpResponse:
    """Publish the latest version, now or later."""
    article = _article(article_id)
    form = ReleaseForm(request.POST, article=article, is_shown=article.sight is Sight.PUBLISHED)
    if form.is_valid():
        try:
            released = release_article(
                article=article,
                at=form.moment,
                until=form.cleaned_data.get("until"),
                is_pinned=form.cleaned_data.get("is_pinned", False),
                by=request.actor,
            )
        except NotAtThisTime as problem:
            form.add_error(None, str(problem))
        else:
            is_later = released.sight is Sight.SCHEDULED
            said = "Dijadwalkan. Tampil sendiri pada waktunya." if is_later else "Sudah tayang."
            return leave(request, said, "publications:desk_article", article.pk)
    return show(request, "publications/desk/release.html", form, article=article)


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def withdraw(request: OfficerRequest, article_id: UUID) -> HttpResponse:
    """Take it from the site, with a reason."""
    article = _article(article_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_article(article=article, reason=form.cleaned_data["reason"], by=request.actor)
        return leave(
            request, "Tulisan ditarik. Warga tidak melihatnya lagi.", "publications:desk_article", article.pk
        )
    return confirm(
        request,
        tab="site",
        question=f"Tarik “{article}”?",
        consequence="Halamannya langsung hilang dari situs. Tulisannya tetap tersimpan dan bisa diterbitkan lagi.",
        action="Tarik",
        back=reverse("publications:desk_article", args=[article.pk]),
        form=form,
        danger=True,
    )


@require_POST
@requires(MANAGERS)
def reviewed(request: OfficerRequest, article_id: UUID) -> HttpResponse:
    """Somebody looked at it, and it is right."""
    mark_reviewed(article=_article(article_id), by=request.actor)
    return leave(request, "Dicatat: sudah ditinjau hari ini.", "publications:desk_article", article_id)


@require_POST
@requires(MANAGERS)
def rhythm(request: OfficerRequest, article_id: UUID) -> HttpResponse:
    """How often it is looked at."""
    form = RhythmForm(request.POST)
    if not form.is_valid():
        raise Http404
    change_review_rhythm(article=_article(article_id), months=form.cleaned_data["months"], by=request.actor)
    return leave(request, "Jadwal tinjau disimpan.", "publications:desk_article", article_id)


def _beginning(village: Village, kind: ArticleKind) -> dict[str, str]:
    """What a standing page proposes before anybody has written it; nothing for news."""
    beginning = beginning_of(kind, village.words)
    proposed = asdict(beginning) if beginning else {}
    if kind is ArticleKind.CHARTER:
        proposed |= {"fact_place": village.name, "fact_day": long_date(timezone.localdate())}
        head = (
            Official.objects.serving(timezone.localdate()).filter(signing_form__in=HOLDS_THE_OFFICE).first()
        )
        if head:
            proposed |= {"fact_signer_title": post_title(head, village.words), "fact_signer": head.name}
    return proposed


def _article(article_id: UUID) -> Article:
    article: Article = get_object_or_404(Article.objects.for_desk(), pk=article_id)
    return article
