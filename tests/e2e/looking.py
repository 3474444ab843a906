"""Looking at a page as its users do: with a screen reader's rules, and with eyes at three widths."""

import os
from collections.abc import Mapping
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
PHOTOGRAPHED = bool(os.environ.get("BALAI_PORTRAITS"))
"""Pictures are for people who look at them; without anybody to look they would cost the suite a minute."""
WIDTHS: Mapping[int, int] = {360: 740, 768: 1024, 1366: 768}
"""Screen sizes in CSS pixels: a cheap phone, a tablet, the office computer."""

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Without this axe describes every element in which it found nothing, for as long again.
    "resultTypes": ["violations"],
}

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select')]
  .filter(element => {
    const box = element.getBoundingClientRect();
    const inSentence = element.tagName === 'A' && getComputedStyle(element).display === 'inline';
    const stretched = getComputedStyle(element, '::after').position === 'absolute';
    return box.width && box.height && !inSentence && !stretched && !element.closest('.unseen, .skip') && box.height < 24;
  }).map(element => element.outerHTML.slice(0, 120))"""

SETTLED = """() => Promise.allSettled(document.getAnimations()
  .filter(each => each.effect.getComputedTiming().endTime !== Infinity).map(each => each.finished))"""
"""Nobody reads a button in the tenth of a second in which it takes another colour."""


def scan(page: Page) -> None:
    """Fail on anything axe finds, on a page that scrolls sideways, and on targets under 24 pixels (WCAG 2.5.8)."""
    _ask_axe(page)
    _measure(page)


def _ask_axe(page: Page) -> None:
    page.evaluate(SETTLED)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{page.viewport_size}: {found.generate_report()}"


def _measure(page: Page) -> None:
    assert page.evaluate(SIDEWAYS) <= 0, f"{page.url} scrolls sideways at {page.viewport_size}"
    assert page.evaluate(SMALL_TARGETS) == [], f"targets too small on {page.url}"


def photograph(page: Page, name: str, **more: bool) -> None:
    """Keep a picture of the page for people to look at, where they want to."""
    if PHOTOGRAPHED:
        page.screenshot(path=SCREENSHOTS / f"{name}.png", **more)


def portrait(page: Page, name: str) -> None:
    """Measure the page at each width, and ask axe at the least and the greatest: between them only the layout differs.

    With BALAI_PORTRAITS=1 axe is asked at each, and the page photographed, into `screenshots/<name>-<width>.png`.
    """
    before = page.viewport_size
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 0)")  # what the sticky bar covers halfway counts as too small a target
        if PHOTOGRAPHED or width in (min(WIDTHS), max(WIDTHS)):
            _ask_axe(page)
        _measure(page)
        photograph(page, f"{name}-{width}", full_page=True)
    if before:
        page.set_viewport_size(before)


def scanner_types(page: Page, text: str) -> None:
    """What a scanner that works as a keyboard does: all keys within a few milliseconds, then Enter.

    Sent from inside the page, because keys sent through the debugging port come as slowly as the machine is busy.
    """
    page.evaluate(
        """text => {
          const keys = [...text, "Enter"].map((key) => new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          for (const key of keys) (document.activeElement || document.body).dispatchEvent(key);
        }""",
        text,
    )


def chromium_path() -> str | None:
    """Debian's browser, or None for Playwright's own where somebody installed that."""
    wanted = os.environ.get("BALAI_CHROMIUM", "/usr/bin/chromium")
    return wanted if Path(wanted).exists() else None


KIOSK_SIZES = ((1080, 1920), (1920, 1080), (1366, 768), (1024, 768))
"""Screens of kiosks in CSS pixels: an upright and a lying touch screen, an old laptop, a tablet."""
KIOSK_TARGET = 88
"""CSS pixels a side: what a thumb hits without aiming."""

DOWNWARDS = "document.documentElement.scrollHeight - document.documentElement.clientHeight"
TARGETS_UNDER = """(least) => [...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden]):not(.kiosk-typed)')]
  .filter(element => {
    const label = element.matches('input[type=radio], input[type=checkbox]') && element.closest('label');
    const box = (label || element).getBoundingClientRect();
    return box.width && box.height && !element.closest('.skip, [hidden]') && Math.min(box.width, box.height) < least - .5;
  }).map(element => {
    const box = element.getBoundingClientRect();
    return `${Math.round(box.width)}×${Math.round(box.height)} ${element.outerHTML.slice(0, 110)}`;
  })"""


def kiosk_portrait(page: Page, name: str) -> None:
    """Measure a page of the kiosk on each of its screens, and ask axe on the first and the last.

    With BALAI_PORTRAITS=1 axe is asked on each, and the page photographed. Fails where somebody would have to scroll, where a
    target is smaller than a thumb, and where no voice reads the page.
    """
    before = page.viewport_size
    expect(page.locator("audio#suara[src]"), f"nothing reads {page.url} aloud").to_have_count(1)
    for width, height in KIOSK_SIZES:
        page.set_viewport_size({"width": width, "height": height})
        size = f"{width}x{height}"
        photograph(page, f"kiosk-{name}-{size}")
        if PHOTOGRAPHED or (width, height) in (KIOSK_SIZES[0], KIOSK_SIZES[-1]):
            _ask_axe(page)
        assert page.evaluate(SIDEWAYS) <= 0, f"{page.url} scrolls sideways at {size}"
        assert page.evaluate(DOWNWARDS) <= 0, f"{page.url} scrolls by {page.evaluate(DOWNWARDS)} at {size}"
        small = page.evaluate(TARGETS_UNDER, KIOSK_TARGET)
        assert small == [], f"targets under {KIOSK_TARGET} pixels at {size}: {small}"
    if before:
        page.set_viewport_size(before)
