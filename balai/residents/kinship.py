"""What the members of a family are to its next head, as far as their relations to the one before tell.

Pure: a proposal for an officer, and what cannot be. A KK knows no word for a brother or a grandmother: they are *famili
lain* (Permendagri 109/2019, lampiran, kode SHDK).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from balai.residents.enums import Relation, Sex

type Kin = Mapping[Relation, Relation | None]
(
    HEAD, HUSBAND, WIFE, CHILD, CHILD_IN_LAW, GRANDCHILD, PARENT, PARENT_IN_LAW, RELATIVE, SERVANT, OTHER,
) = Relation  # fmt: skip
_SPOUSE: Final = HUSBAND
"""In the tables: the husband or the wife, whatever their sex."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a KK: the relation to its head (None where the register doesn't know it), and the sex."""

    relation: Relation | None
    sex: Sex

    @classmethod
    def of(cls, relation: int | None, sex: int) -> "Member":
        """From the codes as they are kept."""
        return cls(Relation(relation) if relation else None, Sex(sex))


# For each relation that the next head had: what those who were this or that to the former head are now. Who isn't named
# is another relative. None: it could be one or another, a grandchild the next head's own child or a nephew; where there
# is only one couple of children, `_OF_ONE_COUPLE` tells.
_KIN: Final[Mapping[Relation, Kin]] = {
    _SPOUSE: {
        HEAD: _SPOUSE, CHILD: CHILD, CHILD_IN_LAW: CHILD_IN_LAW, GRANDCHILD: GRANDCHILD,
        PARENT: PARENT_IN_LAW, PARENT_IN_LAW: PARENT,
    },
    CHILD: {HEAD: PARENT, _SPOUSE: PARENT, CHILD_IN_LAW: None, GRANDCHILD: None},
    CHILD_IN_LAW: {HEAD: PARENT_IN_LAW, _SPOUSE: PARENT_IN_LAW, CHILD: None, GRANDCHILD: None},
    GRANDCHILD: {CHILD: None, CHILD_IN_LAW: None},
    PARENT: {HEAD: CHILD, _SPOUSE: CHILD_IN_LAW, CHILD: GRANDCHILD, PARENT: _SPOUSE},
    PARENT_IN_LAW: {HEAD: CHILD_IN_LAW, _SPOUSE: CHILD, CHILD: GRANDCHILD, PARENT_IN_LAW: _SPOUSE},
    RELATIVE: {},
}  # fmt: skip
_OF_ONE_COUPLE: Final[Mapping[Relation, Kin]] = {
    CHILD: {CHILD_IN_LAW: _SPOUSE, GRANDCHILD: CHILD},
    CHILD_IN_LAW: {CHILD: _SPOUSE, GRANDCHILD: CHILD},
    GRANDCHILD: {CHILD: PARENT, CHILD_IN_LAW: PARENT},
}
_NO_KIN: Final = frozenset({SERVANT, OTHER})


def relations_to_next[Who](
    head: Member, staying: Mapping[Who, Member], *, leaving: Iterable[Member] = ()
) -> dict[Who, Relation | None]:
    """What each who stays becomes when `head` follows; None where the old relations don't tell.

    `leaving` are those who were in the family before: a daughter-in-law may be the wife of a son who leaves.
    """
    one_couple = _is_one_couple([head, *staying.values(), *leaving])
    return {who: relation_to_next(head, member, one_couple=one_couple) for who, member in staying.items()}


def _is_one_couple(family: Iterable[Member]) -> bool:
    """Whether a family has at most one child and one child-in-law: they belong together, and grandchildren to them."""
    found = [member.relation for member in family]
    return found.count(CHILD) <= 1 and found.count(CHILD_IN_LAW) <= 1


def relation_to_next(head: Member, member: Member, *, one_couple: bool) -> Relation | None:
    """What `member` becomes when `head` follows the head to whom both are related; None where that doesn't tell."""
    if member.relation in _NO_KIN or head.relation is HEAD:
        return member.relation
    if head.relation in _NO_KIN:
        return OTHER
    if head.relation is None or member.relation is None:
        return None
    was, member_was = _plain(head.relation), _plain(member.relation)
    found = _KIN[was].get(member_was, RELATIVE)
    if found is None and one_couple:
        found = _OF_ONE_COUPLE[was].get(member_was)
    return _spouse(head, member) if found is _SPOUSE else found


def misfit(relation: Relation, *, head: Sex, member: Sex) -> str:
    """Why a relation to a head of that sex cannot be, as the end of a sentence; "" when it can."""
    if relation is HEAD:
        return "tidak bisa menjadi kepala keluarga kedua"
    if relation is HUSBAND and (head, member) != (Sex.FEMALE, Sex.MALE):
        return "tidak bisa menjadi suami kepala keluarga ini"
    if relation is WIFE and (head, member) != (Sex.MALE, Sex.FEMALE):
        return "tidak bisa menjadi istri kepala keluarga ini"
    return ""


def _plain(relation: Relation) -> Relation:
    return _SPOUSE if relation is WIFE else relation


def _spouse(head: Member, member: Member) -> Relation:
    wanted = WIFE if member.sex is Sex.FEMALE else HUSBAND
    return RELATIVE if misfit(wanted, head=head.sex, member=member.sex) else wanted
