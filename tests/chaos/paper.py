"""What may happen between *Cetak* and the paper: to the printing process, the printer, its line, and all the others."""

from collections.abc import Callable

from balai.printing.enums import JobState, Trouble
from balai.printing.wording import REMEDIES, SENTENCES
from tests.chaos.blows import DATABASE, DATABASE_STOPPED, NOT_LOST, SERVER, WEB, Case, Victim
from tests.chaos.screen import SECONDS
from tests.chaos.visiting import OUT, Walk
from tests.printing.wire import Operation
from tests.virtual_printer import wait_until

SILENT = REMEDIES[Trouble.UNREACHABLE].for_resident
LOOK = REMEDIES[Trouble.FORGOTTEN].for_resident
WAITING, DRAWN = SENTENCES[JobState.QUEUED], SENTENCES[JobState.PRINTING]
NUMBER_SAFE = "Nomor surat aman."
UNDER_WAY = {WAITING, SENTENCES[JobState.SENDING], DRAWN}
SLOW = 3.0
"""Seconds that a print takes, where something is to happen in the middle of it."""

MOMENTS = {
    "before the printer has a job": ("hold", Operation.CREATE_JOB),
    "before the ledger knows the job": ("swallow", Operation.CREATE_JOB),
    "before the document arrives": ("hold", Operation.SEND_DOCUMENT),
    "before the ledger knows that it was sent": ("swallow", Operation.SEND_DOCUMENT),
    "before the ledger knows that it is out": ("swallow", Operation.GET_JOB_ATTRIBUTES),
}


def killed_at(walk: Walk, way: str, operation: Operation) -> None:
    """The printing process dies between two of its steps; another takes over."""
    hall = walk.hall
    walk.to("periksa")
    setattr(hall.wire, way, operation)
    walk.to("keluar")
    wait_until(lambda: hall.wire.cut.wait(SECONDS), SECONDS)
    hall.printing.kill()
    assert walk.screen.shown.title in UNDER_WAY, walk.screen.shown.words
    hall.wire.mend()
    hall.printing.start()


def killed_before(walk: Walk) -> None:
    """Nobody prints when the letter gets its number."""
    walk.to("periksa")
    walk.hall.printing.kill()
    walk.to("keluar")
    assert walk.screen.shown.title == WAITING
    walk.hall.printing.start()


def killed_in_mid_print(walk: Walk) -> None:
    _until_drawn(walk)
    walk.hall.printing.kill()
    assert walk.screen.shown.title == DRAWN
    walk.hall.printing.start()


def cut_before_number(walk: Walk) -> None:
    """The printer is asked before a number is drawn: without it none is."""
    walk.to("periksa")
    walk.hall.wire.is_down = True
    walk.screen.send("cetak/")
    assert walk.screen.place == "cetak"
    for sentence in ("Belum bisa dicetak", SILENT):
        assert sentence in walk.screen.shown.words, walk.screen.shown.words
    walk.hall.wire.mend()
    walk.screen.open("periksa/")


def cut_between_number_and_print(walk: Walk) -> None:
    hall = walk.hall
    walk.to("periksa")
    hall.printing.freeze()
    walk.to("keluar")
    hall.wire.is_down = True
    hall.printing.thaw()
    _held_up(walk, SILENT)
    hall.wire.mend()


def cut_in_mid_print(walk: Walk) -> None:
    _until_drawn(walk)
    walk.hall.wire.is_down = True
    _held_up(walk, SILENT)
    walk.hall.wire.mend()


def switched_off_in_mid_print(walk: Walk) -> None:
    """The printer forgets everything. Only who stands there can see what came out, and says so."""
    hall = walk.hall
    _until_drawn(walk)
    hall.printer.switch_off()
    hall.printer.slow_down(0)
    _held_up(walk, SILENT)
    hall.printer.switch_on()
    _held_up(walk, LOOK)
    walk.screen.send("sudah-keluar/", belum="")
    walk.screen.send("cetak-lagi/")


def lost_in_mid_print(walk: Walk, victim: Victim) -> None:
    """Web server or database go while paper is drawn. Whoever waits is told, where anybody is left to tell."""
    _until_drawn(walk)
    victim.strike(walk)
    walk.screen.look_again()
    assert walk.screen.shown.title == (SERVER if victim.seen == SERVER else DRAWN)
    if victim.seen == SERVER:
        assert NOT_LOST in walk.screen.shown.words
    victim.revive(walk)


def _until_drawn(walk: Walk) -> None:
    walk.to("periksa")
    walk.hall.printer.slow_down(SLOW)
    walk.to("keluar")
    walk.wait_until_said(DRAWN)
    assert OUT not in walk.screen.shown.words


def _held_up(walk: Walk, sentence: str) -> None:
    walk.wait_until_said(sentence)
    assert walk.says(NUMBER_SAFE), walk.screen.shown.words


def while_printing() -> list[Case]:
    def killed(way: str, operation: Operation) -> Callable[[Walk], None]:
        return lambda walk: killed_at(walk, way, operation)

    def lost(victim: Victim) -> Callable[[Walk], None]:
        return lambda walk: lost_in_mid_print(walk, victim)

    return [
        *(Case(f"print, {name}: printing kill -9", killed(*moment)) for name, moment in MOMENTS.items()),
        Case("print, before it begins: printing kill -9", killed_before),
        Case("print, in the middle: printing kill -9", killed_in_mid_print),
        Case("print, before the number: line of the printer cut", cut_before_number),
        Case("print, between number and print: line of the printer cut", cut_between_number_and_print),
        Case("print, in the middle: line of the printer cut", cut_in_mid_print),
        Case("print, in the middle: printer switched off", switched_off_in_mid_print),
        *(Case(f"print, in the middle: {each.name}", lost(each)) for each in (WEB, DATABASE, DATABASE_STOPPED)),
    ]  # fmt: skip
