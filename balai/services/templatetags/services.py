"""What templates of the catalogue need: `{% load services %}`."""

import json

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from balai.services.explaining import Explained
from balai.services.schema import described
from balai.tenancy.addresses import site_of

register = template.Library()

_EVENT_ICONS = {
    "lahir": "bayi", "menikah": "nikah", "sekolah": "sekolah", "kerja": "kartu", "usaha": "usaha", "pindah": "pindah",
    "duka": "duka", "hilang": "hilang", "bantuan": "bantuan", "tanah": "lokasi",
}  # fmt: skip
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.filter
def event_icon(event: str) -> str:
    """The icon of an event in a life. Raises KeyError."""
    return _EVENT_ICONS[event]


@register.simple_tag(takes_context=True)
def government_service(context: template.Context, page: Explained) -> SafeString:
    """The service as search engines read it; nothing until BALAI_PUBLIC_URL is set."""
    if not settings.BALAI_PUBLIC_URL:
        return SafeString()
    village = context["request"].village
    told = described(page.standard, village.words, site_of(village, settings.BALAI_PUBLIC_URL))
    text = json.dumps(told, ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  # every < is escaped
