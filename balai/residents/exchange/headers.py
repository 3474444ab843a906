"""Which layout a sheet has, and where each column stands. A header that is not understood stops the file: a column
that nobody reads would be data that is silently dropped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from balai.residents.exchange.labels import spelling_key
from balai.residents.exchange.layouts import LAYOUTS
from balai.residents.exchange.layouts.base import Column, Layout
from balai.residents.exchange.problems import Refused
from balai.residents.exchange.reading import Sheet
from balai.residents.exchange.workbooks.frames import Cell

HEADER_WITHIN_ROWS = 15
FEWEST_HEADERS = 3
NUMBERING = frozenset({"no", "nomor", "nourut", "nomorurut"})
HEALTH, NOT_HELD = "health", "not held"
CODE_SHEETS = frozenset({"kodedata"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of the layout at its place in the sheet, from 0."""

    index: int
    column: Column


@dataclass(frozen=True, slots=True)
class Headers:
    """The header row of one sheet."""

    layout: Layout
    row: int
    placed: tuple[Placed, ...]
    left_out: tuple[tuple[int, str, str], ...]
    """Place, header and kind (`HEALTH`, `NOT_HELD`) of columns that are known and not kept."""
    width: int
    """Columns up to the last header."""

    @property
    def known(self) -> int:
        """How many columns are understood, kept or not; a column that only counts rows is none."""
        return len({*(place.index for place in self.placed), *(index for index, _, _ in self.left_out)})


def is_code_sheet(sheet: str) -> bool:
    """The incumbent's template explains its codes on a sheet of this name."""
    return spelling_key(sheet) in CODE_SHEETS


def column_letters(index: int) -> str:
    """'A' for 0, 'AQ' for 42."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find_headers(sheet: Sheet, numbers: Sequence[int], rows: Sequence[Sequence[Cell]]) -> Headers | None:
    """The headers among the first rows, or None for a sheet that is no table of residents.

    Raises `Refused` where a table of residents is meant, but its headers are wrong, doubled or merged.
    """
    for number, row in zip(numbers[:HEADER_WITHIN_ROWS], rows, strict=False):
        layout, matches = _likeliest(row)
        if layout is not None and matches >= FEWEST_HEADERS:
            return _checked(sheet, number, row, layout)
    return None


def _likeliest(row: Sequence[Cell]) -> tuple[Layout | None, int]:
    """The layout that knows most of these headers; of equals the one whose header of names is there."""
    keys = {spelling_key(cell) for cell in row if isinstance(cell, str) and cell.strip()}
    scores = [
        (len(keys & layout.by_spelling.keys()), spelling_key(layout.name_header) in keys, layout)
        for layout in LAYOUTS.values()
    ]
    matches, _, layout = max(scores, key=lambda score: score[:2])
    return (layout, matches) if matches else (None, 0)


def _checked(sheet: Sheet, number: int, row: Sequence[Cell], layout: Layout) -> Headers:
    _refuse_merged(sheet, number)
    placed: list[Placed] = []
    unknown: list[tuple[int, str]] = []
    left_out: list[tuple[int, str, str]] = []
    for index, cell in enumerate(row):
        header = str(cell).strip() if cell != "" else ""
        key = spelling_key(header)
        if column := layout.by_spelling.get(key):
            placed.append(Placed(index, column))
            if not column.field and not column.names:
                left_out.append((index, header, HEALTH if column.is_health else NOT_HELD))
        elif key in layout.ignored:
            left_out.append((index, header, NOT_HELD))
        elif header and key not in NUMBERING:
            unknown.append((index, header))
    _refuse_unknown(sheet, unknown, placed, layout)
    _refuse_doubled(sheet, placed)
    _refuse_missing(sheet, number, placed, layout)
    width = max(index for index, cell in enumerate(row) if cell != "") + 1
    return Headers(layout, number, tuple(placed), tuple(left_out), width)


def _refuse_merged(sheet: Sheet, number: int) -> None:
    for top, left, bottom, right in sheet.merged:
        if top <= number <= bottom and (right > left or bottom > top):
            cells = f"{column_letters(left - 1)}{top}:{column_letters(right - 1)}{bottom}"
            raise Refused(
                f"Judul kolom di lembar '{sheet.name}' digabung (merge) di sel {cells}. "
                "Pisahkan sel itu (unmerge), beri judul tiap kolom, lalu coba lagi."
            )


def _refuse_unknown(
    sheet: Sheet, unknown: Sequence[tuple[int, str]], placed: Sequence[Placed], layout: Layout
) -> None:
    if not unknown:
        return
    used = {place.column.header for place in placed}
    free = {
        spelling_key(column.header): column.header for column in layout.columns if column.header not in used
    }
    sentences = [_suggestion(index, header, free) for index, header in unknown[:5]]
    raise Refused(
        f"Judul kolom tidak dikenal di lembar '{sheet.name}': {'; '.join(sentences)}. "
        f"Perbaiki judulnya seperti pada {layout.title}, atau hapus kolomnya."
    )


def _suggestion(index: int, header: str, free: dict[str, str]) -> str:
    near = get_close_matches(spelling_key(header), free, n=1, cutoff=0.6)
    meant = f", mungkin maksudnya '{free[near[0]]}'" if near else ""
    return f"'{header[:40]}' (kolom {column_letters(index)}{meant})"


def _refuse_doubled(sheet: Sheet, placed: Iterable[Placed]) -> None:
    seen: dict[str, int] = {}
    for place in placed:
        header = place.column.header
        if header in seen:
            raise Refused(
                f"Judul kolom '{header}' ada dua kali di lembar '{sheet.name}': kolom {column_letters(seen[header])} "
                f"dan {column_letters(place.index)}. Hapus salah satunya."
            )
        seen[header] = place.index


def _refuse_missing(sheet: Sheet, number: int, placed: Iterable[Placed], layout: Layout) -> None:
    fields = {place.column.field for place in placed}
    missing = [layout.column_of(field) for field in ("nik", "full_name") if field not in fields]
    if missing:
        names = " dan ".join(f"'{name}'" for name in missing)
        raise Refused(
            f"Kolom {names} tidak ada di baris {number} lembar '{sheet.name}'. Tanpa itu warga tidak bisa dikenali. "
            f"Pakai {layout.title} yang utuh."
        )
