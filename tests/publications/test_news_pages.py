"""News as residents read it, and as officers publish it."""

import re
from datetime import timedelta
from functools import partial
from typing import Any

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.publications.enums import ArticleKind
from balai.publications.models import Article, Picture
from balai.publications.operations.pictures import add_picture
from balai.services.models import Service
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.publications.factories import make_article, photograph, publish_service, queries

WRITTEN = {
    "based_on": "0",
    "title": "Posyandu pindah",
    "summary": "Mulai Senin di balai RW 2.",
    "text": "Datang <b>pagi</b>.\n\n## Bawa\n\n- buku KIA\n\nPeta: https://contoh.desa.id/peta",
}


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_an_officer_writes_looks_and_publishes(desk: HallClient, visitor: HallClient) -> None:
    written = desk.post("/meja/situs/tulis/news/", WRITTEN, follow=True)
    article = written.context["article"]
    place = f"/meja/situs/tulisan/{article.pk}/"

    assert "Konsep disimpan. Warga belum melihatnya." in text(written)
    assert visitor.get("/kabar/posyandu-pindah/").status_code == 404
    preview = text(desk.get(f"{place}pratinjau/"))
    assert "<h2>Bawa</h2>" in preview
    assert "Datang &lt;b&gt;pagi&lt;/b&gt;." in preview
    assert "Warga belum tentu melihat versi ini." in preview

    desk.post(f"{place}terbitkan/", {})

    page = text(visitor.get("/kabar/posyandu-pindah/"))
    assert '<a href="https://contoh.desa.id/peta" rel="nofollow noopener"><b>Peta</b></a>' in page
    assert "Pratinjau" not in page
    assert "Mulai Senin di balai RW 2." in text(visitor.get("/kabar/"))

    desk.post(f"{place}tarik/", {"reason": "Tanggalnya salah."})

    assert visitor.get("/kabar/posyandu-pindah/").status_code == 404
    assert "Belum ada kabar" in text(visitor.get("/kabar/"))


def test_publishing_later_is_asked_for_by_day_and_hour(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        article = make_article(released=False)
    place = f"/meja/situs/tulisan/{article.pk}/"

    assert desk.post(f"{place}terbitkan/", {"at": "08.00"}).status_code == 422
    assert desk.post(f"{place}terbitkan/", {"day": "5 Juli 2099", "until": "4 Juli 2099"}).status_code == 422
    later = desk.post(f"{place}terbitkan/", {"day": "5 Juli 2099", "at": "08.00"}, follow=True)

    assert "Tampil sendiri 5 Juli 2099 pukul 08.00 WIB." in text(later)
    kept = later.context["release"].initial  # so that publishing a change does not publish at once
    assert (kept["day"].isoformat(), kept["at"]) == ("2099-07-05", "08.00")
    assert "Tampil sendiri 5 Juli 2099 pukul 08.00 WIB." in text(desk.get("/meja/situs/"))


def test_public_pages_carry_nothing_of_a_visitor(visitor: HallClient, village: Village) -> None:
    """So that one copy of them serves everybody."""
    with acting_for(village):
        make_article("Kerja bakti")

    for path in ("/kabar/", "/kabar/kerja-bakti/"):
        page = visitor.get(path)
        assert page.status_code == 200
        assert not page.cookies
        assert "csrfmiddlewaretoken" not in page.content.decode()
        assert "Cookie" not in page.headers["Vary"]


def test_pictures_are_served_for_ever_in_two_widths(
    desk: HallClient, visitor: HallClient, village: Village, other_village: Village
) -> None:
    with acting_for(village):
        article = make_article("Foto")
    place = f"/meja/situs/tulisan/{article.pk}/"
    upload = SimpleUploadedFile("foto.jpg", photograph(), "image/jpeg")

    refused = desk.post(f"{place}gambar/", {"based_on": "1", "file": upload, "alt": ""})
    upload.seek(0)
    desk.post(
        f"{place}gambar/", {"based_on": "1", "file": upload, "alt": "Warga menanam padi", "caption": "Sore"}
    )
    desk.post(f"{place}terbitkan/", {})

    assert refused.status_code == 422
    page = text(visitor.get("/kabar/foto/"))
    image = re.search(
        r"<img src=\"(?P<small>[^\"]+)\" srcset=\"[^\"]+ 480w, (?P<large>[^\"]+) 1200w\"[^>]*>", page
    )
    assert image is not None
    assert 'width="1200" height="750" alt="Warga menanam padi" loading="lazy"' in image[0]
    served = visitor.get(image["large"])
    assert (served.headers["Content-Type"], served.headers["Cache-Control"]) == (
        "image/webp", "public, max-age=31536000, immutable",
    )  # fmt: skip
    inside = image["small"].removeprefix("/sukamaju")
    assert HallClient(other_village).get(inside).status_code == 404
    assert visitor.get(f"/gambar/{'0' * 64}.webp").status_code == 404


def test_a_picture_can_be_described_anew_and_taken_away(
    desk: HallClient, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        article = make_article("Foto", released=False)
        add_picture(article=article, content=photograph(), alt="Foto", caption="", based_on=1, by=actor)
    place = f"/meja/situs/tulisan/{article.pk}/gambar/1/"

    desk.post(place, {"based_on": "2", "alt": "Ibu-ibu menimbang balita", "caption": ""})
    described = text(desk.get(f"/meja/situs/tulisan/{article.pk}/"))
    stale = desk.post(place, {"based_on": "2", "alt": "Lain", "caption": ""})
    removed = text(desk.post(f"{place}hapus/", follow=True))

    assert "Ibu-ibu menimbang balita" in described
    assert stale.status_code == 422
    assert "Belum ada gambar." in removed
    assert desk.get(place).status_code == 404
    with acting_for(village):
        assert Picture.objects.exists()  # the earlier version shows it


def test_who_edits_a_stale_version_is_told_who_was_quicker(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        article = make_article()
    place = f"/meja/situs/tulisan/{article.pk}/ubah/"
    desk.post(place, {**WRITTEN, "based_on": "1"})

    stale = desk.post(place, {**WRITTEN, "based_on": "1", "title": "Lain"})

    assert stale.status_code == 422
    assert "sudah menyimpan tulisan ini sejak Anda membukanya" in text(stale)


def test_the_site_says_what_waits_for_somebody(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        service = Service.objects.create(slug="domisili", name="Surat Domisili", summary="Domisili")
        article = make_article("Cara mengurus domisili", service=service)
        publish_service(service, 1)
        Article.objects.filter(pk=article.pk).update(service_version=0)
        make_article("Belum jadi", released=False)

    page = text(desk.get("/meja/situs/"))
    detail = text(desk.get(f"/meja/situs/tulisan/{article.pk}/"))
    reviewed = text(desk.post(f"/meja/situs/tulisan/{article.pk}/ditinjau/", follow=True))

    assert "Layanan Surat Domisili sudah berubah." in page
    assert "Belum jadi" in page
    assert "Layanan Surat Domisili sudah berubah sejak tulisan ini dibuat." in detail
    assert "sudah berubah sejak" not in reviewed


def test_a_standing_page_is_written_once_and_then_edited(desk: HallClient) -> None:
    desk.post("/meja/situs/tulis/profile/", {**WRITTEN, "title": "Profil"})

    again = desk.get("/meja/situs/tulis/profile/")

    assert again.status_code == 302
    assert desk.get("/meja/situs/tulis/lain/").status_code == 404


def test_the_site_is_for_those_who_manage_it(village: Village) -> None:
    for role, status in (
        (Role.OPERATOR, 200),
        (Role.SERVICE_HEAD, 200),
        (Role.SECRETARY, 200),
        (Role.VILLAGE_HEAD, 403),
        (Role.VOLUNTEER, 403),
    ):
        client = HallClient(village)
        client.force_login(make_officer(village, role))

        assert client.get("/meja/situs/").status_code == status


def test_lists_ask_as_often_for_few_as_for_many(
    desk: HallClient, visitor: HallClient, village: Village, actor: Actor
) -> None:
    def fill(many: int) -> None:
        with acting_for(village):
            for number in range(many):
                article = make_article(f"Kabar {many}-{number}", kind=ArticleKind.ANNOUNCEMENT)
                file = photograph((600 + number, 400 + many))
                add_picture(article=article, content=file, alt="Foto", caption="", based_on=1, by=actor)

    def count() -> list[int]:
        pages = ("/meja/situs/kabar/", "/meja/situs/")
        return [queries(lambda: visitor.get("/kabar/")), *(queries(partial(desk.get, p)) for p in pages)]

    desk.get("/meja/situs/kabar/")  # the first page of a session writes it
    fill(1)
    few = count()
    fill(3)

    assert count() == few


def test_news_comes_in_pages(visitor: HallClient, village: Village) -> None:
    with acting_for(village):
        for number in range(13):
            with time_machine.travel(timezone.now() - timedelta(hours=number), tick=False):
                make_article(f"Kabar {number}")

    assert "Kabar 0" in text(visitor.get("/kabar/"))
    assert visitor.get("/kabar/").content.count(b"<article") == 12
    assert visitor.get("/kabar/?page=2").content.count(b"<article") == 1
