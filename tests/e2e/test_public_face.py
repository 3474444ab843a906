"""A resident's way over the public pages, on a phone and without scripts."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import TIMEOUT
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait, scan

OLD_PHONE = "Mozilla/5.0 (Linux; Android 8.1.0; Redmi 5A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.141 Mobile Safari/537.36"
HEAVIEST_FIRST_VISIT = 40 * 1024  # bytes
BOX = (
    "element => { const box = element.getBoundingClientRect(); return [box.x, box.y, box.width, box.height] }"
)


def test_a_resident_picks_the_village_and_learns_what_to_bring(page: Page, hall: Hall) -> None:
    page.goto(f"{hall.address}/")
    portrait(page, "regency")

    page.get_by_role("link", name="Desa Sukamaju").click()
    portrait(page, "public-home")
    page.get_by_label("Cari layanan").fill("warung")
    page.get_by_role("button", name="Cari").click()

    expect(page.get_by_text("layanan cocok")).to_be_visible()
    portrait(page, "public-search")
    page.get_by_role("link", name="Surat keterangan usaha", exact=True).click()
    expect(page.get_by_role("heading", name="Yang perlu Anda siapkan")).to_be_visible()


def test_a_resident_reads_and_searches_in_javanese(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/"))
    page.get_by_role("link", name="Basa Jawi").click()
    portrait(page, "javanese-home")
    page.get_by_label("Padosi layanan").fill("bayi lair")
    page.get_by_role("button", name="Padosi").click()
    page.get_by_role("link", name="Akta kelahiran", exact=True).click()
    page.get_by_label("Ing papan kasarasan").check(force=True)
    page.get_by_role("button", name="Susun daftar kula").or_(
        page.get_by_role("button", name="Lajeng")
    ).click()

    expect(page.get_by_text("Asma saha NIK boten dipuntakèkaken.")).to_be_visible()
    portrait(page, "javanese-service")
    page.get_by_role("link", name="Bahasa Indonesia").click()
    expect(page).to_have_url(re.compile(r"/sukamaju/layanan/akta-kelahiran/\?"))
    expect(page.get_by_text("Nama dan NIK tidak ditanya.")).to_be_visible()


def test_an_unknown_word_does_not_end_in_nothing(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/layanan/?q=xyzzy"))

    scan(page)
    expect(page.get_by_role("link", name="Semua layanan")).to_be_visible()


def test_what_was_read_stays_readable_without_internet(browser: Browser, hall: Hall) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    page.goto(hall.url("/"))
    page.evaluate(
        "navigator.serviceWorker.ready.then(() => new Promise(done => navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', done)))"
    )
    page.goto(hall.url("/layanan/akta-kelahiran/"))
    page.wait_for_load_state("networkidle")

    context.set_offline(True)
    page.goto(hall.url("/layanan/akta-kelahiran/"))
    expect(page.get_by_role("heading", name="Akta kelahiran", level=1)).to_be_visible()
    expect(page.get_by_text("Ini halaman yang tersimpan")).to_be_visible()
    page.goto(hall.url("/layanan/kartu-keluarga/"))
    expect(page.get_by_text("Halaman ini belum tersimpan")).to_be_visible()
    portrait(page, "without-line")
    page.get_by_role("link", name="Akta kelahiran").click()
    expect(page.get_by_role("heading", name="Akta kelahiran", level=1)).to_be_visible()
    context.close()


def test_the_front_page_works_without_scripts(browser: Browser, hall: Hall) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()

    page.goto(hall.url("/"))
    page.get_by_label("Cari layanan").fill("kehilangan")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Yang cocok dengan")).to_be_visible()
    context.close()


def test_an_old_phone_sees_the_same_page(browser: Browser, hall: Hall) -> None:
    """The flat stylesheet draws every box where the layered one does."""

    def boxes(agent: str | None) -> list[list[float]]:
        context = browser.new_context(user_agent=agent, viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.goto(hall.url("/"))
        found = [element.evaluate(BOX) for element in page.query_selector_all("body *")]
        context.close()
        return found

    assert boxes(OLD_PHONE) == boxes(None)


def test_a_first_visit_is_light(browser: Browser, hall: Hall) -> None:
    for path in ("/", "/jv/", "/masuk/"):
        context = browser.new_context()
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[float] = []
        session.on(
            "Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"])
        )

        page.goto(hall.url(path), wait_until="networkidle")

        assert sum(sizes) <= HEAVIEST_FIRST_VISIT, f"{path}: {sum(sizes):.0f} bytes in {len(sizes)} requests"
        context.close()


def test_a_missing_page_says_what_to_do(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/tidak-ada/"))

    portrait(page, "error-404")
    page.get_by_role("link", name="Ke halaman depan").click()
    expect(page).to_have_url(hall.url("/"))


HOSTILE = [("#ffe600", "#00e5ff"), ("#ffffff", "#ffffff"), ("#000000", "#000000"), ("#ff0000", "#00ff00")]
PAINT = """([main, accent]) => {
  document.documentElement.style.setProperty('--village-1', main)
  document.documentElement.style.setProperty('--village-2', accent)
}"""


def test_any_two_colours_of_a_village_stay_readable(page: Page, hall: Hall) -> None:
    for path in ("/?q=warung", "/masuk/", "/v/"):
        page.goto(hall.url(path))
        for colours in HOSTILE:
            page.evaluate(PAINT, colours)
            scan(page)
