"""Whatever is sent to whichever address of the hall, it answers; nothing crafted reaches an error page.

Here each field meets one of the texts by POST, on every second address by GET too, another one on the next address, and every
field that nobody sees is tried alone. Every field with every text on every address: `make soak`.
"""

import os
import uuid
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.urls import URLPattern, URLResolver, get_resolver

from balai.accounts.enums import Role
from balai.accounts.models import Officer, RegencyAssignment
from balai.core import sealing
from balai.residents.models import LifeEvent, Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from tests.factories import HallClient, make_officer
from tests.letters.factories import PUBLIC_URL, issue, make_ready

pytestmark = pytest.mark.django_db

NUL, LONG, HUGE, NO_ID = "a\0b", "x" * 10_000, "9" * 310, "bukan-nomor"
ALWAYS = (
    "page",
    "q",
    "tanya",
    "jenis",
    "warga",
    "mengganti",
    "permintaan",
    "pilih",
    "bulan",
    "wilayah",
    "tambah",
)
EVERY_TEXT = bool(os.environ.get("BALAI_EVERY_TEXT"))
LEAVES = ("keluar/",)
"""Signing out is no form."""
TOKEN = "csrfmiddlewaretoken"
"""Read by Django alone, before any of our forms."""


class Fields(HTMLParser):
    """The fields of all forms of a page, with what stands in them, and which of them nobody sees."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if (name := told.get("name")) and tag in {"input", "select", "textarea"}:
            self.found.setdefault(name, told.get("value") or "")
            if told.get("type") == "hidden":
                self.hidden.add(name)


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry
        else:
            yield from routes(entry, prefix + str(entry.pattern))


def paths(place: str, known: dict[str, Any]) -> Iterator[str]:
    """Every address, with rows that exist where there are some."""
    for route, _ in routes(get_resolver(place)):
        if route.startswith("^") or route in LEAVES:
            continue
        path = route
        for name, value in known.items():
            path = path.replace(f"<uuid:{name}>", str(value))
        path = (
            path.replace("<str:month>", "2026-11").replace("<slug:slug>", "b1").replace("<int:number>", "1")
        )
        while "<" in path:
            path = path[: path.index("<")] + str(uuid.uuid4()) + path[path.index(">") + 1 :]
        yield f"/{path}"


def broken(browser: Any, path: str) -> list[tuple[str, str, str]]:
    """Which field with which text breaks the address."""
    browser.raise_request_exception = False
    page = browser.get(path)
    text = page.content.decode() if "html" in page.get("Content-Type", "") else ""
    fields = Fields(text)
    let_go(page)
    failed = [("GET", "", path)] if is_broken(page) else []
    for method, name, sent in tries(fields, len(path)):
        with undone(browser):
            answer = getattr(browser, method)(path, sent)
            let_go(answer)
            if is_broken(answer):
                failed.append((method, name, path))
    return failed


def is_broken(answer: Any) -> bool:
    """503 says in words that something is missing, such as the key of a regency that has none yet."""
    return bool(answer.status_code >= 500 and answer.status_code != 503)


def let_go(answer: Any) -> None:
    """Close a file that nobody reads, but not the connection, which the test goes on using."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def tries(fields: Fields, turn: int) -> Iterator[tuple[str, str, dict[str, str]]]:
    """All fields at once, then one by one those that a form may not look at."""
    names = sorted({*fields.found, *ALWAYS})
    texts = (NUL, LONG, HUGE, NO_ID)
    for text in texts if EVERY_TEXT else ():
        yield "get", f"all={text[:9]!r}", dict.fromkeys(names, text)
        yield "post", f"all={text[:9]!r}", dict.fromkeys(names, text)
    if not EVERY_TEXT:  # NUL is refused before any view: it would hide what the others do
        mixed = {name: texts[1:][(place + turn) % 3] for place, name in enumerate(names)}
        yield "post", "mixed", mixed
        yield ("get", "mixed", mixed) if turn % 2 else ("post", "nul", dict.fromkeys(names, NUL))
    for name in sorted(fields.hidden - {TOKEN}):
        yield "post", name, {**fields.found, name: HUGE}


class undone:  # noqa: N801  # reads as a word
    """Whatever the request wrote is taken back; the browser stays signed in."""

    def __init__(self, browser: Any) -> None:
        self.browser, self.cookies = browser, browser.cookies.copy()
        self.atomic = transaction.atomic()

    def __enter__(self) -> None:
        self.atomic.__enter__()

    def __exit__(self, *_: Any) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        self.browser.cookies = self.cookies


@pytest.fixture
def known(settings: Any, tmp_path: Path, village: Village) -> dict[str, Any]:
    settings.BALAI_DATA_DIR, settings.BALAI_PUBLIC_URL = tmp_path, PUBLIC_URL
    sealing._opened.cache_clear()
    keys._authority.cache_clear()
    with acting_for(village):
        make_ready()
        letter = issue()
        resident = Resident.objects.get(pk=letter.resident_id)
        event = LifeEvent.objects.first()
        return {
            "letter_id": letter.pk,
            "resident_id": resident.pk,
            "family_id": resident.family_id,
            "event_id": event.pk if event else uuid.uuid4(),
        }


def test_no_address_of_a_village_breaks(known: dict[str, Any], desk: HallClient, officer: Officer) -> None:
    known["id"] = officer.pk
    failed = [fault for path in paths("config.urls_village", known) for fault in broken(desk, path)]

    assert failed == []


def test_no_address_of_the_regency_breaks(village: Village, client: Any) -> None:
    officer = make_officer()
    RegencyAssignment.objects.create(officer=officer, role=Role.REGENCY_ADMINISTRATOR, since="2020-01-01")
    client.force_login(officer)

    failed = [fault for path in paths("config.urls", {"id": officer.pk}) for fault in broken(client, path)]

    assert failed == []


@pytest.mark.parametrize("path", ["/%00/", "/suka%00maju/meja/", "/sukamaju/meja/?x=%00", "/sukamaju/?%00=x"])
def test_a_nul_in_an_address_is_refused(village: Village, client: Any, path: str) -> None:
    assert client.get(path).status_code == 400


def test_a_nul_in_a_cookie_is_refused(village: Village, client: Any) -> None:
    answer = client.get("/sukamaju/", headers={"Cookie": r'sessionid="a\000b"'})

    assert answer.status_code == 400


def test_an_id_that_is_none_is_not_found(desk: HallClient) -> None:
    assert desk.get("/meja/surat/bukan-id/").status_code == 404


@pytest.mark.parametrize("count", ["x", "-5", "9" * 5000, "٣", ""])
def test_one_more_person_can_be_asked_for_with_any_count(desk: HallClient, count: str) -> None:
    answer = desk.post("/meja/warga/datang/", {"tambah": "1", "orang-TOTAL_FORMS": count})

    assert answer.status_code == 200
