"""Who may do what: one table, and the questions asked of it."""

from collections.abc import Iterable, Mapping
from datetime import date

from balai.accounts.enums import Permission, Role
from balai.tenancy.rules import RegionalWords

_COUNTER = frozenset(
    {
        Permission.READ_RESIDENTS,
        Permission.EDIT_RESIDENTS,
        Permission.GIVE_ACCESS,
        Permission.READ_DISABILITY,
        Permission.READ_STATISTICS,
        Permission.READ_LETTERS,
        Permission.ISSUE_LETTERS,
        Permission.WORK_APPLICATIONS,
        Permission.ANSWER_DATA_REQUESTS,
    }
)
_OFFICE = _COUNTER | {
    Permission.MANAGE_SERVICES,
    Permission.MANAGE_SITE,
    Permission.IMPORT_RESIDENTS,
    Permission.EXPORT_RESIDENTS,
    Permission.REVOKE_LETTERS,
    Permission.MANAGE_LETTER_KINDS,
}

# Personal data follows the task (UU 27/2022 pasal 28): heads of RT, RW and dusun see the people of their own area,
# volunteers nobody, and of the regency only the civil registry sees people.
_AREA_HEAD = frozenset({Permission.READ_STATISTICS, Permission.READ_AREA_RESIDENTS})
ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: _OFFICE
    | {
        Permission.MANAGE_VILLAGE,
        Permission.MANAGE_OFFICERS,
        Permission.READ_AUDIT,
        Permission.OVERSEE_APPLICATIONS,
    },
    Role.OPERATOR: _COUNTER
    | {Permission.IMPORT_RESIDENTS, Permission.EXPORT_RESIDENTS, Permission.MANAGE_SITE},
    Role.SERVICE_HEAD: _OFFICE,
    Role.SECRETARY: _OFFICE
    | {
        Permission.MANAGE_VILLAGE,
        Permission.MANAGE_OFFICERS,
        Permission.READ_AUDIT,
        Permission.OVERSEE_APPLICATIONS,
    },
    Role.VILLAGE_HEAD: frozenset(
        {
            Permission.READ_RESIDENTS,
            # Signs the register books and answers for them (Permendagri 47/2016); opening one is an export.
            Permission.EXPORT_RESIDENTS,
            Permission.READ_DISABILITY,
            Permission.READ_STATISTICS,
            Permission.READ_LETTERS,
            Permission.ISSUE_LETTERS,
            Permission.REVOKE_LETTERS,
            Permission.WORK_APPLICATIONS,
            Permission.OVERSEE_APPLICATIONS,
            Permission.ANSWER_DATA_REQUESTS,
            Permission.READ_AUDIT,
        }
    ),
    Role.SUBAREA_HEAD: _AREA_HEAD,
    Role.RT_HEAD: _AREA_HEAD | {Permission.GIVE_INTRODUCTIONS},
    Role.RW_HEAD: _AREA_HEAD | {Permission.GIVE_INTRODUCTIONS, Permission.ENDORSE_INTRODUCTIONS},
    Role.VOLUNTEER: frozenset(),
    Role.DISTRICT_HEAD: frozenset(
        {Permission.SEE_REGENCY, Permission.READ_STATISTICS, Permission.COSIGN_LETTERS}
    ),
    Role.CIVIL_REGISTRY: frozenset(
        {
            Permission.SEE_REGENCY,
            Permission.MANAGE_REGENCY_SERVICES,
            Permission.READ_STATISTICS,
            Permission.READ_RESIDENTS,
            # F-1.01 asks for it, and the registry writes it down (UU 24/2013 pasal 58 ayat (2)).
            Permission.READ_DISABILITY,
            Permission.PROCESS_APPLICATIONS,
        }
    ),
    Role.VILLAGE_AGENCY: frozenset({Permission.SEE_REGENCY, Permission.READ_STATISTICS}),
    Role.INFORMATION_AGENCY: frozenset({Permission.SEE_REGENCY, Permission.READ_STATISTICS}),
    Role.REGENCY_ADMINISTRATOR: frozenset(
        {
            Permission.SEE_REGENCY,
            Permission.MANAGE_REGENCY,
            Permission.MANAGE_REGENCY_SERVICES,
            Permission.MANAGE_VILLAGE,
            Permission.MANAGE_OFFICERS,
            Permission.READ_AUDIT,
            Permission.READ_STATISTICS,
        }
    ),
}

# What counts only in the area that a person heads; whoever heads none can do nothing with it.
OF_AN_AREA = frozenset(
    {Permission.READ_AREA_RESIDENTS, Permission.GIVE_INTRODUCTIONS, Permission.ENDORSE_INTRODUCTIONS}
)

REGENCY_ROLES = frozenset(
    {
        Role.DISTRICT_HEAD,
        Role.CIVIL_REGISTRY,
        Role.VILLAGE_AGENCY,
        Role.INFORMATION_AGENCY,
        Role.REGENCY_ADMINISTRATOR,
    }
)
VILLAGE_ROLES = frozenset(Role) - REGENCY_ROLES


def permissions_of(roles: Iterable[Role | str]) -> frozenset[Permission]:
    """All that a person with these roles may do; nothing for no role. Raises `ValueError` for an unknown role."""
    return frozenset().union(*(ROLE_PERMISSIONS[Role(role)] for role in roles))


def is_in_term(since: date, until: date | None, on: date) -> bool:
    """Whether an assignment counts on that day; the last day is still part of the term."""
    return since <= on and (until is None or on <= until)


def may_grant(own: frozenset[Permission], role: Role) -> bool:
    """Whether someone with these permissions may give that role: never more than they hold themselves.

    Otherwise an officer who only keeps the accounts could make themself anything. Only heads of areas hold what is
    for the own area. The administrator of the regency gives all roles, or no village would get its first administrator.
    """
    if Permission.MANAGE_REGENCY in own:
        return True
    asked = ROLE_PERMISSIONS[role] - OF_AN_AREA
    return role in VILLAGE_ROLES and Permission.MANAGE_OFFICERS in own and asked <= own


def may_help(own: frozenset[Permission], roles: Iterable[Role | str]) -> bool:
    """Whether someone with these permissions may reset the password of a person with those roles.

    Whoever resets a password could sign in with it.
    """
    return all(may_grant(own, Role(role)) for role in roles)


def role_name(role: Role, words: RegionalWords) -> str:
    """What a role is called in a village: 'Raja', 'Kepala padukuhan', 'Ketua RT'; "" for a level it doesn't have."""
    names = {
        Role.VILLAGE_HEAD: words.head,
        Role.SECRETARY: words.secretary,
        Role.SUBAREA_HEAD: words.subarea and words.subarea_head,
        Role.RW_HEAD: words.rw and f"ketua {words.rw}",
        Role.RT_HEAD: words.rt and f"ketua {words.rt}",
    }
    name = names.get(role, str(role.label))
    return name[:1].upper() + name[1:]
