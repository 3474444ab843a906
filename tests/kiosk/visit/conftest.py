"""A hall that is ready to issue, a kiosk with a printer, and residents with a PIN."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from balai.access.operations import give_pin
from balai.accounts.actors import Actor
from balai.core import sealing
from balai.kiosk.models import Errand, KioskDevice, Visit
from balai.printing.models import Printer
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from tests.factories import HallClient
from tests.kiosk.factories import kiosk_browser, make_kiosk
from tests.letters.factories import PUBLIC_URL, make_ready, make_resident
from tests.virtual_printer import VirtualPrinter, virtual_printer

BY = Actor.system("uji")


@dataclass
class Hall:
    """A village with one kiosk and one resident who has a PIN."""

    village: Village
    device: KioskDevice
    kiosk: HallClient
    siti: Resident
    pin: str

    def visit(self) -> Visit:
        with acting_for(self.village):
            return Visit.objects.latest("started_at")

    def errand(self) -> Errand:
        with acting_for(self.village):
            return Errand.objects.whole().latest("chosen_at")

    def post(self, path: str, **data: Any) -> Any:
        return self.kiosk.post(f"/anjungan/{path}", data)

    def get(self, path: str) -> Any:
        return self.kiosk.get(f"/anjungan/{path}")

    def begin(self, slug: str = "domisili") -> Any:
        return self.post("mulai/", jenis=slug)

    def identify(self, nik: str = "", pin: str = "") -> Any:
        return self.post("siapa/", nik=nik or self.siti.nik, pin=pin or self.pin)

    def to_check(self) -> None:
        """As far as the page with *Cetak*, for a domisili."""
        self.begin()
        self.identify()
        self.post("tanya/", isian="purpose", purpose="Membuka rekening bank")


def address_of(answer: Any) -> str:
    """Where the page is at home that answered, or where the answer leads."""
    return str(answer.headers.get("Content-Location") or answer["Location"])


@pytest.fixture(scope="session")
def office_printer() -> Iterator[VirtualPrinter]:
    """One printer for all visits; whoever changes its paper puts it back."""
    with virtual_printer() as printer:
        yield printer


@pytest.fixture
def hall(settings: Any, tmp_path: Path, village: Village, office_printer: VirtualPrinter) -> Hall:
    settings.BALAI_DATA_DIR = tmp_path
    settings.BALAI_PUBLIC_URL = PUBLIC_URL
    sealing._opened.cache_clear()
    keys._authority.cache_clear()
    with acting_for(village):
        make_ready()
        siti = make_resident()
        pin = give_pin(resident=siti, by=BY)
        device, token = make_kiosk(by=BY)
        device.printer = Printer.objects.create(
            name="Pencetak depan", kind="sheet", address=office_printer.address
        )
        device.save(update_fields=["printer"])
    return Hall(village, device, kiosk_browser(village, token), siti, pin)
