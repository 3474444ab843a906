"""Formulas and errors in the content.xml of an .ods, which calamine shows as empty cells or as settled values."""

from typing import IO
from xml.parsers import expat

from balai.residents.exchange.problems import Refused
from balai.residents.exchange.workbooks import limits
from balai.residents.exchange.workbooks.strange import StrangeCells

PIECE = limits.MEGABYTE


def examine_document(content: IO[bytes]) -> dict[str, StrangeCells]:
    """Strange cells by name of the sheet. Raises `Refused` where repetition swells the table beyond bounds."""
    watcher = _Watcher()
    parser = expat.ParserCreate()
    parser.StartElementHandler = watcher.begin
    parser.EndElementHandler = watcher.end
    parser.CharacterDataHandler = watcher.text
    parser.EntityDeclHandler = watcher.entity
    while chunk := content.read(PIECE):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return watcher.sheets


class _Watcher:
    def __init__(self) -> None:
        self.sheets: dict[str, StrangeCells] = {}
        self._name = ""
        self._row = self._column = 0
        self._row_repeats = 1
        self._filled_in_row = 0
        self._filled = 0
        self._cell: dict[str, str] = {}
        self._shown = ""

    def entity(self, *_: object) -> None:
        raise Refused("Berkas ini berisi perintah XML yang berbahaya. Salin tabelnya ke buku kerja baru.")

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._name = attributes.get("table:name", "")
            self.sheets[self._name] = StrangeCells()
            self._row = self._filled = 0
        elif tag == "table:table-row":
            self._row += 1
            self._column = self._filled_in_row = 0
            self._row_repeats = int(attributes.get("table:number-rows-repeated", "1"))
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._cell = attributes
            self._shown = ""

    def text(self, text: str) -> None:
        if len(self._shown) < 20:
            self._shown += text

    def end(self, tag: str) -> None:
        if tag in {"table:table-cell", "table:covered-table-cell"}:
            self._end_cell()
        elif tag == "table:table-row":
            self._filled += self._filled_in_row * self._row_repeats
            if self._filled > limits.CELLS:
                raise Refused(
                    f"Lembar '{self._name}' berisi lebih dari {limits.CELLS // 1_000_000} juta sel. "
                    "Salin tabel warga saja ke buku kerja baru."
                )
            self._row += self._row_repeats - 1

    def _end_cell(self) -> None:
        repeats = int(self._cell.get("table:number-columns-repeated", "1"))
        self._column += 1
        sheet = self.sheets.get(self._name)
        if sheet is not None and (self._shown.strip() or "office:value-type" in self._cell):
            self._filled_in_row = max(self._filled_in_row, self._column + repeats - 1)
            is_error = self._cell.get("calcext:value-type") == "error" or self._shown.startswith(
                ("#", "Err:")
            )
            if is_error and "table:formula" in self._cell:
                sheet.add_error(self._row, self._column)
        if sheet is not None and "table:formula" in self._cell:
            sheet.add_formula(self._row, self._column, calculated="office:value-type" in self._cell)
        self._column += repeats - 1
