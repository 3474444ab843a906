"""What changes for residents from one state of a standard to the next, in sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from balai.services.standard import Requirement, Standard
from balai.services.telling import STEPS

NEAR = timedelta(days=180)
"""How long before it begins or ends a requirement says so."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """From that day on this is different."""

    day: date
    lines: tuple[str, ...]


def upcoming(standard: Standard, scheduled: Sequence[tuple[date, Standard]], on: date) -> list[Upcoming]:
    """What is going to change: by versions that are `scheduled` in the order of their days, and by dates of requirements."""
    found: dict[date, list[str]] = {}
    for day, later in scheduled:
        found.setdefault(day, []).extend(changes(standard, later))
        standard = later
    for requirement in standard.requirements:
        for day, line in _dated(requirement, on):
            found.setdefault(day, []).append(line)
    return [Upcoming(day, tuple(dict.fromkeys(lines))) for day, lines in sorted(found.items()) if lines]


def _dated(requirement: Requirement, on: date) -> Iterator[tuple[date, str]]:
    begins, ends = requirement.valid_from, requirement.valid_until
    if begins and on < begins <= on + NEAR:
        yield begins, f"Syarat baru: {requirement.name}."
    if ends and on <= ends <= on + NEAR:
        yield ends + timedelta(days=1), f"Tidak diminta lagi: {requirement.name}."


def changes(before: Standard, after: Standard) -> list[str]:
    """The differences that matter to somebody who comes for the service; none for words that only the search reads."""
    return [*_of_requirements(before, after), *_of_facts(before, after), *_of_steps(before, after)]


def _of_requirements(before: Standard, after: Standard) -> Iterator[str]:
    old = {each.name: each for each in before.requirements}
    new = {each.name: each for each in after.requirements}
    for name, each in new.items():
        if name not in old:
            yield f"Syarat baru: {name}."
        elif more := [proof for proof in each.proofs if proof not in old[name].proofs]:
            yield f"Untuk {name} juga diterima: {', '.join(more)}."
        elif each != old[name]:
            yield f"Ketentuan syarat {name} berubah."
    for name in old:
        if name not in new:
            yield f"Tidak diminta lagi: {name}."


def _of_facts(before: Standard, after: Standard) -> Iterator[str]:
    if before.fee != after.fee:
        yield f"Biaya: {after.fee}, sebelumnya {before.fee}."
    if str(before.time) != str(after.time):
        yield f"Waktu: {after.time}, sebelumnya {before.time}."
    if before.report_within != after.report_within and after.report_within:
        yield f"Batas lapor: {after.report_within.text}."
    if before.output != after.output:
        yield f"Hasil: {', '.join(after.output)}."
    if before.questions != after.questions:
        yield "Pertanyaan untuk menyusun daftar syarat berubah."
    if added := [law for law in after.legal_basis if law not in before.legal_basis]:
        yield f"Dasar hukum baru: {'; '.join(added)}."


def _of_steps(before: Standard, after: Standard) -> Iterator[str]:
    for way, called in STEPS.items():
        if before.steps.get(way, ()) != after.steps.get(way, ()):
            yield f"{called} berubah."
