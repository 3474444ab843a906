"""One letter, from the answers to the sealed and stored PDF: beside its bare parts, beside WeasyPrint, and by two at once."""

import subprocess
import sys
import time
import uuid
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from balai.accounts.actors import Actor
from balai.core import files
from balai.core.typesetting import typeset_pdf
from balai.letters.drafting import Wish
from balai.letters.enums import NumberingScope
from balai.letters.models import KindVersion, Letter, Numbering
from balai.letters.operations.issuing import issue_letter
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.keys import seal_of
from bench.bare import bare_pyhanko, bare_typst, recorded
from bench.figures import compare, interleaved, percentile, show
from bench.peer import by_weasyprint

ROUNDS = 60
LETTERS_EACH = 60
ANSWERS = {"purpose": "Membuka rekening bank", "statement": "adalah pengurus kelompok tani Sumber Rejeki."}
KINDS = ("domisili", "skck")
BY = Actor.system("pengukuran")


def run(data_dir: Path) -> None:
    call_command("load_sample", small=True, verbosity=0)
    village = Village.objects.get(slug="sukamaju")
    _beside_the_engines(village)
    _two_at_once(village)


def _beside_the_engines(village: Village) -> None:
    with recorded() as sheets:
        letter = issue(village, KINDS[0])
    sheet, sealed = sheets[0], files.read(letter.pdf_sha256)
    unsealed = typeset_pdf(sheet.template, sheet.data, files=sheet.files, title=sheet.title, at=sheet.at)
    with acting_for(village):
        seal = seal_of(village)
    times = interleaved(
        {
            "ours": lambda: issue(village, KINDS[0]),
            "typst": bare_typst(sheet),
            "pyhanko": bare_pyhanko(unsealed, seal),
            "weasyprint": by_weasyprint(sheet),
        },
        ROUNDS,
    )
    middle = {name: percentile(taken[3:], 50) for name, taken in times.items()}
    show("size of a sealed letter", f"{len(sealed) / 1024:.0f} KiB")
    show("bare Typst, bare pyHanko", f"{middle['typst'] * 1000:.1f} ms, {middle['pyhanko'] * 1000:.1f} ms")
    engines = middle["typst"] + middle["pyhanko"]
    compare("issue_letter", middle["ours"], engines, beside="bare Typst + pyHanko", at_most=1.5)
    compare(
        "WeasyPrint PDF/A", middle["weasyprint"], middle["typst"], beside="Typst, same letter", at_least=10
    )


def _two_at_once(village: Village) -> None:
    """Letters a second by one process, by two on two counters, and by two that share one; the better of two rounds."""
    with acting_for(village):
        Numbering.objects.update(scope=NumberingScope.KIND, pattern="{kode_surat}/{nomor_urut:3}/{tahun}")
    connections.close_all()
    one, two, shared = [], [], []
    for _ in range(2):
        one.append(_letters_a_second(village, [KINDS[0]]))
        two.append(_letters_a_second(village, list(KINDS)))
        shared.append(_letters_a_second(village, [KINDS[0], KINDS[0]]))
    show("one process", f"{max(one):5.1f} letters/s (incumbent: 2.3)")
    show(
        "two processes, two counters",
        f"{max(two):5.1f} letters/s = {max(two) / max(one):.2f} ×  (target 1.5)",
    )
    show("two processes, one counter", f"{max(shared):5.1f} letters/s = {max(shared) / max(one):.2f} ×")
    with acting_for(village):
        numbers = list(Letter.objects.values_list("counter_key", "year", "serial"))
    if len(set(numbers)) != len(numbers):
        raise AssertionError("a number was used twice")


def _letters_a_second(village: Village, kinds: list[str]) -> float:
    """Processes of their own, as desks are; they begin together."""
    desks = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.worker", village.slug, kind, str(LETTERS_EACH + 1), uuid.uuid4().hex],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for kind in kinds
    ]  # fmt: skip
    for desk in desks:
        desk.stdout.readline()  # type: ignore[union-attr]  # its first letter
    begun = time.perf_counter()
    for desk in desks:  # all are told before one is waited for
        desk.stdin.write("\n")  # type: ignore[union-attr]
        desk.stdin.flush()  # type: ignore[union-attr]
    for desk in desks:
        desk.wait()
    taken = time.perf_counter() - begun
    if any(desk.returncode for desk in desks):
        raise AssertionError("a desk failed")
    return len(kinds) * LETTERS_EACH / taken


def issue(village: Village, slug: str, request_key: str = "") -> Letter:
    with acting_for(village):
        version = KindVersion.objects.current().get(kind__slug=slug)
        resident = Resident.objects.filter(relation=1, standing=1).with_family().order_by("nik")[0]
        return issue_letter(
            wish=Wish(version, resident, ANSWERS), request_key=request_key or uuid.uuid4().hex, by=BY
        )
