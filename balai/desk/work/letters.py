"""Letters and introductions that wait for somebody."""

from collections.abc import Iterator, Sequence

from balai.core.templatetags.look import figure, when
from balai.desk.rules import Urgency
from balai.desk.work.items import MOST_OF_A_KIND, Situation, WorkItem, address
from balai.introductions.models import Introduction
from balai.letters.chain import Office, waiting_for
from balai.letters.district_errands import Errand, errands_at
from balai.letters.enums import LetterState, ProposalState
from balai.letters.models import Letter, Proposal
from balai.letters.operations.sealing import seal_choice
from balai.residents.reach import reach_of
from balai.villages.enums import AreaLevel


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


def introductions_to_endorse(situation: Situation) -> Iterator[WorkItem]:
    """Introductions that wait for this head of an RW."""
    own = reach_of(situation.officer, on=situation.today).of_levels([AreaLevel.RW])
    waiting = Introduction.objects.in_areas(own.areas()).waiting(situation.today).count()
    if waiting:
        yield WorkItem(
            f"Setujui {figure(waiting)} pengantar",
            "Warga baru bisa memakainya setelah Anda setujui.",
            address("introductions:home"),
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


def letters_at_the_district(situation: Situation) -> Iterator[WorkItem]:
    """Letters that the head of the district signs too: to be sent, sent back, and with him."""
    errands = errands_at(situation.village, situation.today)
    head, url = situation.village.words.district_head, address("letters:district")
    if errands.returned:
        yield WorkItem(
            f"{head.capitalize()} mengembalikan {figure(len(errands.returned))} surat",
            f"{_lying(errands.returned)} Alasannya tertulis di sana.",
            url,
            Urgency.TODAY,
        )
    if errands.unsent:
        yield WorkItem(
            f"Kirim {figure(len(errands.unsent))} surat ke {head}", _lying(errands.unsent), url, Urgency.TODAY
        )
    if errands.waiting:
        yield WorkItem(
            f"{figure(len(errands.waiting))} surat menunggu tanda tangan {head}",
            _lying(errands.waiting) + (" Tanyakan ke kantornya." if errands.is_late else ""),
            url,
            Urgency.TODAY if errands.is_late else Urgency.LATER,
        )


def _lying(errands: Sequence[Errand]) -> str:
    days = errands[0].working_days
    return f"Yang paling lama sudah {figure(days)} hari kerja." if days else "Baru hari ini."
