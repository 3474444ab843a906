"""Papers are photographed, made small, and sent over a line that breaks."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.documents import files
from tests.documents.bad_line import Line, bad_line_to
from tests.documents.hall import PAGE, arrived, empty, note_length, open_paper_hall

SENT_MS = 60_000
WAITING = """() => new Promise((go) => {
  indexedDB.open("balai-berkas").onsuccess = ({ target }) => {
    target.result.transaction("menunggu").objectStore("menunggu").getAll().onsuccess = (all) => go(
      all.target.result.map(({ sharpness, brightness }) => ({ sharpness, brightness })));
  };
})"""
"""What this browser still keeps."""


@pytest.fixture(scope="module")
def port(django_db_setup: None) -> Iterator[int]:
    with open_paper_hall() as port:
        yield port


@pytest.fixture(autouse=True)
def nothing_arrived(port: int) -> None:
    empty()


def photographs(folder: Path, count: int) -> list[Path]:
    """As a phone takes them: each another one, larger than what is sent."""
    made = []
    for number in range(count):
        made.append(folder / f"foto-{number}.jpg")
        made[-1].write_bytes(files.as_file(files.paper(2000 + 16 * number), quality=90))
    return made


def choose(page: Page, paths: list[Path]) -> None:
    page.get_by_label("Pilih berkas Kartu Keluarga").set_input_files(paths)


def test_photographs_arrive_complete_and_once_over_a_line_that_breaks(
    page: Page, port: int, tmp_path: Path
) -> None:
    line = Line(1_000_000, 0.25, cuts_at=(60_000, 150_000, 280_000), cut_seconds=0.4)
    lengths: dict[str, int] = {}
    page.on("request", lambda request: note_length(request, lengths))
    with bad_line_to(port, line) as address:
        page.goto(address + PAGE)
        line.is_bad, line.up = True, 0
        choose(page, photographs(tmp_path, 2))
        expect(page.locator('.photo [data-chip="sent"]:visible').first).to_be_visible(timeout=SENT_MS)
        page.reload()  # as a browser that ran out of memory
        expect(page.locator(".photo")).to_have_count(2)
        expect(page.locator(".photo .chip:visible", has_text="Terkirim")).to_have_count(2, timeout=SENT_MS)

    documents = arrived()
    assert len(lengths) == 2
    assert [max(document.width or 0, document.height or 0) for document in documents] == [1600] * 2
    assert len({document.sha256 for document in documents}) == 2
    assert line.cuts == 3
    assert line.broken > 0
    assert line.up < 1.3 * sum(lengths.values()), f"{line} for {lengths}"


def test_a_photograph_that_nobody_could_read_is_sent_only_if_one_insists(
    page: Page, port: int, tmp_path: Path, portrait: Callable[..., Any]
) -> None:
    blurred = tmp_path / "buram.jpg"
    blurred.write_bytes(files.as_file(files.paper(1600, blurred=4)))
    drawing = tmp_path / "gambar.jpg"
    drawing.write_bytes(b"<svg/>")
    page.goto(f"http://localhost:{port}{PAGE}")
    portrait(page, "berkas-kosong")

    choose(page, [blurred, *photographs(tmp_path, 1), drawing])
    expect(page.get_by_text("Foto ini buram.").first).to_be_visible()
    expect(page.get_by_text("tidak bisa dibaca ponsel")).to_be_visible()
    expect(page.locator('.photo [data-chip="sent"]:visible')).to_have_count(1, timeout=SENT_MS)
    portrait(page, "berkas-buram")
    assert len(arrived()) == 1
    (waits,) = page.evaluate(WAITING)
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_text("Ada foto yang sulit dibaca dan belum dikirim.")).to_be_visible()
    page.locator(".photo", has_text="tidak bisa dibaca ponsel").get_by_role("button", name="Buang").click()
    page.get_by_role("button", name="Kirim juga").click()
    expect(page.locator('.photo [data-chip="sent"]:visible')).to_have_count(2, timeout=SENT_MS)

    (poor,) = (document for document in arrived() if document.warnings)
    assert poor.sharpness == pytest.approx(waits["sharpness"], abs=4)  # the server judges as the phone did
    assert poor.brightness == pytest.approx(waits["brightness"], abs=4)
    page.get_by_role("button", name="Hapus").first.click()
    expect(page.locator(".photo")).to_have_count(1)
    assert len(arrived()) == 1


def test_a_form_waits_for_its_photographs(page: Page, port: int, tmp_path: Path) -> None:
    line = Line(10_000_000, 0)
    with bad_line_to(port, line) as address:
        page.goto(address + PAGE)
        line.bytes_per_second = 100_000
        choose(page, photographs(tmp_path, 1))
        expect(page.locator('.photo [data-chip="sending"]:visible')).to_be_visible()
        with page.expect_navigation():
            page.get_by_role("button", name="Simpan dan lanjut").click()
            expect(page.get_by_text("Menunggu foto terkirim.")).to_be_visible()

    assert len(arrived()) == 1


def test_without_scripts_a_plain_form_does_it(
    browser: Browser, port: int, tmp_path: Path, scan: Callable[[Page], None]
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    page.goto(f"http://localhost:{port}{PAGE}")

    page.get_by_label("Foto atau PDF").set_input_files(photographs(tmp_path, 2))
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.locator(".photo")).to_have_count(2)
    page.get_by_label("Tambah halaman").set_input_files(
        {"name": "ktp.jpg", "mimeType": "image/jpeg", "buffer": b"MZ" + bytes(2000)}
    )
    page.get_by_role("button", name="Simpan dan lanjut").click()

    expect(page.get_by_text("Ini program, bukan foto atau dokumen.")).to_be_visible()
    context.close()
    assert len(arrived()) == 2
