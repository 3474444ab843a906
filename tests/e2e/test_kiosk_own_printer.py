"""A kiosk whose own browser prints: the paper is loaded into a frame, printed once, and the ledger says who took it."""

from playwright.sync_api import Page, expect

from balai.sample.visitors import DEMO_PIN
from tests.e2e.hall import Hall

OWN_PRINTER = """
from balai.kiosk.models import KioskDevice
from balai.printing.models import Printer
from balai.sample.plans import VILLAGES
from balai.sample.visitors import visitor_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

with acting_for(Village.objects.get(slug="sukamaju")):
    own, _ = Printer.objects.update_or_create(name="Terpasang di anjungan", defaults={"kind": "browser", "address": ""})
    KioskDevice.objects.update(printer=own)
print(visitor_of(VILLAGES[0]))
"""
LEDGER = """
from balai.printing.models import PrintJob
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

with acting_for(Village.objects.get(slug="sukamaju")):
    print(*PrintJob.objects.filter(printer__kind="browser").values_list("state", flat=True))
"""
NOTE_PRINTS = "window.print = () => window.notePrint(location.href);"
"""A browser that is tested without a screen can't print; what the frame is asked for is noted instead."""


def test_the_browser_prints_once_and_says_so(kiosk_page: Page, hall: Hall) -> None:
    nik = hall.arrange(OWN_PRINTER).splitlines()[-1]
    page = kiosk_page
    printed: list[str] = []
    page.expose_function("notePrint", lambda address: printed.append(address))  # noqa: PLW0108  # needs a function
    page.add_init_script(NOTE_PRINTS)
    page.goto(hall.url("/anjungan/pilih/"))
    page.locator("button.kiosk-tile", has_text="Domisili").first.tap()
    page.wait_for_url("**/siapa/")
    for digit in nik + DEMO_PIN:
        page.get_by_role("button", name=digit, exact=True).tap()
    page.wait_for_url("**/tanya/")
    page.locator(".kiosk-choices .kiosk-tile").first.tap()
    page.wait_for_url("**/periksa/")

    page.get_by_role("button", name="Cetak surat").tap()

    expect(page.get_by_text("Ambil surat Anda di bawah")).to_be_visible(timeout=25_000)
    assert [address.rpartition("/anjungan/")[2] for address in printed] == ["cetakan/"]
    assert hall.arrange(LEDGER).splitlines()[-1] == "handed_over"
    assert page.frames == [page.main_frame]  # what was printed is gone from the page
    page.get_by_role("button", name="Selesai").tap()
    page.wait_for_url("**/anjungan/")
