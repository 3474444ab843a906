"""Cells that look empty or settled but are not: formulas, errors, parts of merged cells."""

from dataclasses import dataclass, field

from balai.residents.exchange.problems import Refused
from balai.residents.exchange.workbooks import limits


@dataclass
class StrangeCells:
    """Of one sheet. Rows and columns count from 1."""

    errors: list[tuple[int, int]] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    """Formulas whose result the file does not hold."""
    formulas: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Of a column: how many formulas, and the row of the first."""

    def add_error(self, row: int, column: int) -> None:
        self.errors.append((row, column))
        self._limit()

    def add_formula(self, row: int, column: int, *, calculated: bool) -> None:
        count, first = self.formulas.get(column, (0, row))
        self.formulas[column] = (count + 1, first)
        if not calculated:
            self.uncalculated.append((row, column))
            self._limit()

    def _limit(self) -> None:
        if len(self.errors) + len(self.uncalculated) > limits.STRANGE_CELLS:
            raise Refused(
                f"Lebih dari {limits.STRANGE_CELLS:,} sel berisi kesalahan atau rumus yang belum dihitung. ".replace(
                    ",", "."
                )
                + "Salin lembar ini, tempel sebagai nilai, lalu simpan lagi."
            )
