"""Everything that `own_data` tells, in words on paper: each of its keys, whatever it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from balai.access.enums import PinKind
from balai.applications.enums import Kinship, Step
from balai.applications.enums import State as ApplicationState
from balai.applications.form.definition import is_specific
from balai.core.templatetags.look import long_date, long_moment
from balai.letters.enums import LetterState
from balai.residents import wording
from balai.residents.enums import EventKind
from balai.residents.models import Resident
from balai.residents.rules import RESIDENT_FIELDS
from balai.rights.enums import Kind, State

BY_THEMSELVES: Final = ("warga", "dilihat")
"""Printed as the sections of the register and as a table."""
TITLES: Final = {
    "keluarga": "Kartu keluarga",
    "permohonan": "Permohonan",
    "surat": "Surat",
    "pengantar": "Surat pengantar",
    "akses": "PIN dan kartu",
    "perubahan": "Perubahan data warga",
    "permintaan": "Permintaan hak data pribadi",
}
LABELS: Final = {
    "kk": "Nomor KK", "hp": "Nomor HP", "ktp_el": "KTP-el yang didaftarkan", "pin": "PIN", "name": "nama",
    "kinship": "hubungan", "given_at": "diberikan", "step": "langkah", "target": "menjadi", "at": "waktu",
    "reason": "alasan", "purpose": "Keperluan", "given_label": "Diberikan oleh", "valid_until": "Berlaku sampai",
    "used_at": "Dipakai", "kind": "jenis", "blocked_at": "diblokir", "serial": "nomor", "ended_at": "berakhir",
    "registered_at": "didaftarkan",
}  # fmt: skip
CODES: Final[Mapping[tuple[str, str], Iterable[tuple[Any, Any]]]] = {
    ("permohonan", "keadaan"): ApplicationState.choices,
    ("permohonan", "step"): Step.choices,
    ("permohonan", "target"): ApplicationState.choices,
    ("permohonan", "kinship"): Kinship.choices,
    ("surat", "keadaan"): LetterState.choices,
    ("akses", "kind"): PinKind.choices,
    ("perubahan", "peristiwa"): EventKind.choices,
    ("permintaan", "jenis"): Kind.choices,
    ("permintaan", "keadaan"): State.choices,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the copy: entries of (label, text)."""

    title: str
    entries: list[list[tuple[str, str]]]


def printed(resident: Resident, told: Mapping[str, Any], *, with_secrets: bool) -> list[Part]:
    """Everything but what is printed by itself. Without `with_secrets` nothing of a disability. One query, or none."""
    areas = wording.area_labels(each["data"] for each in told["perubahan"])
    shown = {
        **told,
        "permohonan": [_application(each, with_secrets=with_secrets) for each in told["permohonan"]],
        "perubahan": [_change(each, areas, with_secrets=with_secrets) for each in told["perubahan"]],
        "permintaan": [_request(each, areas, with_secrets=with_secrets) for each in told["permintaan"]],
    }
    parts = [_standing(resident)]
    for key, value in shown.items():
        if key not in BY_THEMSELVES:
            entries = value if isinstance(value, list) else [value] if value else []
            rows = [_rows(key, each) for each in entries]
            parts.append(Part(TITLES[key], [each for each in rows if each]))
    return parts


def _standing(resident: Resident) -> Part:
    """The fields of the register that the page of a person shows above its sections."""
    elsewhere = {name for _, names in wording.SECTIONS for name in names}
    rows = []
    for name in RESIDENT_FIELDS:
        value = getattr(resident, name)
        if name not in elsewhere and value not in (None, ""):
            code = value.isoformat() if isinstance(value, date) else value
            rows.append((wording.label_of(name), wording.in_words(name, code, {})))
    return Part("Kedudukan di buku induk", [rows])


def _application(told: Mapping[str, Any], *, with_secrets: bool) -> dict[str, Any]:
    """With the answers as they were asked; those to questions that are no longer asked by their names."""
    shown = dict(told)
    asked = shown.pop("isian", [])
    known = {each["nama"] for each in asked}
    answers = {
        each["tanya"]: each["jawab"] for each in asked if with_secrets or not is_specific(each["nama"])
    }
    answers |= {
        name: answer
        for name, answer in shown.pop("jawaban", {}).items()
        if name not in known and (with_secrets or not is_specific(name))
    }
    return {**shown, "jawaban": answers} if answers else shown


def _change(told: Mapping[str, Any], areas: wording.Areas, *, with_secrets: bool) -> dict[str, Any]:
    lines = [
        wording.line_of(field, old, new, areas)
        for field, (old, new) in told["data"].items()
        if with_secrets or field not in wording.SECRET_FIELDS
    ]
    return {**told, "data": [f"{each.label}: {each.old or '–'} → {each.new or '–'}" for each in lines]}


def _request(told: Mapping[str, Any], areas: wording.Areas, *, with_secrets: bool) -> dict[str, Any]:
    element = told["data"]
    if not element:
        return dict(told)
    if element in wording.SECRET_FIELDS and not with_secrets:
        return {name: told[name] for name in ("jenis", "diterima", "keadaan")}
    wanted = wording.in_words(element, told["seharusnya"], areas)
    return {**told, "data": wording.label_of(element), "seharusnya": wanted}


def _rows(part: str, entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    rows = [(_label(name), _text(part, name, value)) for name, value in entry.items()]
    return [(label, text) for label, text in rows if text]


def _label(name: str) -> str:
    label = LABELS.get(name, name.replace("_", " "))
    return label[:1].upper() + label[1:]


def _text(part: str, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Mapping):
        told = [(_label(key), _text(part, key, each)) for key, each in value.items()]
        return "; ".join(f"{label}: {text}" for label, text in told if text)
    if isinstance(value, list):
        return "\n".join(_text(part, name, each) for each in value)
    if isinstance(value, date):
        return long_moment(value) if isinstance(value, datetime) else long_date(value)
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    return str(dict(CODES.get((part, name), ())).get(value, value))
