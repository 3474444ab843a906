"""Work that the register asks for."""

from collections.abc import Iterator

from balai.core.calendar import long_date
from balai.core.templatetags.look import figure, when
from balai.desk.rules import Urgency, time_left, update_urgency
from balai.desk.work.items import MOST_OF_A_KIND, Situation, WorkItem, address
from balai.residents.exchange.enums import RunState
from balai.residents.exchange.models import ImportRun
from balai.residents.freshness import local_changes

WAITING_FOR_SOMEBODY = (RunState.CHECKED, RunState.FAILED)


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
