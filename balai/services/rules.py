"""The law of standards: what somebody needs, what may be added, and whether all 14 components are there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from balai.core.languages import to_say
from balai.services.standard import (
    Additions,
    Answers,
    Channel,
    Component,
    Conditions,
    Duration,
    Fee,
    Question,
    Requirement,
    Standard,
    Way,
)

MOST_QUESTIONS = 3
"""How many questions anybody is asked, at most."""


def meets(conditions: Conditions, answers: Answers) -> bool:
    return all(answers.get(name) in wanted for name, wanted in conditions.items())


def asked_questions(standard: Standard, answers: Answers) -> list[Question]:
    """The questions that concern somebody who has given these answers so far."""
    return [each for each in standard.questions if meets(each.when, answers)]


def known_answers(standard: Standard, given: Answers) -> dict[str, str]:
    """Of what was given, the answers to questions that are asked, and that are among their options."""
    found: dict[str, str] = {}
    for question in standard.questions:
        value = given.get(question.name)
        if meets(question.when, found) and value in {option.value for option in question.options}:
            found[question.name] = str(value)
    return found


def is_answered(standard: Standard, answers: Answers) -> bool:
    """Whether nothing more needs to be asked."""
    return all(question.name in answers for question in asked_questions(standard, answers))


def needed(standard: Standard, answers: Answers, on: date) -> list[Requirement]:
    """What somebody with these answers must bring on that day."""
    return [each for each in standard.requirements if each.is_in_force(on) and meets(each.when, answers)]


def in_force(standard: Standard, on: date) -> list[Requirement]:
    """All requirements of that day, whomever they concern."""
    return [each for each in standard.requirements if each.is_in_force(on)]


def paths(standard: Standard) -> Iterator[dict[str, str]]:
    """Every way through the questions."""
    yield from _paths(standard.questions, {})


def _paths(questions: Sequence[Question], answers: dict[str, str]) -> Iterator[dict[str, str]]:
    if not questions:
        yield answers
        return
    first, rest = questions[0], questions[1:]
    if not meets(first.when, answers):
        yield from _paths(rest, answers)
        return
    for option in first.options:
        yield from _paths(rest, answers | {first.name: option.value})


def asks_introduction(standard: Standard, on: date) -> bool:
    """Whether somebody may be asked for an introduction by the heads of RT and RW."""
    return any(_is_introduction(each) for each in in_force(standard, on))


class Weakening(ValueError):
    """An addition that takes away what the law gives; `str()` is an Indonesian sentence."""


def add(standard: Standard, additions: Additions) -> Standard:
    """The standard with what a regency or a village adds to it.

    More may be asked where no law forbids it, more may be accepted and promised; nothing is taken away.
    Raises `Weakening`.
    """
    return replace(
        standard,
        requirements=_requirements(standard, additions),
        legal_basis=(*standard.legal_basis, *additions.legal_basis),
        search_words=(*standard.search_words, *additions.search_words),
        channels=_channels(standard, additions.channels),
        fee=_fee(standard.fee, additions.fee),
        time=_time(standard.time, additions.time),
        note=additions.note or standard.note,
        responsible=additions.responsible or standard.responsible,
        steps={**standard.steps, **additions.steps},
        components={**standard.components, **additions.components},
    )


def _requirements(standard: Standard, additions: Additions) -> tuple[Requirement, ...]:
    known = {each.name.casefold() for each in standard.requirements}
    for each in additions.requirements:
        if each.name.casefold() in known:
            raise Weakening(f"Syarat “{each.name}” sudah ada. Tambahkan buktinya saja.")
        if standard.drops_introduction and _is_introduction(each):
            raise Weakening(f"Surat pengantar tidak boleh diminta lagi: {standard.drops_introduction}.")
        known.add(each.name.casefold())
    if unknown := set(additions.proofs) - {each.name for each in standard.requirements}:
        raise Weakening(f"Syarat “{min(unknown)}” tidak ada di standar ini.")
    accepted = (
        replace(each, proofs=(*each.proofs, *additions.proofs.get(each.name, ())))
        for each in standard.requirements
    )
    return (*accepted, *(replace(each, national=False) for each in additions.requirements))


def _is_introduction(requirement: Requirement) -> bool:
    told = " ".join((requirement.name, *requirement.proofs)).casefold()
    return "pengantar" in told


def _channels(standard: Standard, chosen: tuple[Channel, ...]) -> tuple[Channel, ...]:
    """A village names the channels that it really has; the counter always stays open."""
    if not chosen:
        return standard.channels
    if Channel.COUNTER not in chosen:
        raise Weakening("Warga selalu boleh datang ke kantor. Biarkan loket tetap ada.")
    return tuple(channel for channel in Channel if channel in chosen)


def _fee(given: Fee, wanted: Fee | None) -> Fee:
    if wanted is None:
        return given
    if given.free:
        raise Weakening(f"Layanan ini gratis menurut {given.law}. Biaya tidak bisa diisi.")
    if wanted.amount and not wanted.law:
        raise Weakening("Sebutkan peraturan yang menetapkan biaya ini.")
    return wanted


def _time(given: Duration, wanted: Duration | None) -> Duration:
    if wanted is None:
        return given
    if given.law and wanted.minutes > given.minutes:
        raise Weakening(
            f"Menurut {given.law}, paling lama {given.longest_text}. Waktu boleh lebih cepat saja."
        )
    return replace(wanted, since=wanted.since or given.since, law=given.law)


@dataclass(frozen=True, slots=True)
class ToldComponent:
    """One of the 14 components in words, with its letter in UU 25/2009 pasal 21."""

    letter: str
    title: str
    lines: tuple[str, ...]
    is_published: bool
    """Whether it belongs to the six that are about the service itself (PermenPANRB 15/2014); the others are the office's."""


_COMMON = {
    Component.FACILITIES: ("g", to_say("Sarana, prasarana, dan fasilitas")),
    Component.COMPETENCE: ("h", to_say("Kecakapan petugas")),
    Component.SUPERVISION: ("i", to_say("Pengawasan di dalam kantor")),
    Component.COMPLAINTS: ("j", to_say("Pengaduan, saran, dan masukan")),
    Component.STAFF: ("k", to_say("Jumlah petugas")),
    Component.GUARANTEE: ("l", to_say("Jaminan pelayanan")),
    Component.SAFETY: ("m", to_say("Jaminan keamanan dan keselamatan")),
    Component.EVALUATION: ("n", to_say("Penilaian kinerja petugas")),
}


def component_titles() -> dict[Component, str]:
    """What the components that an office has in common are called, in the order of the law."""
    return {name: title for name, (_, title) in _COMMON.items()}


def components(standard: Standard, common: Mapping[Component, str], on: date) -> list[ToldComponent]:
    """All 14 components of UU 25/2009 pasal 21 in the order of the law; one that nobody has told has no lines."""
    steps = [step.title for way in Way for step in standard.steps.get(way, ())]
    own = (
        ToldComponent("a", to_say("Dasar hukum"), standard.legal_basis, is_published=False),
        ToldComponent(
            "b", to_say("Persyaratan"), tuple(each.name for each in in_force(standard, on)), is_published=True
        ),
        ToldComponent("c", to_say("Sistem, mekanisme, dan prosedur"), tuple(steps), is_published=True),
        ToldComponent(
            "d", to_say("Jangka waktu penyelesaian"), _lines(time_words(standard.time)), is_published=True
        ),
        ToldComponent("e", to_say("Biaya"), _lines(fee_words(standard.fee)), is_published=True),
        ToldComponent("f", to_say("Produk pelayanan"), standard.output, is_published=True),
    )
    told = {**common, **standard.components}
    shared = (
        ToldComponent(letter, title, _lines(told.get(name, "")), is_published=name is Component.COMPLAINTS)
        for name, (letter, title) in _COMMON.items()
    )
    return [*own, *shared]


def _lines(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def time_words(time: Duration) -> str:
    """'1–3 hari kerja sejak berkas lengkap (Permendagri 19/2018)'."""
    words = f"{time} sejak {time.since}" if time.since else str(time)
    return f"{words} ({time.law})" if time.law else words


def fee_words(fee: Fee) -> str:
    """'Gratis (UU 24/2013 pasal 79A)'."""
    words = f"{fee}. {fee.note}" if fee.note else str(fee)
    return f"{words} ({fee.law})" if fee.law else words
