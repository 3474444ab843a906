"""Kiosks and printers that need a hand."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from balai.core.templatetags.look import when
from balai.desk.rules import Urgency
from balai.desk.work.items import MOST_OF_A_KIND, Situation, WorkItem, address
from balai.kiosk.models import KioskDevice
from balai.printing.health_words import in_words
from balai.printing.models import Printer, PrintJob
from balai.printing.progress import describe

PRINTS_ARE_NEWS = timedelta(days=1)


def calling_kiosks(situation: Situation) -> Iterator[WorkItem]:
    """Somebody stands at a kiosk and wants help."""
    for device in KioskDevice.objects.calling()[:MOST_OF_A_KIND]:
        yield WorkItem(
            f"Datangi {device.label}",
            f"Warga memanggil petugas, {when(device.called_at or timezone.now())}.",
            address("kiosk:monitor"),
            Urgency.OVERDUE,
        )


def printers_in_trouble(situation: Situation) -> Iterator[WorkItem]:
    """Printers that stand still, each with what to do about it."""
    troubled = Printer.objects.active().reached_by_network().exclude(troubles=[]).in_order()
    for printer in troubled[:MOST_OF_A_KIND]:
        seen = in_words(printer)
        yield WorkItem(
            f"{printer.name}: {seen.word.lower()}",
            " ".join(remedy for _, remedy in seen.remedies),
            address("printing:printer", printer.pk),
            Urgency.TODAY,
        )


def prints_to_look_at(situation: Situation) -> Iterator[WorkItem]:
    """Letters that did not come out, or of which nobody knows whether they did."""
    recent = timezone.now() - PRINTS_ARE_NEWS
    for job in PrintJob.objects.counted().needing_somebody(recent).for_list()[:MOST_OF_A_KIND]:
        yield WorkItem(
            f"{job.title}: {describe(job).sentence.rstrip('.').lower()}",
            describe(job).for_officer,
            address("printing:job", job.pk),
            Urgency.TODAY,
        )
