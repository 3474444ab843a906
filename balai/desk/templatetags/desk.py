"""The tabs of the officer who is looking."""

from dataclasses import dataclass

from django import template
from django.urls import NoReverseMatch, reverse

from balai.desk.tabs import TABS

register = template.Library()


@dataclass(frozen=True)
class Entry:
    name: str
    label: str
    url: str


@dataclass(frozen=True)
class Entries:
    shown: list[Entry]

    @property
    def residents(self) -> Entry | None:
        """The tab whose page answers the search at the top."""
        return next((entry for entry in self.shown if entry.name == "residents"), None)


@register.simple_tag(takes_context=True)
def desk_tabs(context: template.Context) -> Entries:
    """The tabs this officer may open. An app that is not installed has no tab."""
    request = context["request"]
    permissions: frozenset[str] = getattr(request, "permissions", frozenset())
    village = request.village.words.village
    shown = []
    for tab in TABS:
        if not tab.is_for(permissions):
            continue
        try:
            url = reverse(tab.url_name)
        except NoReverseMatch:
            continue
        shown.append(Entry(tab.name, tab.label.format(village=village[:1].upper() + village[1:]), url))
    return Entries(shown)
