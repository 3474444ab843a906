"""All that is tried, and how one visit with it is lived through."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.chaos.blows import Case, while_sending
from tests.chaos.books import letters_so_far, problems
from tests.chaos.hall import Hall
from tests.chaos.paper import while_printing
from tests.chaos.screen import Screen
from tests.chaos.visiting import Walk


def all_cases() -> list[Case]:
    return while_sending() + while_printing()


@contextmanager
def visit_to(hall: Hall) -> Iterator[Walk]:
    """Somebody comes. When the block ends they wait for their paper and go, and the books must be true."""
    before = letters_so_far(hall)
    screen = Screen(hall.address, hall.token)
    walk = Walk(hall, hall.next_person(), screen)
    try:
        yield walk
        walk.to_paper()
        hall.printer.slow_down(0)
        walk.leave()
    finally:
        screen.close()
    found = problems(hall, visits=before + 1)
    assert not found, "; ".join(found)
