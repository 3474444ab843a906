"""Many at once: guesses are counted one by one, and a village keeps an administrator."""

import datetime
import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.attempts import Guess, TooManyAttempts, counted, spend_code
from balai.accounts.enums import Role
from balai.accounts.models import Assignment, SignInCounter
from balai.accounts.operations import LastAdministrator, end_assignment
from balai.accounts.rules import ROLE_PERMISSIONS
from balai.tenancy.scope import acting_for
from tests.factories import make_officer, make_village

pytestmark = pytest.mark.usefixtures("committed")


def at_once(work: Callable[[int], str], workers: int) -> list[str]:
    """Start `workers` threads together and return what each of them says."""
    start = threading.Barrier(workers)
    said: list[str] = []

    def run(number: int) -> None:
        try:
            start.wait(timeout=10)
            said.append(work(number))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(said)


def test_of_many_guesses_at_once_only_the_free_ones_are_checked() -> None:
    def work(number: int) -> str:
        try:
            with counted(Guess("password", "ratna.p", "203.0.113.9")):
                return "checked"
        except TooManyAttempts:
            return "refused"

    said = at_once(work, 12)

    assert said == ["checked"] * 5 + ["refused"] * 7
    assert sorted(SignInCounter.objects.values_list("failures", flat=True)) == [5, 5]


def test_one_code_is_spent_once() -> None:
    said = at_once(lambda _: str(spend_code("ratna.p", "123456", lasts=datetime.timedelta(minutes=2))), 6)

    assert said == ["False"] * 5 + ["True"]


def test_two_administrators_cannot_end_each_other_at_once() -> None:
    village = make_village()
    pair = [make_officer(village, Role.ADMINISTRATOR) for _ in range(2)]

    def work(number: int) -> str:
        with acting_for(village):
            assignment = Assignment.objects.get(officer=pair[1 - number])
            try:
                end_assignment(
                    assignment=assignment,
                    on=timezone.localdate(),
                    reason="pindah",
                    by=Actor.of(pair[number]),
                    granting=ROLE_PERMISSIONS[Role.ADMINISTRATOR],
                )
            except LastAdministrator:
                return "stays"
            return "ended"

    said = at_once(work, 2)

    with acting_for(village):
        left = Assignment.objects.filter(until=None).count()
    assert said == ["ended", "stays"]
    assert left == 1
