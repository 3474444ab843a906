"""Reading a letter kind strictly.

A kind comes from a file in `kinds/` or from the village's own editor. `read_definition` turns the plain table into
frozen dataclasses or says, in Indonesian and with the place, what is wrong: an unknown placeholder, a missing
signature, a text that is too long. What has passed can be typeset for any resident.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from balai.core.questions import SchemaProblem, read_questions
from balai.core.strict_tables import (
    DefinitionProblem,
    Place,
    Table,
    bounds,
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
from balai.letters.block_reading import LONGEST_LABEL, read_body, read_when, wording
from balai.letters.definitions import (
    MAIN_PARTY,
    FormPaper,
    KindDefinition,
    Party,
    Requires,
    Validity,
)
from balai.letters.enums import Chain, DistrictRole, SignedBy, Source
from balai.letters.kind_checks import check_definition
from balai.letters.particulars import ASKED_OF_A_PERSON, FIXED
from balai.villages.rules import EVERY_FORM

__all__ = ["DefinitionProblem", "read_definition", "shipped_kinds"]

KINDS = Path(__file__).parent / "kinds"
MOST_PARTIES = 12
MOST_FORMS = 6
MOST_PAGES = 10
LONGEST_VALIDITY = 1200
PAPERS = ("a4", "f4")

KIND = Place("Surat")
_SLUG = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_KEYS = {
    "slug", "revision", "title", "short_code", "category", "summary", "search_words", "classification", "legal_basis",
    "validity", "signed_by", "signing_forms", "district", "chain", "paper", "pages", "form_code", "holder", "subject",
    "parties", "fields", "body", "forms", "service",
}  # fmt: skip
# What can be required of somebody from the register, by its SIAK code.
CODED = frozenset(
    {
        "age",
        "standing",
        "residency",
        "sex",
        "religion",
        "marital_status",
        "relation",
        "citizenship",
        "education",
        "occupation",
    }
)


@cache
def shipped_definition(slug: str) -> KindDefinition:
    """A kind that comes with Balai, as read. Raises `KeyError`."""
    return read_definition({str(each["slug"]): each for each in shipped_kinds()}[slug])


@cache
def shipped_kinds() -> Sequence[Mapping[str, Any]]:
    """The tables of the kinds that come with Balai, by slug. Everybody reads the same ones."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in KINDS.glob("*.toml")]
    return sorted(tables, key=lambda each: str(each["slug"]))


def read_definition(source: Mapping[str, Any]) -> KindDefinition:
    """Read and check a kind. Raises `DefinitionProblem`."""
    check_size(source)
    try:
        definition = _read(source)
    except SchemaProblem as problem:
        raise DefinitionProblem(problem.problem, Place(problem.where, ("fields",))) from problem
    check_definition(definition)
    return definition


def _read(source: Table) -> KindDefinition:
    only(source, _KEYS, KIND)
    signed_by = SignedBy(choice(source, "signed_by", KIND, tuple(SignedBy), SignedBy.VILLAGE))
    paper = choice(source, "paper", KIND, PAPERS, "a4")
    parties = source.get("parties", [{"name": MAIN_PARTY, "label": "Warga", "source": "register"}])
    return KindDefinition(
        slug=_slug(source, "slug", KIND, 50),
        title=text(source, "title", KIND, 120),
        short_code=text(source, "short_code", KIND, 12),
        category=text(source, "category", KIND, 40),
        summary=text(source, "summary", KIND, 200),
        search_words=texts(source, "search_words", KIND, longest=40, most=30),
        classification=text(source, "classification", KIND, 20, needed=signed_by is SignedBy.VILLAGE),
        legal_basis=texts(source, "legal_basis", KIND, longest=200, most=12),
        validity=_validity(source),
        signed_by=signed_by,
        signing_forms=_signing_forms(source),
        district=DistrictRole(choice(source, "district", KIND, tuple(DistrictRole), DistrictRole.NONE)),
        chain=Chain(choice(source, "chain", KIND, tuple(Chain), Chain.DIRECT)),
        paper=paper,
        pages=max(1, number(source, "pages", KIND, usual=1, largest=MOST_PAGES)),
        form_code=text(source, "form_code", KIND, 30, needed=False),
        holder=text({"holder": f"{MAIN_PARTY}.full_name", **source}, "holder", KIND, 100),
        subject=wording(source.get("subject", ""), Place("Perihal", ("subject",))),
        parties=_parties(parties),
        questions=read_questions(entries(source, "fields", KIND, 100), "Isian"),
        body=read_body(source.get("body", ()), Place("", ("body",))),
        forms=_forms(source, paper),
        service=table(source, "service", KIND, 10) if "service" in source else None,
    )


def _slug(entry: Table, key: str, where: Place, longest: int) -> str:
    found = text(entry, key, where, longest)
    if not _SLUG.fullmatch(found):
        raise DefinitionProblem(f"'{key}' memakai huruf kecil, angka, dan tanda hubung.", where)
    return found


def _validity(source: Table) -> Validity:
    where = Place("Masa berlaku", ("validity",))
    found = table(source, "validity", where, 2)
    only(found, {"months", "days"}, where)
    months = number(found, "months", where, usual=0, largest=LONGEST_VALIDITY)
    return Validity(months, number(found, "days", where, usual=0, largest=LONGEST_VALIDITY))


def _signing_forms(source: Table) -> frozenset[str]:
    forms = frozenset(
        texts({"signing_forms": sorted(EVERY_FORM), **source}, "signing_forms", KIND, longest=40, most=20)
    )
    if not forms or forms - EVERY_FORM:
        raise DefinitionProblem("cara menandatangani tidak dikenal.", KIND)
    return forms


def _forms(source: Table, paper: str) -> tuple[FormPaper, ...]:
    found = entries(source, "forms", KIND, MOST_FORMS)
    forms = tuple(_form(entry, number, paper) for number, entry in enumerate(found, 1))
    if len({form.name for form in forms}) < len(forms):
        raise DefinitionProblem("nama formulir harus berbeda.", Place("Formulir", ("forms",)))
    return forms


def _form(entry: Any, number: int, paper: str) -> FormPaper:
    where = Place(f"Formulir ke-{number}", ("forms", number - 1))
    only(entry, {"name", "title", "paper", "form_code", "body", "when"}, where)
    return FormPaper(
        name=_slug(entry, "name", where, 40),
        title=text(entry, "title", where, 120),
        paper=choice(entry, "paper", where, PAPERS, paper),
        form_code=text(entry, "form_code", where, 30, needed=False),
        body=read_body(entry.get("body", ()), Place(where.words, (*where.path, "body"))),
        when=read_when(entry, where),
    )


def _parties(source: Any) -> tuple[Party, ...]:
    where = Place("Pihak", ("parties",))
    found = entries({"parties": source}, "parties", where, MOST_PARTIES)
    parties = tuple(
        _party(entry, Place(f"Pihak ke-{number}", ("parties", number - 1)))
        for number, entry in enumerate(found, 1)
    )
    names = [party.name for party in parties]
    if len(set(names)) < len(names):
        raise DefinitionProblem("nama pihak harus berbeda.", where)
    if taken := sorted(set(names) & {*FIXED, "answers", "member"}):
        raise DefinitionProblem(f"nama '{taken[0]}' sudah dipakai sistem.", where)
    if names[:1] != [MAIN_PARTY] or parties[0].source is not Source.REGISTER:
        raise DefinitionProblem("pihak pertama harus dari data warga.", where)
    return parties


def _party(entry: Any, where: Place) -> Party:
    only(entry, {"name", "label", "source", "asks", "requires", "optional"}, where)
    source = Source(choice(entry, "source", where, tuple(Source), Source.TYPED))
    optional = flag(entry, "optional", where)
    asks = tuple(_asked(question) for question in entries(entry, "asks", where, 60))
    if optional:
        asks = tuple(map(_asked_if_named, asks))
    if (source is Source.REGISTER) == bool(asks):
        raise DefinitionProblem("isian hanya untuk pihak di luar data warga, dan wajib di situ.", where)
    return Party(
        name=text(entry, "name", where, 30),
        label=text(entry, "label", where, LONGEST_LABEL),
        source=source,
        asks=read_questions(asks, where.words),
        requires=tuple(_requires(each, where) for each in entries(entry, "requires", where, 6)),
        optional=optional,
    )


def _asked(entry: Any) -> Any:
    """A particular by its name takes its usual question; with more keys, it overrides them."""
    given = {"name": entry} if isinstance(entry, str) else entry
    usual = ASKED_OF_A_PERSON.get(str(given.get("name", ""))) if isinstance(given, Mapping) else None
    if usual is None:
        return given
    told: dict[str, Any] = {
        "label": usual.label, "type": usual.type, "required": usual.required, "hint": usual.hint,
        "past": usual.past, "longest": usual.longest,
    }  # fmt: skip
    if usual.options:
        told["options"] = [{"value": option.value, "label": option.label} for option in usual.options]
    return {**told, **given}


def _asked_if_named(question: Any) -> Any:
    """Of somebody who may be left out, only the name is asked at first, and it may stay empty."""
    if not isinstance(question, Mapping):
        return question
    if question.get("name") == "full_name":
        return {**question, "required": False}
    return {"when": {"question": "full_name"}, **question}


def _requires(entry: Any, where: Place) -> Requires:
    only(entry, {"particular", "codes", "sentence", "at_least", "below"}, where)
    codes = entries(entry, "codes", where, 100)
    if not all(isinstance(code, int) for code in codes):
        raise DefinitionProblem("'codes' berisi angka.", where)
    at_least, below = bounds(entry, where)
    if not codes and at_least is None and below is None:
        raise DefinitionProblem("syarat warga belum berisi jawaban yang boleh, atau batas umurnya.", where)
    particular = choice(entry, "particular", where, sorted(CODED), "")
    return Requires(particular, tuple(codes), text(entry, "sentence", where, 200), at_least, below)
