"""A real browser at a real hall. The hall is opened once a run; each test has a browser window of its own."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.hall import Hall, open_hall
from tests.e2e.looking import chromium_path, portrait, scan

# Playwright keeps an event loop in this thread; the ORM is used beside it, never inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
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
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])


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
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield page
    assert complaints == []


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


@pytest.fixture(name="scan")
def scan_fixture() -> Callable[[Page], None]:
    return scan


@pytest.fixture(name="portrait")
def portrait_fixture() -> Callable[[Page, str], None]:
    return portrait
