"""Residents, officers and the civil registry at once, in threads of their own; the crowd of `make soak` in small."""

import time
from pathlib import Path

from balai.applications.models import Event
from balai.tenancy.scope import acting_for
from tests.applications.crowd import CROWD, Hand, check, said_in
from tests.applications.factories import birth_service
from tests.factories import make_village
from tests.letters.test_races import at_desks

WHO = ("resident", "resident", "officer", "officer", "registry", "resident")


def test_a_crowd_loses_nothing_and_does_nothing_twice(committed: str, tmp_path: Path) -> None:
    village = make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")
    with acting_for(village):
        birth_service()
    until = time.monotonic() + 4

    def work(place: int) -> int:
        return Hand(village, tmp_path / f"{place}.log", seed=place).work(CROWD[WHO[place]], until)

    done = at_desks(work, desks=len(WHO))

    said = said_in(tmp_path.glob("*.log"))
    assert len(said) == sum(done)
    assert check(village, said) > 0
    with acting_for(village):
        assert Event.objects.count() >= len(set(said))  # what was handed over twice was received once
