"""A line of work, and what its sources look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from balai.accounts.models import Officer
from balai.desk.register import RegisterState
from balai.desk.rules import Urgency
from balai.tenancy.models import Village

MOST_OF_A_KIND = 10
"""So that a long outage does not fill the page."""
MOST_COUNTED = 100


@dataclass(frozen=True)
class WorkItem:
    """One line of work. `deadline` is said in words; `url` is empty when the officer must act elsewhere."""

    title: str
    note: str
    url: str
    urgency: Urgency
    deadline: str = ""


@dataclass(frozen=True)
class Situation:
    """What the sources look at: the village, the day there, the register, and who asks."""

    village: Village
    today: date
    register: RegisterState
    officer: Officer


type Source = Callable[[Situation], Iterator[WorkItem]]


def address(url_name: str, *args: object) -> str:
    """The address of a page, or "" when its app is not installed."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""
