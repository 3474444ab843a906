"""What the office has not told about itself."""

from collections.abc import Iterator

from balai.desk.rules import Urgency
from balai.desk.work.items import Situation, WorkItem, address
from balai.villages.enums import SigningForm
from balai.villages.models import Identity, OfficeHours, Official


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
