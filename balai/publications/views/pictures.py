"""Pictures of a text at the desk."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.files import StorageFull
from balai.publications.forms.articles import PictureForm, PictureWordsForm
from balai.publications.models import Article
from balai.publications.operations.articles import EditedMeanwhile
from balai.publications.operations.pictures import (
    TooManyPictures,
    add_picture,
    describe_picture,
    remove_picture,
)
from balai.publications.reading import Shown, pictures_of
from balai.publications.views.answers import MANAGERS, POSTABLE, leave, show


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def add(request: OfficerRequest, article_id: UUID) -> HttpResponse:
    """Another picture; what it shows is asked for."""
    article = _article(article_id)
    form = PictureForm(
        request.POST or None, request.FILES or None, initial={"based_on": article.latest.number}
    )
    if request.method == "POST" and form.is_valid() and _added(request, article, form):
        return leave(request, "Gambar ditambahkan ke konsep.", "publications:desk_article", article.pk)
    return show(request, "publications/desk/picture.html", form, article=article, shown=None)


def _added(request: OfficerRequest, article: Article, form: PictureForm) -> bool:
    said = form.cleaned_data
    try:
        add_picture(
            article=article,
            content=said["file"].read(),
            alt=said["alt"],
            caption=said["caption"],
            based_on=said["based_on"],
            by=request.actor,
        )
    except ValidationError as problem:
        form.add_error("file", problem)
    except (TooManyPictures, EditedMeanwhile, StorageFull) as problem:
        form.add_error(None, str(problem))
    return not form.errors


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def describe(request: OfficerRequest, article_id: UUID, number: int) -> HttpResponse:
    """Other words for a picture."""
    article, shown = _picture(article_id, number)
    initial: dict[str, Any] = {
        "based_on": article.latest.number,
        "alt": shown.alt,
        "caption": shown.caption,
    }
    form = PictureWordsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            describe_picture(article=article, number=number, **form.cleaned_data, by=request.actor)
        except EditedMeanwhile as problem:
            form.add_error(None, str(problem))
        else:
            return leave(
                request, "Keterangan gambar disimpan di konsep.", "publications:desk_article", article.pk
            )
    return show(request, "publications/desk/picture.html", form, article=article, shown=shown)


@require_POST
@requires(MANAGERS)
def remove(request: OfficerRequest, article_id: UUID, number: int) -> HttpResponse:
    """Take it out of the draft; earlier versions keep it."""
    article, _ = _picture(article_id, number)
    remove_picture(article=article, number=number, based_on=article.latest.number, by=request.actor)
    return leave(request, f"Gambar {number} dihapus dari konsep.", "publications:desk_article", article.pk)


def _article(article_id: UUID) -> Article:
    article: Article = get_object_or_404(Article.objects.for_desk(), pk=article_id)
    return article


def _picture(article_id: UUID, number: int) -> tuple[Article, Shown]:
    """Raises `Http404` for a number that the latest version doesn't have."""
    article = _article(article_id)
    pictures = pictures_of(article.latest)
    if not 1 <= number <= len(pictures):
        raise Http404
    return article, pictures[number - 1]
