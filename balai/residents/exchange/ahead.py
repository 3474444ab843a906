"""Work that goes on while something else is waited for."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any

WAIT = 0.2  # seconds between two looks whether anybody still wants the items
SELDOM = (100_000, 50, 100)
_END = object()


def ahead[T](items: Iterable[T], *, most: int) -> Iterator[list[T]]:
    """Prepare items in a thread, while the database works on those before: each time all that are ready, at most `most`.
    Order and errors are kept. `items` must not use the database connection.
    """
    ready: Queue[Any] = Queue(most)
    nobody_listens = Event()

    def hand_over(item: Any) -> bool:
        while not nobody_listens.is_set():
            try:
                ready.put(item, timeout=WAIT)
            except Full:
                continue
            return True
        return False

    def prepare() -> None:
        try:
            for item in items:
                if not hand_over((item, None)):
                    return
            hand_over(_END)
        except BaseException as failure:  # raised again where the items are wanted
            hand_over((None, failure))

    thread = Thread(target=prepare, name="rows ahead", daemon=True)
    thread.start()
    try:
        is_over = False
        while not is_over:
            some: list[T] = []
            for handed in _taken(ready, most):
                if is_over := handed is _END:
                    break
                item, failure = handed
                if failure is not None:
                    raise failure
                some.append(item)
            if some:
                yield some
    finally:
        nobody_listens.set()
        thread.join()


def _taken(ready: Queue[Any], most: int) -> Iterator[Any]:
    """What is ready; the first is waited for."""
    yield ready.get()
    with suppress(Empty):
        for _ in range(most - 1):
            yield ready.get_nowait()


@contextmanager
def collecting_garbage_seldom() -> Iterator[None]:
    """Building a register in memory makes millions of lasting objects and no garbage: looking for it took a quarter of the time."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
