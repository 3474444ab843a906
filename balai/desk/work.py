"""The officer's work list: what waits, where it is done, and how urgent it is.

Each source looks at one thing and names the permission of those who can do something about it. Only what somebody must
act on is listed; counts for their own sake are not.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from balai.accounts.enums import Permission
from balai.accounts.models import Officer
from balai.core.calendar import long_date
from balai.core.templatetags.look import figure, when
from balai.desk.register import RegisterState
from balai.desk.rules import Urgency, time_left, update_urgency
from balai.letters.chain import Office, waiting_for
from balai.letters.enums import LetterState, ProposalState
from balai.letters.models import Letter, Proposal
from balai.letters.operations.sealing import seal_choice
from balai.residents.exchange.enums import RunState
from balai.residents.exchange.models import ImportRun
from balai.residents.freshness import local_changes
from balai.tenancy.models import Village
from balai.villages.enums import SigningForm
from balai.villages.models import Identity, OfficeHours, Official

WAITING_FOR_SOMEBODY = (RunState.CHECKED, RunState.FAILED)
MOST_OF_A_KIND = 10
"""So that a long outage does not fill the page."""


@dataclass(frozen=True)
class WorkItem:
    """One line of work. `deadline` is said in words; `url` is empty when the officer must act elsewhere."""

    title: str
    note: str
    url: str
    urgency: Urgency
    deadline: str = ""


@dataclass(frozen=True)
class Situation:
    """What the sources look at: the village, the day there, the register, and who asks."""

    village: Village
    today: date
    register: RegisterState
    officer: Officer


type Source = Callable[[Situation], Iterator[WorkItem]]


def work_list(situation: Situation, permissions: Collection[Permission]) -> list[WorkItem]:
    """Everything that waits for somebody with these permissions, the most urgent first."""
    items = [
        item for permission, source in SOURCES if permission in permissions for item in source(situation)
    ]
    return sorted(items, key=lambda item: item.urgency)


def stale_register(situation: Situation) -> Iterator[WorkItem]:
    """The register is empty, or its regular update is due."""
    url = address("residents:import")
    freshness = situation.register.freshness
    if freshness.as_of is None or freshness.due_on is None:
        yield WorkItem(
            "Muat data warga dari berkas",
            "Berkasnya diperiksa dulu. Belum ada yang diubah.",
            url,
            Urgency.TODAY,
        )
    elif urgency := update_urgency(freshness.due_on, situation.today):
        yield WorkItem(
            "Perbarui data warga dari berkas",
            f"Data terakhir per {long_date(freshness.as_of)}. Minta berkas baru ke Disdukcapil.",
            url,
            urgency,
            time_left(freshness.due_on, situation.today),
        )


def undecided_imports(situation: Situation) -> Iterator[WorkItem]:
    """Files that are checked and wait for somebody to decide, and files that stopped half-way."""
    waiting = ImportRun.objects.filter(state__in=WAITING_FOR_SOMEBODY).latest_first()
    for run in waiting[:MOST_OF_A_KIND]:
        checked = run.state == RunState.CHECKED
        yield WorkItem(
            f"Putuskan berkas {run.file_name}" if checked else f"Periksa lagi berkas {run.file_name}",
            f"Diunggah {run.officer.full_name}, {when(run.uploaded_at)}. "
            + (
                "Belum ada yang diubah."
                if checked
                else "Pekerjaannya berhenti di tengah. Tidak ada yang berubah."
            ),
            address("residents:import_run", run.pk),
            Urgency.TODAY,
        )


def untold_changes(situation: Situation) -> Iterator[WorkItem]:
    """What the village recorded and the civil registry does not know yet."""
    events = local_changes().order_by().values("event_id").distinct().count()
    if events:
        yield WorkItem(
            f"Sampaikan {figure(events)} peristiwa ke Disdukcapil",
            "Dicatat di sini sesudah data resmi terakhir. Unduh daftarnya, lalu kirim.",
            address("residents:differences"),
            Urgency.LATER,
        )


def letters_to_sign(situation: Situation) -> Iterator[WorkItem]:
    """Letters that this officer checks or signs today."""
    waiting = waiting_for(situation.officer, Office.of(situation.today))
    if waiting:
        yield WorkItem(
            f"Periksa dan setujui {figure(len(waiting))} surat",
            f"Yang paling lama menunggu sejak {when(waiting[0].proposed_at)}.",
            address("letters:inbox"),
            Urgency.TODAY,
        )


def returned_letters(situation: Situation) -> Iterator[WorkItem]:
    """What this officer proposed and somebody sent back."""
    returned = Proposal.objects.of(situation.officer).filter(state=ProposalState.RETURNED).count()
    if returned:
        yield WorkItem(
            f"Betulkan {figure(returned)} surat yang dikembalikan",
            "Alasannya tertulis di tiap usulan.",
            address("letters:proposals"),
            Urgency.TODAY,
        )


def unsealed_letters(situation: Situation) -> Iterator[WorkItem]:
    """Letters that have their number but not yet their seal: by hand, or by the official whose BSrE answers again."""
    mine = Letter.objects.unsealed_by(situation.officer)
    own = mine.count()
    if own:
        down = seal_choice().down_since
        yield WorkItem(
            f"Tanda tangani {figure(own)} surat yang sudah bernomor",
            f"Layanan TTE tidak menjawab sejak {when(down)}. Nomornya aman."
            if down
            else "Layanan TTE menjawab.",
            address("letters:inbox"),
            Urgency.TODAY,
        )
    waiting = Letter.objects.filter(state=LetterState.NUMBERED).for_list()
    for letter in waiting.exclude(pk__in=mine.values("pk"))[:MOST_OF_A_KIND]:
        yield WorkItem(
            f"{letter.title} · {letter.holder_name}",
            f"Nomor {letter.number} aman. Belum ditandatangani.",
            address("letters:detail", letter.pk),
            Urgency.TODAY,
        )


def missing_signer(situation: Situation) -> Iterator[WorkItem]:
    """Without an official who may sign no letter can be issued."""
    signing = Official.objects.serving(situation.today).exclude(signing_form=SigningForm.NONE)
    if not signing.exists():
        yield WorkItem(
            "Isi pejabat yang menandatangani surat",
            "Surat belum bisa terbit sebelum ini diisi.",
            address("villages:officials"),
            Urgency.TODAY,
        )


def missing_letterhead(situation: Situation) -> Iterator[WorkItem]:
    """What letters and the public page need, and the village has not said yet."""
    if not Identity.objects.current().address:
        yield WorkItem(
            "Isi alamat kantor",
            "Alamat tampil di kop surat dan halaman warga.",
            address("villages:contact"),
            Urgency.LATER,
        )
    if not OfficeHours.objects.exists():
        yield WorkItem(
            "Isi jam buka kantor",
            "Warga melihatnya di halaman depan.",
            address("villages:hours"),
            Urgency.LATER,
        )


def address(url_name: str, *args: object) -> str:
    """The address of a page, or "" when its app is not installed."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


SOURCES: tuple[tuple[Permission, Source], ...] = (
    (Permission.IMPORT_RESIDENTS, stale_register),
    (Permission.IMPORT_RESIDENTS, undecided_imports),
    (Permission.EXPORT_RESIDENTS, untold_changes),
    (Permission.ISSUE_LETTERS, letters_to_sign),
    (Permission.ISSUE_LETTERS, returned_letters),
    (Permission.ISSUE_LETTERS, unsealed_letters),
    (Permission.MANAGE_VILLAGE, missing_signer),
    (Permission.MANAGE_VILLAGE, missing_letterhead),
)
