"""What can be said of the rows of a file without knowing the register."""

from datetime import date
from typing import Any

from balai.residents.enums import Standing
from balai.residents.exchange.register import Identity, identity
from balai.residents.exchange.tables import Incoming, Table
from balai.residents.rules import age, nik_looks_wrong

OLDEST = 120
LIVING = int(Standing.LIVING)


def check_rows(table: Table, today: date) -> None:
    """A NIK or a person twice, impossible birth dates; a NIK that contradicts them is a warning."""
    _refuse_doubled_niks(table)
    _refuse_doubled_people(table)
    _check_births(table, today)


def _refuse_doubled_niks(table: Table) -> None:
    at = table.at("nik")
    niks = [nik for row in table.rows if (nik := row.values[at])]
    if len(set(niks)) == len(niks):
        return
    by_nik: dict[str, list[Incoming]] = {}
    for row in table.rows:
        if nik := row.values[at]:
            by_nik.setdefault(nik, []).append(row)
    for nik, rows in by_nik.items():
        if len(rows) > 1:
            _refuse_twins(table, rows, "nik", nik, "NIK ini ada di lebih dari satu baris")


def _refuse_doubled_people(table: Table) -> None:
    """People without a NIK are recognised by name, place and date of birth: those must differ."""
    nik, name, place, birth = (table.at(field) for field in ("nik", "full_name", "birth_place", "birth_date"))
    people: dict[Identity, list[Incoming]] = {}
    for row in table.rows:
        values = row.values
        if values[nik] is None and values[name] and values[birth]:
            people.setdefault(identity(values[name], values[place], values[birth]), []).append(row)
    for rows in people.values():
        if len(rows) > 1:
            what = "Nama, tempat, dan tanggal lahir yang sama tanpa NIK ada di lebih dari satu baris"
            _refuse_twins(table, rows, "full_name", rows[0].values[name], what)


def _refuse_twins(table: Table, rows: list[Incoming], field: str, value: Any, problem: str) -> None:
    places = ", ".join(str(row.row) for row in rows[:5])
    for row in rows:
        table.refuse_row(
            row, field, value, f"{problem}: baris {places}.", "Hapus baris yang salah, sisakan satu."
        )


def _check_births(table: Table, today: date) -> None:
    nik_at, sex_at, birth_at, standing_at = (
        table.at(field) for field in ("nik", "sex", "birth_date", "standing")
    )
    for row in table.rows:
        values = row.values
        birth_date = values[birth_at]
        if birth_date is None:
            continue
        if birth_date > today:
            table.refuse_row(
                row,
                "birth_date",
                f"{birth_date:%d-%m-%Y}",
                "Tanggal lahir ini belum terjadi.",
                "Cocokkan dengan KK.",
            )
            continue
        if today.year - birth_date.year > OLDEST and (values[standing_at] or LIVING) == LIVING:
            years = age(birth_date, today)
            table.warn(
                row,
                "birth_date",
                f"{birth_date:%d-%m-%Y}",
                f"Umur warga ini {years} tahun dan masih hidup.",
                "Cocokkan dengan KK.",
            )
        nik, sex = values[nik_at], values[sex_at]
        if nik and sex and nik_looks_wrong(nik, sex, birth_date):
            table.warn(
                row, "nik", nik, "NIK ini tidak cocok dengan tanggal lahir atau jenis kelamin.",
                "Cocokkan dengan KK. Biarkan bila KK memang begitu: NIK tidak berubah walau data diperbaiki.",
            )  # fmt: skip
