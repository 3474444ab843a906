"""Who signs, under which title, and whether the office is open. Day, time and rows come in as arguments."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Protocol

from balai.core.calendar import DAYS, MONDAY_TO_FRIDAY, WorkingCalendar, clock
from balai.core.languages import say
from balai.tenancy.rules import RegionalWords, title
from balai.villages.enums import AgencyKind, Position, SigningForm

# Who stands for the village, first match first. A Plh. is appointed because the head is away today, so he
# precedes the head in office; of head, Pj. and Plt. the database allows only one at a time.
IN_PLACE_OF_THE_HEAD = (SigningForm.PLH, SigningForm.HEAD, SigningForm.PJ, SigningForm.PLT)
SIGNING_ORDER = (*IN_PLACE_OF_THE_HEAD, SigningForm.AN, SigningForm.UB)
EVERY_FORM = frozenset(SIGNING_ORDER)
HOLDS_THE_OFFICE = (SigningForm.HEAD, SigningForm.PJ, SigningForm.PLT)
FORMS_OF_POSITION: dict[Position, frozenset[SigningForm]] = {
    Position.HEAD: frozenset(IN_PLACE_OF_THE_HEAD),
    Position.SECRETARY: frozenset({SigningForm.AN, SigningForm.NONE}),
    Position.SECTION_HEAD: frozenset({SigningForm.UB, SigningForm.AN, SigningForm.NONE}),
    Position.AFFAIRS_HEAD: frozenset({SigningForm.UB, SigningForm.AN, SigningForm.NONE}),
    Position.STAFF: frozenset({SigningForm.NONE}),
}
ACTING_PREFIX = {SigningForm.PJ: "Pj. ", SigningForm.PLT: "Plt. ", SigningForm.PLH: "Plh. "}

DAYS_AHEAD = 31

DUTIES: dict[AgencyKind, str] = {
    AgencyKind.CIVIL_REGISTRY: "KTP-el, kartu keluarga, akta kelahiran dan kematian, pindah datang.",
    AgencyKind.DISTRICT: "Surat yang perlu tanda tangan camat, dan urusan beberapa desa sekaligus.",
    AgencyKind.VILLAGE_EMPOWERMENT: "Pembinaan desa, perangkat desa, dan dana desa.",
    AgencyKind.COMMUNICATION: "Jaringan, aplikasi layanan, dan informasi publik.",
    AgencyKind.OTHER: "",
}
"""What one goes to an agency for, unless it says so itself."""


class Term(Protocol):
    """What the rules need to know of an official; `villages.models.Official` is one."""

    @property
    def position(self) -> str: ...
    @property
    def signing_form(self) -> str: ...
    @property
    def post(self) -> str: ...
    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


class NobodyMaySign(ValueError):
    """No official in office on that day may sign in any of the allowed forms."""

    def __init__(self, on: date) -> None:
        super().__init__("Belum ada pejabat yang boleh menandatangani surat. Isi dulu di menu Desa, Pejabat.")
        self.on = on


def is_serving(term: Term, on: date) -> bool:
    """Both ends of a term of office are included."""
    return term.since <= on and (term.until is None or on <= term.until)


def signing_order[T: Term](terms: Iterable[T], on: date, *, allowed: Collection[str] = EVERY_FORM) -> list[T]:
    """Everybody who may sign on that day, the default signer first, among equals the longest serving."""
    ranks = {form: rank for rank, form in enumerate(SIGNING_ORDER)}
    forms = ranks.keys() & set(allowed)
    able = [term for term in terms if term.signing_form in forms and is_serving(term, on)]
    return sorted(able, key=lambda term: (ranks[SigningForm(term.signing_form)], term.since))


def signing_official[T: Term](terms: Iterable[T], on: date, *, allowed: Collection[str] = EVERY_FORM) -> T:
    """The head in office or who acts for him, else a.n., else u.b. Raises `NobodyMaySign`."""
    order = signing_order(terms, on, allowed=allowed)
    if not order:
        raise NobodyMaySign(on)
    return order[0]


def signers[T: Term](terms: Iterable[T], on: date, *, allowed: Collection[str] = EVERY_FORM) -> list[T]:
    """Who may sign on that day: everybody of the first form that somebody there has. `terms` are those present.

    While the head is there, nobody signs for him; a deputy signs a.n., and only without him somebody u.b.
    """
    order = signing_order(terms, on, allowed=allowed)
    return [term for term in order if term.signing_form == order[0].signing_form]


def checkers[T: Term](terms: Iterable[T], on: date) -> list[T]:
    """Who may check a letter before it is signed: the secretary, else whoever signs u.b. `terms` are those present."""
    there = [term for term in terms if is_serving(term, on)]
    secretaries = [term for term in there if term.position == Position.SECRETARY]
    return secretaries or [term for term in there if term.signing_form == SigningForm.UB]


def signature_titles(term: Term, words: RegionalWords) -> tuple[str, ...]:
    """The lines above a signature, from top to bottom.

    ('KEPALA DESA SUKAMAJU',) · ('Plt. KEPALA DESA SUKAMAJU',) ·
    ('a.n. RAJA NEGERI LAHA', 'Sekretaris Negeri') ·
    ('a.n. KEPALA DESA SUKAMAJU', 'Sekretaris Desa', 'u.b.', 'Kasi Pelayanan').
    """
    head = words.head_title.upper()
    form = SigningForm(term.signing_form)
    if form is SigningForm.AN:
        return (f"a.n. {head}", post_title(term, words))
    if form is SigningForm.UB:
        return (f"a.n. {head}", title(words.secretary), "u.b.", post_title(term, words))
    return (f"{ACTING_PREFIX.get(form, '')}{head}",)


def post_title(term: Term, words: RegionalWords) -> str:
    """What the post is called here: 'Plt. Kepala Desa', 'Sekretaris Desa', 'Kasi Pelayanan'."""
    if term.position == Position.HEAD:
        return f"{ACTING_PREFIX.get(SigningForm(term.signing_form), '')}{title(words.head)}"
    if term.post:
        return term.post
    if term.position == Position.SECRETARY:
        return title(words.secretary)
    return Position(term.position).label


def area_label(dusun: str, rw: str, rt: str, words: RegionalWords) -> str:
    """'Krajan, RT 003/RW 001', 'Krajan, RW 001', 'Air Jernih, RT 002', 'Krajan', or 'Soa Latu, RK 02'.

    A register may name a level for which the village has no word; then it is called as elsewhere.
    """
    levels = ((words.rt or "RT", rt), (words.rw or "RW", rw))
    numbers = "/".join(f"{word} {number}" for word, number in levels if number)
    return ", ".join(part for part in (dusun, numbers) if part)


@dataclass(frozen=True)
class Opening:
    """When the office is open on a weekday (Monday = 0); a special period replaces the ordinary week."""

    weekday: int
    opens: time
    closes: time
    first_day: date | None = None
    last_day: date | None = None

    @property
    def is_special(self) -> bool:
        return self.first_day is not None

    def holds_on(self, day: date) -> bool:
        return self.first_day is None or self.last_day is None or self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class OfficeStatus:
    """Whether the office is open now; `until` says until when, or when it opens again: 'Buka lagi besok pukul 08.00'."""

    is_open: bool
    until: str

    @property
    def sentence(self) -> str:
        """All of it, for whoever does not see open or closed beside it."""
        return self.until if self.is_open else say("Tutup. %(until)s", until=self.until)


def week_of(openings: Iterable[Opening]) -> frozenset[int]:
    """The weekdays of the ordinary week; Monday to Friday while the village has not said."""
    return frozenset(opening.weekday for opening in openings if not opening.is_special) or MONDAY_TO_FRIDAY


def openings_on(day: date, openings: Collection[Opening], calendar: WorkingCalendar) -> list[Opening]:
    """The opening hours of one day, early first; none on holidays and closures. Special hours win."""
    if not calendar.is_working_day(day):
        return []
    special = [opening for opening in openings if opening.is_special and opening.holds_on(day)]
    ordinary = [opening for opening in openings if not opening.is_special]
    return sorted(
        (o for o in special or ordinary if o.weekday == day.weekday()), key=lambda opening: opening.opens
    )


def office_status(openings: Collection[Opening], calendar: WorkingCalendar, now: datetime) -> OfficeStatus:
    """`now` is on the village's clock."""
    today = now.date()
    for opening in openings_on(today, openings, calendar):
        if opening.opens <= now.time() < opening.closes:
            return OfficeStatus(is_open=True, until=say("Buka sampai %(clock)s", clock=clock(opening.closes)))
    for day, opening in _coming(openings, calendar, now):
        when = {"day": _named_day(day, today), "clock": clock(opening.opens)}
        return OfficeStatus(is_open=False, until=say("Buka lagi %(day)s pukul %(clock)s", **when))
    return OfficeStatus(is_open=False, until=say("Jam buka belum diisi"))


def next_office_day(openings: Collection[Opening], calendar: WorkingCalendar, now: datetime) -> str:
    """'besok mulai pukul 08.00': the first opening after today; "" where none is known."""
    today = now.date()
    for day, opening in _coming(openings, calendar, now):
        if day > today:
            return f"{_named_day(day, today)} mulai pukul {clock(opening.opens)}"
    return ""


def _coming(
    openings: Collection[Opening], calendar: WorkingCalendar, now: datetime
) -> Iterator[tuple[date, Opening]]:
    for offset in range(DAYS_AHEAD):
        day = now.date() + timedelta(days=offset)
        for opening in openings_on(day, openings, calendar):
            if offset or opening.opens > now.time():
                yield day, opening


def _named_day(day: date, today: date) -> str:
    distance = (day - today).days
    if distance < 2:
        return (say("hari ini"), say("besok"))[distance]
    if distance < 7:
        return say("hari %(weekday)s", weekday=say(DAYS[day.weekday()]))
    return say("tanggal %(day)s/%(month)s", day=day.day, month=day.month)


@dataclass(frozen=True)
class HoursLine:
    """Opening hours as they read on a sign: 'Senin–Kamis' and '08.00–12.00, 13.00–15.30'."""

    days: str
    hours: str


def hours_lines(openings: Iterable[Opening]) -> list[HoursLine]:
    """The ordinary week, neighbouring days with the same hours on one line. Days without hours are left out."""
    ordinary = sorted(
        (opening for opening in openings if not opening.is_special),
        key=lambda opening: (opening.weekday, opening.opens),
    )
    hours = {
        weekday: ", ".join(f"{clock(opening.opens)}–{clock(opening.closes)}" for opening in of_day)
        for weekday, of_day in groupby(ordinary, key=lambda opening: opening.weekday)
    }
    runs: list[tuple[list[int], str]] = []
    for weekday, text in hours.items():
        if runs and runs[-1][1] == text and runs[-1][0][-1] == weekday - 1:
            runs[-1][0].append(weekday)
        else:
            runs.append(([weekday], text))
    return [HoursLine(_days_named(run), text) for run, text in runs]


def _days_named(run: list[int]) -> str:
    first, last = say(DAYS[run[0]]), say(DAYS[run[-1]])
    return first if len(run) == 1 else f"{first}–{last}"
