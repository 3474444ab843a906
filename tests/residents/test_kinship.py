"""What the members of a family become when another one leads it."""

from itertools import product

import pytest

from balai.residents.enums import Relation, Sex
from balai.residents.kinship import Member, misfit, relation_to_next, relations_to_next

MAN, WOMAN = Sex.MALE, Sex.FEMALE
R = Relation


@pytest.mark.parametrize(
    ("head", "member", "becomes"),
    [
        ((R.WIFE, WOMAN), (R.CHILD, MAN), R.CHILD),
        ((R.WIFE, WOMAN), (R.PARENT, MAN), R.PARENT_IN_LAW),
        ((R.WIFE, WOMAN), (R.PARENT_IN_LAW, WOMAN), R.PARENT),
        ((R.WIFE, WOMAN), (R.HEAD, MAN), R.HUSBAND),
        ((R.WIFE, WOMAN), (R.WIFE, WOMAN), R.OTHER_RELATIVE),
        ((R.HUSBAND, MAN), (R.HEAD, WOMAN), R.WIFE),
        ((R.CHILD, MAN), (R.WIFE, WOMAN), R.PARENT),
        ((R.CHILD, MAN), (R.CHILD, WOMAN), R.OTHER_RELATIVE),
        ((R.CHILD, MAN), (R.GRANDCHILD, WOMAN), None),
        ((R.CHILD, MAN), (R.CHILD_IN_LAW, WOMAN), None),
        ((R.CHILD_IN_LAW, WOMAN), (R.HEAD, MAN), R.PARENT_IN_LAW),
        ((R.PARENT, MAN), (R.WIFE, WOMAN), R.CHILD_IN_LAW),
        ((R.PARENT, MAN), (R.PARENT, WOMAN), R.WIFE),
        ((R.PARENT, MAN), (R.PARENT, MAN), R.OTHER_RELATIVE),
        ((R.PARENT, MAN), (R.CHILD, MAN), R.GRANDCHILD),
        ((R.OTHER_RELATIVE, MAN), (R.CHILD, MAN), R.OTHER_RELATIVE),
        ((R.SERVANT, WOMAN), (R.CHILD, MAN), R.OTHER),
        ((R.CHILD, MAN), (R.SERVANT, WOMAN), R.SERVANT),
        ((R.CHILD, MAN), (None, WOMAN), None),
    ],
)
def test_the_old_relations_tell_the_new_ones(
    head: tuple[Relation, Sex], member: tuple[Relation | None, Sex], becomes: Relation | None
) -> None:
    assert relation_to_next(Member(*head), Member(*member), one_couple=False) == becomes


def test_the_only_couple_of_children_belongs_together_and_grandchildren_to_it() -> None:
    family = {
        "son": Member(R.CHILD, MAN),
        "his wife": Member(R.CHILD_IN_LAW, WOMAN),
        "grandchild": Member(R.GRANDCHILD, MAN),
        "unknown": Member(None, MAN),
    }

    became = {
        who: relations_to_next(head, {each: family[each] for each in family if each not in {who, "unknown"}})
        for who, head in family.items()
        if who != "unknown"
    }

    assert became == {
        "son": {"his wife": R.WIFE, "grandchild": R.CHILD},
        "his wife": {"son": R.HUSBAND, "grandchild": R.CHILD},
        "grandchild": {"son": R.PARENT, "his wife": R.PARENT},
    }


@pytest.mark.parametrize("leaves", [True, False])
def test_of_two_sons_nobody_knows_whose_wife_stays_even_if_one_of_them_leaves(leaves: bool) -> None:
    son, brother, wife = Member(R.CHILD, MAN), Member(R.CHILD, MAN), Member(R.CHILD_IN_LAW, WOMAN)
    staying = {"wife": wife} if leaves else {"wife": wife, "brother": brother}

    became = relations_to_next(son, staying, leaving=[Member(R.HEAD, MAN), *([brother] if leaves else [])])

    assert became["wife"] is None


def test_nobody_becomes_a_second_head_or_the_wife_of_a_woman() -> None:
    followers = [Member(relation, sex) for relation, sex in product(R, Sex) if relation is not R.HEAD]

    for head, member, one_couple in product(followers, followers, (True, False)):
        becomes = relation_to_next(head, member, one_couple=one_couple)
        assert becomes is None or misfit(becomes, head=head.sex, member=member.sex) == ""
