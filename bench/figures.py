"""Timing, and how a figure is printed: beside what it is measured against, with the ratio and the bar."""

import statistics
import time
from collections.abc import Callable, Sequence


def seconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def interleaved(actions: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each action, run in turn, so that a slow moment of the machine meets all of them."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            times[name].append(seconds(action))
    return times


def percentile(times: Sequence[float], share: int) -> float:
    """The `share`-th percentile in seconds."""
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]


def show(what: str, figure: str) -> None:
    print(f"  {what:58} {figure}", flush=True)


def compare(what: str, ours: float, theirs: float, *, beside: str, at_most: float | None = None,
            at_least: float | None = None) -> bool:  # fmt: skip
    """Print `ours / theirs` (both in seconds) and whether the bar is met."""
    ratio = ours / theirs
    bar = f"≤ {at_most}" if at_most is not None else f"≥ {at_least}"
    met = ratio <= at_most if at_most is not None else ratio >= (at_least or 0)
    figure = f"{ours * 1000:9.1f} ms / {theirs * 1000:9.1f} ms = {ratio:6.2f} ×  (bar {bar}) {'ok' if met else 'MISSED'}"
    show(f"{what} / {beside}", figure)
    return met
