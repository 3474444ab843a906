"""The readers that more than one layout uses."""

from typing import Any

from django.db.models import IntegerChoices

from balai.residents import enums
from balai.residents.exchange.cells import Reader, code_reader, degree_reader, plain_text, whole_number
from balai.residents.exchange.labels import SPELLINGS, spelling_key
from balai.residents.exchange.problems import Bad, Doubt
from balai.residents.exchange.workbooks.frames import Cell

CODE_LABELS = {
    "sex": "jenis kelamin",
    "religion": "agama",
    "education": "pendidikan",
    "schooling": "pendidikan sedang ditempuh",
    "marital_status": "status perkawinan",
    "ktp_marital": "status perkawinan",
    "relation": "hubungan dalam keluarga",
    "citizenship": "kewarganegaraan",
    "blood_type": "golongan darah",
    "disability": "disabilitas",
    "has_birth_certificate": "kepemilikan akta kelahiran",
    "has_marriage_certificate": "kepemilikan akta perkawinan",
    "has_divorce_certificate": "kepemilikan akta perceraian",
    "ktp_kind": "jenis kartu identitas",
    "ktp_state": "status perekaman KTP",
    "insurance_kind": "asuransi kesehatan",
    "literacy": "dapat membaca huruf",
    "standing": "status dasar",
    "residency": "status tinggal",
    "occupation": "pekerjaan",
}
LISTS: dict[str, type[IntegerChoices]] = {**enums.CODED, "ktp_marital": enums.KtpMaritalStatus}

READERS: dict[str, Reader] = {
    name: code_reader(name, choices, CODE_LABELS[name])
    for name, choices in LISTS.items()
    if name not in {"occupation", "ktp_marital"}
}
read_latitude = degree_reader(90)
read_longitude = degree_reader(180)

SIX_CODE = 10
"""Added to a six-code marital status that stands in a column of the four-code list."""
CODE_89 = 189
"""Code 89 before it is known which of the two occupation lists the file uses."""
FROM_THE_LIST_OF_99 = 200
"""Added to the codes 90–99: they show that the file uses the list of 99."""

_read_four_codes = code_reader("ktp_marital", enums.KtpMaritalStatus, CODE_LABELS["ktp_marital"])
_read_occupation = code_reader("occupation", enums.Occupation, CODE_LABELS["occupation"])


def read_ktp_marital(cell: Cell) -> Any:
    """A code of the four-code list, or a label of the six-code list as newer cards print it."""
    if isinstance(cell, str) and (six := SPELLINGS["marital_status"].get(spelling_key(cell))):
        four = SPELLINGS["ktp_marital"].get(spelling_key(cell))
        return four if four is not None else SIX_CODE + six
    return _read_four_codes(cell)


def read_occupation(cell: Cell) -> Any:
    """A code or label. Labels mean one thing; codes from 89 on depend on the list, settled when all is read."""
    number = whole_number(cell)
    if number == 89:
        return CODE_89
    if number is not None and 90 <= number <= 99:
        return FROM_THE_LIST_OF_99 + number
    return _read_occupation(cell)


def misplaced(reader: Reader, spellings: frozenset[str]) -> Reader:
    """A column into which the incumbent's text export writes another column's words: those are named, not read."""

    def read(cell: Cell) -> Any:
        text = plain_text(cell)
        if not isinstance(text, Bad) and spelling_key(text) in spellings:
            return Doubt(None, MISPLACED, "Pakai ekspor dengan kode bila kolom ini perlu diperbarui.")
        return reader(cell)

    return read


MISPLACED = "Ekspor dengan huruf mengisi kolom ini dari daftar yang salah. Kolom ini tidak dibaca."
