"""The letters of a sample village: what it issued since the summer, what came in, what was sent, replaced or revoked.

Each goes through the operation an officer would use, at a moment when the office was open.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from balai.accounts.actors import Actor
from balai.core.calendar import WorkingCalendar, local
from balai.core.questions import Answers
from balai.letters.drafting import Wish
from balai.letters.models import KindVersion, Letter
from balai.letters.operations import (
    enter_incoming,
    issue_letter,
    record_dispatch,
    replace_letter,
    reprint_letter,
    revoke_letter,
)
from balai.residents.enums import EventKind, MaritalStatus
from balai.residents.models import Resident
from balai.sample.mail import INCOMING
from balai.sample.persons import ADULT_AGE, age_on
from balai.tenancy.models import Village
from balai.villages.keys import seal_of

FIRST_DAY, LAST_DAY = date(2026, 7, 1), date(2026, 11, 20)
"""The village began with Balai at the turn of the half-year."""
OPENS, OPEN_MINUTES = time(8, 5), 390
# What becomes of the letters, by their place among two dozen.
TURN = 24
REVOKED, REPLACES, REPRINTED, SENT = 0, 4, {1, 9}, {2, 5, 13, 20}
MISWRITTEN = 2
LOST = ("KTP-el", "Kartu keluarga", "STNK", "Buku tabungan", "Ijazah")
SHOPS = ("Warung kelontong", "Penjahit", "Bengkel", "Warung makan", "Peternakan", "Jual beli hasil bumi")


@dataclass(frozen=True)
class Custom:
    """One kind of letter in this office: how often it is asked for, by whom, with which answers."""

    slug: str
    weight: int
    suits: Callable[[Resident, date], bool]
    answers: Callable[[Resident, date, Random], Answers]


def _is_grown(one: Resident, on: date) -> bool:
    return age_on(one.birth_date, on) >= ADULT_AGE


def _is_young(one: Resident, on: date) -> bool:
    return 18 <= age_on(one.birth_date, on) <= 32


def _is_head(one: Resident, on: date) -> bool:
    return one.is_head and age_on(one.birth_date, on) < 65


def _is_single(one: Resident, on: date) -> bool:
    return one.marital_status == MaritalStatus.SINGLE and 20 <= age_on(one.birth_date, on) <= 35


def _business(one: Resident, on: date, random: Random) -> Answers:
    shop = random.choice(SHOPS)
    return {
        "business_name": f"{shop} {one.full_name.split()[0]}",
        "business_kind": shop,
        "business_address": one.family.address if one.family else "",
        "since_year": random.randint(2009, 2024),
        "capital": random.randrange(3, 40) * 500_000,
        "purpose": random.choice(["Pengajuan kredit usaha rakyat (KUR)", "Pengajuan bantuan usaha"]),
    }


def _loss(one: Resident, on: date, random: Random) -> Answers:
    return {
        "item": random.choice(LOST),
        "details": "atas nama sendiri",
        "lost_on": (on - timedelta(days=random.randint(1, 9))).isoformat(),
        "lost_at": random.choice(["pasar Mekarsari", "perjalanan ke kota", "sekitar terminal"]),
    }


def _one_of(*purposes: str, **more: str | int | bool) -> Callable[[Resident, date, Random], Answers]:
    return lambda one, on, random: {"purpose": random.choice(purposes), **more}


CUSTOMS: Sequence[Custom] = (
    Custom("domisili", 10, _is_grown, _one_of("Membuka rekening bank", "Melamar kerja", "Mendaftar sekolah")),
    Custom(
        "sktm", 9, _is_head,
        _one_of("Keringanan biaya berobat", "Pengajuan beasiswa", with_members=True),
    ),
    Custom("usaha", 8, _is_head, _business),
    Custom("skck", 7, _is_young, _one_of("Melamar kerja", "Bekerja di luar negeri")),
    Custom("belum-menikah", 4, _is_single, _one_of("Mengurus pernikahan", "Melamar kerja")),
    Custom("kehilangan", 4, _is_grown, _loss),
    Custom(
        "penghasilan", 4, _is_head,
        _one_of("Pengajuan pinjaman", income=2_350_000, income_source="Usaha sendiri"),
    ),
    Custom(
        "keterangan-umum", 2, _is_grown,
        _one_of("pengajuan bantuan bibit", statement="adalah anggota kelompok tani Sumber Rejeki sejak tahun 2021."),
    ),
)  # fmt: skip


@dataclass
class Desk:
    """The counter of a village, day by day."""

    village: Village
    random: Random
    days: Sequence[date]
    by: Actor

    def __post_init__(self) -> None:
        grown_before = date(self.days[0].year - ADULT_AGE, 1, 1)
        known = Resident.objects.living().exclude(nik="").exclude(changes__event__kind=EventKind.ARRIVAL)
        self.people = list(known.filter(birth_date__lt=grown_before).with_family().order_by("nik"))
        current = KindVersion.objects.current().select_related("kind")
        self.versions = {version.kind.slug: version for version in current}

    def serve(self, letters: int) -> None:
        """Make so many letters in the order of their days, then tell what became of some."""
        moments = sorted(self._moment(self.random.choice(self.days)) for _ in range(letters))
        made: list[Letter] = []
        for number, at in enumerate(moments):
            make = self._replacement if number % TURN == REPLACES else self._letter
            made.append(make(f"contoh:{self.village.code}:{number}", at, made))
        for number, letter in enumerate(made):
            self._live_on(letter, number % TURN)

    def receive(self, letters: int) -> None:
        """Enter so many letters that came in; one is written wrong and corrected."""
        words = self.village.words
        for number, day in enumerate(sorted(self.random.sample(self.days, min(letters, len(self.days))))):
            coming = INCOMING[number % len(INCOMING)]
            written: dict[str, Any] = {
                "entered_on": day,
                "letter_number": coming.number.format(serial=self.random.randint(11, 290), month=day.month),
                "letter_date": day - timedelta(days=self.random.randint(1, 5)),
                "correspondent": coming.sender.format(
                    district=words.district_name, council=words.council.capitalize()
                ),
                "subject": coming.subject.format(village=words.village),
            }
            if number == MISWRITTEN:
                wrong = enter_incoming(**written | {"correspondent": "Dinas Ksehatan"}, by=self.by)
                enter_incoming(**written, corrects=wrong, by=self.by)
            else:
                enter_incoming(**written, by=self.by)

    def _letter(self, key: str, at: datetime, made: Sequence[Letter]) -> Letter:
        custom = self.random.choices(CUSTOMS, [each.weight for each in CUSTOMS])[0]
        on = at.date()
        who = self._somebody(lambda one: custom.suits(one, on))
        wish = Wish(self.versions[custom.slug], who, custom.answers(who, on, self.random))
        return issue_letter(wish=wish, request_key=key, by=self.by, at=at)

    def _replacement(self, key: str, at: datetime, made: Sequence[Letter]) -> Letter:
        """The letter before, made anew with another purpose."""
        earlier = made[-1]
        answers = {**earlier.answers, "purpose": "Melengkapi berkas"}
        return replace_letter(
            letter=earlier, wish=Wish(earlier.version, earlier.resident, answers),
            reason="Keperluan salah tulis", request_key=key, by=self.by, at=at,
        )  # fmt: skip

    def _live_on(self, letter: Letter, turn: int) -> None:
        later = letter.numbered_at + timedelta(minutes=self.random.randint(20, 90))
        if turn in REPRINTED:
            reprint_letter(letter=letter, reason="Lembar pertama sobek", by=self.by, at=later)
        if turn in SENT:
            words = self.village.words
            to = f"{words.district_head.capitalize()} {words.district_name}"
            record_dispatch(
                letter=letter, sent_on=letter.issued_on, recipient=to, note="Diantar petugas", by=self.by
            )
        if turn == REVOKED:
            revoke_letter(
                letter=letter, reason="Diminta dua kali untuk keperluan yang sama", by=self.by, at=later
            )

    def _somebody(self, suits: Callable[[Resident], bool]) -> Resident:
        while not suits(one := self.random.choice(self.people)):
            pass
        return one

    def _moment(self, day: date) -> datetime:
        minutes = self.random.randint(0, OPEN_MINUTES)
        return datetime.combine(day, OPENS, ZoneInfo(self.village.time_zone)) + timedelta(minutes=minutes)


def keep_the_books(village: Village, *, outgoing: int, seed: int, today: date, by: Actor) -> int:
    """Issue and enter letters between 1 July and 20 November 2026, none in the future. Returns how many went out.

    Without a public address no letter can be issued, and before the seal was made none can be sealed.
    """
    begin = local(seal_of(village).certificate.not_valid_before_utc, village.time_zone).date()
    days = _working_days(max(FIRST_DAY, begin + timedelta(days=1)), min(LAST_DAY, today - timedelta(days=1)))
    if not (days and outgoing and settings.BALAI_PUBLIC_URL):
        return 0
    desk = Desk(village=village, random=Random(f"{seed}:{village.code}:letters"), days=days, by=by)
    desk.serve(outgoing)
    desk.receive(max(outgoing // 3, 3))
    return outgoing


def seal_since(today: date) -> datetime:
    """When the sample village got its seal: before its first letter, and never in the future."""
    return datetime.combine(min(FIRST_DAY, today), time(), UTC)


def _working_days(first: date, last: date) -> list[date]:
    calendar = WorkingCalendar()
    days = (first + timedelta(days=each) for each in range((last - first).days + 1))
    return [day for day in days if calendar.is_working_day(day)]
