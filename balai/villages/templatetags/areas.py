"""Areas in the words of their village."""

from django import template

from balai.tenancy.rules import RegionalWords
from balai.villages.models import Area

register = template.Library()


@register.filter
def called(area: Area | None, words: RegionalWords) -> str:
    """'Krajan, RT 003/RW 001'; nothing for a family whose area is not known."""
    return area.called(words) if area else ""


@register.filter
def own_name(area: Area, words: RegionalWords) -> str:
    """'RT 003', without the levels above."""
    return area.own_name(words)
