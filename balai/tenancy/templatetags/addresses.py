"""Whole addresses for what leaves the site, and those that no language changes: `{% load addresses %}`."""

from django import template
from django.urls import reverse

from balai.tenancy.addresses import public_address
from balai.tenancy.languages import Reading, in_no_language, readings

register = template.Library()


@register.simple_tag(takes_context=True)
def whole(context: template.Context, path: str) -> str:
    """A page of this village as it is found from outside; "" until that is known."""
    return public_address(context["request"].village, path)


@register.simple_tag(takes_context=True)
def plain_url(context: template.Context, name: str, *args: object) -> str:
    """As `{% url %}`, without the language of the page: for files, and for pages that are Indonesian everywhere."""
    return in_no_language(context["request"].village, reverse(name, args=args))


@register.simple_tag(takes_context=True)
def languages(context: template.Context) -> list[Reading]:
    """In which languages this page can be read; empty where there is only one."""
    return readings(context["request"])
