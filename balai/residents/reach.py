"""Whom the head of an area may see: the living of the own RT, RW or dusun, and nobody else (UU 27/2022 pasal 28).

All pages for heads ask here. What is asked for by its id is looked for among these people, so a guessed id finds
nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from balai.accounts.models import Officer
from balai.residents import spelling
from balai.residents.enums import Standing
from balai.residents.models import Family, FamilyQuerySet, Resident, ResidentQuerySet
from balai.residents.search import search
from balai.villages.enums import AreaLevel
from balai.villages.models import Area, AreaHead

NOBODY = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Reach:
    """The terms of one officer as head of areas, and what follows from them. No terms: nobody is in reach."""

    headships: tuple[AreaHead, ...]

    def areas(self) -> QuerySet[Area]:
        """The areas themselves and all below them."""
        return Area.objects.filter(
            reduce(or_, (Q(pk__in=within(head.area)) for head in self.headships), NOBODY)
        )

    def residents(self) -> ResidentQuerySet:
        return Resident.objects.living().filter(family__area__in=self.areas().values("pk"))

    def families(self) -> FamilyQuerySet:
        return Family.objects.active().filter(area__in=self.areas().values("pk"))

    def find(self, text: str, *, limit: int) -> list[Resident]:
        """Who is probably meant by a name or a NIK, the likeliest first, with family and area."""
        found: dict[object, Resident] = {}
        for head in self.headships:
            area = head.area
            people = search(
                text,
                limit=limit,
                # As words of the index too, or a common name would be cut off before the area is looked at.
                words=spelling.address_words("", area.dusun, area.rw, area.rt),
                only=Q(standing=Standing.LIVING, family__area__in=within(area)),
            )
            found |= {one.pk: one for one in people.residents}
        return list(found.values())[:limit]

    def of_levels(self, levels: Sequence[AreaLevel]) -> "Reach":
        """What follows from the terms of these levels alone."""
        return Reach(tuple(head for head in self.headships if head.area.level in levels))

    def headship_over(
        self, area: Area | None, *, levels: Sequence[AreaLevel] = tuple(AreaLevel)
    ) -> AreaHead | None:
        """The narrowest of the terms, of these levels, to whose area `area` belongs."""
        over = [head for head in self.of_levels(levels).headships if area and covers(head.area, area)]
        return max(over, key=lambda head: head.area.level, default=None)


def reach_of(officer: Officer, *, on: date) -> Reach:
    """What `officer` heads on that day. One query."""
    heads = AreaHead.objects.serving(on).of_officer(officer)
    return Reach(tuple(heads.select_related("area__village__regency").order_by("since", "id")))


def within(area: Area) -> QuerySet[Area, Any]:
    """The ids of an area and of all below it."""
    return Area.objects.within(area).values("pk")


def covers(wide: Area, narrow: Area) -> bool:
    """Whether `narrow` is `wide` or a part of it."""
    parts = ("dusun", "rw", "rt")[: wide.level]
    return narrow.level >= wide.level and all(getattr(wide, part) == getattr(narrow, part) for part in parts)
