"""`manage.py deliver_prints`: the process that brings prints to the printers. `make run` starts it."""

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from balai.printing.process import Process


class Command(BaseCommand):
    help = "Mengirim cetakan ke pencetak sampai dihentikan."
    requires_system_checks = ()  # they ask the database, which may be away just now; the process itself waits for it

    def handle(self, *args: Any, **options: Any) -> None:
        process = Process()

        def stop(number: int, frame: FrameType | None) -> None:
            process.stop()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        process.run()
