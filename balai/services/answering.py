"""Who answers for a service: the official of the village who has the role that its standard names."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from balai.accounts.enums import Role
from balai.accounts.models import Assignment
from balai.accounts.rules import role_name
from balai.tenancy.rules import RegionalWords
from balai.villages.enums import Position
from balai.villages.models import Official
from balai.villages.rules import post_title

_POSITIONS = {Role.VILLAGE_HEAD: Position.HEAD, Role.SECRETARY: Position.SECRETARY}


@dataclass(frozen=True, slots=True)
class Answering:
    """A post and, where somebody holds it, a name."""

    post: str
    name: str = ""


def answering(responsible: str, words: RegionalWords, on: date) -> Answering:
    """Name and post of whoever serves in that role on that day; names of officials are public (UU 14/2008).

    At most two queries. Without an official only the role is told.
    """
    role = next((each for each in Role if each == responsible), None)
    if role is None:
        return Answering(responsible)
    serving = Official.objects.serving(on).in_order()
    official = _by_role(serving, role, on) or _by_position(serving, role)
    if official is None:
        return Answering(role_name(role, words) or str(role.label))
    return Answering(post_title(official, words), official.name)


def _by_role(serving: QuerySet[Official], role: Role, on: date) -> Official | None:
    holds = Assignment.objects.serving(on).filter(role=role, officer=OuterRef("officer"))
    return serving.filter(Exists(holds)).first()


def _by_position(serving: QuerySet[Official], role: Role) -> Official | None:
    if position := _POSITIONS.get(role):
        return serving.filter(position=position).first()
    if role is Role.SERVICE_HEAD:
        return serving.filter(position=Position.SECTION_HEAD, post__icontains="pelayanan").first()
    return None
