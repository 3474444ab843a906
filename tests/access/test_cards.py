"""Service cards and KTP-el chips: what they open, and what no longer does."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from balai.access import operations
from balai.access.cards import NotACard, card_text, read_card
from balai.access.claims import CardAndPin, NikAndPin, TagAndPin
from balai.access.enums import CardState, Way
from balai.access.models import KtpTag, ServiceCard
from balai.access.operations import NotRecognised, Recognised, recognise
from balai.accounts.models import AuditEntry
from balai.core.qr import codes_on
from balai.core.signed_facts import key_id_of, sign_facts
from balai.residents.enums import Standing
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.villages import keys
from tests.access.factories import CLERK, KIOSK, make_woman
from tests.residents.factories import make_couple

pytestmark = pytest.mark.usefixtures("sealed")

CHIP = "0012345678"


def is_refused(claim: CardAndPin | TagAndPin) -> bool:
    try:
        recognise(claim, device=KIOSK, by=CLERK)
    except NotRecognised:
        return True
    return False


def give(resident: Resident, village: Village) -> tuple[str, str]:
    """A card as it is scanned, and the PIN."""
    card = operations.give_card(resident=resident, by=CLERK)
    return card_text(card.pk, village=village), operations.give_pin(resident=resident, by=CLERK)


def test_a_resident_is_recognised_by_card_and_pin(siti: Resident, village: Village) -> None:
    text, pin = give(siti, village)

    assert recognise(CardAndPin(text, pin), device=KIOSK, by=CLERK) == Recognised(siti, Way.CARD_PIN)


def test_a_card_is_nothing_without_its_pin(siti: Resident, village: Village) -> None:
    text, pin = give(siti, village)
    other, other_pin = give(make_woman("Dewi Lestari"), village)

    assert is_refused(CardAndPin(text, other_pin if other_pin != pin else "000000"))
    assert is_refused(CardAndPin("bukan kartu", pin))
    assert is_refused(CardAndPin(other, pin if pin != other_pin else "000000"))


@pytest.mark.parametrize("state", [CardState.LOST, CardState.WITHDRAWN])
def test_a_card_that_ended_opens_nothing(siti: Resident, village: Village, state: CardState) -> None:
    text, pin = give(siti, village)

    operations.end_card(card=ServiceCard.objects.get(), state=state, by=CLERK)

    assert is_refused(CardAndPin(text, pin))


def test_a_new_card_replaces_the_old_one(siti: Resident, village: Village) -> None:
    old, _ = give(siti, village)

    new, pin = give(siti, village)

    assert is_refused(CardAndPin(old, pin))
    assert recognise(CardAndPin(new, pin), device=KIOSK, by=CLERK).resident == siti
    assert list(ServiceCard.objects.order_by("given_at").values_list("state", flat=True)) == [
        "replaced",
        "in_use",
    ]


def test_a_stranger_who_knows_the_nik_does_not_keep_the_holder_of_the_card_waiting(
    siti: Resident, village: Village
) -> None:
    text, pin = give(siti, village)
    wrong = "480917" if pin != "480917" else "480918"
    for _ in range(4):
        with pytest.raises(NotRecognised):
            recognise(NikAndPin(siti.nik, wrong), device="Anjungan 2", by=CLERK)

    assert recognise(CardAndPin(text, pin), device=KIOSK, by=CLERK).resident == siti


def test_what_stands_on_a_card_says_nothing_about_its_holder(siti: Resident, village: Village) -> None:
    text, _ = give(siti, village)

    assert text.isdigit()
    assert len(text) < 320
    assert read_card(f" {text}\n", village=village) == ServiceCard.objects.get().pk
    assert siti.nik not in text


@pytest.mark.parametrize(
    "facts",
    [
        {1: b"\x01" * 16, 2: "99.01.01.2001"},
        {0: "pengantar", 1: b"\x01" * 16, 2: "99.01.01.2001"},
        {0: "kartu", 1: b"\x01" * 16, 2: "99.01.01.2002"},
        {0: "kartu", 1: "kartu", 2: "99.01.01.2001"},
        {0: "kartu", 1: b"\x01", 2: "99.01.01.2001"},
    ],
)
def test_other_things_that_the_village_signed_are_no_cards(
    village: Village, facts: dict[int, object]
) -> None:
    seal = keys.seal_of(village)
    text = sign_facts(facts, key=seal.key, key_id=key_id_of(seal.certificate))  # type: ignore[arg-type]  # some are wrong on purpose

    with pytest.raises(NotACard):
        read_card(text, village=village)


def test_a_card_of_another_village_is_none_here(
    siti: Resident, village: Village, other_village: Village
) -> None:
    keys.prepare_seal(other_village, at=datetime(2026, 1, 2, tzinfo=UTC))
    card = operations.give_card(resident=siti, by=CLERK)

    with pytest.raises(NotACard):
        read_card(card_text(card.pk, village=other_village), village=village)


def test_a_printed_card_is_read_by_a_scanner(siti: Resident, village: Village) -> None:
    card = operations.give_card(resident=siti, by=CLERK)

    pdf = operations.print_cards(cards=[card], village=village, by=CLERK)

    drawn = PdfDocument(pdf)[0].render(scale=200 / 72).to_pil()
    assert [read_card(found.text, village=village) for found in codes_on(drawn)] == [card.pk]
    width, height = PdfDocument(pdf)[0].get_size()
    assert (round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1)) == (85.6, 54.0)
    card.refresh_from_db()
    assert card.printed_at is not None


def test_many_cards_are_printed_ten_on_a_sheet(village: Village, in_village: Village) -> None:
    names = ("Siti Aminah", "Raden Mas Haryo Kusumo Adiwijoyo Notonegoro Suryaningrat bin Joyodiningrat")
    cards = [
        operations.give_card(resident=make_woman(f"{names[number % 2]}"), by=CLERK) for number in range(12)
    ]

    pdf = operations.print_cards(cards=cards, village=village, by=CLERK)

    document = PdfDocument(pdf)
    codes = [len(codes_on(page.render(scale=200 / 72).to_pil())) for page in document]
    assert codes == [10, 2]
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert all(card.serial in text for card in cards)
    assert AuditEntry.objects.filter(action="access.card_printed").count() == 12


def test_a_resident_is_recognised_by_ktp_and_pin(siti: Resident) -> None:
    operations.register_tag(resident=siti, scanned=CHIP, by=CLERK)
    pin = operations.give_pin(resident=siti, by=CLERK)

    assert recognise(TagAndPin(f"{CHIP}\n", pin), device=KIOSK, by=CLERK) == Recognised(siti, Way.TAG_PIN)


def test_a_chip_is_kept_as_a_hash(siti: Resident) -> None:
    tag = operations.register_tag(resident=siti, scanned=CHIP, by=CLERK)

    assert len(tag.uid_hash) == 64
    assert CHIP not in tag.uid_hash


def test_a_chip_belongs_to_one_resident(siti: Resident) -> None:
    operations.register_tag(resident=siti, scanned=CHIP, by=CLERK)

    with pytest.raises(operations.TagTaken):
        operations.register_tag(resident=make_woman("Dewi Lestari"), scanned=CHIP, by=CLERK)


def test_a_removed_chip_opens_nothing(siti: Resident) -> None:
    operations.register_tag(resident=siti, scanned=CHIP, by=CLERK)
    pin = operations.give_pin(resident=siti, by=CLERK)

    operations.remove_tag(resident=siti, reason="KTP diganti", by=CLERK)

    assert is_refused(TagAndPin(CHIP, pin))
    assert KtpTag.objects.count() == 0


def test_what_no_reader_types_is_refused_at_the_desk(siti: Resident) -> None:
    with pytest.raises(operations.NotATag):
        operations.register_tag(resident=siti, scanned="Siti", by=CLERK)


@pytest.mark.parametrize(
    "give_something",
    [
        lambda resident: operations.give_pin(resident=resident, by=CLERK),
        lambda resident: operations.give_card(resident=resident, by=CLERK),
        lambda resident: operations.register_tag(resident=resident, scanned=CHIP, by=CLERK),
    ],
)
def test_nothing_is_given_to_who_no_longer_lives_here(
    in_village: Village, give_something: Callable[[Resident], object]
) -> None:
    wife = make_couple()[2]
    wife.standing = Standing.MOVED

    with pytest.raises(operations.NotLivingHere):
        give_something(wife)
