"""Whatever dies in the middle of a visit: one letter, one number, one paper, and a screen that says what to do.

Here each part dies where most is at stake. Every step, all moments and ways to die, again and again: `make soak` (bench/kills.py).
"""

import os
import signal

import pytest

from tests.chaos.blows import (
    CONNECTION,
    DATABASE,
    DATABASE_STOPPED,
    LINE,
    SERVER,
    WEB,
    Case,
    after,
    before,
    within,
)
from tests.chaos.cases import all_cases, visit_to
from tests.chaos.hall import SECONDS, Hall
from tests.config.test_supervisor import children_of_pid
from tests.virtual_printer import wait_until

CHOSEN = (
    "print, before the ledger knows that it was sent: printing kill -9",
    "print, before the number: line of the printer cut",
    "print, between number and print: line of the printer cut",
    "print, in the middle: line of the printer cut",
    "print, in the middle: printer switched off",
    "print, in the middle: database kill -9",
)


def test_the_web_server_dies_while_it_numbers_and_before_it_can_say_so(hall: Hall) -> None:
    with visit_to(hall) as walk:
        within(walk, "periksa", WEB, "printing_printjob")
        after(walk, "periksa", WEB)


def test_the_database_dies_on_the_way_to_the_number(hall: Hall) -> None:
    with visit_to(hall) as walk:
        within(walk, "pilih", CONNECTION, "kiosk_errand")
        before(walk, "tanya", DATABASE_STOPPED)
        within(walk, "periksa", DATABASE, "letters_counter")


@pytest.mark.parametrize(
    "case", [case for case in all_cases() if case.name in CHOSEN], ids=lambda case: case.name
)
def test_a_visit_survives(hall: Hall, case: Case) -> None:
    with visit_to(hall) as walk:
        case.happens(walk)


def test_a_hall_of_which_everything_died_comes_back_by_itself(hall: Hall) -> None:
    with hall.under_one_roof() as roof, visit_to(hall) as walk:
        walk.to("tanya")
        wait_until(lambda: len(children_of_pid(roof.pid)) == 4, SECONDS)

        for pid in children_of_pid(roof.pid):
            os.kill(pid, signal.SIGKILL)
        hall.database.kill()
        walk.send()

        assert walk.screen.shown.title in {LINE, SERVER}
