"""Eight desks on three rows of numbers, once in peace and once with a desk killed every second: no number is lost, skipped
or used twice, and no letter that was acknowledged is missing.
"""

import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connections

from balai.core import files
from balai.core.sealing import Verdict, examine_pdf
from balai.letters.enums import NumberingScope
from balai.letters.models import AgendaEntry, Letter, Numbering
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.keys import roots
from bench.figures import show
from bench.letters import issue

DESKS, LETTERS_EACH = 8, 100
KINDS = ("domisili", "skck", "keterangan-umum")
SECONDS_OF_KILLING = 120
EXAMINED = 100


def run(data_dir: Path) -> None:
    call_command("load_sample", small=True, verbosity=0)
    village = Village.objects.select_related("regency").get(slug="sukamaju")
    with acting_for(village):
        Numbering.objects.update(scope=NumberingScope.KIND, pattern="{kode_surat}/{nomor_urut:3}/{tahun}")
    connections.close_all()
    with TemporaryDirectory(prefix="balai-soak-") as folder:
        _in_peace(village, Path(folder))
        _under_fire(village, Path(folder))


def _in_peace(village: Village, folder: Path) -> None:
    begun = time.perf_counter()
    desks = [_Desk(village, folder, number, LETTERS_EACH) for number in range(DESKS)]
    for desk in desks:
        if desk.process.wait():
            raise AssertionError("a desk failed")
    took = time.perf_counter() - begun
    said = _said(folder)
    show(f"{DESKS} desks × {LETTERS_EACH} letters, {len(KINDS)} counters", f"{len(said)} in {took:.0f} s")
    if len(said) != DESKS * LETTERS_EACH:
        raise AssertionError("a letter is missing")
    _examine(village, said)


def _under_fire(village: Village, folder: Path) -> None:
    chance, killed = random.Random(7), 0
    desks = [_Desk(village, folder, number, 1_000_000) for number in range(DESKS, 2 * DESKS)]
    until = time.monotonic() + SECONDS_OF_KILLING
    while time.monotonic() < until:
        time.sleep(1)
        unlucky = chance.randrange(DESKS)
        desks[unlucky].kill()
        killed += 1
        desks[unlucky] = _Desk(village, folder, 2 * DESKS + killed, 1_000_000)
    for desk in desks:
        desk.kill()
    said = _said(folder)
    show(
        f"desks killed by -9 in {SECONDS_OF_KILLING} s", f"{killed}; {len(said)} letters acknowledged by now"
    )
    _examine(village, said)
    again = chance.sample(sorted(said), 50)
    if any(issue(village, _kind(key), key).number != said[key] for key in again):
        raise AssertionError("a request that was sent again made another letter")
    show("requests sent again that gave the same letter", f"{len(again)} of {len(again)}")


class _Desk:
    """A process of its own; what it acknowledges goes into a file, which outlives it."""

    def __init__(self, village: Village, folder: Path, number: int, letters: int) -> None:
        self._said = (folder / f"{number}.txt").open("w")
        command = [
            sys.executable, "-m", "bench.worker", village.slug, KINDS[number % len(KINDS)], str(letters), str(number),
        ]  # fmt: skip
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self._said)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._said.close()


def _kind(key: str) -> str:
    return KINDS[int(key.partition("-")[0]) % len(KINDS)]


def _said(folder: Path) -> dict[str, str]:
    """What all desks acknowledged: number by request key. A line cut off by a kill was not said."""
    return dict(_pairs(folder))


def _pairs(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.glob("*.txt"):
        for line in path.read_text().splitlines(keepends=True):
            if line.endswith("\n"):
                key, number = line.split()
                yield key, number


def _examine(village: Village, said: Mapping[str, str]) -> None:
    """Raise unless numbers, files and agenda are as they must be."""
    with acting_for(village):
        letters = {letter.request_key: letter for letter in Letter.objects.defer("printed")}
        agenda = list(
            AgendaEntry.objects.exclude(letter=None)
            .order_by("id")
            .values_list("letter__counter_key", "letter__serial")
        )
    if lost := {key for key in said if key not in letters or letters[key].number != said[key]}:
        raise AssertionError(f"acknowledged and lost: {lost}")
    if len({letter.number for letter in letters.values()}) != len(letters):
        raise AssertionError("a number was used twice")
    written: dict[str, list[int]] = defaultdict(list)
    for counter, serial in agenda:
        written[counter].append(serial)
    if any(serials != list(range(1, len(serials) + 1)) for serials in written.values()):
        raise AssertionError("the agenda is not gapless and in order")
    if sum(map(len, written.values())) != len(letters):
        raise AssertionError("a letter is not in the agenda")
    some = random.Random(1).sample(sorted(said), min(EXAMINED, len(said)))
    verdicts = [examine_pdf(files.read(letters[key].pdf_sha256), roots()).verdict for key in some]
    if any(verdict is not Verdict.GENUINE for verdict in verdicts):
        raise AssertionError("a stored letter is not genuine")
    show("  distinct, gapless, in order, in the agenda", f"{len(letters)} letters in {len(written)} counters")
    show("  examined and genuine", f"{len(some)} of {len(some)}")
