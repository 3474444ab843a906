"""One minute from touch to paper, on a real printer; and the next person sees nothing of it."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.costs import memory_mb
from tests.e2e.hall import Hall
from tests.e2e.looking import kiosk_portrait
from tests.e2e.minute import (
    HUMAN,
    HURRIED,
    Minute,
    Visitor,
    visitor_of,
    with_card,
    with_introduction,
    with_nik,
)
from tests.virtual_printer import VirtualPrinter, virtual_printer

MOST_TAPS = 6
VISITS = int(os.environ.get("BALAI_VISITS", "3"))
PACE = HUMAN if os.environ.get("BALAI_HUMAN_PACE") else HURRIED


@pytest.fixture(scope="module")
def tray() -> Iterator[VirtualPrinter]:
    with virtual_printer() as printer:
        yield printer


@pytest.mark.parametrize("way", [with_card, with_nik, with_introduction])
def test_paper_lies_in_the_tray_after_six_touches(
    kiosk_page: Page, hall: Hall, tray: VirtualPrinter, way: Callable[[Minute, Visitor], None]
) -> None:
    visitor = visitor_of(hall, tray)
    minute = Minute(kiosk_page, hall, tray, PACE)
    if PACE is HUMAN:  # measured at a kiosk that has had visitors before
        way(Minute(kiosk_page, hall, tray, HURRIED), visitor_of(hall, tray, 4))

    way(minute, visitor)

    print(
        f"\n{way.__name__}: {minute.seconds:.1f} s, {minute.taps} taps, {minute.server_ms:.0f} ms of server"
        f" in {len(minute.answers)} answers, {minute.processor_ms:.0f} ms of processor"
    )
    for answer in minute.answers if PACE is HUMAN else ():
        print(f"{way.__name__} {answer.ms:6.1f} ms {answer.method:4} {answer.status} {answer.path[:60]}")
    assert minute.taps <= MOST_TAPS
    assert minute.keys in {0, 6, 22}


def test_the_next_person_sees_nothing_of_the_first(
    kiosk_page: Page, hall: Hall, tray: VirtualPrinter
) -> None:
    visitor = visitor_of(hall, tray, 1)
    with_nik(Minute(kiosk_page, hall, tray, HURRIED), visitor)

    for _ in range(6):
        kiosk_page.go_back()
        expect(kiosk_page.get_by_text("Sudah benar")).to_have_count(0)
    kiosk_page.goto(hall.url("/anjungan/periksa/"))

    expect(kiosk_page.get_by_role("link", name="Sentuh untuk mulai")).to_be_visible()


def test_a_cut_line_is_said_and_the_visit_goes_on(kiosk_page: Page, hall: Hall, tray: VirtualPrinter) -> None:
    visitor = visitor_of(hall, tray, 4)
    minute = Minute(kiosk_page, hall, tray, HURRIED)
    minute.begin("Domisili")
    kiosk_page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    minute.type(visitor.nik + visitor.pin)
    kiosk_page.wait_for_url("**/tanya/")

    kiosk_page.context.set_offline(True)
    kiosk_page.locator(".kiosk-choices .kiosk-tile").first.tap()
    expect(kiosk_page.get_by_text("Sambungan ke kantor terputus")).to_be_visible()
    kiosk_page.context.set_offline(False)

    kiosk_page.wait_for_url("**/tanya/")  # by itself; nothing was answered
    minute.answer_and_print()
    minute.leave()


def test_a_line_that_is_cut_while_paper_is_drawn_is_said(
    kiosk_page: Page, hall: Hall, tray: VirtualPrinter
) -> None:
    visitor = visitor_of(hall, tray, 5)
    minute = Minute(kiosk_page, hall, tray, HURRIED)
    minute.begin("Domisili")
    kiosk_page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    minute.type(visitor.nik + visitor.pin)
    kiosk_page.wait_for_url("**/tanya/")
    minute.tap(kiosk_page.locator(".kiosk-choices .kiosk-tile").first)
    tray.jam()
    minute.tap(kiosk_page.get_by_role("button", name="Cetak surat"))
    kiosk_page.wait_for_url("**/keluar/")

    kiosk_page.context.set_offline(True)
    expect(kiosk_page.get_by_text("Sambungan ke kantor terputus")).to_be_visible(timeout=30_000)
    tray.unjam()
    kiosk_page.context.set_offline(False)

    expect(kiosk_page.get_by_text("Ambil surat Anda di bawah")).to_be_visible(timeout=30_000)
    minute.leave()


def test_visit_after_visit_neither_page_nor_server_grows(
    kiosk_page: Page, hall: Hall, tray: VirtualPrinter
) -> None:
    visitor = visitor_of(hall, tray, 3)
    heaps, memories = [], []
    for number in range(1, VISITS + 1):
        minute = Minute(kiosk_page, hall, tray, HURRIED)
        with_nik(minute, visitor)
        heaps.append(heap_of(kiosk_page) / 1e6)
        memories.append(memory_mb(hall.web))
        if number == 1 or number % max(1, VISITS // 4) == 0:
            print(
                f"\nafter {number} visits: page {heaps[-1]:.2f} MB, server {memories[-1]:.0f} MB,"
                f" {minute.server_ms:.0f} ms of server"
            )

    assert heaps[-1] < 1.5 * heaps[0]
    assert memories[-1] < 1.3 * memories[VISITS // 4]  # by then each of its threads has drawn a letter


def heap_of(page: Page) -> float:
    """Bytes that scripts of the page hold after a collection of garbage."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    session.detach()
    return float(next(each["value"] for each in metrics if each["name"] == "JSHeapUsedSize"))


def test_every_step_fits_every_screen(kiosk_page: Page, hall: Hall, tray: VirtualPrinter) -> None:
    visitor = visitor_of(hall, tray, 2)
    minute = Minute(kiosk_page, hall, tray, HURRIED)

    kiosk_page.goto(hall.url("/anjungan/pilih/"))
    kiosk_portrait(kiosk_page, "choose")
    minute.begin("Domisili")
    kiosk_portrait(kiosk_page, "identify")
    minute.type(visitor.nik + visitor.pin)
    kiosk_page.wait_for_url("**/tanya/")
    kiosk_portrait(kiosk_page, "ask")
    kiosk_page.locator(".kiosk-choices .kiosk-tile").first.tap()
    kiosk_page.wait_for_url("**/periksa/")
    kiosk_portrait(kiosk_page, "check")
    kiosk_page.get_by_role("button", name="Cetak surat").tap()
    kiosk_page.get_by_text("Ambil surat Anda di bawah").wait_for(timeout=60_000)
    kiosk_portrait(kiosk_page, "out")
