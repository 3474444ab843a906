"""The blocks that letters and forms are made of, as frozen dataclasses. `block_reading` makes them of tables."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from balai.letters.enums import SignerKind
from balai.letters.wording import Wording

NOTHING = Wording(())


@dataclass(frozen=True, slots=True)
class When:
    """A block or sentence is printed only when a value is there, is one of these, or is a number in a range.

    A yes-or-no is `ya` or `tidak`.
    """

    path: str
    any_of: tuple[str, ...] = ()
    at_least: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a paragraph."""

    wording: Wording
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in running text."""

    pieces: tuple[Piece, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Label, colon, value. An optional row disappears when its value is missing."""

    label: str
    wording: Wording
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Who or what it is about: rows of label and value."""

    rows: tuple[Row, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Two lists side by side: the boundaries of land, what each side promises."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """Numbered sentences."""

    items: tuple[Piece, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Members:
    """A table of people; the placeholders are `{member.…}`.

    `of` says who has a row: every living member of the resident's family (empty), or those picked in a question
    (`answers.movers`).
    """

    columns: tuple[Column, ...]
    when: When | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: the village's official, the camat, a party of the letter, or somebody named.

    `party` is the name of the party; `wording` gives the name of somebody else, and dots for a pen while it is empty.
    `stamped` leaves room for a duty stamp (*meterai*).
    """

    kind: SignerKind
    label: Wording = NOTHING
    party: str = ""
    wording: Wording = NOTHING
    stamped: bool = False
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Where people sign: rows of two, the village's official last and at the right."""

    signers: tuple[Signer, ...]
    when: When | None = None

    @property
    def by_village(self) -> bool:
        return any(signer.kind is SignerKind.VILLAGE for signer in self.signers)


@dataclass(frozen=True, slots=True)
class Tick:
    """A box of a statutory sheet that is ticked when something is so."""

    cell: str
    when: When


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of a table on a sheet, written with `{member.…}`.

    `of` says who has a row: everybody in the family (empty), a party if it is named (`resident`, `second`), or those
    picked in a question (`answers.movers`).
    """

    cells: Mapping[str, tuple[Piece, ...]]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A statutory form in its own layout. `cells` and `lists` fill what the sheet declares in `letters.sheets`.

    The rows of a table come from one listing after the other.
    """

    form: str
    cells: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    ticks: tuple[Tick, ...] = ()
    lists: Mapping[str, tuple[Listing, ...]] = field(default_factory=dict)
    when: When | None = None


type Plain = Paragraph | Identity | Columns | Statements | Members | Signature


@dataclass(frozen=True, slots=True)
class Attachment:
    """A *lampiran*: starts a page of its own under its title."""

    title: str
    blocks: tuple[Plain, ...]
    when: When | None = None


type Block = Plain | Attachment | Sheet


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, those of attachments after the attachment itself."""
    for block in blocks:
        yield block
        if isinstance(block, Attachment):
            yield from block.blocks


def wordings_of(block: Block) -> Iterator[tuple[Wording, When | None]]:
    """Every text of a block with the condition under which it is printed; an attachment's blocks are asked themselves."""
    match block:
        case Paragraph(pieces=pieces) | Statements(items=pieces):
            yield from ((piece.wording, piece.when) for piece in pieces)
        case Columns(left=left, right=right):
            yield from ((piece.wording, piece.when) for piece in (*left, *right))
        case Identity(rows=rows):
            yield from ((row.wording, None) for row in rows)
        case Members(columns=columns):
            yield from ((column.wording, None) for column in columns)
        case Signature(signers=signers):
            yield from ((text, each.when) for each in signers for text in (each.label, each.wording))
        case Sheet(cells=cells, ticks=ticks, lists=lists):
            yield from ((piece.wording, piece.when) for pieces in cells.values() for piece in pieces)
            yield from ((NOTHING, tick.when) for tick in ticks)
            listed = (
                pieces for each in lists.values() for listing in each for pieces in listing.cells.values()
            )
            yield from ((piece.wording, piece.when) for pieces in listed for piece in pieces)
        case Attachment():
            return
