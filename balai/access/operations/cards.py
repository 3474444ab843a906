"""Service cards: given at the desk, printed, and ended when they are lost or replaced."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from balai.access.enums import Action, CardState
from balai.access.models import ServiceCard
from balai.access.operations.pins import refuse_unless_living
from balai.access.printing import cards_on_paper
from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.passwords import CLEAR_SIGNS
from balai.residents.models import Resident
from balai.tenancy.models import Village


@transaction.atomic
def give_card(*, resident: Resident, by: Actor) -> ServiceCard:
    """Give a card; the one before is worthless from now on. Raises `NotLivingHere`."""
    refuse_unless_living(resident)
    now = timezone.now()
    Resident.objects.select_for_update(of=("self",)).get(
        pk=resident.pk
    )  # two officers give one after the other
    former = ServiceCard.objects.in_use().filter(resident=resident)
    replaced = former.update(state=CardState.REPLACED, ended_at=now)
    card = ServiceCard.objects.create(
        resident=resident, serial=_make_serial(), given_by=by.officer, given_at=now
    )
    audit.record(
        Action.CARD_GIVEN, by=by, subject=resident, facts={"card": card.serial, "replaced": replaced > 0}
    )
    return card


@transaction.atomic
def end_card(*, card: ServiceCard, state: CardState, reason: str = "", by: Actor) -> None:
    """End a card that was lost or is taken back; nothing happens to one that has ended before."""
    ended = ServiceCard.objects.in_use().filter(pk=card.pk).update(state=state, ended_at=timezone.now())
    if ended:
        facts = {"card": card.serial, "state": state.value}
        audit.record(Action.CARD_ENDED, by=by, subject=card.resident, reason=reason, facts=facts)


@transaction.atomic
def print_cards(*, cards: Sequence[ServiceCard], village: Village, by: Actor) -> bytes:
    """Cards as PDF: one at its own size, several on sheets of A4. Raises `SealUnavailable`, `TypesettingFailed`."""
    now = timezone.now()
    pdf = cards_on_paper(cards, village=village, at=now)
    ServiceCard.objects.filter(pk__in=[card.pk for card in cards]).update(printed_at=now)
    audit.record_each(Action.CARD_PRINTED, ((card.resident, {"card": card.serial}) for card in cards), by=by)
    return pdf


def _make_serial() -> str:
    """Eight signs that are not mixed up when read aloud; of a million cards two are hardly ever alike."""
    signs = get_random_string(8, CLEAR_SIGNS)
    return f"{signs[:4]}-{signs[4:]}"
