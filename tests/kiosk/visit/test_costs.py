"""What a visit costs: a fixed number of questions, whoever stands there and however full the village is, and no memory for good."""

import gc
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.kiosk.operations import visits
from balai.residents.enums import Relation
from balai.tenancy.scope import acting_for
from tests.kiosk.visit.conftest import Hall
from tests.letters.factories import make_resident

MOST = {
    "pilih/": 10, "POST mulai/": 19, "POST siapa/": 28, "POST tanya/": 21, "POST cetak/": 52, "POST selesai/": 16,
}  # fmt: skip
"""Four of each are this test's: its own transaction around every answer, and the end that it plays."""


def asked_by(hall: Hall) -> dict[str, int]:
    """How many questions each step asks on the main way, those that begin and end a piece of work included."""
    counted: dict[str, int] = {}

    def step(name: str, work: Callable[[], Any], status: int = 200) -> None:
        with CaptureQueriesContext(connection) as queries:
            answer = work()
        assert answer.status_code == status, name
        counted[name] = len(queries)

    step("pilih/", lambda: hall.get("pilih/"))
    step("POST mulai/", hall.begin)
    step("POST siapa/", hall.identify)
    answer = {"isian": "purpose", "purpose": "Membuka rekening bank"}
    step("POST tanya/", lambda: hall.post("tanya/", **answer))
    step("POST cetak/", lambda: hall.post("cetak/"))
    step("POST selesai/", lambda: hall.post("selesai/"), 302)
    return counted


def test_steps_ask_the_same_however_full_the_village_is(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "A_MOMENT", timedelta(days=1))  # a slow machine writes more touches
    asked_by(hall)  # what is kept in memory from now on
    few = asked_by(hall)
    with acting_for(hall.village):
        for _ in range(5):
            make_resident(family=hall.siti.family, relation=Relation.CHILD)
        make_resident()

    assert asked_by(hall) == few
    assert {step: count for step, count in few.items() if count > MOST[step]} == {}


def test_a_visit_leaves_nothing_behind_in_memory(hall: Hall) -> None:
    def alive_after(visits: int) -> int:
        for _ in range(visits):
            asked_by(hall)
        connection.run_on_commit.clear()  # kept until the end of the transaction, which is this test's
        gc.collect()
        return len(gc.get_objects())

    before = alive_after(3)

    assert alive_after(8) - before < 8
