"""What may happen while somebody sends the pages of a visit, and when: each a `Case` of one visit."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tests.chaos.screen import SECONDS
from tests.chaos.visiting import STEPS, Walk
from tests.virtual_printer import wait_until

LINE, SERVER = "Sambungan ke kantor terputus", "Ada gangguan di kantor"
PATIENCE = "Tunggu sebentar. Layar ini lanjut sendiri."
NOT_LOST = "Surat yang sudah bernomor tetap aman. Nomornya tidak terpakai dua kali."
HELP = "Panggil petugas di loket."

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "pilih": ("kiosk_errand",),
    "siapa": ("accounts_auditentry",),
    "tanya": ("kiosk_errand",),
    "periksa": ("letters_counter", "printing_printjob", "printing_printevent"),
}
"""Where what is sent from a page is held up in the middle of its transaction. *Cetak*: before the number; between number
and print; after the print is wished for."""


@dataclass(frozen=True)
class Victim:
    """What dies, how, and how it comes back."""

    name: str
    strike: Callable[[Walk], None]
    revive: Callable[[Walk], None]
    seen: str
    """The headline that the resident reads meanwhile."""


WEB = Victim("web kill -9", lambda walk: walk.hall.web.kill(), lambda walk: walk.hall.web.start(), LINE)
DATABASE = Victim(
    "database kill -9",
    lambda walk: walk.hall.database.kill(),
    lambda walk: walk.hall.database.start(),
    SERVER,
)
DATABASE_STOPPED = Victim(
    "database stopped at once",
    lambda walk: walk.hall.database.stop_at_once(),
    lambda walk: walk.hall.database.start(),
    SERVER,
)
CONNECTION = Victim(
    "a connection's process kill -9", lambda walk: walk.hall.database.kill_one(), lambda walk: None, SERVER
)


def _cut_the_line(walk: Walk) -> None:
    walk.screen.is_cut = True


def _mend_the_line(walk: Walk) -> None:
    walk.screen.is_cut = False


KIOSK_LINE = Victim("line of the kiosk cut", _cut_the_line, _mend_the_line, LINE)


def before(walk: Walk, place: str, victim: Victim) -> None:
    """It is dead already when the page is sent."""
    walk.to(place)
    victim.strike(walk)
    walk.send()
    _understood(walk, victim)
    victim.revive(walk)


def within(walk: Walk, place: str, victim: Victim, table: str) -> None:
    """It dies in the middle of what was sent, after some of it was written."""
    walk.to(place)
    path, fields = walk.action
    sending = threading.Thread(target=walk.screen.send, args=(path,), kwargs=fields)
    with walk.hall.database.held(table):
        sending.start()
        wait_until(walk.hall.database.somebody_waits, SECONDS)
        victim.strike(walk)
    sending.join(SECONDS)
    _understood(walk, victim)
    victim.revive(walk)


def after(walk: Walk, place: str, victim: Victim) -> None:
    """All was done, and it dies before the answer comes: the screen does not know."""
    walk.to(place)
    path, fields = walk.action
    walk.screen.send_unheard(path, **fields)
    victim.strike(walk)
    _understood(walk, WEB)
    victim.revive(walk)


def _understood(walk: Walk, victim: Victim) -> None:
    """The resident reads what happened, that nothing is lost, and what to do."""
    shown = walk.screen.shown
    assert shown.title == victim.seen, shown.words
    for sentence in (PATIENCE, NOT_LOST, HELP):
        assert sentence in shown.words, shown.words


@dataclass(frozen=True)
class Case:
    """A visit to which something happens; afterwards its letter lies in the tray, once."""

    name: str
    happens: Callable[[Walk], None]


def while_sending() -> list[Case]:
    """Every step of a visit, every moment of it, whatever may die."""
    cases = []
    for place in STEPS:
        for victim in (WEB, DATABASE, DATABASE_STOPPED, KIOSK_LINE):
            cases += [_case(moment, place, victim) for moment in (before, after)]
        for victim in (WEB, DATABASE, DATABASE_STOPPED, CONNECTION):
            cases += [_case(within, place, victim, table) for table in TABLES[place]]
    return cases


def _case(moment: Callable[..., None], place: str, victim: Victim, *more: str) -> Case:
    name = f"{place}, {moment.__name__}{''.join(f' {each}' for each in more)}: {victim.name}"
    return Case(name, lambda walk: moment(walk, place, victim, *more))
