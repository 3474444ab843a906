"""Every event of a register: what it changes, what it writes down, what it refuses."""

from datetime import date

import pytest

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.residents.enums import (
    EventKind,
    MaritalStatus,
    MoveClass,
    MoveKind,
    MoveReason,
    Relation,
    Sex,
    Standing,
)
from balai.residents.models import Change, Family, LifeEvent, Resident
from balai.residents.operations import (
    AlreadyRegistered,
    NewFamily,
    NextHeadMissing,
    NotInFamily,
    RuleBroken,
    StandingNotReachable,
    Succession,
    annul,
    join_family,
    move_within,
    record_arrival,
    record_away,
    record_birth,
    record_death,
    record_departure,
    record_missing,
    record_return,
    reissue_kk,
    split_family,
)
from tests.residents.factories import (
    DAY,
    changes_of,
    elements,
    make_area,
    make_couple,
    make_family,
    make_kk,
    occasion,
    person,
    standing_of,
)

pytestmark = pytest.mark.usefixtures("in_village")


def test_a_birth_enters_a_child_into_the_family(actor: Actor) -> None:
    family, *_ = make_couple()

    event = record_birth(
        family=family,
        child={"full_name": "Bagas Sutrisno", "sex": Sex.MALE},
        occasion=occasion(),
        details={"order": 2},
        by=actor,
    )

    child = Resident.objects.get(full_name="Bagas Sutrisno")
    assert (child.family, child.relation, child.birth_date, child.data_as_of) == (
        family,
        Relation.CHILD,
        DAY,
        DAY,
    )
    assert (event.kind, event.details, event.recorded_by) == (EventKind.BIRTH, {"order": 2}, actor.officer)
    assert changes_of(event) == {
        "Bagas Sutrisno": {
            "full_name": [None, "Bagas Sutrisno"],
            "sex": [None, 1],
            "birth_date": [None, "2026-11-02"],
            "relation": [None, 4],
            "standing": [None, 1],
            "residency": [None, 1],
            "kk": [None, family.kk],
            "address": [None, "Jalan Melati 5"],
        }
    }


def test_every_event_leaves_an_audit_line_without_personal_data(actor: Actor) -> None:
    _, _, _, child = make_couple()

    event = record_death(resident=child, occasion=occasion(), place="Puskesmas", by=actor)

    entry = AuditEntry.objects.get(action="residents.death")
    assert (entry.subject_id, entry.officer, entry.reason) == (
        str(event.pk),
        actor.officer,
        "Surat keterangan 12/2026",
    )
    assert entry.facts == {"people": 1, "fields": ["standing"]}


def test_nobody_dies_twice(actor: Actor) -> None:
    _, _, _, child = make_couple()
    record_death(resident=child, occasion=occasion(), by=actor)

    with pytest.raises(StandingNotReachable, match="berstatus meninggal, jadi tidak dapat dicatat meninggal"):
        record_death(resident=child, occasion=occasion(), by=actor)


def test_a_form_sent_twice_is_one_event(actor: Actor) -> None:
    _, _, _, child = make_couple()
    once = occasion()

    first = record_death(resident=child, occasion=once, by=actor)
    second = record_death(resident=child, occasion=once, by=actor)

    assert first == second
    assert LifeEvent.objects.filter(kind=EventKind.DEATH).count() == 1


def test_a_family_ends_with_its_last_member(actor: Actor) -> None:
    family = make_family()

    record_death(resident=family.members.get(), occasion=occasion(), by=actor)

    family.refresh_from_db()
    assert family.ended_at is not None


def test_a_family_moves_in_with_a_new_kk(actor: Actor) -> None:
    area = make_area()

    event = record_arrival(
        people=[person("Made Wirawan"), person("Ketut Sari", Relation.WIFE, sex=Sex.FEMALE)],
        family=NewFamily(kk="9901010203129001", address="Jalan Kenanga 2", area=area),
        occasion=occasion(),
        origin="Desa Wanasari",
        reason=MoveReason.WORK,
        by=actor,
    )

    family = Family.objects.get(kk="9901010203129001")
    assert [member.full_name for member in family.members.in_kk_order()] == ["Made Wirawan", "Ketut Sari"]
    assert event.details == {"origin": "Desa Wanasari", "reason": 1}
    assert changes_of(event)["Ketut Sari"]["area"] == [None, str(area.pk)]


def test_somebody_joins_an_existing_family_on_arrival(actor: Actor) -> None:
    family, *_ = make_couple()

    record_arrival(people=[person("Ngatinem", Relation.PARENT)], family=family, occasion=occasion(), by=actor)

    assert family.members.get(full_name="Ngatinem").relation == Relation.PARENT


def test_who_left_comes_back_to_the_same_row(actor: Actor) -> None:
    _, _, _, child = make_couple()
    record_departure(people=[child], occasion=occasion(), by=actor)
    other = make_family()

    returned = person(
        "Dewi Lestari", Relation.OTHER_RELATIVE, sex=Sex.FEMALE, birth_date=date(2012, 2, 29), nik=child.nik
    )
    event = record_arrival(people=[returned], family=other, occasion=occasion(), by=actor)

    child.refresh_from_db()
    assert (child.family, child.standing, child.relation) == (other, Standing.LIVING, Relation.OTHER_RELATIVE)
    assert changes_of(event)["Dewi Lestari"]["kk"][1] == other.kk
    assert Change.objects.filter(resident=child).count() == 3


def test_who_lives_here_cannot_arrive(actor: Actor) -> None:
    _, _, _, child = make_couple()

    with pytest.raises(AlreadyRegistered, match="masih tercatat sebagai warga"):
        record_arrival(
            people=[person("Dewi", nik=child.nik)],
            family=NewFamily(kk=make_kk()),
            occasion=occasion(),
            by=actor,
        )


def test_a_new_kk_without_head_is_refused(actor: Actor) -> None:
    with pytest.raises(NextHeadMissing):
        record_arrival(
            people=[person("Made", Relation.CHILD)],
            family=NewFamily(kk=make_kk()),
            occasion=occasion(),
            by=actor,
        )


def test_a_kk_number_is_used_once(actor: Actor) -> None:
    family, *_ = make_couple()

    with pytest.raises(RuleBroken, match=r"Nomor KK ini sudah dipakai keluarga lain\.") as refusal:
        record_arrival(people=[person("Made")], family=NewFamily(kk=family.kk), occasion=occasion(), by=actor)

    assert refusal.value.field == "kk"
    assert not Resident.objects.filter(full_name="Made").exists()


def test_a_whole_family_moves_away_and_its_kk_ends(actor: Actor) -> None:
    family, head, wife, child = make_couple()

    event = record_departure(
        people=[head, wife, child],
        occasion=occasion(),
        destination="Kota Mekar",
        move_class=MoveClass.SAME_PROVINCE,
        reason=MoveReason.WORK,
        by=actor,
    )

    family.refresh_from_db()
    assert family.ended_at is not None
    assert changes_of(event) == {
        "Sutrisno": {"standing": [1, 3]},
        "Siti Aminah Lestari": {"standing": [1, 3]},
        "Dewi Lestari": {"standing": [1, 3]},
    }
    assert event.details == {
        "destination": "Kota Mekar", "move_class": 4, "reason": 1, "move_kind": MoveKind.WHOLE_FAMILY,
    }  # fmt: skip


def test_people_of_two_families_do_not_leave_as_one(actor: Actor) -> None:
    _, head, *_ = make_couple()

    with pytest.raises(NotInFamily):
        record_departure(people=[head, make_family().members.get()], occasion=occasion(), by=actor)


def test_the_missing_the_away_and_the_return(actor: Actor) -> None:
    family, head, wife, child = make_couple()

    record_missing(resident=head, occasion=occasion(), succession=Succession(wife), by=actor)
    record_away(resident=child, occasion=occasion(), by=actor)
    record_return(resident=head, family=family, relation=Relation.HUSBAND, occasion=occasion(), by=actor)

    assert standing_of(head) == (Standing.LIVING, Relation.HUSBAND)
    assert standing_of(child) == (Standing.AWAY, Relation.CHILD)


def test_a_family_that_ended_lives_again_when_somebody_returns(actor: Actor) -> None:
    family = make_family()
    only = family.members.get()
    annul(resident=only, occasion=occasion(), by=actor)

    record_return(resident=only, family=family, relation=Relation.HEAD, occasion=occasion(), by=actor)

    family.refresh_from_db()
    assert family.ended_at is None


def test_a_family_moves_inside_the_village(actor: Actor) -> None:
    family, *_ = make_couple()
    area = make_area(rt="004")

    event = move_within(family=family, address="Jalan Mawar 1", area=area, occasion=occasion(), by=actor)

    moved = {"address": ["Jalan Melati 5", "Jalan Mawar 1"], "area": [None, str(area.pk)]}
    assert changes_of(event) == {"Sutrisno": moved, "Siti Aminah Lestari": moved, "Dewi Lestari": moved}


def test_a_daughter_gets_a_kk_of_her_own(actor: Actor) -> None:
    family, _, _, child = make_couple()
    kk = make_kk()

    event = split_family(
        people=[child],
        relations={child.pk: Relation.HEAD},
        new_family=NewFamily(kk=kk, address="Jalan Mawar 9"),
        occasion=occasion(),
        by=actor,
    )

    assert changes_of(event) == {
        "Dewi Lestari": {
            "relation": [4, 1],
            "kk": [family.kk, kk],
            "address": ["Jalan Melati 5", "Jalan Mawar 9"],
        }
    }


def test_two_families_become_one(actor: Actor) -> None:
    family, *_ = make_couple()
    single = make_family(person("Karsinah", sex=Sex.FEMALE))
    widow = single.members.get()

    join_family(
        people=[widow], relations={widow.pk: Relation.PARENT}, family=family, occasion=occasion(), by=actor
    )

    single.refresh_from_db()
    assert single.ended_at is not None
    assert family.members.living().count() == 4


def test_a_kk_number_is_reissued(actor: Actor) -> None:
    family = make_family()
    old, new = family.kk, make_kk()

    event = reissue_kk(family=family, kk=new, occasion=occasion(), by=actor)

    assert changes_of(event) == {"Darsono": {"kk": [old, new]}}


def test_an_ended_kk_number_may_be_used_again(actor: Actor) -> None:
    family = make_family()
    record_death(resident=family.members.get(), occasion=occasion(), by=actor)

    record_arrival(people=[person("Made")], family=NewFamily(kk=family.kk), occasion=occasion(), by=actor)

    assert Family.objects.filter(kk=family.kk).count() == 2


def test_reported_before_it_happened_is_refused(actor: Actor) -> None:
    _, _, _, child = make_couple()

    with pytest.raises(RuleBroken, match="Tanggal lapor tidak boleh sebelum tanggal peristiwa"):
        record_death(resident=child, occasion=occasion(reported_on=date(2026, 11, 1)), by=actor)


def test_the_marital_status_of_strangers_is_left_alone(actor: Actor) -> None:
    _, head, wife, _ = make_couple()
    stranger = make_family(
        person("Karsinah", sex=Sex.FEMALE, marital_status=MaritalStatus.SINGLE)
    ).members.get()

    with pytest.raises(NotInFamily):
        record_death(
            resident=head, occasion=occasion(), succession=Succession(wife), widowed=stranger, by=actor
        )


def test_elements_carry_no_surprises(actor: Actor) -> None:
    family, *_ = make_couple()

    with pytest.raises(KeyError):
        record_birth(
            family=family, child={**elements("Bagas"), "village_id": 1}, occasion=occasion(), by=actor
        )
