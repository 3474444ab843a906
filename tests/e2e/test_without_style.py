"""The public pages where no stylesheet arrives: a very old browser, a reader in text, a line that broke."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import TIMEOUT
from tests.e2e.hall import Hall
from tests.e2e.looking import SIDEWAYS, photograph

PAGES = {
    "home": "/", "javanese": "/jv/", "services": "/layanan/", "search": "/layanan/?q=kk", "service": "/layanan/akta-kelahiran/",
    "finder": "/layanan/akta-kelahiran/?tempat=faskes", "news": "/kabar/", "links": "/tautan/", "profile": "/profil/",
    "charter": "/maklumat/", "contact": "/kontak/", "information": "/informasi/", "figures": "/statistik/", "report": "/keliru/",
}  # fmt: skip
TALLEST_ICON = 64
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(each => Number(each.tagName[1]))"
UNNAMED = """[...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')].filter(each => {
  const label = each.labels && each.labels[0];
  return !label || !label.innerText.trim() || !label.getBoundingClientRect().height;
}).map(each => each.outerHTML)"""
HIDDEN_THAT_LEADS = """[...document.querySelectorAll('[hidden]')]
  .filter(each => each.matches('a, input, select') || each.querySelector('a, input, select')).map(each => each.outerHTML)"""
HUGE = """(most) => [...document.querySelectorAll('svg[aria-hidden], img')]
  .filter(each => each.getBoundingClientRect().height > (each.tagName === 'IMG' ? each.height : most)).map(each => each.outerHTML.slice(0, 120))"""
WITHOUT_PHOTOGRAPHS = "document.querySelectorAll('img').forEach(each => each.remove())"
"""Only a stylesheet makes them narrower than they are."""
BEFORE_MAIN = "document.querySelector('main').compareDocumentPosition(document.querySelector('h1')) & Node.DOCUMENT_POSITION_CONTAINED_BY"
STYLED = "[...document.styleSheets].filter(sheet => { try { return sheet.cssRules.length } catch { return false } }).length"


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A phone that no stylesheet reaches."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    page.route("**/*.css*", lambda route: route.abort())
    yield page
    context.close()


def test_every_public_page_is_readable_without_a_stylesheet(bare: Page, hall: Hall) -> None:
    found = {}
    for name, path in PAGES.items():
        bare.goto(hall.url(path))
        assert bare.evaluate(STYLED) == 0
        found[name] = _troubles(bare)
        photograph(bare, f"without-style-{name}", full_page=True)

    assert {name: troubles for name, troubles in found.items() if troubles} == {}


def _troubles(page: Page) -> dict[str, Any]:
    levels = page.evaluate(HEADINGS)
    jumps = [(upper, lower) for upper, lower in pairwise(levels) if lower > upper + 1]
    told = {
        "begins with no h1, or has several": [] if levels[:1] == [1] and levels.count(1) == 1 else levels,
        "headings leave out a level": jumps,
        "h1 outside of main": [] if page.evaluate(BEFORE_MAIN) else [levels],
        "fields without words": page.evaluate(UNNAMED),
        "hidden, though it leads on": page.evaluate(HIDDEN_THAT_LEADS),
        "pictures larger than they are": page.evaluate(HUGE, TALLEST_ICON),
    }
    page.evaluate(WITHOUT_PHOTOGRAPHS)
    told["text scrolls sideways"] = [wider] if (wider := page.evaluate(SIDEWAYS)) > 0 else []
    return {what: where for what, where in told.items() if where}
