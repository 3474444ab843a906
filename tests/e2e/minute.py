"""The minute, as residents live it: from the first touch until paper lies in the printer's tray.

One journey serves the tests, which hurry, and the bench, which touches and types as people do.
"""

import json
import time
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.e2e.costs import AccessLog, Answer, processor_ms
from tests.e2e.hall import Hall
from tests.virtual_printer import VirtualPrinter, wait_until

# A resident with a PIN, a card and an introduction of the RT; the kiosk prints on the given printer.
ARRANGE = """
import json, uuid
from datetime import timedelta
from django.utils import timezone
from balai.access.cards import card_text
from balai.access.operations import give_card, give_pin
from balai.accounts.actors import Actor
from balai.accounts.models import Officer
from balai.introductions.facts import sign_introduction
from balai.introductions.operations import record_endorsement, record_paper
from balai.introductions.operations.giving import Paper
from balai.kiosk.models import KioskDevice
from balai.printing.models import Printer
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

village = Village.objects.select_related("regency").get(slug="sukamaju")
by = Actor.of(Officer.objects.get(username="operator.sukamaju"))
with acting_for(village):
    printer, _ = Printer.objects.update_or_create(
        name="Pencetak anjungan", defaults={"kind": "sheet", "address": ADDRESS}
    )
    KioskDevice.objects.update(printer=printer)
    resident = Resident.objects.living().filter(relation=1, sex=2, citizenship=1)[NUMBER]
    card = card_text(give_card(resident=resident, by=by).pk, village=village)
    pin = give_pin(resident=resident, by=by)
    today = timezone.localdate()
    introduction = record_paper(
        resident=resident,
        purpose="Mengurus SKCK",
        paper=Paper(head="Slamet Riyadi", written_on=today),
        request_key=uuid.uuid4(),
        by=by,
    )
    if introduction.needs_endorsement:
        record_endorsement(introduction=introduction, on=today, by=by)
    signed = sign_introduction(introduction.pk, village=village, valid_until=introduction.valid_until)
print(json.dumps({"nik": resident.nik, "pin": pin, "card": card, "introduction": signed}))
"""


@dataclass(frozen=True)
class Visitor:
    """What somebody has in hand or in mind."""

    nik: str
    pin: str
    card: str
    introduction: str


def visitor_of(hall: Hall, printer: VirtualPrinter, number: int = 0) -> Visitor:
    """A resident of the sample who may use the kiosk, which prints on `printer`."""
    script = ARRANGE.replace("ADDRESS", repr(printer.address)).replace("NUMBER", str(number))
    return Visitor(**json.loads(hall.arrange(script).splitlines()[-1]))


KEYS_OF_A_SCANNER = """
keys => keys.forEach(key => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })))
"""


@dataclass
class Pace:
    """How fast somebody touches and types, in seconds."""

    tap: float = 0.0
    key: float = 0.0


HURRIED = Pace()
HUMAN = Pace(tap=0.6, key=0.25)


@dataclass
class Minute:
    """One visit: counts taps and keys, and what the server answered and took for it, from the first touch to *Selesai*."""

    page: Page
    hall: Hall
    printer: VirtualPrinter
    pace: Pace
    taps: int = 0
    keys: int = 0
    seconds: float = 0.0
    answers: list[Answer] = field(default_factory=list)
    processor_ms: float = 0.0
    _began: float = 0.0
    _log: AccessLog = field(init=False)

    @property
    def server_ms(self) -> float:
        """Of every answer: pages, redirects, heartbeats, looks for paper, the voice, files."""
        return sum(answer.ms for answer in self.answers)

    def begin(self, tile: str) -> None:
        """From the resting screen to the chosen letter."""
        self.page.goto(self.hall.url("/anjungan/"))
        AccessLog(self.hall.log).answers()  # what the resting screen asks for is no visitor's
        self._log = AccessLog(self.hall.log)
        self.processor_ms = -processor_ms(self.hall.web)
        self._began = time.monotonic()
        self.tap(self.page.get_by_role("link", name="Sentuh untuk mulai"))
        self.tap(self.page.locator("button.kiosk-tile", has_text=tile).first)
        self.page.wait_for_url("**/siapa/")

    def tap(self, target: object) -> None:
        time.sleep(self.pace.tap)
        target.tap()  # type: ignore[attr-defined]  # a locator
        self.taps += 1

    def type(self, digits: str) -> None:
        """On the number pad of the screen."""
        for digit in digits:
            time.sleep(self.pace.key)
            self.page.get_by_role("button", name=digit, exact=True).tap()
            self.keys += 1

    def scan(self, text: str) -> None:
        """A scanner types what it reads, and Enter; holding the paper there takes as long as a touch.

        All keys in one go: between two keys that Playwright presses, a busy machine lets more time pass than a scanner.
        """
        time.sleep(self.pace.tap)
        self.page.evaluate(KEYS_OF_A_SCANNER, [*text, "Enter"])

    def answer_and_print(self) -> None:
        """The first choice for what is asked, a look at the picture, and paper."""
        before = len(self.printer.spool)
        self.page.wait_for_url("**/tanya/")
        self.tap(self.page.locator(".kiosk-choices .kiosk-tile").first)
        self.page.wait_for_url("**/periksa/")
        self.tap(self.page.get_by_role("button", name="Cetak surat"))
        wait_until(lambda: len(self.printer.spool) > before, 60)
        self.page.get_by_text("Ambil surat Anda di bawah").wait_for()
        self.seconds = time.monotonic() - self._began

    def leave(self) -> None:
        self.tap(self.page.get_by_role("button", name="Selesai"))
        self.page.wait_for_url("**/anjungan/")
        self.answers = self._log.answers()
        self.processor_ms += processor_ms(self.hall.web)


def with_card(minute: Minute, visitor: Visitor) -> None:
    """A service card and six digits."""
    minute.begin("Domisili")
    minute.scan(visitor.card)
    minute.page.get_by_text("Kartu sudah terbaca").wait_for()
    minute.type(visitor.pin)
    minute.answer_and_print()
    minute.leave()


def with_nik(minute: Minute, visitor: Visitor) -> None:
    """Sixteen digits and six."""
    minute.begin("Domisili")
    minute.type(visitor.nik + visitor.pin)
    minute.answer_and_print()
    minute.leave()


def with_introduction(minute: Minute, visitor: Visitor) -> None:
    """The QR code of the RT, for a letter that harms nobody."""
    minute.begin("SKCK")
    minute.tap(minute.page.get_by_role("link", name="Pengantar RT"))
    minute.page.wait_for_url("**/pengantar/")
    minute.scan(visitor.introduction)
    minute.answer_and_print()
    minute.leave()
