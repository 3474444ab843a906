"""Reading the blocks of a kind strictly; `kind_reading` reads the kind around them."""

from collections.abc import Callable, Mapping, Sequence
from itertools import dropwhile
from typing import Any

from balai.core.strict_tables import (
    DefinitionProblem,
    Place,
    Table,
    bounds,
    choice,
    entries,
    flag,
    only,
    table,
    text,
    texts,
)
from balai.letters.blocks import (
    NOTHING,
    Attachment,
    Block,
    Column,
    Columns,
    Identity,
    Listing,
    Members,
    Paragraph,
    Piece,
    Plain,
    Row,
    Sheet,
    Signature,
    Signer,
    Statements,
    Tick,
    When,
)
from balai.letters.enums import SignerKind
from balai.letters.particulars import PERSON
from balai.letters.sheets import SHEETS
from balai.letters.wording import Wording, WordingProblem, read_wording

MOST_BLOCKS = 40
MOST_ROWS = 40
MOST_COLUMNS = 8
MOST_SIGNERS = 8
MOST_OPTIONS = 60
MOST_LISTINGS = 12
LONGEST_LABEL = 60


def read_body(source: Any, where: Place) -> tuple[Block, ...]:
    """The blocks of a letter or form. Raises `DefinitionProblem`."""
    if not isinstance(source, list | tuple) or not 1 <= len(source) <= MOST_BLOCKS:
        raise DefinitionProblem(f"Isi surat terdiri dari 1 sampai {MOST_BLOCKS} bagian.", where)
    blocks = tuple(_block(entry, where, number) for number, entry in enumerate(source, 1))
    if any(isinstance(block, Sheet) for block in blocks) and not all(
        isinstance(block, Sheet) for block in blocks
    ):
        raise DefinitionProblem("Formulir baku tidak bisa dicampur dengan bagian lain.", where)
    after = list(dropwhile(lambda block: not isinstance(block, Attachment), blocks))
    if not all(isinstance(block, Attachment) for block in after):
        raise DefinitionProblem("Lampiran ditaruh paling akhir.", where)
    return blocks


def block_place(where: Place, number: int, kind: str) -> Place:
    """'Bagian ke-3 (paragraf)'."""
    name = BLOCK_NAMES.get(kind, "")
    return where.within(f"bagian ke-{number}" + (f" ({name})" if name else ""), number - 1)


def _block(entry: Any, where: Place, number: int) -> Block:
    if not isinstance(entry, Mapping):
        raise DefinitionProblem("bentuknya keliru.", block_place(where, number, ""))
    kind = str(entry.get("block"))[:40]
    place = block_place(where, number, kind)
    if kind not in _READERS:
        raise DefinitionProblem(f"bagian '{kind}' tidak dikenal.", place)
    keys, reader = _READERS[kind]
    only(entry, {"block", "when", *keys}, place)
    return reader(entry, place, read_when(entry, place))


def _paragraph(entry: Table, where: Place, when: When | None) -> Paragraph:
    return Paragraph(_pieces(entry.get("text", ()), where), when)


def _identity(entry: Table, where: Place, when: When | None) -> Identity:
    party = text(entry, "party", where, 30, needed=False)
    source = entries(entry, "rows", where, MOST_ROWS)
    if not source:
        raise DefinitionProblem(f"isi 1 sampai {MOST_ROWS} baris.", where)
    rows = (_row(row, party, where.within(f"baris ke-{number}")) for number, row in enumerate(source, 1))
    return Identity(tuple(rows), when)


def _row(entry: Any, party: str, where: Place) -> Row:
    """`"nik"` is the party's particular under its usual label, `"nik?"` the same where it may be missing."""
    if isinstance(entry, str):
        name = entry.removesuffix("?")
        if not party or name not in PERSON:
            raise DefinitionProblem(f"baris '{entry[:60]}' tidak dikenal.", where)
        bold = "|bold" if name == "full_name" else ""
        return Row(PERSON[name].label, wording(f"{{{party}.{name}{bold}}}", where), entry.endswith("?"))
    only(entry, {"label", "text", "optional"}, where)
    label = text(entry, "label", where, LONGEST_LABEL)
    return Row(label, wording(entry.get("text"), where), flag(entry, "optional", where))


def _columns(entry: Table, where: Place, when: When | None) -> Columns:
    return Columns(
        _pieces(entry.get("left", ()), where.within("kolom kiri")),
        _pieces(entry.get("right", ()), where.within("kolom kanan")),
        when,
    )


def _statements(entry: Table, where: Place, when: When | None) -> Statements:
    return Statements(_pieces(entry.get("items", ()), where), when)


def _members(entry: Table, where: Place, when: When | None) -> Members:
    source = entries(entry, "columns", where, MOST_COLUMNS)
    if not source:
        raise DefinitionProblem(f"tabel berisi 1 sampai {MOST_COLUMNS} kolom.", where)
    of = text(entry, "of", where, 100, needed=False)
    return Members(tuple(_column(each, where) for each in source), when, of)


def _column(entry: Any, where: Place) -> Column:
    only(entry, {"label", "text"}, where)
    return Column(text(entry, "label", where, 40), wording(entry.get("text"), where))


def _signature(entry: Table, where: Place, when: When | None) -> Signature:
    source = entries(entry, "signers", where, MOST_SIGNERS)
    if not source:
        raise DefinitionProblem(f"isi 1 sampai {MOST_SIGNERS} penanda tangan.", where)
    signers = tuple(
        _signer(each, where.within(f"penanda tangan ke-{number}")) for number, each in enumerate(source, 1)
    )
    if any(signer.kind is SignerKind.VILLAGE for signer in signers[:-1]):
        raise DefinitionProblem("pejabat yang menandatangani surat ditulis paling akhir.", where)
    return Signature(signers, when)


def _signer(entry: Any, where: Place) -> Signer:
    only(entry, {"who", "label", "party", "name", "stamp", "when"}, where)
    kind = SignerKind(choice(entry, "who", where, tuple(SignerKind), ""))
    only(entry, {"who", "when", *_KEYS_OF_SIGNER[kind]}, where)
    label = wording(text(entry, "label", where, LONGEST_LABEL, needed=kind in _LABELLED), where)
    named = wording(text(entry, "name", where, 200, needed=False), where) if "name" in entry else NOTHING
    party = text(entry, "party", where, 30, needed=kind is SignerKind.PARTY)
    return Signer(kind, label, party, named, flag(entry, "stamp", where), read_when(entry, where))


_LABELLED = (SignerKind.PARTY, SignerKind.NAME)
_KEYS_OF_SIGNER: Mapping[SignerKind, set[str]] = {
    SignerKind.VILLAGE: set(),
    SignerKind.DISTRICT: {"label"},
    SignerKind.PARTY: {"label", "party", "stamp"},
    SignerKind.NAME: {"label", "name", "stamp"},
}


def _attachment(entry: Table, where: Place, when: When | None) -> Attachment:
    title = text(entry, "title", where, 120)
    source = entries(entry, "blocks", where, MOST_BLOCKS)
    if not source:
        raise DefinitionProblem(f"isi 1 sampai {MOST_BLOCKS} bagian.", where)
    blocks: list[Plain] = []
    for number, each in enumerate(source, 1):
        block = _block(each, Place(where.words, (*where.path, "blocks")), number)
        if isinstance(block, Attachment | Sheet):
            raise DefinitionProblem("lampiran tidak bisa memuat lampiran atau formulir baku.", where)
        blocks.append(block)
    return Attachment(title, tuple(blocks), when)


def _sheet(entry: Table, where: Place, when: When | None) -> Sheet:
    form = choice(entry, "form", where, tuple(SHEETS), "")
    declared = SHEETS[form]
    cells = table(entry, "cells", where, len(declared.cells))
    ticks = entries(entry, "ticks", where, 4 * len(declared.ticks))
    lists = table(entry, "lists", where, len(declared.lists))
    return Sheet(
        form,
        {
            _known(name, declared.cells, where): _pieces(each, where.within(f"'{name}'"))
            for name, each in cells.items()
        },
        tuple(_tick(each, declared.ticks, where) for each in ticks),
        {
            _known(name, declared.lists, where): _listings(each, declared.lists[name], where)
            for name, each in lists.items()
        },
        when,
    )


def _listings(entry: Any, declared: Mapping[str, Any], where: Place) -> tuple[Listing, ...]:
    """One table of cells, or several after each other."""
    several = [entry] if isinstance(entry, Mapping) else entry
    if not isinstance(several, list | tuple) or not 1 <= len(several) <= MOST_LISTINGS:
        raise DefinitionProblem("bentuknya keliru.", where)
    return tuple(_listing(each, declared, where) for each in several)


def _listing(entry: Any, declared: Mapping[str, Any], where: Place) -> Listing:
    if not isinstance(entry, Mapping):
        raise DefinitionProblem("bentuknya keliru.", where)
    of = text(entry, "of", where, 100, needed=False)
    cells = {
        _known(name, declared, where): _pieces(each, where.within(f"'{name}'"))
        for name, each in entry.items()
        if name != "of"
    }
    return Listing(cells, of)


def _tick(entry: Any, declared: Mapping[str, Any], where: Place) -> Tick:
    only(entry, {"cell", "when"}, where)
    cell = _known(text(entry, "cell", where, 60), declared, where)
    when = read_when(entry, where)
    if when is None:
        raise DefinitionProblem(f"kotak '{cell}' belum punya syarat.", where)
    return Tick(cell, when)


def _known(name: str, declared: Mapping[str, Any], where: Place) -> str:
    if name not in declared:
        raise DefinitionProblem(f"formulir tidak punya kotak '{name[:60]}'.", where)
    return name


type _Reader = Callable[[Table, Place, When | None], Block]

_READERS: Mapping[str, tuple[set[str], _Reader]] = {
    "paragraph": ({"text"}, _paragraph),
    "identity": ({"party", "rows"}, _identity),
    "columns": ({"left", "right"}, _columns),
    "statements": ({"items"}, _statements),
    "members": ({"columns", "of"}, _members),
    "signature": ({"signers"}, _signature),
    "attachment": ({"title", "blocks"}, _attachment),
    "sheet": ({"form", "cells", "ticks", "lists"}, _sheet),
}

BLOCK_NAMES: Mapping[str, str] = {
    "paragraph": "paragraf",
    "identity": "identitas",
    "columns": "dua kolom",
    "statements": "butir",
    "members": "tabel keluarga",
    "signature": "tanda tangan",
    "attachment": "lampiran",
    "sheet": "formulir baku",
}
"""What the blocks are called where people read of them."""


def _pieces(source: Any, where: Place) -> tuple[Piece, ...]:
    found: Sequence[Any] = [source] if isinstance(source, str | Mapping) else source
    if not isinstance(found, list | tuple) or not 1 <= len(found) <= MOST_ROWS:
        raise DefinitionProblem(f"isi 1 sampai {MOST_ROWS} kalimat.", where)
    pieces = []
    for entry in found:
        if isinstance(entry, Mapping):
            only(entry, {"text", "when"}, where)
            pieces.append(Piece(wording(entry.get("text"), where), read_when(entry, where)))
        else:
            pieces.append(Piece(wording(entry, where)))
    return tuple(pieces)


def read_when(entry: Table, where: Place) -> When | None:
    """The condition of a block, a sentence or a form; None when it is always printed. Raises `DefinitionProblem`."""
    if "when" not in entry:
        return None
    given = entry["when"]
    if isinstance(given, str):
        return When(given[:100])
    only(given, {"path", "any_of", "at_least", "below"}, where)
    any_of = texts(given, "any_of", where, longest=200, most=MOST_OPTIONS)
    return When(text(given, "path", where, 100), any_of, *bounds(given, where))


def wording(found: Any, where: Place) -> Wording:
    """A text with placeholders. Raises `DefinitionProblem`."""
    if not isinstance(found, str):
        raise DefinitionProblem("teks belum diisi.", where)
    try:
        return read_wording(found)
    except WordingProblem as problem:
        raise DefinitionProblem(str(problem), where) from problem
