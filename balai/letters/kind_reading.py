"""Reading a letter kind strictly.

A kind comes from a file in `kinds/` or from the village's own editor. `read_definition` turns the plain table into
frozen dataclasses or says, in Indonesian and with the place, what is wrong: an unknown placeholder, a missing
signature, a text that is too long. What has passed can be typeset for any resident.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from balai.core.questions import SchemaProblem, read_questions
from balai.letters.definitions import (
    MAIN_PARTY,
    Block,
    Column,
    Identity,
    KindDefinition,
    Members,
    Paragraph,
    Party,
    Piece,
    Requires,
    Row,
    Signature,
    Statements,
    Validity,
    When,
    labels,
    wordings_of,
)
from balai.letters.enums import Source
from balai.letters.particulars import ASKED_OF_A_PERSON, FIXED, PERSON
from balai.letters.wording import Wording, WordingProblem, read_wording
from balai.villages.rules import EVERY_FORM

KINDS = Path(__file__).parent / "kinds"
MOST_BLOCKS = 40
MOST_ROWS = 40
MOST_PARTIES = 12
PAPERS = ("a4", "f4")


class DefinitionProblem(ValueError):
    """A kind that cannot be used; the message names the block and says what is wrong."""


def shipped_kinds() -> list[dict[str, Any]]:
    """The tables of the kinds that come with Balai, by slug."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in KINDS.glob("*.toml")]
    return sorted(tables, key=lambda table: str(table["slug"]))


_KEYS = {
    "slug", "revision", "title", "short_code", "category", "summary", "search_words", "classification", "legal_basis",
    "validity", "signing_forms", "paper", "holder", "subject", "parties", "fields", "body", "service",
}  # fmt: skip


def read_definition(source: Mapping[str, Any]) -> KindDefinition:
    """Read and check a kind. Raises `DefinitionProblem`."""
    try:
        definition = _read(source)
    except SchemaProblem as problem:
        raise DefinitionProblem(str(problem)) from problem
    _check_placeholders(definition)
    if sum(isinstance(block, Signature) for block in definition.body) != 1:
        raise DefinitionProblem("Surat harus punya satu tempat tanda tangan.")
    return definition


def _read(source: Mapping[str, Any]) -> KindDefinition:
    _only(source, _KEYS, "Surat")
    validity = source.get("validity", {})
    _only(validity, {"months", "days"}, "Masa berlaku")
    forms = frozenset(source.get("signing_forms", EVERY_FORM))
    if not forms or forms - EVERY_FORM:
        raise DefinitionProblem("Cara menandatangani tidak dikenal.")
    if source.get("paper", "a4") not in PAPERS:
        raise DefinitionProblem("Kertas hanya A4 atau F4.")
    return KindDefinition(
        slug=_text(source, "slug", "Surat", 50),
        title=_text(source, "title", "Surat", 120),
        short_code=_text(source, "short_code", "Surat", 12),
        category=_text(source, "category", "Surat", 40),
        summary=_text(source, "summary", "Surat", 200),
        search_words=tuple(map(str, source.get("search_words", ()))),
        classification=_text(source, "classification", "Surat", 20),
        legal_basis=tuple(map(str, source.get("legal_basis", ()))),
        validity=Validity(int(validity.get("months", 0)), int(validity.get("days", 0))),
        signing_forms=forms,
        paper=source.get("paper", "a4"),
        holder=str(source.get("holder", f"{MAIN_PARTY}.full_name")),
        subject=_wording(source.get("subject", ""), "Perihal"),
        parties=_parties(
            source.get("parties", [{"name": MAIN_PARTY, "label": "Warga", "source": "register"}])
        ),
        questions=read_questions(source.get("fields", ()), "Isian"),
        body=_body(source.get("body", ())),
        service=source.get("service"),
    )


def _parties(source: Iterable[Mapping[str, Any]]) -> tuple[Party, ...]:
    parties = tuple(_party(entry, f"Pihak ke-{number}") for number, entry in enumerate(source, 1))
    names = [party.name for party in parties]
    if len(parties) > MOST_PARTIES or len(set(names)) < len(names):
        raise DefinitionProblem(f"Nama pihak harus berbeda, paling banyak {MOST_PARTIES}.")
    if taken := set(names) & {*FIXED, "answers", "member"}:
        raise DefinitionProblem(f"Nama pihak '{taken.pop()}' sudah dipakai sistem.")
    if names[:1] != [MAIN_PARTY] or parties[0].source is not Source.REGISTER:
        raise DefinitionProblem("Pihak pertama harus dari data warga.")
    return parties


def _party(entry: Mapping[str, Any], where: str) -> Party:
    _only(entry, {"name", "label", "source", "asks", "requires", "optional"}, where)
    source = Source(entry.get("source", Source.TYPED))
    optional = bool(entry.get("optional"))
    asks = tuple(_asked(question) for question in entry.get("asks", ()))
    if optional:
        asks = tuple(_asked_if_named(question) for question in asks)
    if (source is Source.REGISTER) == bool(asks):
        raise DefinitionProblem(f"{where}: isian hanya untuk pihak di luar data warga, dan wajib di situ.")
    return Party(
        name=_text(entry, "name", where, 30),
        label=_text(entry, "label", where, 60),
        source=source,
        asks=read_questions(asks, where),
        requires=tuple(_requires(each, where) for each in entry.get("requires", ())),
        optional=optional,
    )


def _asked(entry: str | Mapping[str, Any]) -> Mapping[str, Any]:
    """A particular by its name takes its usual question; with more keys, it overrides them."""
    given: Mapping[str, Any] = {"name": entry} if isinstance(entry, str) else entry
    usual = ASKED_OF_A_PERSON.get(given.get("name", ""))
    if usual is None:
        return given
    table: dict[str, Any] = {
        "label": usual.label, "type": usual.type, "required": usual.required, "hint": usual.hint,
        "past": usual.past, "longest": usual.longest,
    }  # fmt: skip
    if usual.options:
        table["options"] = [{"value": option.value, "label": option.label} for option in usual.options]
    return {**table, **given}


def _asked_if_named(question: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of somebody who may be left out, only the name is asked at first, and it may stay empty."""
    if question.get("name") == "full_name":
        return {**question, "required": False}
    return {"when": {"question": "full_name"}, **question}


def _requires(entry: Mapping[str, Any], where: str) -> Requires:
    _only(entry, {"particular", "codes", "sentence", "at_least", "below"}, where)
    return Requires(
        _text(entry, "particular", where, 30),
        tuple(map(int, entry.get("codes", ()))),
        _text(entry, "sentence", where, 200),
        *_bounds(entry),
    )


def _bounds(entry: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """`at_least = 17`, `below = 21`; None where there is no bound."""
    at_least, below = (int(entry[key]) if key in entry else None for key in ("at_least", "below"))
    return at_least, below


def _body(source: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    blocks = tuple(_block(entry, f"Bagian ke-{number}") for number, entry in enumerate(source, 1))
    if not 1 <= len(blocks) <= MOST_BLOCKS:
        raise DefinitionProblem(f"Isi surat terdiri dari 1 sampai {MOST_BLOCKS} bagian.")
    return blocks


def _block(entry: Mapping[str, Any], where: str) -> Block:
    kind = str(entry.get("block"))
    if kind not in _BLOCK_READERS:
        raise DefinitionProblem(f"{where}: bagian '{kind}' tidak dikenal.")
    keys, reader = _BLOCK_READERS[kind]
    _only(entry, {"block", "when", *keys}, where)
    return reader(entry, where, _when(entry, where))


def _paragraph(entry: Mapping[str, Any], where: str, when: When | None) -> Paragraph:
    return Paragraph(_pieces(entry.get("text", ()), where), when)


def _identity(entry: Mapping[str, Any], where: str, when: When | None) -> Identity:
    party = entry.get("party", "")
    rows = tuple(_row(row, party, where) for row in entry.get("rows", ()))
    if not 1 <= len(rows) <= MOST_ROWS:
        raise DefinitionProblem(f"{where}: isi 1 sampai {MOST_ROWS} baris.")
    return Identity(rows, when)


def _row(entry: str | Mapping[str, Any], party: str, where: str) -> Row:
    """`"nik"` is the party's particular under its usual label, `"nik?"` the same where it may be missing."""
    if isinstance(entry, str):
        name = entry.removesuffix("?")
        if not party or name not in PERSON:
            raise DefinitionProblem(f"{where}: baris '{entry}' tidak dikenal.")
        bold = "|bold" if name == "full_name" else ""
        wording = _wording(f"{{{party}.{name}{bold}}}", where)
        return Row(PERSON[name].label, wording, optional=entry.endswith("?"))
    _only(entry, {"label", "text", "optional"}, where)
    return Row(
        _text(entry, "label", where, 60), _wording(entry.get("text"), where), bool(entry.get("optional"))
    )


def _statements(entry: Mapping[str, Any], where: str, when: When | None) -> Statements:
    return Statements(_pieces(entry.get("items", ()), where), when)


def _members(entry: Mapping[str, Any], where: str, when: When | None) -> Members:
    columns = entry.get("columns", ())
    if not 1 <= len(columns) <= 8:
        raise DefinitionProblem(f"{where}: tabel berisi 1 sampai 8 kolom.")
    return Members(
        tuple(Column(_text(each, "label", where, 40), _wording(each.get("text"), where)) for each in columns),
        when,
    )


def _signature(entry: Mapping[str, Any], where: str, when: When | None) -> Signature:
    return Signature(str(entry.get("holder", "")), str(entry.get("label", "")), when)


_BLOCK_READERS: Mapping[str, tuple[set[str], Callable[[Mapping[str, Any], str, When | None], Block]]] = {
    "paragraph": ({"text"}, _paragraph),
    "identity": ({"party", "rows"}, _identity),
    "statements": ({"items"}, _statements),
    "members": ({"columns"}, _members),
    "signature": ({"holder", "label"}, _signature),
}


def _pieces(source: Any, where: str) -> tuple[Piece, ...]:
    entries = [source] if isinstance(source, str) else list(source)
    if not 1 <= len(entries) <= MOST_ROWS:
        raise DefinitionProblem(f"{where}: isi 1 sampai {MOST_ROWS} kalimat.")
    pieces = []
    for entry in entries:
        if isinstance(entry, Mapping):
            _only(entry, {"text", "when"}, where)
            pieces.append(Piece(_wording(entry.get("text"), where), _when(entry, where)))
        else:
            pieces.append(Piece(_wording(entry, where)))
    return tuple(pieces)


def _when(entry: Mapping[str, Any], where: str) -> When | None:
    if "when" not in entry:
        return None
    given = entry["when"]
    if isinstance(given, str):
        return When(given)
    _only(given, {"path", "any_of", "at_least", "below"}, where)
    return When(_text(given, "path", where, 100), tuple(map(str, given.get("any_of", ()))), *_bounds(given))


def _wording(text: Any, where: str) -> Wording:
    if not isinstance(text, str):
        raise DefinitionProblem(f"{where}: teks belum diisi.")
    try:
        return read_wording(text)
    except WordingProblem as problem:
        raise DefinitionProblem(f"{where}: {problem}") from problem


def _text(entry: Mapping[str, Any], key: str, where: str, longest: int) -> str:
    text = entry.get(key, "")
    if not isinstance(text, str) or not text.strip() or len(text) > longest:
        raise DefinitionProblem(f"{where}: '{key}' harus diisi, paling panjang {longest} huruf.")
    return text.strip()


def _only(entry: Any, keys: set[str], where: str) -> None:
    if not isinstance(entry, Mapping):
        raise DefinitionProblem(f"{where}: bentuknya keliru.")
    if unknown := sorted(set(entry) - keys):
        raise DefinitionProblem(f"{where}: pengaturan tidak dikenal: {', '.join(unknown)}.")


def _check_placeholders(definition: KindDefinition) -> None:
    known = labels(definition)
    for where, path in _paths(definition):
        if path not in known and not (path.startswith("member.") and path.removeprefix("member.") in PERSON):
            raise DefinitionProblem(f"{where}: isian '{{{path}}}' tidak dikenal.")


def _paths(definition: KindDefinition) -> Iterator[tuple[str, str]]:
    """Every placeholder path used, with the place where it is used."""
    yield "Pemegang surat", definition.holder
    yield from (("Perihal", each.path) for each in definition.subject.placeholders)
    for number, block in enumerate(definition.body, 1):
        where = f"Bagian ke-{number}"
        if block.when:
            yield where, block.when.path
        for wording, when in wordings_of(block):
            if when:
                yield where, when.path
            yield from ((where, each.path) for each in wording.placeholders)
