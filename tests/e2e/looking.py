"""Looking at a page as its users do: with a screen reader's rules, and with eyes at three widths."""

import os
from collections.abc import Mapping
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
WIDTHS: Mapping[int, int] = {360: 740, 768: 1024, 1366: 768}
"""Screen sizes in CSS pixels: a cheap phone, a tablet, the office computer."""

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select')]
  .filter(element => {
    const box = element.getBoundingClientRect();
    const inSentence = element.tagName === 'A' && getComputedStyle(element).display === 'inline';
    const stretched = getComputedStyle(element, '::after').position === 'absolute';
    return box.width && box.height && !inSentence && !stretched && !element.closest('.unseen, .skip') && box.height < 24;
  }).map(element => element.outerHTML.slice(0, 120))"""


def scan(page: Page) -> None:
    """Fail on anything axe finds, on a page that scrolls sideways, and on targets under 24 pixels (WCAG 2.5.8)."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(SIDEWAYS) <= 0, f"{page.url} scrolls sideways at {page.viewport_size}"
    assert page.evaluate(SMALL_TARGETS) == [], f"targets too small on {page.url}"


def portrait(page: Page, name: str) -> None:
    """Scan and photograph the page at each width, into `screenshots/<name>-<width>.png`."""
    before = page.viewport_size
    SCREENSHOTS.mkdir(exist_ok=True)
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 0)")  # what the sticky bar covers halfway counts as too small a target
        scan(page)
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
    if before:
        page.set_viewport_size(before)


def chromium_path() -> str | None:
    """Debian's browser, or None for Playwright's own where somebody installed that."""
    wanted = os.environ.get("BALAI_CHROMIUM", "/usr/bin/chromium")
    return wanted if Path(wanted).exists() else None
