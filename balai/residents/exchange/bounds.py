"""How much of a file the worker keeps: everything read stays in memory until it is shown or written."""

from collections import Counter
from collections.abc import Sequence

from balai.residents.exchange.problems import Problem, Refused
from balai.residents.exchange.workbooks import limits


def check_bounds(rows: int, errors: Sequence[Problem], warnings: Sequence[Problem]) -> None:
    """Raises `Refused` before what was read is too much. All rows of all sheets count together."""
    if rows > limits.ROWS:
        raise Refused(
            f"Berkas ini berisi lebih dari {limits.ROWS // 1000}.000 baris. Bagi menjadi beberapa berkas."
        )
    if len(errors) + len(warnings) > limits.PROBLEMS:
        columns = Counter(problem.column for problem in (*errors, *warnings))
        worst = columns.most_common(1)[0][0]
        raise Refused(
            f"Berkas ini punya lebih dari {limits.PROBLEMS // 1000}.000 masalah, paling banyak di kolom '{worst}'. "
            "Mungkin isi kolomnya tertukar. Perbaiki kolom itu dulu, atau bagi menjadi beberapa berkas."
        )
