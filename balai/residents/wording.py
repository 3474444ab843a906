"""The register in words: labels of fields, meanings of codes, what an event changed, the sections of a person's page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from balai.core.calendar import long_date
from balai.core.identity import mask_nik
from balai.residents import enums
from balai.residents.models import Change, Family, Resident
from balai.residents.rules import FAMILY_FIELDS, TRACKED_FIELDS, Changes, Code
from balai.villages.models import Area

type Areas = Mapping[str, str]
"""Labels of areas by id as text."""

SECRET_FIELDS = frozenset({"disability"})
"""Shown only with `Permission.READ_DISABILITY`."""

NUMBER_FIELDS = frozenset({"nik", "father_nik", "mother_nik", "kk"})
"""Numbers that open doors elsewhere: in full only on the page of the person or family."""

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Nama dan kelahiran", ("full_name", "nik", "sex", "birth_place", "birth_date", "blood_type", "religion",
                            "ethnicity", "citizenship")),
    ("Keluarga", ("relation", "marital_status", "marriage_date", "divorce_date", "father_name", "father_nik",
                  "mother_name", "mother_nik")),
    ("Pendidikan dan pekerjaan", ("education", "schooling", "literacy", "occupation")),
    ("Akta", ("has_birth_certificate", "birth_certificate", "has_marriage_certificate", "marriage_certificate",
              "has_divorce_certificate", "divorce_certificate")),
    ("Tempat tinggal", ("residency", "current_address", "previous_address", "latitude", "longitude")),
    ("Kartu dan dokumen", ("ktp_kind", "ktp_state", "card_tag", "passport", "passport_expires_on", "stay_permit")),
    ("Jaminan dan disabilitas", ("insurance_kind", "insurance_number", "disability")),
)  # fmt: skip
"""All elements of a person but the standing, in the order in which people look for them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a change in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One known element of a person in words."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """Elements that belong together; `unknown` lists the labels of the gaps, because a gap is worth seeing."""

    title: str
    known: list[Fact]
    unknown: str


def label_of(field: str) -> str:
    """'Tanggal lahir' for `birth_date`; 'Nomor KK' for `kk`."""
    model = Family if field in FAMILY_FIELDS else Resident
    words = str(model._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # no reverse relation among them
    return words[:1].upper() + words[1:]


def in_words(field: str, code: Code, areas: Areas) -> str:
    """A value of the history in words; "" for none."""
    if code is None or code == "":
        return ""
    if field in enums.CODED:
        listed = dict(enums.CODED[field].choices)
        return str(listed.get(int(code), code))
    if field == "area":
        return areas.get(str(code), "wilayah yang sudah dihapus")
    if field.endswith(("_date", "_on")):
        return long_date(date.fromisoformat(str(code)))
    return str(code)


def lines(change: Change, areas: Areas, *, with_secrets: bool, masked: bool = False) -> list[Line]:
    """What a change altered, field by field in the order of the register; `masked` for pages of many people."""
    return [
        line_of(field, change.changes[field][0], change.changes[field][1], areas, masked=masked)
        for field in TRACKED_FIELDS
        if field in change.changes and (with_secrets or field not in SECRET_FIELDS)
    ]


def line_of(field: str, old: Code, new: Code, areas: Areas, *, masked: bool = False) -> Line:
    """One field, before and after."""
    before, after = in_words(field, old, areas), in_words(field, new, areas)
    if masked and field in NUMBER_FIELDS:
        before, after = mask_nik(before), mask_nik(after)
    return Line(label_of(field), before, after)


def sections(person: Resident, *, with_secrets: bool) -> Iterator[Section]:
    """A person's elements in groups."""
    for title, fields in SECTIONS:
        shown = [field for field in fields if with_secrets or field not in SECRET_FIELDS]
        facts = [Fact(field, label_of(field), _told(person, field)) for field in shown]
        gaps = [_in_a_sentence(fact.label) for fact in facts if not fact.text]
        yield Section(title, [fact for fact in facts if fact.text], ", ".join(gaps))


def area_labels(changes: Iterable[Changes]) -> Areas:
    """The labels of all areas these changes name; one query, or none."""
    named = {str(code) for change in changes for code in change.get("area", ()) if code}
    if not named:
        return {}
    areas = Area.objects.with_words().filter(pk__in=[UUID(code) for code in named])
    return {str(area.pk): str(area) for area in areas}


def _told(person: Resident, field: str) -> str:
    value = getattr(person, field)
    if isinstance(value, date):
        return long_date(value)
    if field in enums.CODED and value is not None:
        return str(dict(enums.CODED[field].choices).get(value, value))
    return "" if value is None else str(value)


def _in_a_sentence(label: str) -> str:
    """'nomor paspor', but 'NIK ayah': a label inside a sentence."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
