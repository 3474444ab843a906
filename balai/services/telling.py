"""How the parts of a standard are said in Indonesian. Pure: names of posts come in as an argument."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from balai.core.calendar import long_date
from balai.core.languages import to_say
from balai.services.rules import component_titles, fee_words, time_words
from balai.services.standard import (
    LIFE_EVENTS,
    Answers,
    Channel,
    Conditions,
    Nature,
    Question,
    Requirement,
    Standard,
    Step,
    Way,
)

CHANNELS: Mapping[Channel, str] = to_say(
    {
        Channel.COUNTER: "Di kantor",
        Channel.KIOSK: "Di anjungan",
        Channel.ONLINE: "Dari rumah",
        Channel.APPOINTMENT: "Dengan janji",
    }
)
NATURES: Mapping[Nature, str] = {
    Nature.LETTER: "Surat",
    Nature.CIVIL_DOCUMENT: "Dokumen kependudukan",
    Nature.INTRODUCTION: "Pengantar ke kantor lain",
    Nature.GUIDE: "Panduan",
}
STEPS: Mapping[Way, str] = {Way.COUNTER: "Langkah di kantor", Way.ONLINE: "Langkah dari rumah"}
NOT_NATIONAL = "Tidak diwajibkan aturan nasional."

type Names = Mapping[str, str]
"""What posts are called, by their value: `service_head` → 'Kasi Pelayanan'."""


@dataclass(frozen=True, slots=True)
class Told:
    """A part of a standard: what it is known by, what it is called, and what it says."""

    key: str
    title: str
    lines: tuple[str, ...]


def settings_told(standard: Standard, names: Names) -> list[Told]:
    """What every standard says of itself, always in the same order; without lines where it says nothing."""
    deadline = standard.report_within
    return [
        _one("slug", "Alamat", standard.slug),
        _one("name", "Nama", standard.name),
        _one("summary", "Ringkasan", standard.summary),
        _one("category", "Kelompok", standard.category),
        _one("icon", "Gambar kecil", standard.icon),
        _one("nature", "Yang diterima warga", NATURES[standard.nature]),
        Told("life_events", "Peristiwa hidup", tuple(LIFE_EVENTS[each] for each in standard.life_events)),
        Told("search_words", "Kata pencarian", standard.search_words),
        _one("issuer", "Yang menerbitkan", standard.issuer),
        _one("responsible", "Penanggung jawab", names.get(standard.responsible, standard.responsible)),
        Told("legal_basis", "Dasar hukum", standard.legal_basis),
        Told("output", "Hasil", standard.output),
        Told("channels", "Cara meminta", tuple(CHANNELS[each] for each in standard.channels)),
        Told("forms", "Formulir", standard.forms),
        _one("drops_introduction", "Tanpa pengantar menurut", standard.drops_introduction),
        _one("report_within", "Batas lapor", f"{deadline.text} ({deadline.law})" if deadline else ""),
        _one("fee", "Biaya", fee_words(standard.fee)),
        _one("free", "Gratis menurut aturan", standard.fee.law if standard.fee.free else ""),
        _one("time", "Waktu", time_words(standard.time)),
        _one("note", "Catatan", standard.note),
    ]


def requirements_told(standard: Standard) -> list[Told]:
    return [
        Told(each.name.casefold(), f"Syarat: {each.name}", requirement_lines(each, standard))
        for each in standard.requirements
    ]


def requirement_lines(requirement: Requirement, standard: Standard) -> tuple[str, ...]:
    """What a requirement says beside its name."""
    told = [requirement.name, f"Dasar: {requirement.law}"]
    told += [f"Bukti: {proof}" for proof in requirement.proofs]
    if requirement.note:
        told.append(requirement.note)
    if requirement.when:
        told.append(f"Hanya bila: {condition_words(requirement.when, standard)}")
    told += _days(requirement.valid_from, requirement.valid_until)
    if not requirement.national:
        told.append(NOT_NATIONAL)
    return tuple(told)


def condition_words(conditions: Conditions, standard: Standard) -> str:
    """'Di mana bayi lahir? Di rumah atau Di jalan; Siapa yang menolong? Bidan'."""
    questions = {each.name: each for each in standard.questions}
    return "; ".join(_answered(questions.get(name), name, values) for name, values in conditions.items())


def questions_told(standard: Standard) -> list[Told]:
    return [
        Told(each.name, f"Pertanyaan: {each.label}", tuple(_question_lines(each, standard)))
        for each in standard.questions
    ]


def cases_told(standard: Standard) -> list[Told]:
    return [
        Told(each.slug, f"Keadaan: {each.title}", (each.title, _case_words(each.answers, standard)))
        for each in standard.cases
    ]


def steps_told(standard: Standard) -> list[Told]:
    return [
        Told(way, title, tuple(_step_words(each) for each in standard.steps.get(way, ())))
        for way, title in STEPS.items()
    ]


def components_told(standard: Standard) -> list[Told]:
    """What it words by itself of the components that an office has in common."""
    return [
        _one(component, title, standard.components.get(component, ""))
        for component, title in component_titles().items()
    ]


def _one(key: str, title: str, text: str) -> Told:
    return Told(key, title, (text,) if text else ())


def _days(begins: date | None, ends: date | None) -> list[str]:
    told = [f"Mulai {long_date(begins)}"] if begins else []
    return [*told, f"Sampai {long_date(ends)}"] if ends else told


def _answered(question: Question | None, name: str, values: frozenset[str]) -> str:
    if question is None:
        return f"{name}: {', '.join(sorted(values))}"
    labels = [option.label for option in question.options if option.value in values]
    return f"{question.label} {' atau '.join(labels)}"


def _question_lines(question: Question, standard: Standard) -> list[str]:
    told = [question.label, question.hint] if question.hint else [question.label]
    told += [
        f"Pilihan: {each.label} ({each.hint})" if each.hint else f"Pilihan: {each.label}"
        for each in question.options
    ]
    values = ", ".join(each.value for each in question.options)
    told.append(f"Ditulis di alamat: {values}")
    return [*told, f"Hanya bila: {condition_words(question.when, standard)}"] if question.when else told


def _case_words(answers: Answers, standard: Standard) -> str:
    return condition_words({name: frozenset({value}) for name, value in answers.items()}, standard)


def _step_words(step: Step) -> str:
    return f"{step.title}: {step.note}" if step.note else step.title
