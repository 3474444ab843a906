"""Six photographs over 400 kbit/s on which every tenth request breaks and which is gone three times for 20 s.

What is modelled stands in tests/documents/bad_line.py. The browser is a real one; each photograph must arrive once and
complete, and everything that goes up, heads and repetitions included, must stay below 1.3 times the photographs as sent.
"""

import os
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from PIL import Image, ImageChops
from playwright.sync_api import Browser, expect, sync_playwright

from bench.browsing import served
from bench.figures import show
from tests.documents import files
from tests.documents.bad_line import Line, bad_line_to
from tests.documents.hall import PAGE, arrived, empty, note_length
from tests.factories import make_village

PORT = 8437
PHOTOGRAPHS = 6
BYTES_PER_SECOND = 400_000 // 8
LOST, CUTS, CUT_SECONDS = 0.1, (150_000, 600_000, 1_050_000), 20
BAR = 1.3
ROUNDS = 3
PATIENCE_MS = 600_000


def run(data_dir: Path) -> None:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
    make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
    photographs = _photographs(data_dir)
    with served(PORT, "tests.documents.page:application"), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for seed in range(1, ROUNDS + 1):
            _measure(browser, photographs, seed)
        browser.close()


def _photographs(folder: Path) -> list[Path]:
    """Each another page, as a phone with a noisy camera takes it."""
    made = []
    for number in range(PHOTOGRAPHS):
        page = files.paper(3200 + 40 * number)
        grain = Image.effect_noise(page.size, 12).convert("RGB")
        made.append(folder / f"foto-{number}.jpg")
        made[-1].write_bytes(files.as_file(ImageChops.add(page, grain, offset=-128), quality=90))
    return made


def _measure(browser: Browser, photographs: list[Path], seed: int) -> None:
    line = Line(BYTES_PER_SECOND, LOST, CUTS, CUT_SECONDS, seed=seed)
    lengths: dict[str, int] = {}
    with bad_line_to(PORT, line) as address:
        page = browser.new_page()
        page.on("request", lambda request: note_length(request, lengths))
        page.goto(address + PAGE)
        line.is_bad, line.up, line.down, line.requests = True, 0, 0, 0
        begun = time.monotonic()
        page.get_by_label("Pilih berkas Kartu Keluarga").set_input_files(photographs)
        expect(page.locator('.photo [data-chip="sent"]:visible')).to_have_count(
            PHOTOGRAPHS, timeout=PATIENCE_MS
        )
        took = time.monotonic() - begun
        page.close()
    documents, whole = arrived(), sum(lengths.values())
    complete = (
        len(documents) == len({document.sha256 for document in documents}) == len(lengths) == PHOTOGRAPHS
    )
    ratio = line.up / whole
    least = whole / BYTES_PER_SECOND + len(CUTS) * CUT_SECONDS
    show(
        f"six photographs, {whole / 1000:.0f} KB, line {seed}",
        f"{'each once' if complete else 'NOT ALL, OR TWICE'}; {line.up / whole:.3f} × their bytes up (bar < {BAR} "
        f"{'ok' if complete and ratio < BAR else 'MISSED'}), {line.down / 1000:.0f} KB down; {took:.0f} s "
        f"(line alone {least:.0f} s); {line.requests} requests, {line.broken} broken, {line.cuts} cuts",
    )
    empty()
