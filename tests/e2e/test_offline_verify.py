"""Checking letters where the internet has gone: by link, camera and picture, with the age of what the phone knows."""

import io
import json
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connections
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from balai.core import sealing
from balai.core.signed_facts import Fact, FactName, key_id_of, public_key_of, read_message, sign_facts
from balai.letters.drafting import Wish
from balai.letters.models import Letter
from balai.letters.operations import issue_letter, replace_letter, revoke_letter
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from tests.e2e.conftest import TIMEOUT
from tests.e2e.hall import Hall
from tests.e2e.looking import chromium_path, portrait
from tests.letters.factories import ANSWERS, BY, version_of

HEAVIEST_FIRST_VISIT = 40 * 1024  # bytes, without the scanner
READY = "Bisa dipakai tanpa internet."


class Desk:
    """Issues and revokes letters in the hall's own database, as its web process would.

    In a thread of its own: sealing runs an event loop, and Playwright keeps one in the thread of the test.
    """

    def __init__(self, hall: Hall, village: Village) -> None:
        self.hall = hall
        self.village = village

    def issue(self, at: datetime | None = None) -> Letter:
        key = uuid.uuid4().hex
        return self.acting(lambda: issue_letter(wish=self.wish(), request_key=key, by=BY, at=at))

    def revoke(self, letter: Letter) -> None:
        self.acting(lambda: revoke_letter(letter=letter, reason="Data palsu", by=BY))

    def replace(self, letter: Letter) -> None:
        key = uuid.uuid4().hex
        self.acting(
            lambda: replace_letter(letter=letter, wish=self.wish(), reason="Keliru", request_key=key, by=BY)
        )

    def acting(self, work: Callable[[], Letter]) -> Letter:
        def alone() -> Letter:
            try:
                with acting_for(self.village):
                    return work()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(alone).result()

    def wish(self) -> Wish:
        resident = Resident.objects.with_family().filter(standing=1).earliest("id")
        return Wish(version_of("domisili"), resident, ANSWERS["domisili"])

    def lists_are_new(self) -> None:
        """Wait until what phones fetch was made after now: the hall makes it anew every few seconds."""
        asked = int(timezone.now().timestamp())
        root = keys.authority().root
        known = {key_id_of(root): public_key_of(root)}
        for _ in range(60):
            with urlopen(f"{self.hall.address}/v/pernyataan") as answer:
                made = read_message(answer.read(), keys=known)[1]
            if isinstance(made, int) and made > asked:
                return
            time.sleep(0.5)
        raise TimeoutError("the lists stay old")

    def link(self, letter: Letter) -> str:
        return f"{self.hall.address}/{self.village.slug}/v/#{letter.facts}"


@pytest.fixture
def desk(hall: Hall, settings: Any, django_db_blocker: Any) -> Iterator[Desk]:
    settings.BALAI_DATA_DIR = hall.log.parent
    settings.BALAI_PUBLIC_URL = hall.address
    sealing._opened.cache_clear()
    keys._authority.cache_clear()
    with django_db_blocker.unblock():
        yield Desk(hall, Village.objects.select_related("regency").get(slug="sukamaju"))


def keep(page: Page, address: str) -> None:
    """Open the page and wait until it has all it needs for times without internet."""
    page.goto(address)
    expect(page.locator("#luring")).to_contain_text(READY, timeout=TIMEOUT)
    while not page.evaluate("Boolean(navigator.serviceWorker.controller)"):
        page.wait_for_timeout(100)  # wait_for_function needs the eval that the page forbids


def scanned(page: Page, link: str) -> str:
    """The verdict after a phone has opened the link of a code."""
    page.goto("about:blank")
    page.goto(link)
    heading = page.locator("#hasil h2")
    expect(heading).to_be_visible(timeout=TIMEOUT)
    return heading.inner_text()


def test_without_internet_every_verdict_is_told_apart(
    page: Page, window: BrowserContext, hall: Hall, desk: Desk
) -> None:
    genuine, revoked, replaced = desk.issue(), desk.issue(), desk.issue()
    desk.revoke(revoked)
    desk.replace(replaced)
    desk.lists_are_new()
    altered = str(int(genuine.facts) ^ 1 << 8 * 120)
    strange: dict[FactName, Fact] = {1: b"x" * 16, 2: desk.village.code}
    forged = sign_facts(strange, key=ec.generate_private_key(ec.SECP256R1()), key_id=b"penipu!!")
    keep(page, hall.url("/v/"))

    window.set_offline(True)
    verdicts = {
        "genuine": scanned(page, desk.link(genuine)),
        "revoked": scanned(page, desk.link(revoked)),
        "replaced": scanned(page, desk.link(replaced)),
        "altered": scanned(page, hall.url(f"/v/#{altered}")),
        "forged": scanned(page, hall.url(f"/v/#{forged}")),
        "no code": scanned(page, hall.url(f"/v/#{'https://contoh.example/' * 4}")),
    }

    assert verdicts == {
        "genuine": "Surat ini asli",
        "revoked": "Surat ini sudah dicabut",
        "replaced": "Surat ini sudah diganti",
        "altered": "Surat ini sudah diubah",
        "forged": "Belum bisa dipastikan tanpa internet",
        "no code": "Ini bukan kode QR surat",
    }
    scanned(page, desk.link(genuine))
    expect(page.locator("#hasil")).to_contain_text("tanpa internet. Daftar pencabutan")
    expect(page.locator("#hasil")).to_contain_text(genuine.number)
    portrait(page, "verify-offline")
    scanned(page, desk.link(revoked))
    portrait(page, "verify-offline-revoked")


def test_a_letter_whose_time_is_over_has_expired_without_internet_too(
    page: Page, window: BrowserContext, hall: Hall, desk: Desk
) -> None:
    letter = desk.issue()  # valid for three months
    keep(page, hall.url("/v/"))

    window.set_offline(True)
    page.clock.set_fixed_time(timezone.now() + timedelta(days=100))
    verdict = scanned(page, desk.link(letter))

    assert verdict == "Surat ini asli, tetapi sudah tidak berlaku"


def test_an_old_list_says_its_age_and_does_not_call_a_letter_genuine(
    page: Page, window: BrowserContext, hall: Hall, desk: Desk
) -> None:
    letter = desk.issue()
    keep(page, hall.url("/v/"))

    window.set_offline(True)
    page.clock.set_fixed_time(timezone.now() + timedelta(days=9, hours=1))
    verdict = scanned(page, desk.link(letter))

    assert verdict == "Belum bisa dipastikan tanpa internet"
    expect(page.locator("#hasil")).to_contain_text("sudah berumur 9 hari")
    expect(page.locator("#hasil")).to_contain_text("Daftar pencabutan 9 hari lalu.")
    expect(page.get_by_role("button", name="Periksa lagi")).to_be_visible()
    portrait(page, "verify-offline-old-list")


def test_when_the_internet_comes_back_the_letter_book_has_the_last_word(
    page: Page, window: BrowserContext, hall: Hall, desk: Desk
) -> None:
    letter = desk.issue()
    keep(page, hall.url("/v/"))
    window.set_offline(True)
    desk.revoke(letter)

    before = scanned(page, desk.link(letter))
    window.set_offline(False)

    assert before == "Surat ini asli"
    expect(page.get_by_role("heading", name="Surat ini sudah dicabut")).to_be_visible()
    expect(page.locator("#hasil")).to_contain_text("di buku surat")


def test_nothing_that_was_scanned_is_sent_or_kept(
    page: Page, window: BrowserContext, hall: Hall, desk: Desk
) -> None:
    letter = desk.issue()
    sent: list[Request] = []

    def note(request: Request) -> None:
        sent.append(request)

    page.on("request", note)

    keep(page, hall.url("/v/"))
    scanned(page, desk.link(letter))

    questions = [json.loads(request.post_data or "") for request in sent if request.method == "POST"]
    assert [set(question) for question in questions] == [{"village", "id", "code"}]
    told = json.dumps(questions) + "".join(request.url.partition("#")[0] for request in sent)
    assert not [fact for fact in (letter.number, letter.facts, letter.signer_name) if fact in told]
    kept = page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat()"
    )
    assert sorted({path for path in kept if not path.startswith(("/static/", "/sukamaju/lambang"))}) == [
        "/sukamaju/tema.css",
        "/sukamaju/v/dicabut",
        "/sukamaju/v/kunci",
        "/sukamaju/v/pernyataan",
        "/sukamaju/v/salinan/",
    ]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("indexedDB.databases()") == []


def test_one_page_of_the_regency_checks_the_letters_of_all_its_villages(
    page: Page, window: BrowserContext, hall: Hall, desk: Desk
) -> None:
    letter = desk.issue()
    keep(page, f"{hall.address}/v/")
    portrait(page, "verify-regency")

    online = scanned(page, f"{hall.address}/v/#{letter.facts}")
    window.set_offline(True)
    offline = scanned(page, f"{hall.address}/v/#{letter.facts}")

    assert (online, offline) == ("Surat ini asli", "Surat ini asli")
    expect(page.locator("#hasil")).to_contain_text("Pemerintah Desa Sukamaju")


def test_a_changed_page_replaces_the_kept_one(page: Page, hall: Hall, desk: Desk) -> None:
    keep(page, hall.url("/v/"))
    before = [name for name in page.evaluate("caches.keys()") if "/sukamaju/v/" in name]
    try:
        Village.objects.filter(pk=desk.village.pk).update(name="Sukamakmur")
        page.reload()
        while before == [name for name in page.evaluate("caches.keys()") if name in before]:
            page.wait_for_timeout(200)
        kept = page.evaluate("async () => (await (await caches.match('/sukamaju/v/salinan/')).text())")
    finally:
        Village.objects.filter(pk=desk.village.pk).update(name=desk.village.name)

    assert "Desa Sukamakmur" in kept


def test_a_photo_of_the_code_is_read_without_internet(
    page: Page, window: BrowserContext, hall: Hall, desk: Desk
) -> None:
    letter = desk.issue()
    keep(page, hall.url("/v/"))
    window.set_offline(True)

    photo = io.BytesIO()
    _picture(desk.link(letter), (1600, 1200), scale=8).rotate(4, fillcolor=255).save(
        photo, "JPEG", quality=60
    )
    page.locator("#foto").set_input_files(
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )

    expect(page.get_by_role("heading", name="Surat ini asli")).to_be_visible()


def test_a_photo_without_a_code_says_so(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/v/"))
    photo = io.BytesIO()
    Image.new("L", (400, 300), 255).save(photo, "PNG")

    page.locator("#foto").set_input_files(
        {"name": "foto.png", "mimeType": "image/png", "buffer": photo.getvalue()}
    )

    expect(page.get_by_role("heading", name="Kode QR tidak ditemukan")).to_be_visible()


def test_the_camera_reads_the_code(browser: Browser, hall: Hall, desk: Desk, tmp_path: Path) -> None:
    """Chromium's own test camera plays a film of the code."""
    letter = desk.issue()
    film = tmp_path / "kode.y4m"
    _film(film, _picture(desk.link(letter), (1280, 960), scale=8))
    filmed = browser.browser_type.launch(
        executable_path=chromium_path(),
        args=[
            "--no-sandbox",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ],
    )
    window = filmed.new_context(permissions=["camera"])
    window.set_default_timeout(TIMEOUT)
    page = window.new_page()
    keep(page, hall.url("/v/"))
    window.set_offline(True)

    page.get_by_role("button", name="Pindai dengan kamera").click()

    expect(page.get_by_role("heading", name="Surat ini asli")).to_be_visible()
    assert page.locator("video").is_hidden()
    assert page.evaluate("document.querySelector('video').srcObject") is None
    filmed.close()


def test_a_refused_camera_says_what_to_do(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/v/"))

    page.get_by_role("button", name="Pindai dengan kamera").click()

    expect(page.get_by_role("heading", name="Kamera tidak bisa dipakai")).to_be_visible()
    portrait(page, "verify-no-camera")


def test_without_scripts_the_server_checks(browser: Browser, hall: Hall, desk: Desk) -> None:
    letter = desk.issue()
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()

    page.goto(hall.url("/v/"))
    page.get_by_label("Tautan dari kode QR").fill(desk.link(letter))
    page.get_by_role("button", name="Periksa", exact=True).click()

    expect(page.get_by_role("heading", name="Surat ini asli")).to_be_visible()
    expect(page.get_by_role("button", name="Pindai dengan kamera")).to_be_hidden()
    context.close()


def test_a_first_visit_is_light(browser: Browser, hall: Hall) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    page.goto(hall.url("/v/"), wait_until="networkidle")

    assert sum(sizes) <= HEAVIEST_FIRST_VISIT, f"{sum(sizes):.0f} bytes in {len(sizes)} requests"
    context.close()


def _picture(text: str, size: tuple[int, int], *, scale: int) -> Image.Image:
    """A sheet with the code in its middle."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    shown = memoryview(code.to_image(scale=scale))  # a square, a byte for each dot
    drawn = Image.frombytes("L", (len(shown), len(shown)), shown.tobytes())
    sheet = Image.new("L", size, 235)
    sheet.paste(drawn, ((size[0] - drawn.width) // 2, (size[1] - drawn.height) // 2))
    return sheet


def _film(path: Path, frame: Image.Image) -> None:
    """A film of one frame in YUV4MPEG2, which Chromium repeats."""
    width, height = frame.size
    grey = bytes([128]) * (width * height // 2)
    with path.open("wb") as film:
        film.write(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420\n".encode())
        for _ in range(3):
            film.write(b"FRAME\n" + frame.tobytes() + grey)
