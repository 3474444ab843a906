"""Everything that changes printers and the ledger."""

from balai.printing.operations.health import note_health
from balai.printing.operations.jobs import (
    AlreadyOut,
    DocumentGone,
    NoSuchPrinter,
    PrintRefused,
    StillUnderWay,
    enqueue,
    hand_over,
    print_again,
    request_cancel,
    settle,
    spoiled,
)
from balai.printing.operations.printers import add_printer, change_printer, print_test_page, set_in_use

__all__ = [
    "AlreadyOut",
    "DocumentGone",
    "NoSuchPrinter",
    "PrintRefused",
    "StillUnderWay",
    "add_printer",
    "change_printer",
    "enqueue",
    "hand_over",
    "note_health",
    "print_again",
    "print_test_page",
    "request_cancel",
    "set_in_use",
    "settle",
    "spoiled",
]
