"""What an erasure deletes at once, what the law keeps, and until when: shown to the resident before asking, and to the officer."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from balai.access.models import KtpTag, Pin, ServiceCard
from balai.applications.enums import State
from balai.applications.models import Application
from balai.applications.operations import forgettable
from balai.applications.rules import CLOSED_AFTER, KEPT_FOR, OPEN
from balai.core.calendar import long_date
from balai.core.templatetags.look import figure
from balai.letters.models import Letter
from balai.residents.models import Resident


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that stays: what, by which law, until when."""

    what: str
    law: str
    until: str

    def __str__(self) -> str:
        return f"{self.what}: {self.until} ({self.law})."


@dataclass(frozen=True, slots=True)
class Consequences:
    """Both sides of an erasure."""

    gone: tuple[str, ...]
    kept: tuple[Kept, ...]


REGISTER = Kept(
    "Data di buku induk penduduk",
    "UU 23/2006 jo. UU 24/2013; UU 27/2022 pasal 15 ayat (1) huruf c",
    "selama masih warga di sini, lalu menurut jadwal retensi arsip",
)
TRAIL = Kept(
    "Catatan siapa membuka data itu",
    "UU 27/2022 pasal 31 dan 47",
    "menurut jadwal retensi arsip",
)


def consequences(resident: Resident, *, with_access: bool) -> Consequences:
    """What would happen now. A handful of queries, however much there is."""
    found = forgettable(resident)
    gone = []
    if found.documents:
        gone.append(f"{figure(found.documents)} berkas dan dokumen jadi pada permohonan yang sudah selesai")
    if found.contacts:
        gone.append(f"Nomor HP dan surel pada {figure(found.contacts)} permohonan yang sudah selesai")
    if found.drafts:
        gone.append(f"{figure(found.drafts)} permohonan yang belum dikirim, dengan berkasnya")
    holds = _access_of(resident)
    if with_access and holds:
        gone.append(f"{holds}: tidak bisa dipakai lagi")
    return Consequences(tuple(gone), tuple(_kept(resident, "" if with_access else holds)))


def _access_of(resident: Resident) -> str:
    """'PIN, kartu layanan': what the resident can sign in with."""
    held = {
        "PIN": Pin.objects.filter(resident=resident, blocked_at=None).exists(),
        "kartu layanan": ServiceCard.objects.in_use().filter(resident=resident).exists(),
        "KTP-el yang didaftarkan": KtpTag.objects.filter(resident=resident).exists(),
    }
    return ", ".join(name for name, is_held in held.items() if is_held)


def _kept(resident: Resident, access: str) -> list[Kept]:
    kept = [REGISTER]
    if running := Application.objects.about(resident).filter(state__in=OPEN).count():
        kept.append(
            Kept(
                f"{figure(running)} permohonan yang masih berjalan",
                "UU 27/2022 pasal 20 ayat (2) huruf e",
                "sampai selesai, atau dibatalkan di halaman permohonan",
            )
        )
    if waiting := Application.objects.about(resident).filter(state=State.FINISHED).count():
        kept.append(
            Kept(
                f"{figure(waiting)} permohonan yang dokumennya sudah jadi, tetapi belum diambil",
                "UU 27/2022 pasal 20 ayat (2) huruf e",
                "sampai dokumennya diambil",
            )
        )
    if last := _kept_longest(resident):
        kept.append(
            Kept(
                "Isi permohonan yang sudah selesai, tanpa berkas dan kontak",
                "UU 27/2022 pasal 16 ayat (2) huruf g dan pasal 47",
                f"paling lama {long_date(last)}",
            )
        )
    if letters := Letter.objects.of_resident(resident).count():
        kept.append(
            Kept(
                f"Arsip {figure(letters)} surat",
                "UU 43/2009; Permendagri 47/2016",
                "menurut jadwal retensi arsip",
            )
        )
    if access:
        kept.append(Kept(access, "UU 27/2022 pasal 20 ayat (2) huruf a", "sampai diminta dihentikan"))
    return [*kept, TRAIL]


def _kept_longest(resident: Resident) -> date | None:
    """The last day on which an application that has ended still names the resident; what was received is closed first."""
    ended = Application.objects.about(resident).filter(state__in=[*KEPT_FOR, State.RECEIVED])
    days = [
        timezone.localdate(touched_at + KEPT_FOR.get(State(state), CLOSED_AFTER + KEPT_FOR[State.CLOSED]))
        for state, touched_at in ended.values_list("state", "touched_at")
    ]
    return max(days, default=None)
