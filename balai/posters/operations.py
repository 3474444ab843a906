"""Making papers and taking them down."""

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.posters.enums import Action
from balai.posters.models import PrintedPaper
from balai.posters.setting import NoPublicAddress, Wanted


@transaction.atomic
def print_paper(*, wanted: Wanted, copies: int, place: str, by: Actor) -> PrintedPaper:
    """Remember what is printed, from what, and where it will hang. Raises `NoPublicAddress`, `ValidationError`."""
    printed = _remember(wanted, copies, place, by)
    record(Action.PRINTED, by=by, subject=printed, facts=printed.facts)
    return printed


@transaction.atomic
def print_paper_again(*, printed: PrintedPaper, wanted: Wanted, by: Actor) -> PrintedPaper:
    """Replace a print by the same paper with what is true now. Raises `NoPublicAddress`.

    Asked for twice, it is replaced once.
    """
    if not _taken_down(printed, by):
        successor = PrintedPaper.objects.hanging().filter(paper=printed.paper, place=printed.place)
        return successor.filter(size=printed.size, service=printed.service).latest("printed_at")
    successor_of = _remember(wanted, printed.copies, printed.place, by, chosen=printed.chosen)
    record(Action.PRINTED_AGAIN, by=by, subject=successor_of, facts=successor_of.facts)
    return successor_of


@transaction.atomic
def take_down(*, printed: PrintedPaper, by: Actor) -> None:
    """Nobody can read it any more. Told twice, it stays as it was told first."""
    if _taken_down(printed, by):
        record(Action.TAKEN_DOWN, by=by, subject=printed, facts=printed.facts)


def _taken_down(printed: PrintedPaper, by: Actor) -> bool:
    hanging = PrintedPaper.objects.hanging().filter(pk=printed.pk)
    return bool(hanging.update(taken_down_at=timezone.now(), taken_down_label=by.label))


def _remember(
    wanted: Wanted, copies: int, place: str, by: Actor, chosen: list[str] | None = None
) -> PrintedPaper:
    if not wanted.facts.site:
        raise NoPublicAddress
    printed = PrintedPaper(
        paper=wanted.paper.slug,
        size=wanted.size.slug,
        title=wanted.title,
        service=wanted.service.service if wanted.service else None,
        version=wanted.service.version if wanted.service else None,
        chosen=[each.service.slug for each in wanted.board] if chosen is None else chosen,
        made_from=wanted.made_from,
        with_bleed=wanted.bleed,
        copies=copies,
        place=place,
        printed_by=by.officer,
        printed_label=by.label,
    )
    printed.full_clean(exclude=["village", "printed_by"])
    printed.save(force_insert=True)
    return printed
