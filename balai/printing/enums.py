"""Kinds of printers, sizes of paper, states of what is printed, and what can go wrong."""

from enum import StrEnum

from django.db.models import TextChoices


class PrinterKind(TextChoices):
    """How a printer is reached."""

    SHEET = "sheet", "Printer kertas di jaringan kantor (IPP)"
    SLIP = "slip", "Printer struk di jaringan kantor (ESC/POS)"
    BROWSER = "browser", "Printer yang terpasang di anjungan"


class Medium(TextChoices):
    """The paper of a letter."""

    A4 = "a4", "A4"
    F4 = "f4", "F4 (folio)"


class Health(TextChoices):
    """How a printer was when it was last asked."""

    UNKNOWN = "unknown", "belum ditanya"
    READY = "ready", "siap"
    BUSY = "busy", "sedang mencetak"
    TROUBLED = "troubled", "perlu dilihat"
    UNREACHABLE = "unreachable", "tidak menjawab"


class JobState(TextChoices):
    """How far one print is.

    `UNSURE`: the document was handed over, but the printer no longer knows what became of it, so somebody must look.
    `HANDED_OVER`: given to a browser, which tells nobody whether paper came out.
    """

    QUEUED = "queued", "menunggu"
    SENDING = "sending", "dikirim"
    PRINTING = "printing", "dicetak"
    DONE = "done", "sudah keluar"
    HANDED_OVER = "handed_over", "diserahkan ke peramban"
    FAILED = "failed", "gagal"
    CANCELLED = "cancelled", "dibatalkan"
    UNSURE = "unsure", "belum pasti"


class Trouble(TextChoices):
    """What keeps a printer from printing, in the words of an office."""

    UNREACHABLE = "unreachable", "Printer tidak menjawab"
    PAPER_OUT = "paper_out", "Kertas habis"
    WRONG_PAPER = "wrong_paper", "Ukuran kertas lain"
    JAM = "jam", "Kertas macet"
    COVER_OPEN = "cover_open", "Tutup terbuka"
    TRAY_MISSING = "tray_missing", "Baki kertas terlepas"
    TONER_OUT = "toner_out", "Toner atau tinta habis"
    WASTE_FULL = "waste_full", "Wadah sisa toner penuh"
    OUTPUT_FULL = "output_full", "Baki keluar penuh"
    BUSY = "busy", "Printer sedang mencetak yang lain"
    PAUSED = "paused", "Printer dijeda"
    NOT_ACCEPTING = "not_accepting", "Printer menolak pekerjaan"
    NO_PDF = "no_pdf", "Printer tidak mengenal PDF"
    REFUSED = "refused", "Printer menolak berkas ini"
    ABORTED = "aborted", "Printer menghentikan cetakan"
    STOPPED = "stopped", "Printer berhenti"
    EXPIRED = "expired", "Terlalu lama menunggu"
    FORGOTTEN = "forgotten", "Printer tidak lagi mengenal cetakan ini"


class Action(StrEnum):
    """What printing writes into the audit trail."""

    PRINTER_ADDED = "printing.printer_added"
    PRINTER_CHANGED = "printing.printer_changed"
    PRINTER_RETIRED = "printing.printer_retired"
    PRINTER_RESTORED = "printing.printer_restored"
    ENQUEUED = "printing.enqueued"
    HANDED_OVER = "printing.handed_over"
    DOCUMENT_OPENED = "printing.document_opened"
    PRINTED_AGAIN = "printing.printed_again"
    CANCELLED = "printing.cancelled"
    SETTLED = "printing.settled"
    SPOILED = "printing.spoiled"
    SLIP_PRINTED = "printing.slip_printed"
