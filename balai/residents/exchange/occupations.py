"""The two lists of occupations: 89 codes (Permendagri 19/2010) and 99; code 89 means something else in each."""

from typing import TYPE_CHECKING

from balai.residents.exchange.layouts.base import LIST_OF_99
from balai.residents.exchange.layouts.readers import CODE_89, FROM_THE_LIST_OF_99

if TYPE_CHECKING:
    from balai.residents.exchange.tables import Table


def settle_occupations(table: "Table", asked: int | None) -> None:
    """Tell the two lists apart: codes 90–99 exist only in the longer one; else the layout's own list counts, and is named."""
    if "occupation" not in table.present:
        return
    at = table.at("occupation")
    codes = {row.values[at] for row in table.rows}
    shows_99 = any(code is not None and code > FROM_THE_LIST_OF_99 for code in codes)
    table.occupations = asked or (LIST_OF_99 if shows_99 else table.layout.occupations)
    if not shows_99 and CODE_89 not in codes:
        return
    _name_the_list(table, at, asked=asked, shows_99=shows_99)
    for row in table.rows:
        code = row.values[at]
        if code is not None and code > FROM_THE_LIST_OF_99:
            if table.occupations != LIST_OF_99:
                table.refuse_row(
                    row, "occupation", code - FROM_THE_LIST_OF_99, "Kode ini tidak ada di daftar 89 pekerjaan.",
                    "Periksa kodenya, atau pilih daftar 99 pekerjaan.",
                )  # fmt: skip
            row.values = (*row.values[:at], code - FROM_THE_LIST_OF_99, *row.values[at + 1 :])
        elif code == CODE_89 and table.occupations == LIST_OF_99:
            row.values = (*row.values[:at], 89, *row.values[at + 1 :])


def _name_the_list(table: "Table", at: int, *, asked: int | None, shows_99: bool) -> None:
    first = next((row for row in table.rows if row.values[at] == CODE_89), None)
    if first is None or asked is not None or shows_99:
        return
    meaning = "'Lainnya'" if table.occupations != LIST_OF_99 else "'Anggota lembaga tinggi'"
    count = sum(row.values[at] == CODE_89 for row in table.rows)
    table.warn(
        first, "occupation", "89",
        f"Kode pekerjaan 89 dibaca sebagai {meaning}, menurut daftar {table.occupations} pekerjaan ({count} baris).",
        "Bila berkas ini memakai daftar yang lain, pilih daftarnya lalu periksa lagi.",
    )  # fmt: skip
