"""What an officer corrects by a document: old and new are kept, a colleague is not overwritten."""

from datetime import date

import pytest

from balai.accounts.actors import Actor
from balai.residents.enums import Relation, Standing
from balai.residents.operations import (
    ChangedMeanwhile,
    ChangeNotAllowed,
    NothingChanged,
    RuleBroken,
    correct_data,
    correct_relation,
    last_change,
)
from tests.residents.factories import changes_of, make_couple, occasion, standing_of

pytestmark = pytest.mark.usefixtures("in_village")


def test_a_correction_keeps_old_and_new(actor: Actor) -> None:
    _, head, *_ = make_couple()

    event = correct_data(
        resident=head,
        elements={"birth_date": date(1980, 3, 18), "full_name": "Sutrisno Hadi"},
        seen=last_change(head),
        occasion=occasion(),
        by=actor,
    )

    assert changes_of(event) == {
        "Sutrisno Hadi": {
            "full_name": ["Sutrisno", "Sutrisno Hadi"],
            "birth_date": ["1980-03-17", "1980-03-18"],
        }
    }


def test_a_correction_of_data_that_changed_meanwhile_is_refused(actor: Actor) -> None:
    _, head, *_ = make_couple()
    seen = last_change(head)
    correct_data(resident=head, elements={"full_name": "Sutrisna"}, seen=seen, occasion=occasion(), by=actor)

    with pytest.raises(ChangedMeanwhile, match="baru saja diubah petugas lain"):
        correct_data(
            resident=head, elements={"full_name": "Sutrisni"}, seen=seen, occasion=occasion(), by=actor
        )


def test_a_correction_without_difference_is_no_event(actor: Actor) -> None:
    _, head, *_ = make_couple()

    with pytest.raises(NothingChanged):
        correct_data(
            resident=head,
            elements={"full_name": "Sutrisno"},
            seen=last_change(head),
            occasion=occasion(),
            by=actor,
        )


def test_a_correction_never_moves_somebody_to_another_standing(actor: Actor) -> None:
    _, head, *_ = make_couple()

    with pytest.raises(KeyError):
        correct_data(
            resident=head,
            elements={"standing": Standing.DEAD},
            seen=last_change(head),
            occasion=occasion(),
            by=actor,
        )


def test_the_relation_of_a_head_changes_only_with_a_new_head(actor: Actor) -> None:
    _, head, _, child = make_couple()

    correct_relation(resident=child, relation=Relation.GRANDCHILD, occasion=occasion(), by=actor)

    assert standing_of(child) == (Standing.LIVING, Relation.GRANDCHILD)
    with pytest.raises(ChangeNotAllowed, match="Ganti kepala keluarga"):
        correct_relation(resident=head, relation=Relation.OTHER, occasion=occasion(), by=actor)


def test_a_nik_that_somebody_else_has_is_refused(actor: Actor) -> None:
    _, head, wife, _ = make_couple()

    with pytest.raises(RuleBroken, match=r"NIK ini sudah terdaftar di desa ini\."):
        correct_data(
            resident=head, elements={"nik": wife.nik}, seen=last_change(head), occasion=occasion(), by=actor
        )
