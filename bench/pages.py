"""What a phone loads at its first visit, and when something can be read at 400 kbit/s with 400 ms to the server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.browsing import prepare, served
from bench.figures import show

PORT = 8431
KIB = 1024
MOST_REQUESTS = 8
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
READ_WITHIN, USED_WITHIN = 2000, 3000  # milliseconds
INCUMBENT_BYTES, INCUMBENT_REQUESTS = 835 * KIB, 61


@dataclass(frozen=True)
class Page:
    """A page and what it may weigh with everything it loads, in KiB."""

    name: str
    path: str
    limit: int


PAGES = (
    Page("front page", "/sukamaju/", 45),
    Page("services", "/sukamaju/layanan/", 45),
    Page("a service", "/sukamaju/layanan/akta-kelahiran/", 35),
    Page("a letter", "/sukamaju/layanan/surat-keterangan-domisili/", 35),
    Page("links", "/sukamaju/tautan/", 35),
    Page("sign-in", "/sukamaju/masuk/", 40),
    Page("verify", "/sukamaju/v/", 40),
    Page("regency", "/", 40),
)
PAINTED = """() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"""
LOADED = """() => performance.getEntriesByType('navigation')[0].loadEventEnd"""


def run(data_dir: Path) -> None:
    prepare()
    with served(PORT) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for page in PAGES:
            _visit(browser, page, address)
        browser.close()


def _visit(browser: Browser, page: Page, address: str) -> None:
    sizes, elements, _ = _load(browser, address + page.path, {})
    total = sum(sizes)
    met = total <= page.limit * KIB and len(sizes) <= MOST_REQUESTS
    show(f"{page.name}, cold",
         f"{total / KIB:5.1f} KiB (bar ≤ {page.limit}) in {len(sizes)} requests (bar ≤ {MOST_REQUESTS}) {_verdict(met)}, {elements} elements;"
         f" incumbent's front page is {INCUMBENT_BYTES / total:.0f} × as heavy, {INCUMBENT_REQUESTS} requests")  # fmt: skip
    _, _, times = _load(browser, address + page.path, SLOW)
    painted, loaded = times
    show(f"{page.name} at 400 kbit/s and 400 ms",
         f"read after {painted / 1000:4.1f} s (bar ≤ 2.0), whole after {loaded / 1000:4.1f} s (bar ≤ 3.0) "
         f"{_verdict(painted <= READ_WITHIN and loaded <= USED_WITHIN)}")  # fmt: skip


def _load(
    browser: Browser, address: str, line: dict[str, Any]
) -> tuple[list[float], int, tuple[float, float]]:
    """Bytes of each answer, the number of elements, and when something was painted and everything was there."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if line:
        session.send("Network.emulateNetworkConditions", line)
    answers: dict[
        str, float
    ] = {}  # what the browser draws itself, such as the buttons of a player, asks nobody
    session.on("Network.responseReceived", lambda event: _note(answers, event))
    session.on("Network.loadingFinished", lambda event: _weigh(answers, event))
    page.goto(address, wait_until="networkidle")
    elements = page.evaluate("document.querySelectorAll('*').length")
    times = page.evaluate(PAINTED) or 0, page.evaluate(LOADED)
    context.close()
    return list(answers.values()), elements, times


def _note(answers: dict[str, float], event: dict[str, Any]) -> None:
    if event["response"]["url"].startswith("http"):
        answers[event["requestId"]] = 0


def _weigh(answers: dict[str, float], event: dict[str, Any]) -> None:
    if event["requestId"] in answers:
        answers[event["requestId"]] = event["encodedDataLength"]


def _verdict(met: bool) -> str:
    return "ok" if met else "MISSED"
