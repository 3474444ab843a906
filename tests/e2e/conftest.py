"""A real browser at a real hall. The hall is opened once a run; each test has a browser window of its own."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.hall import Hall, open_hall
from tests.e2e.looking import chromium_path, portrait, scan

# Playwright keeps an event loop in this thread; the ORM is used beside it, never inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
KIOSK_FLAGS = ("--autoplay-policy=no-user-gesture-required",)
"""As docs/operations.md starts a kiosk."""
TIMEOUT = 15_000  # milliseconds; two shared cores are slow


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e/" in item.path.as_posix():
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def hall(django_db_setup: None) -> Iterator[Hall]:
    """Web, live and worker processes on a small sample regency."""
    with open_hall() as hall:
        yield hall


@pytest.fixture(scope="session")
def browser(hall: Hall) -> Iterator[Browser]:
    if core := os.environ.get("BALAI_TEST_BROWSER_CORE"):
        os.sched_setaffinity(
            0, {int(core)}
        )  # what is started from here on: the browser, and the printer beside it
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", *KIOSK_FLAGS])


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A window of its own, whose console and network complain aloud."""
    context = browser.new_context(locale="id-ID", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(TIMEOUT)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page; any script error or breach of the content security policy fails the test."""
    page = window.new_page()
    complaints = _complaints_of(page)
    yield page
    assert complaints == []


def _complaints_of(page: Page) -> list[str]:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    return complaints


@pytest.fixture
def officer_page(page: Page, hall: Hall) -> Page:
    """A page on which the demo administrator of Sukamaju has signed in."""
    sign_in(page, hall, "admin.sukamaju")
    return page


def sign_in(page: Page, hall: Hall, username: str, village: str = "sukamaju") -> None:
    """Sign in as one of the demo officers."""
    page.goto(hall.url("/masuk/", village))
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi", exact=True).fill(hall.password)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/meja/**")


@pytest.fixture(scope="session")
def kiosk_token(browser: Browser, hall: Hall) -> Any:
    """What a device of Sukamaju keeps after an administrator typed its code: the state of its browser."""
    device, office = browser.new_context(locale="id-ID"), browser.new_context(locale="id-ID")
    screen, desk = device.new_page(), office.new_page()
    screen.goto(hall.url("/anjungan/"))
    screen.get_by_role("link", name="Pasang perangkat ini").click()
    screen.get_by_role("button", name="Tampilkan kode").click()
    code = screen.locator("#kode").inner_text()
    sign_in(desk, hall, "admin.sukamaju")
    desk.goto(hall.url("/meja/anjungan/pasang/"))
    desk.get_by_label("Kode di layar anjungan").fill(code)
    desk.get_by_label("Nama anjungan").fill("Anjungan 1")
    desk.get_by_label("Tempat").fill("Ruang tunggu")
    desk.get_by_role("button", name="Pasang").click()
    screen.wait_for_url("**/anjungan/")  # by itself
    state = device.storage_state()
    device.close()
    office.close()
    return state


@pytest.fixture
def kiosk_page(browser: Browser, hall: Hall, kiosk_token: Any) -> Iterator[Page]:
    """The upright touch screen of a paired kiosk, at rest; complains as `page` does."""
    context = browser.new_context(
        locale="id-ID", viewport={"width": 1080, "height": 1920}, has_touch=True, storage_state=kiosk_token
    )
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    complaints = _complaints_of(page)
    page.goto(hall.url("/anjungan/"))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture(name="scan")
def scan_fixture() -> Callable[[Page], None]:
    return scan


@pytest.fixture(name="portrait")
def portrait_fixture() -> Callable[[Page, str], None]:
    return portrait
