"""The audit trail in words: what each action is called, what it was about and where that can be seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from balai.accounts.enums import Action, Role
from balai.accounts.models import AuditEntry

_names: dict[str, str] = {str(action.value): str(action.label) for action in Action}

# Apps above are only known by the names of their pages.
_PAGES = {
    "accounts.officer": "accounts:officer",
    "residents.resident": "residents:detail",
    "residents.family": "residents:family",
    "residents.lifeevent": "residents:event",
    "letters.letter": "letters:detail",
    "printing.printer": "printing:printer",
    "printing.printjob": "printing:job",
    "introductions.introduction": "introductions:detail",
    "publications.article": "publications:desk_article",
    "rights.datarequest": "rights:detail",
}
_FACT_NAMES = {
    "role": "tugas",
    "from": "sebelumnya",
    "until": "sampai",
    "fields": "isian",
    "methods": "cara",
    "removed": "dihapus",
    "count": "jumlah",
    "rows": "baris",
    "type": "jenis",
    "kind": "jenis",
    "version": "versi",
    "service": "layanan",
    "number": "nomor",
    "people": "orang",
    "areas": "wilayah",
    "heads": "ketua",
    "pattern": "pola",
    "asked": "ditanyakan",
    "found": "ditemukan",
}
_FACT_VALUES = {
    **{str(role.value): str(role.label) for role in Role},
    "password": "kata sandi",
    "totp": "aplikasi kode",
    "webauthn": "kunci sandi",
    "recovery_codes": "kode cadangan",
    "full_name": "nama",
    "phone": "telepon",
}


YES_OR_NO = ((True, "ya"), (False, "tidak"))
_values_of: dict[str, dict[str, str]] = {}


def name_fact(name: str, word: str, values: Iterable[tuple[object, object]] = ()) -> None:
    """Say what a fact is called and what its codes mean (`choices`); for the `trail_names.py` of an app."""
    _FACT_NAMES[name] = word
    _values_of[name] = {str(code): str(meaning) for code, meaning in values}


def name_actions(names: Mapping[str, str]) -> None:
    """Say what an app's actions are called in Indonesian; for the `trail_names.py` of that app."""
    _names.update(names)


def action_names() -> list[tuple[str, str]]:
    """All actions with their names, by name, for a choice."""
    return sorted(_names.items(), key=lambda pair: pair[1])


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as people read it. `address` leads to what it was about, or is empty."""

    entry: AuditEntry
    action: str
    subject: str
    address: str
    details: str


def in_words(entry: AuditEntry) -> Line:
    """Read one entry; asks the database nothing."""
    return Line(
        entry=entry,
        action=_names.get(entry.action, entry.action),
        subject=_subject(entry.subject_type),
        address=page_of(entry.subject_type, entry.subject_id),
        details="; ".join(_fact(name, value) for name, value in entry.facts.items()),
    )


def _subject(subject_type: str) -> str:
    if not subject_type:
        return ""
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return subject_type


def page_of(subject_type: str, subject_id: str) -> str:
    """The address of the page about it, or ""."""
    page = _PAGES.get(subject_type)
    if page is None:
        return ""
    try:
        return reverse(page, args=[subject_id])
    except NoReverseMatch:
        return ""


def _fact(name: str, value: object) -> str:
    """'tugas: Operator'. A list of fields that have no words here is only counted; their names are for programmers."""
    values = value if isinstance(value, list) else [value]
    if name == "fields" and not set(values) <= set(_FACT_VALUES):
        return f"{len(values)} isian"
    meanings = _FACT_VALUES | _values_of.get(name, {})
    words = ", ".join(meanings.get(str(each), str(each)) for each in values)
    return f"{_FACT_NAMES.get(name, name)}: {words}"
