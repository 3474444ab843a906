"""Who follows a head of family, and what everybody is to the next one."""

from collections.abc import Callable

import pytest

from balai.accounts.actors import Actor
from balai.residents.enums import MoveKind, Relation, Sex, Standing
from balai.residents.models import Family, LifeEvent, Resident
from balai.residents.operations import (
    NewFamily,
    NextHeadMissing,
    NotInFamily,
    RelationImpossible,
    Succession,
    change_head,
    correct_data,
    correct_relation,
    join_family,
    last_change,
    record_arrival,
    record_away,
    record_death,
    record_departure,
    record_return,
    split_family,
)
from tests.residents.factories import (
    changes_of,
    make_couple,
    make_family,
    make_kk,
    occasion,
    person,
    standing_of,
)

pytestmark = pytest.mark.usefixtures("in_village")


def test_the_death_of_a_head_needs_the_next_head(actor: Actor) -> None:
    family, head, wife, _ = make_couple()

    with pytest.raises(NextHeadMissing, match=f"Pilih kepala keluarga baru untuk KK {family.kk}"):
        record_death(resident=head, occasion=occasion(), by=actor)

    assert standing_of(head) == (Standing.LIVING, Relation.HEAD)
    assert standing_of(wife) == (Standing.LIVING, Relation.WIFE)


def test_the_widow_becomes_head_and_widowed(actor: Actor) -> None:
    _, head, wife, _ = make_couple()

    event = record_death(
        resident=head, occasion=occasion(), place="Rumah", succession=Succession(wife), widowed=wife, by=actor
    )

    assert changes_of(event) == {
        "Sutrisno": {"standing": [1, 2]},
        "Siti Aminah Lestari": {"relation": [3, 1], "marital_status": [2, 6]},
    }


def test_a_stranger_to_the_family_cannot_become_its_head(actor: Actor) -> None:
    _, head, *_ = make_couple()
    stranger = make_family().members.get()

    with pytest.raises(NotInFamily):
        record_death(resident=head, occasion=occasion(), succession=Succession(stranger), by=actor)


def test_who_stays_becomes_what_the_officer_says_or_else_what_the_old_relations_tell(actor: Actor) -> None:
    _, dead, widow, daughter = make_couple()
    _, gone, left, child = make_couple()

    told = record_death(
        resident=dead, occasion=occasion(), succession=Succession(daughter, {widow.pk: Relation.OTHER_RELATIVE}), by=actor,
    )  # fmt: skip
    derived = record_departure(people=[gone], occasion=occasion(), succession=Succession(child), by=actor)

    assert changes_of(told)["Siti Aminah Lestari"] == {"relation": [Relation.WIFE, Relation.OTHER_RELATIVE]}
    assert changes_of(derived)["Siti Aminah Lestari"] == {"relation": [Relation.WIFE, Relation.PARENT]}
    assert standing_of(left) == (Standing.LIVING, Relation.PARENT)


@pytest.mark.parametrize("impossible", [Relation.HEAD, Relation.WIFE, Relation.HUSBAND])
def test_what_nobody_can_be_to_the_next_head_is_refused_whole(actor: Actor, impossible: Relation) -> None:
    _, head, wife, daughter = make_couple()

    with pytest.raises(RelationImpossible, match="Siti Aminah Lestari tidak bisa menjadi"):
        record_death(
            resident=head, occasion=occasion(), succession=Succession(daughter, {wife.pk: impossible}), by=actor
        )  # fmt: skip

    assert standing_of(head) == (Standing.LIVING, Relation.HEAD)
    assert standing_of(wife) == (Standing.LIVING, Relation.WIFE)


def test_a_head_leaves_and_the_others_stay(actor: Actor) -> None:
    family, head, wife, child = make_couple()

    event = record_departure(people=[head, child], occasion=occasion(), succession=Succession(wife), by=actor)

    family.refresh_from_db()
    assert family.ended_at is None
    assert standing_of(wife) == (Standing.LIVING, Relation.HEAD)
    assert event.details == {"move_kind": MoveKind.HEAD_AND_SOME}


def test_a_head_who_splits_off_names_the_next_head(actor: Actor) -> None:
    _, head, wife, _ = make_couple()
    new_family = NewFamily(kk=make_kk())

    with pytest.raises(NextHeadMissing):
        split_family(
            people=[head],
            relations={head.pk: Relation.HEAD},
            new_family=new_family,
            occasion=occasion(),
            by=actor,
        )
    split_family(
        people=[head],
        relations={head.pk: Relation.HEAD},
        new_family=new_family,
        succession=Succession(wife),
        occasion=occasion(),
        by=actor,
    )

    assert standing_of(wife) == (Standing.LIVING, Relation.HEAD)
    assert standing_of(head) == (Standing.LIVING, Relation.HEAD)


def test_the_head_changes_with_a_new_kk_number(actor: Actor) -> None:
    family, head, wife, _ = make_couple()
    old, new = family.kk, make_kk()

    event = change_head(
        family=family,
        succession=Succession(wife, {head.pk: Relation.HUSBAND}),
        kk=new,
        occasion=occasion(),
        by=actor,
    )

    assert changes_of(event) == {
        "Sutrisno": {"relation": [1, 2], "kk": [old, new]},
        "Siti Aminah Lestari": {"relation": [3, 1], "kk": [old, new]},
        "Dewi Lestari": {"kk": [old, new]},
    }


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
