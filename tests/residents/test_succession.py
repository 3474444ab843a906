"""Who follows a head of family, and what everybody is to the next one."""

from collections.abc import Callable

import pytest

from balai.accounts.actors import Actor
from balai.residents.enums import Relation, Sex
from balai.residents.models import Family, LifeEvent, Resident
from balai.residents.operations import (
    NewFamily,
    RelationImpossible,
    Succession,
    correct_data,
    correct_relation,
    join_family,
    last_change,
    record_arrival,
    record_away,
    record_departure,
    record_return,
    split_family,
)
from tests.residents.factories import make_couple, make_family, make_kk, occasion, person

pytestmark = pytest.mark.usefixtures("in_village")


def test_the_wife_of_a_son_who_leaves_does_not_become_his_brothers(actor: Actor) -> None:
    family = make_family(
        person("Sutrisno"), person("Bagas Pratama", Relation.CHILD), person("Yusuf Pratama", Relation.CHILD),
        person("Rini Astuti", Relation.CHILD_IN_LAW, sex=Sex.FEMALE),
    )  # fmt: skip
    of = {member.full_name: member for member in family.members.all()}

    record_departure(
        people=[of["Sutrisno"], of["Bagas Pratama"]], succession=Succession(of["Yusuf Pratama"]), occasion=occasion(), by=actor
    )  # fmt: skip

    of["Rini Astuti"].refresh_from_db()
    assert of["Rini Astuti"].relation == Relation.OTHER_RELATIVE


def come_back_as_husband(family: Family, wife: Resident, child: Resident, actor: Actor) -> LifeEvent:
    record_away(resident=child, occasion=occasion(), by=actor)
    return record_return(
        resident=child, family=family, relation=Relation.HUSBAND, occasion=occasion(), by=actor
    )


def join_as_second_head(family: Family, wife: Resident, child: Resident, actor: Actor) -> LifeEvent:
    guest = make_family(person("Dewi Karsinah", sex=Sex.FEMALE)).members.get()
    return join_family(
        people=[guest], relations={guest.pk: Relation.HEAD}, family=family, occasion=occasion(), by=actor
    )


def split_with_a_wife_of_a_woman(family: Family, wife: Resident, child: Resident, actor: Actor) -> LifeEvent:
    return split_family(
        people=[wife, child], relations={wife.pk: Relation.HEAD, child.pk: Relation.WIFE},
        new_family=NewFamily(kk=make_kk()), occasion=occasion(), by=actor,
    )  # fmt: skip


def arrive_as_male_wife(family: Family, wife: Resident, child: Resident, actor: Actor) -> LifeEvent:
    newcomer = person("Dewi Wirawan", Relation.WIFE)
    return record_arrival(people=[newcomer], family=family, occasion=occasion(), by=actor)


def be_corrected_to_husband(family: Family, wife: Resident, child: Resident, actor: Actor) -> LifeEvent:
    return correct_relation(resident=child, relation=Relation.HUSBAND, occasion=occasion(), by=actor)


@pytest.mark.parametrize(
    "act",
    [
        come_back_as_husband,
        join_as_second_head,
        split_with_a_wife_of_a_woman,
        arrive_as_male_wife,
        be_corrected_to_husband,
    ],
)
def test_no_event_makes_anybody_what_cannot_be_to_the_head(
    actor: Actor, act: Callable[..., LifeEvent]
) -> None:
    family, _, wife, child = make_couple()

    with pytest.raises(RelationImpossible, match=r"^Dewi .* tidak bisa menjadi .*\.$") as refusal:
        act(family, wife, child, actor)

    assert refusal.value.resident.full_name.startswith("Dewi")


def test_what_was_wrong_before_hinders_no_other_event(actor: Actor) -> None:
    family = make_family(person("Sutrisno"), person("Siti Aminah Lestari", Relation.WIFE, sex=Sex.MALE))
    head, wife = family.members.in_kk_order()

    event = correct_data(
        resident=wife, elements={"birth_place": "Wanasari"}, seen=last_change(wife), occasion=occasion(), by=actor
    )  # fmt: skip
    correct_data(
        resident=head, elements={"birth_place": "Wanasari"}, seen=last_change(head), occasion=occasion(), by=actor
    )  # fmt: skip

    assert [change.changes for change in event.changes.all()] == [{"birth_place": ["Mekarsari", "Wanasari"]}]
