"""What holds in the database, whoever writes: families, numbers, codes, the append-only history."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, models, transaction
from django.utils import timezone

from balai.residents import enums, rules
from balai.residents.crosscheck import alive_elsewhere
from balai.residents.enums import Relation, Standing
from balai.residents.models import Change, Family, LifeEvent, Resident
from balai.residents.search_index import SearchToken
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.factories import SYSTEM, make_couple, make_family, make_kk, make_nik, person


def refused(constraint: str) -> pytest.RaisesExc[IntegrityError]:
    return pytest.raises(
        IntegrityError,
        check=lambda error: error.__cause__.diag.constraint_name == constraint,  # type: ignore[union-attr]
    )


def settle() -> None:
    """What the end of a transaction does."""
    connection.check_constraints()


def test_a_family_never_has_two_living_heads(in_village: Village) -> None:
    _, _, wife, _ = make_couple()

    with refused("family_has_one_living_head"), transaction.atomic():
        Resident.objects.filter(pk=wife.pk).update(relation=Relation.HEAD)


def test_a_dead_head_does_not_count(in_village: Village) -> None:
    _, head, wife, _ = make_couple()

    Resident.objects.filter(pk=head.pk).update(standing=Standing.DEAD)
    Resident.objects.filter(pk=wife.pk).update(relation=Relation.HEAD)

    settle()


@pytest.mark.parametrize(
    "fields",
    [{"relation": Relation.OTHER}, {"standing": Standing.DEAD}, {"family": None, "relation": Relation.OTHER}],
)
def test_a_family_without_head_does_not_outlive_the_transaction(
    in_village: Village, fields: dict[str, object]
) -> None:
    _, head, *_ = make_couple()

    with refused("family_has_a_living_head"), transaction.atomic():
        Resident.objects.filter(pk=head.pk).update(**fields)
        settle()


def test_a_deleted_head_leaves_a_gap_too(in_village: Village) -> None:
    family = Family.objects.create(kk=make_kk())
    fields = {"family": family, "sex": 1, "birth_date": date(1980, 3, 17), "data_as_of": date(2026, 1, 2)}
    head = Resident.objects.create(full_name="Darsono", relation=Relation.HEAD, **fields)
    Resident.objects.create(full_name="Bagas", relation=Relation.CHILD, **fields)
    settle()

    with refused("family_has_a_living_head"), transaction.atomic():
        head.delete()
        settle()


def test_a_family_of_nobody_must_be_ended(in_village: Village) -> None:
    with refused("family_without_members_is_ended"), transaction.atomic():
        Family.objects.create(kk=make_kk())
        settle()


def test_a_family_whose_members_left_must_be_ended(in_village: Village) -> None:
    family, *_ = make_couple()

    with refused("family_without_members_is_ended"), transaction.atomic():
        family.members.update(standing=Standing.MOVED)
        settle()


def test_an_ended_family_has_nobody(in_village: Village) -> None:
    family = make_family()

    with refused("ended_family_has_nobody"), transaction.atomic():
        Family.objects.filter(pk=family.pk).update(ended_at=timezone.now())
        settle()


def test_nobody_is_added_to_an_ended_family(in_village: Village) -> None:
    family = Family.objects.create(kk=make_kk(), ended_at=timezone.now())

    with refused("ended_family_has_nobody"), transaction.atomic():
        Resident.objects.create(
            full_name="Bagas", relation=Relation.HEAD, family=family, sex=1, birth_date=date(1980, 3, 17),
            data_as_of=date(2026, 1, 2),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"nik": "0901010203800001"}, "resident_nik_has_16_digits"),
        ({"nik": "990101020380000"}, "resident_nik_has_16_digits"),
        ({"mother_nik": "12345"}, "resident_parent_nik_has_16_digits"),
        ({"full_name": ""}, "resident_has_name"),
        ({"latitude": 91.0}, "resident_position_on_earth"),
        ({"family": None}, "living_head_has_family"),
        *(({field: 77}, f"resident_{field}_in_list") for field in enums.CODED),
    ],
)
def test_impossible_values_are_refused(
    in_village: Village, fields: dict[str, object], constraint: str
) -> None:
    if fields == {"occupation": 77}:
        fields = {"occupation": 100}
    head = make_family().members.get()

    with refused(constraint), transaction.atomic():
        Resident.objects.filter(pk=head.pk).update(**fields)


def test_a_nik_is_registered_once_in_a_village_and_blank_ones_do_not_clash(in_village: Village) -> None:
    nik = make_nik()
    make_family(person("Darsono", nik=nik))
    make_family(person("Made", nik=""))
    make_family(person("Wayan", nik=""))

    with refused("resident_nik_used_once"), transaction.atomic():
        make_family(person("Ketut", nik=nik))


@pytest.mark.parametrize("table", ["residents_change", "residents_lifeevent"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_history_can_not_be_rewritten(in_village: Village, table: str, statement: str) -> None:
    make_family()

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))

    assert Change.objects.count() == LifeEvent.objects.count() == 1


def test_a_line_of_history_has_an_event_and_a_resident_to_vouch_for_its_village(in_village: Village) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, bool_and(a.attnotnull) FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = ANY (conkey)"
            " WHERE conrelid = 'residents_change'::regclass AND contype = 'f' AND convalidated GROUP BY conname"
        )
        references = dict(cursor.fetchall())

    assert references == {
        "residents_change_event_id_same_village": True,
        "residents_change_resident_id_same_village": True,
    }


def test_who_lives_in_another_village_is_told_without_where_or_who(
    village: Village, other_village: Village
) -> None:
    alive, moved, here, unknown = (make_nik() for _ in range(4))
    with acting_for(other_village):
        make_family(person("Darsono", nik=alive), person("Bagas", Relation.CHILD, nik=moved))
        Resident.objects.filter(nik=moved).update(standing=Standing.MOVED)
    with acting_for(village):
        make_family(person("Made", nik=here))

        found = alive_elsewhere([alive, moved, here, unknown, ""], by=SYSTEM)

        assert found == {alive}
        assert not Resident.objects.filter(nik=alive).exists()


def test_the_history_follows_every_field(in_village: Village) -> None:
    columns = {field.name for field in Resident._meta.concrete_fields}

    assert columns - set(rules.RESIDENT_FIELDS) == {"id", "village", "family", "data_as_of"}
    assert set(rules.RESIDENT_FIELDS) <= columns


def test_every_coded_field_has_its_list() -> None:
    coded = {
        field.name: field.flatchoices
        for field in Resident._meta.concrete_fields
        if isinstance(field, models.PositiveSmallIntegerField)
    }

    assert coded == {name: choices.choices for name, choices in enums.CODED.items()}


def test_the_search_index_of_a_village_is_its_own(village: Village, other_village: Village) -> None:
    with acting_for(other_village):
        make_family(person("Darsono"))

    with acting_for(village):
        assert not SearchToken.objects.exists()
