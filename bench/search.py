"""Finding a resident while the officer types, in a large village of a large regency."""

import random
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from balai.residents.models import Resident
from balai.residents.search import find_residents
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from bench.figures import compare, interleaved, percentile, seconds, show
from bench.people import fill, make_villages

IN_VILLAGE, IN_DATABASE = 250_000, 2_000_000
QUESTIONS = 150


def run(data_dir: Path) -> None:
    here, *others = make_villages(IN_DATABASE // IN_VILLAGE)
    took = seconds(lambda: [fill(village, IN_VILLAGE, seed=village.pk) for village in (here, *others)])
    show(
        "residents in the village / in the database",
        f"{IN_VILLAGE:,} / {IN_DATABASE:,} (filled in {took:.0f} s)",
    )
    people = _some_people(here)
    connection.ensure_connection()
    times = {name: [] for name in ("page", "exact NIK", "prefix", "exact name", "typo")}
    for nik, name, identity in people:
        first, *rest = name.split()
        mistyped = _mistyped(name)
        actions: dict[str, Callable[[], object]] = {
            "page": lambda key=identity: _page(here, key),
            "exact NIK": lambda text=nik: _search(here, text),
            "prefix": lambda text=f"{first[:4]} {(rest or [first])[0][:3]}": _search(here, text),
            "exact name": lambda text=name: _search(here, text),
            "typo": lambda text=mistyped: _search(here, text),
        }
        for what, taken in interleaved(actions, 1).items():
            times[what] += taken
    found = sum(_search(here, _mistyped(name)) for _, name, _ in people)
    show("people found in spite of two letters changing places", f"{found} of {QUESTIONS}")
    page = percentile(times.pop("page"), 95)
    for what, taken in times.items():
        compare(
            f"p95 {what}",
            percentile(taken, 95),
            page,
            beside="a page by primary key",
            at_most=8 if what == "typo" else 3,
        )


def _some_people(village: Village) -> list[tuple[str, str, object]]:
    chance = random.Random(7)
    with acting_for(village):
        everybody = list(
            Resident.objects.order_by("nik").values_list("nik", "full_name", "pk")[: IN_VILLAGE // 10]
        )
    return chance.sample(everybody, QUESTIONS)


def _page(village: Village, identity: object) -> object:
    with acting_for(village):
        return Resident.objects.with_family().get(pk=identity)


def _search(village: Village, text: str) -> bool:
    """Whether anybody was found."""
    with acting_for(village):
        return bool(find_residents(text))


def _mistyped(name: str) -> str:
    """Two neighbouring letters of the longest word changed places."""
    word = max(name.split(), key=len)
    middle = len(word) // 2
    return name.replace(word, word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :])
