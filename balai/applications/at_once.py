"""The same step with many applications: each in a transaction of its own, each with its own result."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.applications.models import Application, ApplicationQuerySet
from balai.applications.refusals import ChangedMeanwhile, LetterIsMade, SameEyes
from balai.applications.rules import StepNotAllowed
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

MOST_AT_ONCE = 50
OBSTACLES = (ChangedMeanwhile, LetterIsMade, SameEyes, StepNotAllowed)
"""What may stand in the way of a step; `str()` of each is a sentence."""

type StepTaken = Callable[..., Application]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An application as somebody saw it when ticking it."""

    village: Village
    id: UUID
    revision: int


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one of many."""

    application: Application
    problem: str = ""


def chosen(texts: Iterable[str], village_of: Callable[[str], Village | None]) -> Iterator[Chosen]:
    """What was ticked, '<village>:<id>:<revision>' each; anything else is left out."""
    for text in list(texts)[:MOST_AT_ONCE]:
        slug, _, seen = text.partition(":")
        key, _, revision = seen.partition(":")
        village = village_of(slug)
        if village is None:
            continue
        try:
            yield Chosen(village, UUID(key), int(revision))
        except ValueError:
            continue


def each_in_turn(
    ticked: Iterable[Chosen], step: StepTaken, *, among: Callable[[], ApplicationQuerySet], by: Actor
) -> Iterator[Result]:
    """Take the step with each that is `among` those of this desk.

    Opens its own scopes: what was done stays done, whatever becomes of the rest.
    """
    for one in ticked:
        with at_village(one.village):
            application = among().for_lists().filter(pk=one.id).first()
            if application is not None:
                yield Result(application, took(step, application, one.revision, by=by))


def took(step: StepTaken, application: Application, revision: int, *, by: Actor) -> str:
    """Take the step; "" when it was taken, else the sentence that says what stood in the way."""
    try:
        with transaction.atomic():
            step(application=application, revision=revision, by=by)
    except OBSTACLES as obstacle:
        return str(obstacle)
    return ""


@contextmanager
def at_village(village: Village) -> Iterator[None]:
    """Act for the village, on its clock: its trail sees it, and its days count."""
    with timezone.override(village.time_zone), acting_for(village):
        yield
