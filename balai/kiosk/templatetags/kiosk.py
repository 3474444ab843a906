"""What the frame of every kiosk page asks for."""

from html import unescape

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from balai.access.rules import is_child
from balai.kiosk.comfort import Comfort
from balai.kiosk.rules import HEARTBEAT_SECONDS, IDLE_SECONDS
from balai.kiosk.speech import seal_speech
from balai.residents.enums import Sex
from balai.residents.models import Resident

register = template.Library()

_LONG_BEGINNINGS = ("Surat Keterangan ", "Surat Pengantar ", "Surat Pernyataan ")


@register.filter
def courtesy(resident: Resident) -> str:
    """'Bu Siti', 'Pak Budi'; a child by the name alone."""
    name = resident.full_name.split()[0] if resident.full_name else ""
    if is_child(resident.birth_date, resident.marital_status, timezone.localdate()):
        return name
    return f"{'Bu' if resident.sex == Sex.FEMALE else 'Pak'} {name}"


@register.filter
def short_title(title: str) -> str:
    """'Domisili' of 'Surat Keterangan Domisili': what a tile or a step has room for."""
    for beginning in _LONG_BEGINNINGS:
        if title.startswith(beginning):
            return title.removeprefix(beginning)
    return title


@register.simple_tag(takes_context=True)
def comfort(context: template.Context) -> Comfort:
    """How this visitor wants the screen."""
    return Comfort.of(context["request"])


@register.simple_tag
def heartbeat_seconds() -> int:
    return HEARTBEAT_SECONDS


@register.simple_tag
def idle_seconds() -> int:
    return IDLE_SECONDS


@register.simple_block_tag(takes_context=True)
def speech(context: template.Context, content: str) -> str:
    """The address of what stands inside, read aloud; empty when nothing does.

    What was wrong with something typed may quote it, so that is not kept.
    """
    text = " ".join(unescape(strip_tags(content)).split())
    form = context.get("form")
    kept = not (form and form.errors)
    return reverse("kiosk:speech", args=[seal_speech(text, kept=kept)]) if text else ""
