"""Two desks at the same family at the same time: real threads, real transactions."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from balai.residents.enums import Relation, Standing
from balai.residents.models import Change, Family, LifeEvent, Resident
from balai.residents.operations import (
    ChangeNotAllowed,
    NewFamily,
    Succession,
    correct_data,
    last_change,
    record_arrival,
    record_birth,
    record_death,
    record_departure,
    split_family,
)
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import make_village
from tests.residents.factories import SYSTEM, make_couple, make_family, make_kk, occasion, person

type Act = Callable[[], object]


@pytest.fixture
def busy_village(committed: str) -> Village:
    return make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")


def at_once(village: Village, *acts: Act) -> list[str]:
    """Let several desks act at the same moment; what each was told: "" or the name of the refusal."""
    start = threading.Barrier(len(acts))
    told = [""] * len(acts)

    def desk(number: int, act: Act) -> None:
        try:
            start.wait()
            with acting_for(village):
                act()
        except ChangeNotAllowed as refusal:
            told[number] = type(refusal).__name__
        except Exception as error:  # a crash in a thread must fail the test
            told[number] = repr(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=desk, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(told)


def families_hold(village: Village) -> bool:
    """Every active family has one living head, every ended one nobody."""
    with acting_for(village):
        for family in Family.objects.all():
            living = list(family.members.living())
            heads = [one for one in living if one.is_head]
            if len(heads) != (0 if family.ended_at else 1) or (family.ended_at and living):
                return False
    return True


def test_a_death_recorded_at_two_desks_happens_once(busy_village: Village) -> None:
    with acting_for(busy_village):
        _, _, _, child = make_couple()

    told = at_once(
        busy_village,
        *[lambda: record_death(resident=child, occasion=occasion(), by=SYSTEM) for _ in range(2)],
    )

    assert told == ["", "StandingNotReachable"]
    assert families_hold(busy_village)


def test_one_form_sent_twice_at_once_is_one_event(busy_village: Village) -> None:
    with acting_for(busy_village):
        family, *_ = make_couple()
    once = occasion()

    told = at_once(
        busy_village,
        *[
            lambda: record_birth(
                family=family, child={"full_name": "Bagas Hadi", "sex": 1}, occasion=once, by=SYSTEM
            )
            for _ in range(3)
        ],
    )

    assert told == ["", "", ""]
    with acting_for(busy_village):
        assert Resident.objects.filter(full_name="Bagas Hadi").count() == 1
        assert LifeEvent.objects.filter(request_key=once.request_key).count() == 1


def test_the_head_dies_while_the_named_next_head_moves_away(busy_village: Village) -> None:
    with acting_for(busy_village):
        _, head, wife, child = make_couple()

    told = at_once(
        busy_village,
        lambda: record_death(resident=head, occasion=occasion(), succession=Succession(wife), by=SYSTEM),
        lambda: record_departure(people=[wife], occasion=occasion(), succession=Succession(child), by=SYSTEM),
    )

    assert told in (["", ""], ["", "NotInFamily"])
    assert families_hold(busy_village)


def test_the_last_member_leaves_while_a_child_is_born(busy_village: Village) -> None:
    with acting_for(busy_village):
        family = make_family(person("Darsono"))
        last = family.members.get()

    told = at_once(
        busy_village,
        lambda: record_departure(people=[last], occasion=occasion(), by=SYSTEM),
        lambda: record_birth(
            family=family, child={"full_name": "Bagas Hadi", "sex": 1}, occasion=occasion(), by=SYSTEM
        ),
    )

    assert told == ["", "NextHeadMissing"]
    assert families_hold(busy_village)


def test_two_families_get_the_same_new_number(busy_village: Village) -> None:
    with acting_for(busy_village):
        _, _, _, one = make_couple()
        _, _, _, other = make_couple()
    kk = make_kk()

    def split(child: Resident) -> object:
        return split_family(
            people=[child],
            relations={child.pk: Relation.HEAD},
            new_family=NewFamily(kk),
            occasion=occasion(),
            by=SYSTEM,
        )

    told = at_once(busy_village, lambda: split(one), lambda: split(other))

    assert told == ["", "RuleBroken"]
    assert families_hold(busy_village)


def test_two_desks_enter_the_same_newcomer(busy_village: Village) -> None:
    newcomer = person("Made Wirawan")

    told = at_once(
        busy_village,
        *[
            lambda: record_arrival(
                people=[newcomer], family=NewFamily(kk=make_kk()), occasion=occasion(), by=SYSTEM
            )
            for _ in range(2)
        ],
    )

    assert told == ["", "RuleBroken"]
    with acting_for(busy_village):
        assert Resident.objects.filter(nik=newcomer.elements["nik"]).count() == 1


def test_two_desks_correct_the_same_person(busy_village: Village) -> None:
    with acting_for(busy_village):
        _, head, *_ = make_couple()
        seen = last_change(head)

    told = at_once(
        busy_village,
        *[
            lambda name=name: correct_data(  # type: ignore[misc]
                resident=head, elements={"full_name": name}, seen=seen, occasion=occasion(), by=SYSTEM
            )
            for name in ("Sutrisna", "Sutrisni")
        ],
    )

    assert told == ["", "ChangedMeanwhile"]
    with acting_for(busy_village):
        assert Change.objects.filter(resident=head).count() == 2


def test_programs_without_locks_are_stopped_by_the_database(busy_village: Village) -> None:
    """One ends the family, the other adds a member, neither looks: only one of them can win."""
    with acting_for(busy_village):
        family = make_family(person("Darsono"))
        last = family.members.get()

    def end() -> None:
        from django.utils import timezone

        Family.objects.filter(pk=family.pk).update(ended_at=timezone.now())
        Resident.objects.filter(pk=last.pk).update(standing=Standing.MOVED)

    def add() -> None:
        Resident.objects.create(
            family=family, full_name="Bagas", relation=Relation.CHILD, sex=1, birth_date=last.birth_date,
            data_as_of=last.data_as_of,
        )  # fmt: skip

    told = at_once(busy_village, end, add)

    assert told[0] == ""
    assert "IntegrityError" in told[1]
    assert families_hold(busy_village)
