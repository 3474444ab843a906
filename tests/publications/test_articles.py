"""Writing, publishing and reviewing."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.core import files
from balai.core.slugs import free_slug
from balai.publications.blocks import read_text
from balai.publications.drawing import UnusablePicture, drawn
from balai.publications.enums import Action, ArticleKind, ArticleState, Sight
from balai.publications.models import Article, ArticleVersion, Picture
from balai.publications.operations.articles import (
    Content,
    EditedMeanwhile,
    NotAtThisTime,
    change_review_rhythm,
    mark_reviewed,
    release_article,
    save_article,
    start_article,
    withdraw_article,
)
from balai.publications.operations.pictures import add_picture, describe_picture, remove_picture
from balai.publications.reading import parts_of
from balai.services.models import Service
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.publications.factories import content, make_article, photograph, publish_service

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def morning() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def titles(articles: Iterable[Article]) -> list[str]:
    return [article.published.title for article in articles]


def test_what_is_written_is_a_draft_until_it_is_published(in_village: Village, actor: Actor) -> None:
    article = start_article(kind=ArticleKind.NEWS, content=content(), by=actor)

    assert article.sight is Sight.DRAFT
    assert list(Article.objects.public(NOW)) == []

    release_article(article=article, at=None, until=None, by=actor)

    assert titles(Article.objects.public(NOW)) == ["Posyandu pindah ke balai RW 2"]
    trail = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert trail == [Action.ARTICLE_STARTED, Action.ARTICLE_RELEASED]


def test_readers_see_the_published_version_while_the_next_is_written(
    in_village: Village, actor: Actor
) -> None:
    article = make_article("Lama")
    save_article(article=article, content=content("Baru"), based_on=1, by=actor)
    article = Article.objects.get(pk=article.pk)

    assert titles(Article.objects.public(NOW)) == ["Lama"]
    assert article.has_changes
    assert list(Article.objects.drafts()) == [article]

    release_article(article=article, at=None, until=None, by=actor)

    assert titles(Article.objects.public(NOW)) == ["Baru"]
    assert list(article.versions.order_by("number").values_list("title", flat=True)) == ["Lama", "Baru"]


def test_saving_the_same_makes_no_version(in_village: Village, actor: Actor) -> None:
    article = make_article()

    assert save_article(article=article, content=content(), based_on=1, by=actor).number == 1


def test_nobody_writes_over_what_somebody_else_has_saved(in_village: Village, actor: Actor) -> None:
    article = make_article()
    save_article(article=article, content=content("Dari Bu Sari"), based_on=1, by=actor)

    with pytest.raises(EditedMeanwhile, match=actor.label):
        save_article(article=article, content=content("Dari Pak Wayan"), based_on=1, by=actor)


def test_versions_are_never_changed(in_village: Village) -> None:
    make_article()

    with pytest.raises(ProgrammingError), transaction.atomic():
        ArticleVersion.objects.update(title="Lain")


def test_a_scheduled_text_appears_and_ends_by_itself(in_village: Village) -> None:
    at = NOW + timedelta(days=1)
    article = make_article("Besok", at=at, until=date(2026, 11, 24))

    assert article.sight is Sight.SCHEDULED
    assert list(Article.objects.public(NOW)) == []
    assert list(Article.objects.scheduled(NOW)) == [article]
    assert Article.objects.next_change(NOW) == at
    assert titles(Article.objects.public(at)) == ["Besok"]
    # The last day is over at midnight of the village, 17.00 UTC.
    last = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)
    assert titles(Article.objects.public(last)) == ["Besok"]
    assert Article.objects.next_change(last) == datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    assert list(Article.objects.public(last + timedelta(minutes=1))) == []


def test_what_is_shown_cannot_be_put_off_nor_end_before_it_begins(in_village: Village, actor: Actor) -> None:
    article = make_article()
    draft = make_article("Rapat", released=False)

    with pytest.raises(NotAtThisTime, match="sudah tayang"):
        release_article(article=article, at=NOW + timedelta(days=1), until=None, by=actor)
    with pytest.raises(NotAtThisTime, match="sebelum tanggal terbit"):
        release_article(
            article=draft, at=NOW + timedelta(days=3), until=NOW.date() + timedelta(days=1), by=actor
        )


def test_publishing_changes_keeps_the_day_of_the_news(
    in_village: Village, actor: Actor, morning: time_machine.Traveller
) -> None:
    article = make_article()
    morning.shift(timedelta(days=2))
    save_article(article=article, content=content("Dibetulkan"), based_on=1, by=actor)

    assert release_article(article=article, at=None, until=None, by=actor).publish_at == NOW


def test_withdrawn_texts_are_gone_with_a_reason_and_can_come_back(in_village: Village, actor: Actor) -> None:
    article = make_article(is_pinned=True)
    withdraw_article(article=article, reason="Tanggalnya salah.", by=actor)
    article = Article.objects.get(pk=article.pk)

    assert (article.sight, article.is_pinned) == (Sight.WITHDRAWN, False)
    assert list(Article.objects.public(NOW)) == []
    assert AuditEntry.objects.latest("pk").reason == "Tanggalnya salah."

    release_article(article=article, at=None, until=None, by=actor)

    assert titles(Article.objects.public(NOW)) == ["Posyandu pindah ke balai RW 2"]


def test_the_database_keeps_states_in_order(in_village: Village) -> None:
    article = make_article(released=False)

    for wrong in (
        {"state": ArticleState.RELEASED},
        {"state": ArticleState.WITHDRAWN},
        {"publish_at": NOW},
        {"review_every": 13},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Article.objects.filter(pk=article.pk).update(**wrong)


def test_pinned_news_stands_first_and_announcements_alone(in_village: Village) -> None:
    make_article("Disematkan", is_pinned=True)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        make_article("Pengumuman", kind=ArticleKind.ANNOUNCEMENT)
        make_article("Terbaru")
        make_article("Profil", kind=ArticleKind.PROFILE)
    later = NOW + timedelta(hours=2)

    assert titles(Article.objects.latest_news(2, later)) == ["Disematkan", "Terbaru"]
    assert titles(Article.objects.announcements(later)) == ["Pengumuman"]


def test_titles_may_repeat_and_addresses_do_not(in_village: Village) -> None:
    slugs = [make_article("Kerja bakti").slug for _ in range(3)]

    assert slugs == ["kerja-bakti", "kerja-bakti-2", "kerja-bakti-3"]
    assert free_slug("a", ["a", "a-2", "a-4"]) == "a-3"


def test_a_standing_page_exists_once(in_village: Village) -> None:
    make_article("Profil", kind=ArticleKind.PROFILE)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_article("Profil lagi", kind=ArticleKind.PROFILE)


def test_a_text_about_a_service_is_to_be_reviewed_when_the_service_changes(
    in_village: Village, actor: Actor
) -> None:
    service = Service.objects.create(slug="domisili", name="Domisili", summary="Domisili")
    publish_service(service, 1)
    article = make_article(service=service)
    make_article("Tanpa layanan")

    assert Article.objects.to_review(NOW) == []

    publish_service(service, 2)

    assert Article.objects.to_review(NOW) == [article]

    mark_reviewed(article=article, by=actor)

    assert Article.objects.to_review(NOW) == []
    assert AuditEntry.objects.latest("pk").action == Action.ARTICLE_REVIEWED


def test_standing_pages_are_due_after_the_months_that_were_agreed(in_village: Village, actor: Actor) -> None:
    page = make_article("Profil", kind=ArticleKind.PROFILE)
    make_article("Kabar")
    change_review_rhythm(article=page, months=6, by=actor)

    assert Article.objects.to_review(datetime(2027, 5, 21, 16, 0, tzinfo=UTC)) == []
    assert Article.objects.to_review(datetime(2027, 5, 21, 17, 0, tzinfo=UTC)) == [page]


def test_a_picture_is_drawn_anew_in_two_widths(in_village: Village, actor: Actor) -> None:
    article = make_article(released=False)

    version = add_picture(
        article=article, content=photograph(), alt="Balai RW 2", caption="", based_on=1, by=actor
    )

    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.small_width, picture.small_height) == (1200, 750, 480, 300)
    for name in (picture.large, picture.small):
        kept = files.read(name)
        assert kept[8:12] == b"WEBP"
        assert b"Rahasia" not in kept
    assert version.pictures == [{"picture": str(picture.pk), "alt": "Balai RW 2", "caption": ""}]
    assert Picture.objects.all().file_names() == {picture.large, picture.small}


@pytest.mark.parametrize("file", [b"", b"<svg/>", b"GIF89a", photograph()[:400]])
def test_other_files_are_no_pictures(file: bytes) -> None:
    with pytest.raises(UnusablePicture):
        drawn(file)


def test_pictures_stand_where_the_text_names_them(in_village: Village, actor: Actor) -> None:
    article = make_article(released=False)
    for number in range(3):
        add_picture(
            article=article, content=photograph((900 + number, 600)), alt=f"Foto {number + 1}", caption="",
            based_on=number + 1, by=actor,
        )  # fmt: skip
    article = Article.objects.get(pk=article.pk)
    blocks = read_text("Satu\n\n[gambar 2]\n\nDua", pictures=3)
    said = Content("Foto", "Foto", blocks, tuple(article.latest.pictures))
    version = save_article(article=article, content=said, based_on=4, by=actor)

    assert [part.shown.alt if part.shown else part.block.text for part in parts_of(version)] == [
        "Foto 1", "Satu", "Foto 2", "Dua", "Foto 3",
    ]  # fmt: skip

    describe_picture(article=article, number=3, alt="Balai", caption="Sore", based_on=5, by=actor)
    version = remove_picture(article=article, number=2, based_on=6, by=actor)

    assert [part.shown.alt if part.shown else part.block.text for part in parts_of(version)] == [
        "Foto 1", "Satu", "Dua", "Balai",
    ]  # fmt: skip


def test_a_village_does_not_see_the_texts_of_another(village: Village, other_village: Village) -> None:
    with acting_for(other_village):
        make_article("Air Jernih", is_pinned=True)
    with acting_for(village):
        make_article("Sukamaju")

        assert titles(Article.objects.public(NOW)) == ["Sukamaju"]
        assert ArticleVersion.objects.count() == 1


def test_choosing_a_service_is_recorded_even_when_the_text_stays(in_village: Village, actor: Actor) -> None:
    service = Service.objects.create(slug="domisili", name="Domisili", summary="Domisili")
    article = make_article()

    version = save_article(article=article, content=content(), based_on=1, service=service, by=actor)

    assert version.number == 1
    line = AuditEntry.objects.latest("pk")
    assert (line.action, line.facts) == (Action.SERVICE_CHOSEN, {"service": "domisili"})
