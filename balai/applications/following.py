"""How an application stands, as its applicant reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from balai.applications.enums import Side, State, Step
from balai.applications.models import AWAITS_SIGNATURE, Application, Event, Finding
from balai.applications.rules import WAITS_FOR, steps_open_to
from balai.core.calendar import WorkingCalendar, long_date
from balai.tenancy.rules import RegionalWords
from balai.villages.opening import working_calendar

# What an applicant is told of each state: a title, and what happens now.
TELLING = {
    State.DRAFT: ("Belum dikirim", "Isi sampai selesai, lalu kirim."),
    State.SUBMITTED: ("Sedang diperiksa kantor", "Anda tidak perlu melakukan apa-apa."),
    State.CHECKED: ("Sedang diperiksa petugas kedua", "Anda tidak perlu melakukan apa-apa."),
    State.RETURNED: ("Ada yang perlu Anda betulkan", "Betulkan yang ditandai, lalu kirim lagi."),
    State.APPROVED: ("Disetujui kantor", "Kantor sedang menyiapkannya."),
    State.FORWARDED: ("Dikirim ke Disdukcapil", "Menunggu diterima Disdukcapil."),
    State.IN_PROCESS: ("Diproses Disdukcapil", "Dokumen Anda sedang dibuat."),
    State.SENT_BACK: ("Diperiksa lagi oleh kantor", "Disdukcapil meminta kantor melengkapi sesuatu."),
    State.FINISHED: ("Selesai", "Dokumen Anda sudah jadi."),
    State.RECEIVED: ("Sudah Anda terima", "Dokumen sudah di tangan Anda."),
    State.CLOSED: ("Ditutup", "Urusan ini selesai."),
    State.REJECTED: ("Tidak bisa dipenuhi", "Baca alasannya di bawah."),
    State.WITHDRAWN: ("Anda batalkan", "Anda bisa mengajukan lagi kapan saja."),
    State.EXPIRED: ("Ditutup karena terlalu lama menunggu", "Anda bisa mengajukan lagi kapan saja."),
}
WAY = (State.SUBMITTED, State.APPROVED, State.IN_PROCESS, State.FINISHED, State.RECEIVED)
_PLACE = {
    State.CHECKED: State.SUBMITTED, State.RETURNED: State.SUBMITTED, State.FORWARDED: State.IN_PROCESS,
    State.SENT_BACK: State.IN_PROCESS, State.CLOSED: State.RECEIVED,
}  # fmt: skip
_LABELS = {
    State.SUBMITTED: "Diperiksa kantor",
    State.APPROVED: "Disetujui",
    State.IN_PROCESS: "Diproses Disdukcapil",
    State.FINISHED: "Selesai",
    State.RECEIVED: "Anda terima",
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the way on the page."""

    label: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Following:
    """Everything that the page of an application tells."""

    title: str
    next: str
    stops: Sequence[Stop]
    findings: Sequence[Finding]
    waits_for: Side | None
    days_left: int | None
    """Working days to the promised end; negative when it is late; None while no office is asked."""
    may_withdraw: bool
    may_mend: bool


def following(application: Application, words: RegionalWords, *, today: date) -> Following:
    """How it stands today. A constant number of queries."""
    state = State(application.state)
    title, next_words = _signing(application, words) or TELLING[state]
    calendar = working_calendar(today)
    open_steps = steps_open_to(
        Side.APPLICANT, state=state, is_civil=application.is_civil, is_second_pair_set=False
    )
    return Following(
        title=title,
        next=next_words,
        stops=_stops(application, state),
        findings=list(application.findings.open()),
        waits_for=WAITS_FOR.get(state),
        days_left=_days_left(application, today, calendar),
        may_withdraw=Step.WITHDRAW in open_steps,
        may_mend=Step.SUBMIT in open_steps,
    )


def _signing(application: Application, words: RegionalWords) -> tuple[str, str] | None:
    """What is told while the letter waits for whoever signs it."""
    since = application.signature_awaited_since
    if since is None:
        return None
    day = long_date(timezone.localdate(since))
    return (
        f"{AWAITS_SIGNATURE} {words.head}",
        f"Suratnya sudah disiapkan kantor, dan menunggu sejak {day}. Sesudah ditandatangani, muncul di sini.",
    )


def _days_left(application: Application, today: date, calendar: WorkingCalendar) -> int | None:
    if application.due_on is None or WAITS_FOR.get(State(application.state)) in {None, Side.APPLICANT}:
        return None
    return calendar.working_days_left(today, application.due_on)


def _stops(application: Application, state: State) -> list[Stop]:
    way = [each for each in WAY if application.is_civil or each is not State.IN_PROCESS]
    here = _PLACE.get(state, state)
    if here not in way:
        return []
    place = way.index(here)
    days = {event.target: event for event in application.events.exclude(step=Step.RETURN)}
    stops = []
    for number, each in enumerate(way):
        is_over = number < place or state in {State.RECEIVED, State.CLOSED}
        now = "back" if state is State.RETURNED else "now"
        stops.append(
            Stop(
                _LABELS[each],
                "done" if is_over else now if number == place else "todo",
                _note(days.get(each)),
            )
        )
    return stops


def _note(event: Event | None) -> str:
    return long_date(timezone.localdate(event.at)) if event else ""


MOST_COUNTED = 1000
"""Of each: a page that anybody opens never looks further."""


@dataclass(frozen=True, slots=True)
class Promise:
    """How well the office keeps its promises, for everybody to see: counts, no names."""

    finished: int
    late: int


def promise_kept(now: datetime) -> Promise:
    """What was finished within the last thirty days, and what is late today. Two queries."""
    finished = Event.objects.filter(target=State.FINISHED, at__gte=now - timedelta(days=30))
    late = Application.objects.late(timezone.localdate(now))
    return Promise(finished[:MOST_COUNTED].count(), late[:MOST_COUNTED].count())
