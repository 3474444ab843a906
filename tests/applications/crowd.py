"""Residents and officers who all work at once, and what must hold afterwards: nothing acknowledged is lost, nothing happens twice."""

import os
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from balai.accounts.actors import Actor
from balai.applications import operations
from balai.applications.enums import Handing, Side, State, Step
from balai.applications.models import Application, Event
from balai.applications.refusals import ChangedMeanwhile, NotDraft, SameEyes
from balai.applications.rules import StepNotAllowed, steps_open_to
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import RESIDENT, filled, submitted

REFUSALS = (StepNotAllowed, ChangedMeanwhile, NotDraft, SameEyes)
OFFICER, REGISTRY = Actor.system("petugas ramai"), Actor.system("Disdukcapil ramai")
AHEAD = 12
"""Everybody takes one of the first few, so that hands meet."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody was told had happened: the application, its revision after it, its state then."""

    application: str
    revision: int
    state: str


class Hand:
    """One of the crowd. What it was told is in its log before it does anything else."""

    def __init__(self, village: Village, log: Path, seed: int) -> None:
        self.village, self.chance = village, random.Random(seed)
        self._log = log

    def note(self, application: Application) -> None:
        with self._log.open("a") as log:
            log.write(f"{application.pk} {application.revision} {application.state}\n")
            log.flush()
            os.fsync(log.fileno())

    def work(self, act: Callable[["Hand"], Application | None], until: float) -> int:
        """How often something was done."""
        done = 0
        while time.monotonic() < until:
            try:
                with acting_for(self.village):
                    application = act(self)
            except REFUSALS:
                continue
            if application is not None:
                self.note(application)
                done += 1
        return done


def resident(hand: Hand) -> Application | None:
    """Sends, sends the same again, mends what was returned, or takes it back."""
    match hand.chance.randrange(4):
        case 0 | 1:
            return submitted()
        case 2:
            draft = filled()
            operations.submit_application(application=draft, revision=draft.revision, by=RESIDENT)
            return operations.submit_application(application=draft, revision=draft.revision, by=RESIDENT)
        case _:
            found = _one(hand, Side.APPLICANT)
            if found is None or found.state != State.RETURNED:
                return None
            if hand.chance.random() < 0.2:
                return operations.withdraw_application(application=found, by=RESIDENT)
            return operations.submit_application(application=found, revision=found.revision, by=RESIDENT)


def officer(hand: Hand) -> Application | None:
    """Takes any of the open steps with one of the first applications."""
    found = _one(hand, Side.VILLAGE)
    return _step(hand, found, Side.VILLAGE, OFFICER) if found else None


def registry(hand: Hand) -> Application | None:
    """As an officer, at the civil registry."""
    found = _one(hand, Side.AGENCY)
    return _step(hand, found, Side.AGENCY, REGISTRY) if found else None


CROWD: dict[str, Callable[[Hand], Application | None]] = {
    "resident": resident, "officer": officer, "registry": registry,
}  # fmt: skip


def _one(hand: Hand, side: Side) -> Application | None:
    waiting = list(Application.objects.waiting_for(side)[:AHEAD])
    return hand.chance.choice(waiting) if waiting else None


def _step(hand: Hand, found: Application, side: Side, by: Actor) -> Application | None:
    steps = steps_open_to(side, state=State(found.state), is_civil=found.is_civil, is_second_pair_set=False)
    if not steps:
        return None
    told: dict[str, Any] = {"application": found, "by": by}
    seen = {"revision": found.revision}
    ways: dict[Step, Callable[[], Application]] = {
        Step.RETURN: lambda: operations.return_application(
            **told, **seen, findings={"answer:baby_name": "Ejaannya?"}
        ),
        Step.REJECT: lambda: operations.reject_application(
            **told, **seen, side=side, reason="Ganda", remedy="Lacak yang pertama."
        ),
        Step.SEND_BACK: lambda: operations.send_back_application(
            **told, **seen, findings={}, reason="Kurang."
        ),
        Step.APPROVE: lambda: operations.approve_application(**told, **seen),
        Step.FORWARD: lambda: operations.forward_application(**told, **seen),
        Step.ACCEPT: lambda: operations.accept_application(**told, **seen),
        Step.FINISH: lambda: operations.finish_application(**told, **seen, side=side),
        Step.HAND_OVER: lambda: operations.hand_over(**told, side=side, how=Handing.COLLECTED),
    }
    return ways[hand.chance.choice(steps)]()


def said_in(logs: Iterable[Path]) -> list[Said]:
    """Everything that anybody was told; the last line of somebody who was killed may be half a line."""
    lines = [
        line for log in logs for line in log.read_text().splitlines(keepends=True) if line.endswith("\n")
    ]
    return [Said(parts[0], int(parts[1]), parts[2]) for parts in (line.split() for line in lines)]


def check(village: Village, said: Iterable[Said]) -> int:
    """Raise `AssertionError` for whatever is lost, doubled or outside the table; how many applications were looked at."""
    with acting_for(village):
        states = {str(pk): state for pk, state in Application.objects.values_list("pk", "state")}
        histories: dict[str, list[tuple[int, str, str, str]]] = {}
        rows = Event.objects.order_by("application_id", "number")
        for pk, number, step, source, target in rows.values_list(
            "application_id", "number", "step", "source", "target"
        ):
            histories.setdefault(str(pk), []).append((number, step, source, target))
    for pk, history in histories.items():
        at: str = State.DRAFT
        for _, _, source, target in history:
            assert source == at, f"{pk} jumped from {at} to {target}"
            at = target
        assert at == states[pk], f"{pk} is {states[pk]}, its history says {at}"
        beginnings = [step for _, step, source, _ in history if source == State.DRAFT]
        assert len(beginnings) == 1, f"{pk} was sent {len(beginnings)} times"
    for each in said:
        told = [
            target for number, _, _, target in histories.get(each.application, []) if number == each.revision
        ]
        assert told == [each.state], f"{each} was acknowledged and is not there"
    return len(states)


def work_as(slug: str, who: str, seconds: float, log: Path) -> None:
    """What a process of the crowd does."""
    Hand(Village.objects.get(slug=slug), log, seed=os.getpid()).work(CROWD[who], time.monotonic() + seconds)
