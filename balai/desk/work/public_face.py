"""What residents read: services, texts, reports of mistakes, papers that hang somewhere."""

from collections.abc import Iterator, Sequence

from django.utils import timezone

from balai.core.calendar import long_date
from balai.core.templatetags.look import figure, when
from balai.desk.rules import SOON, Urgency, time_left, update_urgency
from balai.desk.work.items import MOST_COUNTED, Situation, WorkItem, address
from balai.posters.ledger import outdated_papers
from balai.publications.models import Article, Correction, InformationEntry
from balai.services.models import Service


def standards_to_read(situation: Situation) -> Iterator[WorkItem]:
    """What the law or the regency changed in standards of services, and nobody here has read."""
    names = list(Service.objects.with_unread_changes().order_by("name").values_list("name", flat=True))
    if names:
        yield WorkItem(
            f"Baca perubahan pada {figure(len(names))} standar layanan",
            f"{_first_of(names)}. Sudah dibaca warga, atau segera.",
            f"{address('services:desk')}?menunggu=baca",
            Urgency.TODAY,
        )


def standards_to_review(situation: Situation) -> Iterator[WorkItem]:
    """Standards at which somebody must look again: 6 to 12 months have gone by since the last time."""
    due = list(Service.objects.to_review(situation.today + SOON))
    if not due:
        return
    longest = due[0].review_due
    yield WorkItem(
        f"Tinjau {figure(len(due))} standar layanan",
        f"{_first_of([each.name for each in due])}. Cocokkan dengan aturan dan dengan yang dikerjakan.",
        f"{address('services:desk')}?menunggu=tinjau",
        update_urgency(longest, situation.today) or Urgency.LATER,
        time_left(longest, situation.today),
    )


def _first_of(names: Sequence[str]) -> str:
    return f"{names[0]} dan {figure(len(names) - 1)} lagi" if len(names) > 1 else names[0]


def reports_of_mistakes(situation: Situation) -> Iterator[WorkItem]:
    """Somebody says that a page of the site is wrong; the office has five working days."""
    waiting = list(Correction.objects.waiting()[:MOST_COUNTED])
    if not waiting:
        return
    first = waiting[0]
    is_late = first.due_on < situation.today
    yield WorkItem(
        f"Jawab {figure(len(waiting))} laporan isi yang keliru",
        f"Yang paling dulu: {first.page_title}. Paling lambat {long_date(first.due_on)}.",
        address("publications:desk_corrections"),
        Urgency.OVERDUE if is_late else Urgency.TODAY,
        "Lewat batas" if is_late else "",
    )


def texts_to_review(situation: Situation) -> Iterator[WorkItem]:
    """Texts of the site about a service that has changed, and pages that nobody has looked at for months."""
    waiting = Article.objects.to_review(timezone.now())
    if waiting:
        is_about_a_change = any(article.is_outdated for article in waiting)
        yield WorkItem(
            f"Tinjau {figure(len(waiting))} tulisan di situs",
            "Layanannya berubah, atau sudah lama tidak diperiksa.",
            address("publications:site"),
            Urgency.TODAY if is_about_a_change else Urgency.LATER,
        )


def papers_to_replace(situation: Situation) -> Iterator[WorkItem]:
    """Posters and other papers that hang somewhere and no longer say what is true."""
    papers = outdated_papers(situation.village, situation.today)
    if papers:
        first = papers[0].printed
        where = f" di {first.place}" if first.place else ""
        more = f", dan {figure(len(papers) - 1)} lainnya" if len(papers) > 1 else ""
        yield WorkItem(
            f"Ganti {figure(len(papers))} cetakan lama",
            f"{first.title}{where}, dicetak {when(first.printed_at)}{more}.",
            address("posters:ledger"),
            Urgency.LATER,
        )


def periodic_information(situation: Situation) -> Iterator[WorkItem]:
    """Public information that the law wants published again."""
    overdue = InformationEntry.objects.overdue(situation.today)
    if overdue:
        yield WorkItem(
            f"Perbarui {figure(len(overdue))} informasi publik berkala",
            f"{overdue[0].title}, terakhir {long_date(overdue[0].updated_on)}. Batasnya enam bulan.",
            address("publications:desk_information"),
            Urgency.TODAY,
        )
