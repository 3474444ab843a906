"""Putting links on the link page, ordering them, and counting how often they are followed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.publications.enums import Action, ChannelKind, LinkSection
from balai.publications.models import Link
from balai.services.models import Service
from balai.tenancy.fields import uuid7
from balai.tenancy.locks import one_at_a_time

ORDER = "publications.links_order"

# One statement: two readers of one moment are counted as two, and no row is made twice.
_COUNT = """
INSERT INTO publications_linkcount (id, link_id, day, clicks) VALUES (%s, %s, %s, 1)
ON CONFLICT (village_id, link_id, day) DO UPDATE SET clicks = publications_linkcount.clicks + 1
"""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """Where a link leads: a service, or `target`; a channel also says what kind it is."""

    title: str
    target: str = ""
    channel: ChannelKind | str = ""
    service: Service | None = None


@transaction.atomic
def add_link(*, section: LinkSection, facts: LinkFacts, by: Actor) -> Link:
    """Put it behind the others of its section."""
    one_at_a_time(ORDER)
    last = Link.objects.filter(section=section).aggregate(last=Max("position"))["last"]
    link = Link(section=section, position=0 if last is None else last + 1, **_columns(facts))
    link.save(force_insert=True)
    record(Action.LINK_ADDED, by=by, subject=link, facts={"kind": section.value})
    return link


@transaction.atomic
def change_link(*, link: Link, facts: LinkFacts, by: Actor) -> None:
    """Let it lead elsewhere or be called otherwise; its counts stay."""
    Link.objects.filter(pk=link.pk).update(**_columns(facts))
    record(Action.LINK_CHANGED, by=by, subject=link)


@transaction.atomic
def show_link(*, link: Link, by: Actor) -> None:
    """Put it back on the page."""
    if Link.objects.filter(pk=link.pk, is_on=False).update(is_on=True):
        record(Action.LINK_SHOWN, by=by, subject=link)


@transaction.atomic
def hide_link(*, link: Link, by: Actor) -> None:
    """Take it from the page; its counts stay, and its address leads nowhere."""
    if Link.objects.filter(pk=link.pk, is_on=True).update(is_on=False):
        record(Action.LINK_HIDDEN, by=by, subject=link)


@transaction.atomic
def remove_link(*, link: Link, by: Actor) -> None:
    """Delete it with its counts."""
    record(Action.LINK_REMOVED, by=by, subject=link)
    link.delete()


@transaction.atomic
def move_link(*, link: Link, places: int, by: Actor) -> None:
    """Move it within its section: -1 up, +1 down. At the end of the list nothing happens."""
    one_at_a_time(ORDER)
    order = list(Link.objects.filter(section=link.section).order_by("position", "id"))
    at = next((index for index, each in enumerate(order) if each.pk == link.pk), None)
    if at is None or not 0 <= at + places < len(order):
        return
    order.insert(at + places, order.pop(at))
    for position, each in enumerate(order):
        each.position = position
    Link.objects.bulk_update(order, ["position"])
    record(Action.LINK_MOVED, by=by, subject=link)


def count_click(*, link: Link, on: date) -> None:
    """One more on that day. Nobody does it: neither an actor nor a moment is kept, and no line of the trail."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [uuid7(), link.pk, on])


def _columns(facts: LinkFacts) -> dict[str, Any]:
    return {"title": facts.title, "target": facts.target, "channel": facts.channel, "service": facts.service}
