"""What the members of a family become when another one leads it."""

from itertools import product

import pytest

from balai.residents.enums import Relation, Sex
from balai.residents.kinship import Member, is_one_couple, misfit, relation_to_next

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
    son, his_wife, grandchild = Member(R.CHILD, MAN), Member(R.CHILD_IN_LAW, WOMAN), Member(R.GRANDCHILD, MAN)

    became = [
        relation_to_next(head, member, one_couple=True)
        for head in (son, his_wife, grandchild)
        for member in (son, his_wife, grandchild)
        if member is not head
    ]

    assert became == [R.WIFE, R.CHILD, R.HUSBAND, R.CHILD, R.PARENT, R.PARENT]
    assert is_one_couple([R.HEAD, R.CHILD, R.CHILD_IN_LAW, R.GRANDCHILD, R.GRANDCHILD, None])
    assert not is_one_couple([R.HEAD, R.CHILD, R.CHILD, R.CHILD_IN_LAW])


def test_nobody_becomes_a_second_head_or_the_wife_of_a_woman() -> None:
    followers = [Member(relation, sex) for relation, sex in product(R, Sex) if relation is not R.HEAD]

    for head, member, one_couple in product(followers, followers, (True, False)):
        becomes = relation_to_next(head, member, one_couple=one_couple)
        assert becomes is None or misfit(becomes, head=head.sex, member=member.sex) == ""
