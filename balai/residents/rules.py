"""The law of the register as pure functions: what may follow what, what changed, what looks wrong, what is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from balai.core.identity import nik_contradicts
from balai.residents.enums import (
    EventKind,
    Holding,
    KtpMaritalStatus,
    MaritalStatus,
    MoveKind,
    Occupation,
    Relation,
    Sex,
    Standing,
)

type Code = str | int | float | None
"""A value as the history keeps it: a SIAK code, a text, an ISO date."""
type Changes = dict[str, list[Code]]
"""`{field: [old, new]}`."""

RESIDENT_FIELDS = (
    "nik", "relation", "full_name", "sex", "birth_place", "birth_date", "blood_type", "religion", "marital_status",
    "education", "schooling", "occupation", "citizenship", "disability", "father_nik", "father_name", "mother_nik",
    "mother_name", "previous_address", "current_address", "has_birth_certificate", "birth_certificate",
    "has_marriage_certificate", "marriage_certificate", "marriage_date", "has_divorce_certificate",
    "divorce_certificate", "divorce_date", "passport", "passport_expires_on", "stay_permit", "ktp_kind", "ktp_state",
    "ethnicity", "card_tag", "insurance_kind", "insurance_number", "latitude", "longitude", "literacy", "standing",
    "residency",
)  # fmt: skip
FAMILY_FIELDS = ("kk", "address", "area")
TRACKED_FIELDS = RESIDENT_FIELDS + FAMILY_FIELDS
"""Every field of which the history keeps old and new; the family's as each member sees them."""

CORRECTABLE_FIELDS = tuple(field for field in RESIDENT_FIELDS if field not in {"relation", "standing"})
"""What a correction may touch; relation and standing change by events of their own."""

NEXT_STANDINGS: Mapping[Standing, frozenset[Standing]] = MappingProxyType({
    Standing.LIVING: frozenset({Standing.DEAD, Standing.MOVED, Standing.MISSING, Standing.AWAY, Standing.INVALID}),
    Standing.MISSING: frozenset({Standing.LIVING, Standing.DEAD}),
    Standing.AWAY: frozenset({Standing.LIVING, Standing.DEAD, Standing.MOVED}),
    Standing.MOVED: frozenset({Standing.LIVING}),
    # Only because somebody was recorded wrongly: with a document and a reason.
    Standing.DEAD: frozenset({Standing.LIVING}),
    Standing.INVALID: frozenset({Standing.LIVING}),
})  # fmt: skip

OLDER_OCCUPATIONS: Mapping[int, Occupation] = MappingProxyType(
    {code: Occupation(code) for code in range(1, 89)} | {89: Occupation.OTHER}
)
"""The older list of 89 codes (Permendagri 19/2010) in today's codes: its 89 is "other", today's 89 is not."""

KTP_MARITAL_STATUS: Mapping[MaritalStatus, KtpMaritalStatus] = MappingProxyType({
    MaritalStatus.SINGLE: KtpMaritalStatus.SINGLE,
    MaritalStatus.MARRIED_REGISTERED: KtpMaritalStatus.MARRIED,
    MaritalStatus.MARRIED_UNREGISTERED: KtpMaritalStatus.MARRIED,
    MaritalStatus.DIVORCED_REGISTERED: KtpMaritalStatus.DIVORCED,
    MaritalStatus.DIVORCED_UNREGISTERED: KtpMaritalStatus.DIVORCED,
    MaritalStatus.WIDOWED: KtpMaritalStatus.WIDOWED,
})  # fmt: skip

OFFICIAL_SOURCES = frozenset({EventKind.IMPORT, EventKind.INITIAL})
"""Events that bring the civil registry's own data; every other is a difference found locally."""

ADULT_AT = 18

SPOUSES = frozenset({Relation.HEAD, Relation.HUSBAND, Relation.WIFE})


def ktp_marital_status(status: int) -> KtpMaritalStatus:
    """The four-code status of the KTP for a six-code one."""
    return KTP_MARITAL_STATUS[MaritalStatus(status)]


def may_follow(current: int, wanted: int) -> bool:
    """Whether somebody of standing `current` may come to stand as `wanted`."""
    return Standing(wanted) in NEXT_STANDINGS[Standing(current)]


def differences(old: Mapping[str, Code], new: Mapping[str, Code]) -> Changes:
    """Fields of which old and new differ. Someone new has an empty `old`; then only fields with a value count."""
    return {
        field: [old.get(field), value]
        for field, value in new.items()
        if value != old.get(field) and not (field not in old and value in (None, ""))
    }


def age(birth_date: date, on: date) -> int:
    """Completed years of life on a day."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def is_minor(birth_date: date, on: date) -> bool:
    """Whether the law calls somebody a child: not yet eighteen, married or not (UU 35/2014 pasal 1 angka 1)."""
    return age(birth_date, on) < ADULT_AT


def move_kind(leaving: Sequence[Relation | int | None], staying: int) -> MoveKind:
    """The kind of move of form F-1.03, from who leaves and how many stay behind."""
    if Relation.HEAD not in leaving:
        return MoveKind.MEMBERS
    if staying == 0:
        return MoveKind.WHOLE_FAMILY
    return MoveKind.HEAD if len(leaving) == 1 else MoveKind.HEAD_AND_SOME


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the register's official data is."""

    as_of: date | None
    due_on: date | None
    is_due: bool


def freshness(as_of: date | None, today: date, interval_days: int) -> Freshness:
    """When the next regular update is due: `interval_days` after the last; at once when there never was one."""
    if as_of is None:
        return Freshness(None, None, is_due=True)
    due_on = as_of + timedelta(days=interval_days)
    return Freshness(as_of, due_on, is_due=today >= due_on)


def nik_looks_wrong(nik: str, sex: int, birth_date: date) -> bool:
    """Whether a NIK tells another sex or birth date: worth a look, never an error (Permendagri 108/2019 ps. 15 (3))."""
    return len(nik) == 16 and nik_contradicts(nik, "P" if sex == Sex.FEMALE else "L", birth_date)


def doubts(person: Mapping[str, Code], on: date) -> list[str]:
    """What is unusual about somebody's data, as sentences: to be looked at, not refused."""
    birth_date = date.fromisoformat(str(person["birth_date"]))
    years = age(birth_date, on)
    status = person.get("marital_status")
    checks = (
        (nik_looks_wrong(str(person.get("nik") or ""), int(person["sex"] or 0), birth_date),
         "NIK berbeda dengan tanggal lahir atau jenis kelamin. Periksa, lalu biarkan bila memang begitu."),
        (years > 110, f"Umur {years} tahun. Periksa tanggal lahir."),
        (person.get("relation") == Relation.HEAD and years < 17, f"Kepala keluarga berumur {years} tahun."),
        (status not in (None, MaritalStatus.SINGLE) and years < 16, f"Sudah kawin pada umur {years} tahun."),
        (person.get("relation") == Relation.WIFE and person["sex"] == Sex.MALE, "Istri tercatat laki-laki."),
        (person.get("relation") == Relation.HUSBAND and person["sex"] == Sex.FEMALE, "Suami tercatat perempuan."),
        (bool(person.get("birth_certificate")) and person.get("has_birth_certificate") == Holding.ABSENT,
         "Nomor akta kelahiran terisi, tetapi kepemilikan akta tertulis tidak ada."),
    )  # fmt: skip
    return [sentence for is_so, sentence in checks if is_so]
