"""Reading the table of a standard strictly: a file of Balai's, a kind of letter, or what an officer has typed."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from balai.core.strict_tables import (
    DefinitionProblem,
    Place,
    Table,
    check_size,
    choice,
    entries,
    flag,
    number,
    only,
    table,
    text,
    texts,
)
from balai.services.rules import Weakening, add, meets, paths
from balai.services.standard import (
    LIFE_EVENTS,
    NOTHING_ADDED,
    Additions,
    Case,
    Channel,
    Component,
    Conditions,
    Deadline,
    Duration,
    Fee,
    Nature,
    Option,
    Question,
    Requirement,
    Standard,
    Step,
    Unit,
    Way,
)

STANDARDS = Path(__file__).parent / "standards"
COMMON = "common"

STANDARD = Place("Layanan")
ADDITIONS = Place("Tambahan")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_REQUIREMENTS = 40
MOST_STEPS = 12
MOST_RUPIAH = 1_000_000_000
LONGEST_TIME = 1000
MOST_WAYS = 400
"""How many ways there may be through the questions of one service."""

STANDARD_KEYS = {
    "slug", "revision", "name", "summary", "category", "life_events", "search_words", "icon", "nature", "issuer",
    "responsible", "legal_basis", "output", "channels", "forms", "is_applied_for", "drops_introduction", "report_within", "fee", "time",
    "note", "questions", "cases", "requirements", "steps", "components",
}  # fmt: skip
_ADDITION_KEYS = {
    "requirements", "proofs", "legal_basis", "search_words", "channels", "fee", "time", "note", "responsible", "steps",
    "components",
}  # fmt: skip


def shipped_standards() -> list[dict[str, Any]]:
    """The tables of the standards that come with Balai, by slug; those of letters come with their kinds."""
    return deepcopy([each for each in _shipped().values() if each["slug"] != COMMON])


@cache
def shipped_common() -> Mapping[Component, str]:
    """The components that are the same for all services of an office, until the village words its own."""
    return read_components(_shipped()[COMMON], STANDARD)


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(STANDARDS.glob("*.toml")))
    return {str(each["slug"]): each for each in tables}


def read_layers(base: Table, *layers: Table) -> Standard:
    """A standard with what regency and village add to it. Raises `DefinitionProblem`, `Weakening`."""
    standard = read_standard(base)
    for layer in layers:
        if layer:
            standard = add(standard, read_additions(layer))
            _check_conditions(standard)
    return standard


def fitting(grounds: Iterable[Table], layer: Table) -> Table:
    """What of a layer may still be added to those below it. Raises `DefinitionProblem` when there is one and the lowest is no standard."""
    if not layer:
        return {}
    below = read_layers(*grounds)
    kept: dict[str, Any] = {}
    for key, value in layer.items():
        match key:
            case "requirements":
                found: Any = [each for each in value if not refusal(below, {key: [each]})]
            case "proofs":
                found = {
                    name: each for name, each in value.items() if not refusal(below, {key: {name: each}})
                }
            case _:
                found = None if refusal(below, {key: value}) else value
        if found:
            kept[key] = found
    return kept


def refusal(standard: Standard, layer: Table) -> str:
    """Why a layer may not be added to a standard, as an Indonesian sentence; "" where it may."""
    try:
        _check_conditions(add(standard, read_additions(layer)))
    except Weakening as weakening:
        return str(weakening)
    except DefinitionProblem as problem:
        return problem.problem[:1].upper() + problem.problem[1:]
    return ""


def read_standard(source: Table) -> Standard:
    """Read and check a whole standard. Raises `DefinitionProblem`."""
    check_size(source)
    only(source, STANDARD_KEYS, STANDARD)
    standard = Standard(
        slug=_slug(text(source, "slug", STANDARD, 60), STANDARD),
        name=text(source, "name", STANDARD, 120),
        summary=text(source, "summary", STANDARD, 200),
        category=text(source, "category", STANDARD, 40),
        life_events=_chosen(source, "life_events", STANDARD, LIFE_EVENTS),
        search_words=texts(source, "search_words", STANDARD, longest=60, most=60),
        icon=text({"icon": "surat", **source}, "icon", STANDARD, 30),
        nature=Nature(choice(source, "nature", STANDARD, tuple(Nature), Nature.LETTER)),
        issuer=text(source, "issuer", STANDARD, 120, needed=False),
        responsible=text({"responsible": "service_head", **source}, "responsible", STANDARD, 40),
        legal_basis=texts(source, "legal_basis", STANDARD, longest=300, most=20),
        output=texts(source, "output", STANDARD, longest=200, most=10),
        channels=_channels(source, STANDARD, (Channel.COUNTER,)),
        forms=texts(source, "forms", STANDARD, longest=60, most=10),
        is_applied_for=flag({"is_applied_for": False, **source}, "is_applied_for", STANDARD),
        drops_introduction=text(source, "drops_introduction", STANDARD, 200, needed=False),
        report_within=_deadline(source),
        fee=_fee(source.get("fee", {}), STANDARD.within("biaya", "fee")),
        time=_time(source.get("time"), STANDARD.within("waktu", "time")),
        note=text(source, "note", STANDARD, 600, needed=False),
        questions=_each(source, "questions", STANDARD, _question, most=8, called="pertanyaan"),
        cases=_each(source, "cases", STANDARD, _case, most=40, called="keadaan"),
        requirements=_requirements(source, STANDARD),
        steps=_steps(source, STANDARD),
        components=read_components(source.get("components", {}), STANDARD),
    )
    _check_conditions(standard)
    _check_cases(standard)
    return standard


def read_additions(source: Table) -> Additions:
    """Read what a regency or a village adds. Raises `DefinitionProblem`."""
    if not source:
        return NOTHING_ADDED
    check_size(source)
    only(source, _ADDITION_KEYS, ADDITIONS)
    fee, time = source.get("fee"), source.get("time")
    return Additions(
        requirements=_requirements(source, ADDITIONS),
        proofs=_proofs(source),
        legal_basis=texts(source, "legal_basis", ADDITIONS, longest=300, most=20),
        search_words=texts(source, "search_words", ADDITIONS, longest=60, most=60),
        channels=_channels(source, ADDITIONS, ()),
        fee=None if fee is None else _fee(fee, ADDITIONS.within("biaya", "fee")),
        time=None if time is None else _time(time, ADDITIONS.within("waktu", "time")),
        note=text(source, "note", ADDITIONS, 600, needed=False),
        responsible=text(source, "responsible", ADDITIONS, 40, needed=False),
        steps=_steps(source, ADDITIONS),
        components=read_components(source.get("components", {}), ADDITIONS),
    )


def read_components(source: Table, where: Place) -> dict[Component, str]:
    """The components that are not fields of their own, each in a few sentences. Raises `DefinitionProblem`."""
    only(source, {*Component, "slug"}, where)
    return {each: text(source, each, where, 1200) for each in Component if source.get(each)}


def _slug(found: str, where: Place) -> str:
    if not _SLUG.fullmatch(found):
        raise DefinitionProblem("alamat hanya huruf kecil, angka, dan tanda hubung.", where)
    return found


def _each[Part](
    source: Table, key: str, where: Place, read: Callable[[Any, Place], Part], *, most: int, called: str
) -> tuple[Part, ...]:
    return tuple(
        read(entry, where.within(f"{called} {place}", key, place - 1))
        for place, entry in enumerate(entries(source, key, where, most), 1)
    )


def _chosen(source: Table, key: str, where: Place, known: Iterable[str]) -> tuple[str, ...]:
    found = texts(source, key, where, longest=40, most=20)
    if unknown := set(found) - set(known):
        raise DefinitionProblem(f"'{key}' tidak mengenal {min(unknown)}.", where)
    return found


def _channels(source: Table, where: Place, usual: tuple[Channel, ...]) -> tuple[Channel, ...]:
    found = _chosen(source, "channels", where, Channel)
    return tuple(Channel(each) for each in found) or usual


def _deadline(source: Table) -> Deadline | None:
    entry = source.get("report_within")
    if entry is None:
        return None
    where = STANDARD.within("batas lapor", "report_within")
    only(entry, {"text", "law"}, where)
    return Deadline(text(entry, "text", where, 200), text(entry, "law", where, 200))


def _fee(entry: Any, where: Place) -> Fee:
    only(entry, {"free", "amount", "law", "note"}, where)
    fee = Fee(
        free=flag(entry, "free", where),
        amount=number(entry, "amount", where, usual=0, largest=MOST_RUPIAH),
        law=text(entry, "law", where, 200, needed=False),
        note=text(entry, "note", where, 200, needed=False),
    )
    if fee.free and fee.amount:
        raise DefinitionProblem("layanan yang gratis tidak punya biaya.", where)
    if (fee.free or fee.amount) and not fee.law:
        raise DefinitionProblem("sebutkan peraturan yang menetapkannya.", where)
    return fee


def _time(entry: Any, where: Place) -> Duration:
    only(entry, {"amount", "longest", "unit", "from", "law"}, where)
    amount = number(entry, "amount", where, usual=0, largest=LONGEST_TIME)
    longest = number(entry, "longest", where, usual=amount, largest=LONGEST_TIME)
    if not amount or longest < amount:
        raise DefinitionProblem("isi lamanya; yang paling lama tidak boleh lebih cepat.", where)
    return Duration(
        amount=amount,
        longest=longest,
        unit=Unit(choice(entry, "unit", where, tuple(Unit), Unit.WORKING_DAYS)),
        since=text(entry, "from", where, 120, needed=False),
        law=text(entry, "law", where, 200, needed=False),
    )


def _conditions(entry: Table, where: Place) -> Conditions:
    found = table(entry, "when", where, 4)
    return {name: frozenset(texts(found, name, where, longest=40, most=12)) for name in found}


def _question(entry: Any, where: Place) -> Question:
    only(entry, {"name", "label", "hint", "options", "when"}, where)
    options = _each(entry, "options", where, _option, most=12, called="pilihan")
    if len({each.value for each in options}) != len(options) or len(options) < 2:
        raise DefinitionProblem("pertanyaan perlu dua pilihan atau lebih, semuanya berbeda.", where)
    return Question(
        name=_slug(text(entry, "name", where, 30), where),
        label=text(entry, "label", where, 120),
        hint=text(entry, "hint", where, 200, needed=False),
        options=options,
        when=_conditions(entry, where),
    )


def _option(entry: Any, where: Place) -> Option:
    only(entry, {"value", "label", "hint"}, where)
    return Option(
        value=_slug(text(entry, "value", where, 40), where),
        label=text(entry, "label", where, 100),
        hint=text(entry, "hint", where, 160, needed=False),
    )


def _case(entry: Any, where: Place) -> Case:
    only(entry, {"slug", "title", "answers"}, where)
    answers = table(entry, "answers", where, 8)
    return Case(
        slug=_slug(text(entry, "slug", where, 60), where),
        title=text(entry, "title", where, 120),
        answers={name: text(answers, name, where, 40) for name in answers},
    )


def _requirements(source: Table, where: Place) -> tuple[Requirement, ...]:
    return _each(source, "requirements", where, _requirement, most=MOST_REQUIREMENTS, called="syarat")


def _requirement(entry: Any, where: Place) -> Requirement:
    only(entry, {"name", "law", "proofs", "note", "when", "valid_from", "valid_until", "national"}, where)
    requirement = Requirement(
        name=text(entry, "name", where, 200),
        law=text(entry, "law", where, 300),
        proofs=texts(entry, "proofs", where, longest=300, most=12),
        note=text(entry, "note", where, 400, needed=False),
        when=_conditions(entry, where),
        valid_from=_day(entry, "valid_from", where),
        valid_until=_day(entry, "valid_until", where),
        national=flag({"national": True, **entry}, "national", where),
    )
    if not requirement.proofs:
        raise DefinitionProblem("sebutkan bukti yang diterima.", where)
    if (
        requirement.valid_from
        and requirement.valid_until
        and requirement.valid_until < requirement.valid_from
    ):
        raise DefinitionProblem("tanggal berakhir harus sesudah tanggal mulai.", where)
    return requirement


def _day(entry: Table, key: str, where: Place) -> date | None:
    found = entry.get(key)
    try:
        return None if found is None else date.fromisoformat(found)
    except (TypeError, ValueError) as problem:
        raise DefinitionProblem(f"'{key}' harus tanggal seperti 2026-01-31.", where) from problem


def _proofs(source: Table) -> dict[str, tuple[str, ...]]:
    found = table(source, "proofs", ADDITIONS, MOST_REQUIREMENTS)
    return {name: texts(found, name, ADDITIONS, longest=300, most=12) for name in found}


def _steps(source: Table, where: Place) -> dict[Way, tuple[Step, ...]]:
    found = source.get("steps", {})
    only(found, set(Way), where)
    read = {way: _each(found, way, where, _step, most=MOST_STEPS, called="langkah") for way in Way}
    return {way: steps for way, steps in read.items() if steps}


def _step(entry: Any, where: Place) -> Step:
    only(entry, {"title", "note"}, where)
    return Step(text(entry, "title", where, 120), text(entry, "note", where, 400, needed=False))


def _check_conditions(standard: Standard) -> None:
    """Every condition names a question that is there (for a question: an earlier one) and answers it really has."""
    known: dict[str, set[str]] = {}
    for question in standard.questions:
        _check(question.when, known, question.label)
        known[question.name] = {option.value for option in question.options}
    for requirement in standard.requirements:
        _check(requirement.when, known, requirement.name)


def _check(conditions: Conditions, known: Mapping[str, set[str]], called: str) -> None:
    for name, values in conditions.items():
        if not values or not values <= known.get(name, set()):
            raise DefinitionProblem(f"syarat jawaban '{name}' tidak ada di pertanyaan.", Place(called))


def _check_cases(standard: Standard) -> None:
    """Each case answers every question that concerns it, and whatever is answered, something is needed."""
    ways = list(islice(paths(standard), MOST_WAYS + 1))
    if len(ways) > MOST_WAYS:
        raise DefinitionProblem("pertanyaannya terlalu banyak. Kurangi pilihannya.", STANDARD)
    for case in standard.cases:
        if case.answers not in ways:
            raise DefinitionProblem("jawabannya tidak menempuh pertanyaan sampai selesai.", Place(case.title))
    for answers in ways if standard.requirements else ():
        if not any(meets(each.when, answers) for each in standard.requirements):
            told = ", ".join(answers.values())
            raise DefinitionProblem(f"tidak ada syarat untuk jawaban {told}.", STANDARD)
