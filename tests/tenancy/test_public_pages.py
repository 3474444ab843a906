"""Public pages are kept until what they show has changed."""

import gzip
import re
from typing import Any

import brotli
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.tenancy.models import PublicContent, Village
from balai.tenancy.public_pages import KeptPage, Shelf
from balai.tenancy.scope import acting_for
from balai.villages.models import Identity, OfficeHours
from tests.factories import HallClient
from tests.services.tables import bring

pytestmark = pytest.mark.django_db

PAGES = (
    "/", "/layanan/", "/layanan/tenda/", "/kabar/", "/kabar/umpan.xml", "/tautan/", "/keliru/dibetulkan/", "/peta-situs.xml",
    "/profil/", "/maklumat/", "/kontak/", "/informasi/",
    "/luring/", "/statistik/",
)  # fmt: skip
COUNTED_FOR_A_MONTH = {"letters_letter", "kiosk_errand", "kiosk_visit"}
"""What the office did this month may be a minute old: residents' errands are no editor's change."""
OF_THE_REQUEST = {"tenancy_village", "tenancy_regency", "tenancy_publiccontent"}
_TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


def number(village: Village) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS public_pages_change IMMEDIATE")
    return PublicContent.objects.get(village=village).number


def test_the_second_time_only_the_village_is_asked_for(
    visitor: HallClient, django_assert_num_queries: Any
) -> None:
    first = visitor.get("/")

    with django_assert_num_queries(1):
        second = visitor.get("/")

    assert second.text == first.text


def test_a_change_is_seen_by_the_next_request(visitor: HallClient, village: Village) -> None:
    assert "Jalan Balai 1" not in visitor.get("/").text

    with acting_for(village):
        Identity.objects.create(address="Jalan Balai 1")

    assert "Jalan Balai 1" in visitor.get("/").text


def test_whether_the_office_is_open_is_at_most_a_minute_old(visitor: HallClient, village: Village) -> None:
    with acting_for(village):
        OfficeHours.objects.create(weekday=0, opens="08:00", closes="15:00")

    with time_machine.travel("2026-11-23T07:59:30+07:00", tick=False):
        assert "Kantor tutup" in visitor.get("/").text
    with time_machine.travel("2026-11-23T08:00:01+07:00", tick=False):
        assert "Kantor buka" in visitor.get("/").text


def test_every_table_of_a_kept_page_is_counted(visitor: HallClient, village: Village) -> None:
    with acting_for(village):
        bring("tenda", "Pinjam tenda", "KTP")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        for page in PAGES:
            visitor.get(page)

    read = (
        {table for query in asked for table in _TABLE.findall(query["sql"])}
        - OF_THE_REQUEST
        - COUNTED_FOR_A_MONTH
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'public_pages_change'")
        counted = {table for (table,) in cursor.fetchall()}
    assert read
    assert read <= counted


def test_a_new_colour_or_name_counts(village: Village) -> None:
    before = number(village)

    Village.objects.filter(pk=village.pk).update(name="Sukamaju Baru")

    assert number(village) == before + 1


def test_another_villages_change_counts_there_only(village: Village, other_village: Village) -> None:
    before = number(village), number(other_village)

    with acting_for(other_village):
        Identity.objects.create(address="Jalan Balai 1")

    assert (number(village), number(other_village)) == (before[0], before[1] + 1)


def test_a_phone_that_has_the_page_gets_a_line(visitor: HallClient) -> None:
    page = visitor.get("/")

    again = visitor.get("/", headers={"If-None-Match": page["ETag"]})

    assert (again.status_code, again.content, page["Cache-Control"]) == (304, b"", "public, no-cache")


def test_every_browser_gets_what_it_can_unpack(client: Client, village: Village) -> None:
    plain = client.get("/sukamaju/").content
    packed = client.get("/sukamaju/", headers={"Accept-Encoding": "gzip, br"})
    older = client.get("/sukamaju/", headers={"Accept-Encoding": "gzip"})

    assert (packed["Content-Encoding"], older["Content-Encoding"]) == ("br", "gzip")
    assert brotli.decompress(packed.content) == gzip.decompress(older.content) == plain


def test_what_was_searched_for_is_not_kept(visitor: HallClient) -> None:
    found = visitor.get("/layanan/", {"q": "warung"})

    assert not found.has_header("ETag")
    assert "warung" not in visitor.get("/layanan/").text


def test_a_shelf_keeps_what_was_asked_for_last() -> None:
    shelf, page = Shelf(most_bytes=25), KeptPage(b"0123456789", "text/html", "")

    for key in ("a", "b"):
        shelf.put((key,), page)
    shelf.get(("a",))
    shelf.put(("c",), page)

    assert [bool(shelf.get((key,))) for key in "abc"] == [True, False, True]
