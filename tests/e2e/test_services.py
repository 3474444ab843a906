"""A resident's way through the catalogue: from everyday words to exactly the documents of one's case."""

import io
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import TIMEOUT
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait

HEAVIEST_PAGE = 35 * 1024  # bytes, with everything, at the first visit
MOST_REQUESTS = 8
A4 = {"format": "A4", "margin": dict.fromkeys(("top", "bottom", "left", "right"), "10mm")}


def test_a_resident_learns_what_to_bring_and_takes_the_list_along(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/layanan/"))
    portrait(page, "services")
    page.get_by_label("Cari layanan").fill("bikin akte anak")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="Akta kelahiran", exact=True).click()
    expect(page.get_by_text("Jawab dulu pertanyaan di atas.")).to_be_visible()
    portrait(page, "service")

    page.get_by_label("Di rumah atau tempat lain").check()
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_text("Tinggal 2 pertanyaan.")).to_be_visible()
    page.get_by_label("Punya", exact=True).check()
    page.get_by_label("60 hari atau kurang").check()
    page.get_by_role("button", name="Susun daftar saya").click()

    expect(page.get_by_text("Surat pengantar RT/RW tidak perlu.")).to_be_visible()
    portrait(page, "service-list")
    message = page.get_by_role("link", name="Kirim ke WhatsApp").get_attribute("href") or ""
    [told] = parse_qs(urlsplit(message).query)["text"]
    assert "1. Surat" in told
    assert told.endswith("tempat=rumah&nikah=punya&umur=sampai-60-hari#daftar")
    heard = page.request.get(page.locator("audio").evaluate("audio => audio.src"))
    assert (heard.status, heard.headers["content-type"]) == (200, "audio/mpeg")
    page.get_by_role("link", name="Cetak daftar ini").click()
    portrait(page, "service-paper")
    assert len(PdfReader(io.BytesIO(page.pdf(**A4))).pages) == 1


def test_without_scripts_and_with_keys_alone_the_list_is_the_same(browser: Browser, hall: Hall) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    page.goto(hall.url("/layanan/surat-keterangan-domisili/"))

    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Daftar ini untuk keadaan Anda")).to_be_visible()
    expect(page.get_by_text("Langsung jadi di anjungan.")).to_be_visible()
    context.close()


def test_a_page_of_the_catalogue_is_light_at_the_first_visit(browser: Browser, hall: Hall) -> None:
    for path in ("/layanan/", "/layanan/kartu-keluarga/"):
        context = browser.new_context()
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[float] = []
        session.on(
            "Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"])
        )

        page.goto(hall.url(path), wait_until="networkidle")

        loaded = [size for size in sizes if size]  # what the browser draws by itself weighs nothing
        assert sum(loaded) <= HEAVIEST_PAGE, f"{path}: {sum(loaded):.0f} bytes"
        assert len(loaded) <= MOST_REQUESTS
        context.close()
