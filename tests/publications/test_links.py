"""The link page, and counting without knowing whom."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from PIL import Image

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.core.qr import codes_on
from balai.publications.enums import ChannelKind, LinkSection
from balai.publications.forms.links import target_of
from balai.publications.models import Link, LinkCount
from balai.publications.operations.links import LinkFacts, add_link, hide_link, move_link
from balai.publications.rules import is_followed_by_a_person
from balai.services.models import Service
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.publications.factories import BY, queries

PHONE = "Mozilla/5.0 (Linux; Android 9; SM-A105F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
TODAY = date(2026, 11, 22)


def make_link(title: str = "Peta", section: LinkSection = LinkSection.OTHERS, **facts: Any) -> Link:
    target = facts.pop("target", "https://contoh.desa.id/")
    return add_link(section=section, facts=LinkFacts(title, target, **facts), by=BY)


@pytest.mark.parametrize(
    ("method", "agent", "purpose", "counts"),
    [
        ("GET", PHONE, "", True),
        ("HEAD", PHONE, "", False),
        ("GET", PHONE, "prefetch;prerender", False),
        ("GET", "", "", False),
        ("GET", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "", False),
        ("GET", "WhatsApp/2.23.20.0 A", "", False),
        ("GET", "facebookexternalhit/1.1", "", False),
        ("GET", "curl/8.5.0", "", False),
    ],
)
def test_only_people_are_counted(method: str, agent: str, purpose: str, counts: bool) -> None:
    assert is_followed_by_a_person(method, user_agent=agent, purpose=purpose) is counts


@pytest.mark.parametrize(
    ("channel", "written", "target"),
    [
        ("whatsapp", "0812-3456-7890", "https://wa.me/6281234567890"),
        ("instagram", "@desa.sukamaju", "https://www.instagram.com/desa.sukamaju/"),
        ("youtube", "sukamaju", "https://www.youtube.com/@sukamaju"),
        ("website", "contoh.desa.id/peta", "https://contoh.desa.id/peta"),
        ("", "https://contoh.desa.id/a?b=1", "https://contoh.desa.id/a?b=1"),
    ],
)
def test_numbers_and_names_of_accounts_become_addresses(channel: str, written: str, target: str) -> None:
    assert target_of(channel, written) == target


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "data:text/html,x", "ftp://a.id/", "halo dunia", "https://a:b@c.id/"]
)
def test_other_targets_are_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        target_of("", written)


@time_machine.travel("2026-11-22T03:00:00Z", tick=False)
def test_following_a_link_counts_one_a_day_and_nothing_else(visitor: HallClient, village: Village) -> None:
    with acting_for(village):
        link = make_link()
        before = AuditEntry.objects.count()
    for headers in (
        {"user-agent": PHONE}, {"user-agent": PHONE}, {"user-agent": PHONE, "sec-purpose": "prefetch"}, {"user-agent": "curl/8"},
    ):  # fmt: skip
        answer = visitor.get(f"/tautan/{link.pk}/", headers=headers)
    visitor.head(f"/tautan/{link.pk}/", headers={"user-agent": PHONE})

    assert (answer.status_code, answer.headers["Location"]) == (302, "https://contoh.desa.id/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies
    with acting_for(village):
        assert LinkCount.objects.values_list("day", "clicks").get() == (TODAY, 2)
        assert {field.name for field in LinkCount._meta.fields} == {"id", "village", "link", "day", "clicks"}
        assert AuditEntry.objects.count() == before


def test_hidden_links_and_those_of_others_lead_nowhere(
    visitor: HallClient, village: Village, other_village: Village
) -> None:
    with acting_for(village):
        hidden = make_link()
        hide_link(link=hidden, by=BY)
    with acting_for(other_village):
        foreign = make_link()

    for link in (hidden, foreign):
        assert visitor.get(f"/tautan/{link.pk}/", headers={"user-agent": PHONE}).status_code == 404
    assert "Belum ada tautan" in visitor.get("/tautan/").content.decode()


def test_links_are_ordered_within_their_section(in_village: Village) -> None:
    first, second, third = (make_link(title) for title in ("Satu", "Dua", "Tiga"))
    make_link("Kanal", LinkSection.CHANNELS, channel=ChannelKind.WHATSAPP)

    move_link(link=third, places=-1, by=BY)
    move_link(link=first, places=-1, by=BY)

    assert [link.title for link in Link.objects.in_order()] == ["Kanal", "Satu", "Tiga", "Dua"]
    move_link(link=second, places=1, by=BY)
    assert [link.title for link in Link.objects.in_order()] == ["Kanal", "Satu", "Tiga", "Dua"]


def test_the_database_wants_every_link_to_lead_somewhere(in_village: Village) -> None:
    for section, wrong in (
        (LinkSection.OTHERS, {"target": ""}),
        (LinkSection.SERVICES, {}),
        (LinkSection.CHANNELS, {}),
        (LinkSection.VIDEOS, {"channel": ChannelKind.X}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_link("Salah", section, **wrong)


def test_an_officer_fills_the_page(desk: HallClient, visitor: HallClient, village: Village) -> None:
    with acting_for(village):
        service = Service.objects.create(slug="domisili", name="Surat domisili", summary="Domisili")
    assert (
        desk.post("/meja/situs/tautan/tambah/kanal/", {"channel": "whatsapp", "target": "x y"}).status_code
        == 422
    )
    desk.post("/meja/situs/tautan/tambah/kanal/", {"channel": "whatsapp", "target": "0812 3456 7890"})
    desk.post("/meja/situs/tautan/tambah/layanan/", {"service": str(service.pk)})
    desk.post(
        "/meja/situs/tautan/tambah/video/", {"title": "Cara bikin KK", "target": "https://youtu.be/abc"}
    )
    assert desk.get("/meja/situs/tautan/tambah/lagi/").status_code == 404

    page = visitor.get("/tautan/")
    titles = [link.title for _, links in page.context["sections"] for link in links]
    assert titles == ["Surat domisili", "WhatsApp", "Cara bikin KK"]
    video = page.context["sections"][2][1][0]
    service_link = page.context["sections"][0][1][0]
    assert visitor.get(f"/tautan/{service_link.pk}/").headers["Location"].startswith("/sukamaju/")

    desk.post(f"/meja/situs/tautan/{video.pk}/", {"title": "Video KK", "target": "https://youtu.be/def"})
    desk.post(f"/meja/situs/tautan/{video.pk}/tampil/")
    assert "Video KK" not in visitor.get("/tautan/").content.decode()
    desk.post(f"/meja/situs/tautan/{video.pk}/tampil/")
    desk.post(f"/meja/situs/tautan/{video.pk}/pindah/naik/")
    visitor.get(f"/tautan/{video.pk}/", headers={"user-agent": PHONE})

    overview = " ".join(desk.get("/meja/situs/tautan/").content.decode().split())
    assert "Video KK" in overview
    counted = desk.get("/meja/situs/tautan/klik/")
    assert (counted.context["days"][0][1], counted.context["months"][0][1]) == (1, 1)
    assert len(counted.context["days"]) == 14
    desk.post(f"/meja/situs/tautan/{video.pk}/hapus/")
    with acting_for(village):
        assert not LinkCount.objects.exists()


def test_the_code_leads_to_the_page(desk: HallClient, settings: Any) -> None:
    settings.BALAI_PUBLIC_URL = "https://balai.nusaraya.example"

    png = desk.get("/meja/situs/tautan/kode.png")
    svg = desk.get("/meja/situs/tautan/kode.svg")

    (code,) = codes_on(Image.open(BytesIO(png.content)).convert("L"))
    assert code.text == "https://balai.nusaraya.example/sukamaju/tautan/"
    assert svg.content.startswith(b"<svg ")
    assert 'filename="tautan-sukamaju.svg"' in svg.headers["Content-Disposition"]


def test_the_page_asks_as_often_for_few_as_for_many(visitor: HallClient, village: Village) -> None:
    counted = []
    for many in (1, 5):
        with acting_for(village):
            for number in range(many):
                service = Service.objects.create(slug=f"s-{many}-{number}", name="Layanan", summary="-")
                make_link("Layanan", LinkSection.SERVICES, target="", service=service)
        counted.append(queries(lambda: visitor.get("/tautan/")))

    assert counted[0] == counted[1]
    page = visitor.get("/tautan/")
    assert not page.cookies
    assert "csrf" not in page.content.decode()


def test_moving_is_recorded(in_village: Village, actor: Actor) -> None:
    make_link("Satu")
    move_link(link=make_link("Dua"), places=-1, by=actor)

    assert AuditEntry.objects.latest("pk").action == "publications.link_moved"
