"""Remembering how a printer was."""

from django.utils import timezone

from balai.core.ipp import PrinterState
from balai.core.live import announce
from balai.printing.enums import Medium
from balai.printing.ledger import topic_of_village
from balai.printing.models import Printer
from balai.printing.rules import health_of, troubles_of
from balai.tenancy.scope import current_village_id


def note_health(*, printer: Printer, state: PrinterState) -> None:
    """Write down what a printer said of itself, and tell the desk when that is news. No line in the trail: nobody acted."""
    now = timezone.now()
    troubles = troubles_of(state, Medium(printer.medium))
    health = health_of(state, troubles)
    fields: dict[str, object] = {"health": health, "troubles": troubles, "asked_at": now}
    if state.is_reachable:
        fields |= {
            "seen_at": now,
            "model": state.model[:120],
            "supplies": [{"name": name, "level": level} for name, level in state.markers],
        }
    Printer.objects.filter(pk=printer.pk).update(**fields)
    if (printer.health, list(printer.troubles)) != (health, troubles):
        announce(topic_of_village(current_village_id()))
