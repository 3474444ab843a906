"""Requirements of a service, as drafted and as in force on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class RequirementDraft:
    """Something a resident must show (*persyaratan*), by which law, from and until when, and what is accepted."""

    name: str
    law: str
    proofs: tuple[str, ...]
    valid_from: date | None = None
    valid_until: date | None = None


class Dated(Protocol):
    """What has a time in which it is in force; either end may be open."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_until(self) -> date | None: ...


def is_in_force(dated: Dated, on: date) -> bool:
    """Both ends are included."""
    begun = dated.valid_from is None or dated.valid_from <= on
    return begun and (dated.valid_until is None or on <= dated.valid_until)


class DraftProblem(ValueError):
    """A requirement that says too little; the message is an Indonesian sentence."""


def read_requirements(source: Iterable[Mapping[str, Any]]) -> tuple[RequirementDraft, ...]:
    """Read requirements from the table of a kind. Raises `DraftProblem`."""
    return tuple(_read_requirement(entry) for entry in source)


def _read_requirement(entry: Mapping[str, Any]) -> RequirementDraft:
    if unknown := set(entry) - {"name", "law", "proofs", "valid_from", "valid_until"}:
        raise DraftProblem(f"Syarat memuat pengaturan yang tidak dikenal: {', '.join(sorted(unknown))}.")
    if not entry.get("name") or not entry.get("law") or not entry.get("proofs"):
        raise DraftProblem("Tiap syarat perlu nama, dasar hukum, dan bukti yang diterima.")
    return RequirementDraft(
        name=str(entry["name"]),
        law=str(entry["law"]),
        proofs=tuple(map(str, entry["proofs"])),
        valid_from=entry.get("valid_from"),
        valid_until=entry.get("valid_until"),
    )
