"""A real IPP Everywhere printer without paper: CUPS's `ippeveprinter`, on a port of its own, with a tray one can empty.

It keeps what it prints as PDF files. Its default medium is Letter, as in many a real printer: who sends no medium gets
the wrong paper. It insists on a D-Bus, even with its announcements turned off, and gets a private one; no root, no
network namespace, no Avahi.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.ports import free_port

PPD = Path(__file__).with_suffix(".ppd")
A4, F4, LETTER = "iso_a4_210x297mm", "na_foolscap_8.5x13in", "na_letter_8.5x11in"
START_SECONDS = 10

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth><policy context="default">
<allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/></policy></busconfig>"""

# What the printer runs for each document. It says on its standard error what a machine's sensors would say.
MECHANISM = """#!/bin/sh
[ -e {folder}/slow ] && sleep "$(cat {folder}/slow)"
if [ -e {folder}/jam ]; then
    echo "STATE: +media-jam" >&2
    while [ -e {folder}/jam ]; do sleep 0.05; done
    echo "STATE: -media-jam" >&2
fi
if [ -e {folder}/eat ]; then rm {folder}/eat; echo "ERROR: eaten" >&2; exit 1; fi
name=$(date +%s%N)
echo "$IPP_MEDIA" >{folder}/printed/$name.media
cp "$1" {folder}/printed/$name.tmp && mv {folder}/printed/$name.tmp {folder}/printed/$name.pdf
echo "ATTR: job-impressions-completed=1" >&2
"""


class VirtualPrinter:
    """One printer. Its methods are what happens to printers in offices."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"ipp://127.0.0.1:{self.port}/ipp/print"
        self.printed = folder / "printed"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def spool(self) -> list[Path]:
        """What came out, oldest first."""
        return sorted(self.printed.glob("*.pdf"))

    @property
    def media(self) -> list[str]:
        """The medium that each print was sent with, oldest first; "" for the printer's own default."""
        return [path.read_text().strip() for path in sorted(self.printed.glob("*.media"))]

    def switch_on(self) -> None:
        """It forgets all jobs, as printers do, and has A4 in its tray."""
        with (self.folder / "printer.log").open("ab") as log:
            self._process = subprocess.Popen(
                ["ippeveprinter", "-r", "off", "-P", str(PPD), "-c", str(self.folder / "mechanism"),
                 "-d", str(self.folder), "-n", "localhost", "-p", str(self.port), "Printer Uji"],
                env=os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.folder}/bus"},
                start_new_session=True, stdout=log, stderr=log,
            )  # fmt: skip
        wait_until(self._answers, START_SECONDS)
        self.refill()

    def switch_off(self) -> None:
        """At once, with whatever was under way."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def load(self, media: str, sheets: int = 250) -> None:
        """Put paper of this size into the tray."""
        self._set("media", size0=media, type0="auto", level0=sheets)

    def empty_paper(self) -> None:
        self.load(A4, sheets=0)

    def refill(self) -> None:
        self.load(A4)

    def set_toner(self, percent: int) -> None:
        self._set("supplies", supply0=25, supply1=percent)

    def jam(self) -> None:
        """The next sheet, or the one that is being drawn, gets stuck until `unjam`."""
        (self.folder / "jam").touch()

    def unjam(self) -> None:
        (self.folder / "jam").unlink(missing_ok=True)

    def eat_next(self) -> None:
        """The next document fails inside the printer: nothing comes out, the job is aborted."""
        (self.folder / "eat").touch()

    def slow_down(self, seconds: float) -> None:
        """Each document takes this long from now on."""
        (self.folder / "slow").write_text(str(seconds))

    def _set(self, page: str, **fields: object) -> None:
        with urlopen(f"http://127.0.0.1:{self.port}/{page}?{urlencode(fields)}", timeout=5):
            pass

    def _answers(self) -> bool:
        if self._process and self._process.poll() is not None:
            raise RuntimeError((self.folder / "printer.log").read_text()[-2000:])
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def virtual_printer() -> Iterator[VirtualPrinter]:
    """A printer that is switched on inside the block."""
    for program, package in (("ippeveprinter", "cups-ipp-utils"), ("dbus-daemon", "dbus-daemon")):
        if not shutil.which(program):
            raise RuntimeError(f"{program} is missing: run scripts/printer, or install Debian's {package}")
    folder = Path(tempfile.mkdtemp(prefix="balai-printer-"))
    printer = VirtualPrinter(folder)
    printer.printed.mkdir()
    mechanism = folder / "mechanism"
    mechanism.write_text(MECHANISM.format(folder=folder))
    mechanism.chmod(0o755)
    bus = _start_bus(folder)
    try:
        printer.switch_on()
        yield printer
    finally:
        printer.switch_off()
        bus.terminate()
        bus.wait()
        shutil.rmtree(folder, ignore_errors=True)


def wait_until(holds: Callable[[], object], seconds: float = 10) -> None:
    """Look every 20 ms until `holds` is true; a test never sleeps for a guessed time."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.02)


def _start_bus(folder: Path) -> subprocess.Popen[bytes]:
    configuration = folder / "bus.conf"
    configuration.write_text(BUS.format(socket=folder / "bus"))
    with (folder / "bus.log").open("ab") as log:
        bus = subprocess.Popen(
            ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile"],
            stdout=log,
            stderr=log,
        )
    wait_until((folder / "bus").exists, START_SECONDS)
    return bus
