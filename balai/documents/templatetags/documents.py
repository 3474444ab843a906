"""`{% load documents %}`: what pages on which files are handed in need."""

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

from balai.documents.forms import ACCEPTED
from balai.documents.rules import limits_for_browsers

register = template.Library()


@register.simple_tag
def paper_limits() -> SafeString:
    """What the JavaScript module must know, once a page."""
    return json_script(limits_for_browsers(), "batas-berkas")


@register.simple_tag
def accepted_files() -> str:
    """For the `accept` of a file input."""
    return ACCEPTED


@register.filter
def kilobytes(size: int) -> str:
    """'180 KB' or '1,4 MB'."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
