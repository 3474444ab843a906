"""The part of a draft that is open: its form and its rows, bound to what was typed or to what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from balai.letters.editor.about_form import AboutForm
from balai.letters.editor.field_forms import AskForm, FieldForm, PartyForm
from balai.letters.editor.part_forms import ColumnForm, Offered, PartForm, PieceForm, RowForm
from balai.letters.editor.places import ABOUT, Content, Part, Place, part_at
from balai.letters.editor.require_forms import RequireForm
from balai.letters.editor.signer_forms import AttachmentForm, BlockForm, PaperForm, SignerForm

MOST_ROWS = 40
PREFIX = "bagian"


@dataclass(frozen=True, slots=True)
class RowsKind:
    """A list inside a part that is edited with it."""

    key: str
    title: str
    noun: str
    form: type[PartForm]
    new: Part
    most: int = MOST_ROWS
    fewest: int = 1


_ROWS: Mapping[str, tuple[RowsKind, ...]] = {
    "paragraph": (RowsKind("text", "Kalimat", "kalimat", PieceForm, {"text": ""}),),
    "statements": (RowsKind("items", "Butir", "butir", PieceForm, {"text": ""}),),
    "columns": (
        RowsKind("left", "Kolom kiri", "baris", PieceForm, {"text": ""}),
        RowsKind("right", "Kolom kanan", "baris", PieceForm, {"text": ""}),
    ),
    "identity": (RowsKind("rows", "Baris", "baris", RowForm, {"label": "", "text": ""}),),
    "members": (RowsKind("columns", "Kolom", "kolom", ColumnForm, {"label": "", "text": ""}, most=8),),
    "signature": (
        RowsKind(
            "signers", "Penanda tangan", "penanda tangan", SignerForm, {"who": "party", "label": ""}, most=8
        ),
    ),
}
_ASKS = RowsKind("asks", "Yang ditanyakan bila diketik", "pertanyaan", AskForm, {"name": "nik"}, most=30)
_REQUIRES = RowsKind(
    "requires", "Syarat bila dari data warga", "syarat", RequireForm, {"particular": "age", "sentence": ""},
    most=6, fewest=0,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one list with their forms."""

    kind: RowsKind
    forms: tuple[PartForm, ...]

    @property
    def count_name(self) -> str:
        return f"{self.kind.key}-banyak"

    @property
    def is_full(self) -> bool:
        return len(self.forms) >= self.kind.most

    @property
    def may_lose_one(self) -> bool:
        return len(self.forms) > self.kind.fewest


class PartEditor:
    """Everything that is typed about one part."""

    def __init__(
        self, content: Content, place: Place, offered: Offered, typed: QueryDict | None = None
    ) -> None:
        self.place = place
        self.before = part_at(content, place)
        self.form = _form_of(place, self.before)(typed, offered=offered, part=self.before, prefix=PREFIX)
        self.rows = tuple(_bound(kind, self.before, offered, typed) for kind in _rows_of(place, self.before))

    def is_valid(self) -> bool:
        """Whether what was typed fits its bounds; what it means is examined afterwards."""
        checked = [self.form.is_valid(), *(form.is_valid() for rows in self.rows for form in rows.forms)]
        return all(checked)

    @property
    def part(self) -> Part:
        """The part as typed."""
        part = self.form.part()
        for rows in self.rows:
            key, typed = rows.kind.key, [form.part() for form in rows.forms]
            if rows.kind.fewest == 0 and not typed:
                part.pop(key, None)
            elif key != "asks" or part.get("source") != "register":
                part[key] = typed or part.get(key, [])
        return part

    @property
    def has_wordings(self) -> bool:
        return self.place == ABOUT or "block" in self.before

    @property
    def is_field(self) -> bool:
        return self.place.list_name == "fields"

    @property
    def is_sheet(self) -> bool:
        return self.before.get("block") == "sheet"

    @property
    def tells_of_members(self) -> bool:
        return self.before.get("block") == "members"


def _is_small(text: str) -> bool:
    """Whether a text is a number of a row or of rows; ² is a digit to Python and no number."""
    return text.isdecimal() and len(text) < 4


def with_row_changed(part: Part, action: str, register_row: Part | None = None) -> Part:
    """A part after 'rows:tambah', 'rows:hapus:2', 'rows:naik:2' or 'rows:turun:2'; anything else leaves it."""
    key, _, rest = action.partition(":")
    verb, _, number = rest.partition(":")
    kind = next((each for each in [*_rows_of_part(part), _ASKS, _REQUIRES] if each.key == key), None)
    if kind is None or (verb != "tambah" and not _is_small(number)):
        return part
    rows = [*part.get(key, [])]
    if verb == "tambah" and len(rows) < kind.most:
        at = len(rows) - 1 if key == "signers" and rows and rows[-1].get("who") == "village" else len(rows)
        rows.insert(at, register_row or dict(kind.new))
    elif verb != "tambah" and int(number) < len(rows):
        row = rows.pop(int(number))
        if verb != "hapus":
            rows.insert(min(max(int(number) + (-1 if verb == "naik" else 1), 0), len(rows)), row)
    return {**part, key: rows}


def _form_of(place: Place, part: Part) -> type[PartForm]:
    match place.list_name:
        case "":
            return AboutForm
        case "parties":
            return PartyForm
        case "fields":
            return FieldForm
        case "forms":
            return PaperForm
        case _:
            return AttachmentForm if part.get("block") == "attachment" else BlockForm


def _rows_of(place: Place, part: Part) -> tuple[RowsKind, ...]:
    if place.list_name == "parties":
        return {"register": (_REQUIRES,), "either": (_ASKS, _REQUIRES)}.get(
            str(part.get("source", "typed")), (_ASKS,)
        )
    return _rows_of_part(part)


def _rows_of_part(part: Part) -> tuple[RowsKind, ...]:
    return _ROWS.get(str(part.get("block")), ())


def _bound(kind: RowsKind, part: Part, offered: Offered, typed: QueryDict | None) -> Rows:
    """One form a row. Where the page sent fewer or more rows than are kept, the page is right."""
    kept: list[Any] = part.get(kind.key, [])
    count = len(kept)
    if typed is not None:
        told = typed.get(f"{kind.key}-banyak", "")
        count = min(int(told), kind.most) if _is_small(told) else len(kept)
    entries = [kept[index] if index < len(kept) else dict(kind.new) for index in range(count)]
    forms = tuple(
        kind.form(typed, offered=offered, part=entry, prefix=f"{kind.key}-{index}")
        for index, entry in enumerate(entries)
    )
    return Rows(kind, forms)
