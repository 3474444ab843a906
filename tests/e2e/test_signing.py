"""From the operator over the secretary to the head's telephone: a letter that is valid when he has signed it."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import TIMEOUT, sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 768}

BACK = """
from balai.accounts.actors import Actor
from balai.letters.enums import Chain
from balai.letters.models import Kind
from balai.letters.operations import set_chain
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

with acting_for(Village.objects.get(slug="sukamaju")):
    set_chain(kind=Kind.objects.get(slug="skck"), chain=Chain.DIRECT, by=Actor.system("uji"))
"""

type Desk = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def at_desk(browser: Browser, hall: Hall) -> Desk:
    """A window of somebody's own: who signs in, and on how large a screen."""

    @contextmanager
    def opened(username: str, *, phone: bool = False) -> Iterator[Page]:
        context = browser.new_context(locale="id-ID", viewport=PHONE if phone else DESK)
        context.set_default_timeout(TIMEOUT)
        page = context.new_page()
        sign_in(page, hall, f"{username}.sukamaju")
        yield page
        context.close()

    return opened


@pytest.fixture(autouse=True)
def _sealed_at_once_again(hall: Hall) -> Iterator[None]:
    """Other tests of this hall issue the same kind."""
    yield
    hall.arrange(BACK)


def propose(page: Page, hall: Hall, name: str) -> None:
    page.goto(hall.url("/meja/surat/baru/?jenis=skck"))
    page.get_by_label("Ketik paling sedikit tiga huruf").fill(name)
    page.locator("#ketemu li a").first.click()
    page.get_by_text("Melamar kerja").click()
    page.get_by_role("button", name="Usulkan").click()
    expect(page.get_by_text("Menunggu paraf").first).to_be_visible()


def test_a_letter_goes_from_the_operator_to_the_heads_telephone(at_desk: Desk, hall: Hall) -> None:
    with at_desk("admin") as page:
        page.goto(hall.url("/meja/surat/tanda-tangan/"))
        group = page.get_by_role("group", name="Surat Pengantar SKCK")
        group.get_by_text("Berjenjang").click()
        portrait(page, "letter-chains")
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_text("Berlaku mulai surat berikutnya")).to_be_visible()
        page.goto(hall.url("/meja/surat/segel/"))
        portrait(page, "letter-seal")

    with at_desk("operator") as page:
        for name in ("sit", "bud"):
            propose(page, hall, name)
        portrait(page, "letter-proposed")
        page.goto(hall.url("/meja/surat/usulan/"))
        portrait(page, "letter-proposals")

    with at_desk("sekretaris") as page:
        page.goto(hall.url("/meja/"))
        page.get_by_role("link", name="Periksa dan setujui 2 surat").click()
        page.get_by_label("Centang semua").check()
        page.get_by_role("button", name="Setujui yang dicentang").click()
        expect(page.get_by_text("Sudah diparaf")).to_have_count(2)

    with at_desk("kepala", phone=True) as page:
        page.goto(hall.url("/meja/surat/menunggu/"))
        expect(page.get_by_role("heading", name="2 surat menunggu Anda")).to_be_visible()
        for picture in page.locator(".thumb img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
        page.evaluate("scrollTo(0, 0)")
        portrait(page, "letter-inbox")
        page.get_by_role("link", name=re.compile("^Lihat surat")).first.click()
        portrait(page, "letter-to-sign")
        page.get_by_role("button", name="Tanda tangani").click()
        page.wait_for_url("**/meja/surat/**")
        page.goto(hall.url("/meja/surat/menunggu/"))
        expect(page.get_by_role("heading", name="1 surat menunggu Anda")).to_be_visible()
        page.get_by_label("Centang semua").check()
        page.get_by_role("button", name="Setujui yang dicentang").click()
        expect(page.get_by_text("Selesai. Lihat hasilnya")).to_be_visible()
        portrait(page, "letter-approved")
        page.locator(".outcome a").click()
        pdf = page.request.get(page.url.split("?")[0] + "surat.pdf").body()

    assert pdf.startswith(b"%PDF-")
    with at_desk("operator") as page:
        page.goto(hall.url("/v/"))
        page.get_by_label("Berkas PDF surat").set_input_files(
            {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": pdf}
        )
        page.get_by_role("button", name="Periksa", exact=True).click()
        expect(page.get_by_role("heading", name="Surat ini asli")).to_be_visible()
