"""The books of letters (*buku agenda*, *buku ekspedisi*) of one month, in the form of the other register books.

Source: Permendagri 47/2016, model A.7 and A.8.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from balai.core.calendar import local, long_moment
from balai.core.months import Month
from balai.letters.enums import Direction
from balai.letters.models import AgendaEntry, Dispatch
from balai.letters.models.agenda import AgendaQuerySet
from balai.letters.models.letters import HEAVY, WITHDRAWN
from balai.residents.reports.books import Book
from balai.residents.reports.layouts import Column, Layout
from balai.residents.reports.lists import Value
from balai.residents.reports.volumes import Volume
from balai.tenancy.models import Village

HEAVY_OF_LETTER = [f"letter__{name}" for name in HEAVY]
_IN, _OUT = ("Surat masuk",), ("Surat keluar",)


def _day(label: str, *groups: str) -> Column:
    return Column(label, 19, "center", groups)


AGENDA = Layout(
    "agenda", "A.7", "Buku Agenda", "Semua surat yang masuk dan keluar.",
    (
        Column("Nomor urut", 11, "center"), _day("Tanggal penerimaan/pengiriman surat"), Column("Nomor", "1.6fr", groups=_IN),
        _day("Tanggal", *_IN), Column("Pengirim", "1.6fr", groups=_IN), Column("Isi singkat", "2fr", groups=_IN),
        Column("Isi singkat", "2.4fr", groups=_OUT), _day("Tanggal pengiriman", *_OUT),
        Column("Ditujukan kepada", "1.6fr", groups=_OUT), Column("Keterangan", "1.8fr"),
    ),
)  # fmt: skip
EXPEDITION = Layout(
    "ekspedisi", "A.8", "Buku Ekspedisi", "Surat yang dikirim atau diserahkan.",
    (
        Column("Nomor urut", 11, "center"), _day("Tanggal pengiriman"), Column("Tanggal dan nomor surat", "2fr"),
        Column("Isi singkat surat yang dikirim", "3fr"), Column("Ditujukan kepada", "2fr"), Column("Keterangan", "1.5fr"),
    ),
)  # fmt: skip


def open_book(layout: Layout, month: Month, village: Village, now: datetime) -> Book:
    """The whole book of a month in the order of writing. One query, whatever its size."""
    rows = [[number, *cells] for number, cells in enumerate(_ROWS[layout.slug](month), 1)]
    whole = Volume(1, 1, "", 0, len(rows))
    counted = long_moment(now, village.time_zone)
    return Book(
        layout=layout,
        title=layout.title,
        month=month,
        words=village.words,
        columns=layout.columns,
        rows=rows,
        total=None,
        volume=whole,
        volumes=[whole],
        note="",
        statement=f"Disalin dari buku surat {counted}. Memuat data pribadi: simpan terkunci.",
        signed_on=min(month.last, local(now, village.time_zone).date()),
    )


def agenda_of(month: Month) -> AgendaQuerySet:
    """The lines of a month in the order of writing."""
    entries = AgendaEntry.objects.between(month.first, month.last).with_correction()
    return entries.select_related("letter").defer(*HEAVY_OF_LETTER).in_order()


def remark_of(entry: AgendaEntry) -> str:
    """What stands beside a line: its agenda or letter number, what became of it."""
    if entry.direction == Direction.OUTGOING:
        ended = end_of(entry)
        return f"{entry.letter_number}, {ended.lower()}" if ended else entry.letter_number
    said = f"Agenda {entry.serial}"
    if correction := corrected_by(entry):
        return f"{said}, dibetulkan dengan agenda {correction.serial}"
    return f"{said}, membetulkan agenda {entry.corrects.serial}" if entry.corrects else said


def end_of(entry: AgendaEntry) -> str:
    """'Dicabut', where the letter of a line is no longer in force; else empty."""
    letter = entry.letter
    return letter.get_state_display() if letter and letter.state in WITHDRAWN else ""


def corrected_by(entry: AgendaEntry) -> AgendaEntry | None:
    """The line that took the place of this one."""
    return next(iter(entry.corrected_by.all()), None)


def _agenda_rows(month: Month) -> list[list[Value]]:
    return [_agenda_row(entry) for entry in agenda_of(month)]


def _agenda_row(entry: AgendaEntry) -> list[Value]:
    if entry.direction == Direction.INCOMING:
        came: list[Value] = [entry.letter_number, entry.letter_date, entry.correspondent, entry.subject]
        return [entry.entered_on, *came, "", None, "", remark_of(entry)]
    went: list[Value] = [entry.subject, entry.letter_date, entry.correspondent]
    return [entry.entered_on, "", None, "", "", *went, remark_of(entry)]


def _expedition_rows(month: Month) -> list[list[Value]]:
    sent = Dispatch.objects.filter(sent_on__gte=month.first, sent_on__lte=month.last)
    return [
        [
            each.sent_on,
            f"{_on_paper(each.letter.issued_on)}, {each.letter.number}",
            each.letter.subject,
            each.recipient,
            each.note,
        ]
        for each in sent.select_related("letter").defer(*HEAVY_OF_LETTER).order_by("sent_on", "id")
    ]


def _on_paper(day: date) -> str:
    return f"{day:%d-%m-%Y}"


_ROWS: Mapping[str, Callable[[Month], list[list[Value]]]] = {
    AGENDA.slug: _agenda_rows,
    EXPEDITION.slug: _expedition_rows,
}
BOOKS: Mapping[str, Layout] = {AGENDA.slug: AGENDA, EXPEDITION.slug: EXPEDITION}
