"""Which prints still say what is true."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.posters.enums import Action, Facet
from balai.posters.ledger import hanging
from balai.posters.models import PrintedPaper
from balai.posters.operations import print_paper, print_paper_again, take_down
from balai.posters.papers import PAPERS, SIZES
from balai.posters.rules import GONE, changed_since
from balai.posters.setting import NoPublicAddress
from balai.services.operations import set_offered
from balai.tenancy.models import Village
from balai.villages.operations import change_contact
from tests.posters.making import bring, hall_of, make_office
from tests.services.tables import BIRTH

pytestmark = pytest.mark.django_db

BY = Actor.system("uji")


def put_up(village: Village, paper: str = "poster", place: str = "balai dusun Krajan") -> PrintedPaper:
    chosen = PAPERS[paper]
    hall = hall_of(village)
    service = hall.services["akta-kelahiran"]
    return print_paper(
        wanted=hall.wanted(chosen, SIZES[chosen.sizes[0]], service), copies=2, place=place, by=BY
    )


def outdated(village: Village) -> dict[str, list[str]]:
    return {each.printed.paper: each.reasons for each in hanging(hall_of(village)) if each.reasons}


def move_office(phone: str) -> None:
    change_contact(address="Jalan Baru 1", postcode="", phone=phone, whatsapp="", email="", website="", by=BY)


def test_a_facet_that_was_not_looked_at_then_makes_no_paper_old() -> None:
    now = {Facet.FACE: "a", Facet.HOURS: "b"}

    assert changed_since({"face": "a"}, now) == []
    assert changed_since({"face": "x", "hours": "y"}, now) == [Facet.FACE.label, Facet.HOURS.label]
    assert changed_since({"face": "a"}, None) == [GONE]


def test_a_print_remembers_its_version_and_is_right_on_its_day(in_village: Village) -> None:
    bring(BIRTH)

    printed = put_up(in_village)

    assert (printed.title, printed.version and printed.version.number) == ("Poster Akta kelahiran", 1)
    assert outdated(in_village) == {}
    assert AuditEntry.objects.filter(action=Action.PRINTED).get().facts == {
        "paper": "poster",
        "size": "a3",
        "copies": 2,
    }


def test_a_newer_standard_makes_old_what_tells_of_it_and_only_that(in_village: Village) -> None:
    bring(BIRTH)
    put_up(in_village)
    put_up(in_village, "stiker")

    bring({**BIRTH, "summary": "Sekarang lain."})

    assert outdated(in_village) == {"poster": [Facet.STANDARD.label]}


def test_a_new_telephone_number_makes_old_what_shows_it(in_village: Village) -> None:
    make_office()
    bring(BIRTH)
    put_up(in_village)
    put_up(in_village, "kartu-meja")

    move_office("0811 111 111")

    assert outdated(in_village) == {"poster": [Facet.CONTACT.label]}


def test_a_print_of_a_service_that_is_no_longer_offered_can_only_be_taken_down(in_village: Village) -> None:
    service = bring(BIRTH)["akta-kelahiran"]
    put_up(in_village)

    set_offered(service=service, offered=False, by=BY)

    (found,) = hanging(hall_of(in_village))
    assert (found.reasons, found.can_be_replaced) == ([GONE], False)


def test_printing_again_replaces_the_old_one_once(in_village: Village) -> None:
    bring(BIRTH)
    printed = put_up(in_village)
    bring({**BIRTH, "summary": "Sekarang lain."})
    wanted = hall_of(in_village).reprint(printed)
    assert wanted is not None

    first = print_paper_again(printed=printed, wanted=wanted, by=BY)
    second = print_paper_again(printed=printed, wanted=wanted, by=BY)

    assert first == second
    assert [each.printed for each in hanging(hall_of(in_village))] == [first]
    assert (first.copies, first.place) == (2, "balai dusun Krajan")
    assert outdated(in_village) == {}


def test_what_is_taken_down_is_told_once(in_village: Village) -> None:
    bring(BIRTH)
    printed = put_up(in_village)

    take_down(printed=printed, by=BY)
    take_down(printed=printed, by=BY)

    assert hanging(hall_of(in_village)) == []
    assert AuditEntry.objects.filter(action=Action.TAKEN_DOWN).count() == 1


def test_a_print_has_copies_and_an_address(in_village: Village, settings: Any) -> None:
    bring(BIRTH)
    hall = hall_of(in_village)
    wanted = hall.wanted(PAPERS["poster"], SIZES["a3"], hall.services["akta-kelahiran"])

    with pytest.raises(ValidationError, match="lembar"):
        print_paper(wanted=wanted, copies=0, place="", by=BY)

    settings.BALAI_PUBLIC_URL = ""
    wanted = hall_of(in_village).wanted(PAPERS["poster"], SIZES["a3"], hall.services["akta-kelahiran"])
    with pytest.raises(NoPublicAddress):
        print_paper(wanted=wanted, copies=1, place="", by=BY)


def test_looking_at_many_prints_takes_as_many_queries_as_looking_at_one(
    in_village: Village, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bring(BIRTH)
    put_up(in_village)
    hanging(hall_of(in_village))

    with django_assert_num_queries(7) as one:
        hanging(hall_of(in_village))
    for paper in ("selebaran", "stiker", "kartu-meja"):
        put_up(in_village, paper)
    with django_assert_num_queries(len(one.captured_queries)):
        hanging(hall_of(in_village))
