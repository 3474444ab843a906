"""The civil registry's list (SIAK), 37 columns with words; the dusun is the end of the address: '… DSN KRAJAN'."""

import re
from typing import Any

from balai.residents.exchange.cells import (
    Reader,
    name_reader,
    read_area_number,
    read_date,
    read_kk,
    read_nik,
    read_parent_nik,
    text_reader,
)
from balai.residents.exchange.labels import REGISTRY_LABELS
from balai.residents.exchange.layouts.base import (
    Column,
    Layout,
    Record,
    Written,
    as_date,
    as_is,
    as_label,
    as_number_or_zero,
    ktp_marital,
)
from balai.residents.exchange.layouts.readers import READERS, read_ktp_marital, read_occupation
from balai.residents.exchange.problems import Bad
from balai.residents.exchange.workbooks.frames import Cell

DATE = "%d-%m-%Y"
_DUSUN = re.compile(r"^(?:(.*?)[ ,]+)?(?:DSN|DUSUN)\.?\s+(.+)$", re.IGNORECASE)
_read_address = text_reader(261)


def split_address(address: str) -> tuple[str, str]:
    """The street and the dusun of an address of the civil registry; the dusun is '' where it names none."""
    match = _DUSUN.match(address)
    return ((match[1] or "").strip(), match[2].strip()) if match else (address, "")


def joined_address(record: Record) -> str | None:
    """The reverse of `split_address`."""
    dusun = record["dusun"]
    parts = [record["address"] or "", f"DSN {dusun}" if dusun else ""]
    return " ".join(filter(None, parts)) or None


def _read(cell: Cell) -> Any:
    address = _read_address(cell)
    if isinstance(address, str):
        street, dusun = split_address(address)
        if len(street) > 200 or len(dusun) > 60:
            return Bad(
                "Alamat atau nama dusun terlalu panjang.", "Singkat menjadi 200 huruf, dusun 60 huruf."
            )
    return address


def _text(header: str, name: str, length: int) -> Column:
    return Column(header, name, text_reader(length), as_is(name))


def _name(header: str, name: str) -> Column:
    return Column(header, name, name_reader(), as_is(name))


def _word(header: str, name: str, read: Reader | None = None) -> Column:
    return Column(header, name, read or READERS[name], as_label(name, REGISTRY_LABELS[name]))


def _date(header: str, name: str) -> Column:
    return Column(header, name, read_date, as_date(name, DATE))


def _ktp_marital_label(record: Record) -> Written:
    status = ktp_marital(record)
    return None if status is None else REGISTRY_LABELS["ktp_marital"][status]


SIAK = Layout(
    name="siak",
    title="daftar SIAK",
    name_header="Nama Penduduk",
    dates_as_text=DATE,
    derived={"ktp_marital": ktp_marital, "full_address": joined_address},
    columns=(
        Column("Nomor KK", "kk", read_kk, as_number_or_zero("kk")),
        Column("NIK", "nik", read_nik, as_number_or_zero("nik")),
        _name("Nama Penduduk", "full_name"),
        _word("Status", "standing"),
        _text("Tempat Lahir", "birth_place", 100),
        _date("Tanggal Lahir", "birth_date"),
        _word("Kelamin", "sex"),
        Column("NIK Ayah", "father_nik", read_parent_nik, as_is("father_nik")),
        _name("Ayah", "father_name"),
        Column("NIK Ibu", "mother_nik", read_parent_nik, as_is("mother_nik")),
        _name("Ibu", "mother_name"),
        Column("Status Kawin", "ktp_marital", read_ktp_marital, _ktp_marital_label),
        _word("SHDK", "relation"),
        _word("Agama", "religion"),
        Column("Kecamatan", names="district"),
        Column("Desa/Kel", names="village"),
        Column("Alamat", "full_address", _read, joined_address),
        Column("RW", "rw", read_area_number, lambda record: record["rw"] or "-"),
        Column("RT", "rt", read_area_number, lambda record: record["rt"] or "-"),
        _word("Pendidikan", "education"),
        Column(
            "Pekerjaan", "occupation", read_occupation, as_label("occupation", REGISTRY_LABELS["occupation"])
        ),
        Column("Deskripsi Pekerjaan"),
        _word("Gol. Darah", "blood_type"),
        _word("Cacat", "disability"),
        Column("Cetak KTP"),
        Column("Ganti KTP"),
        Column("KTP Berakhir"),
        _text("Nomor Paspor", "passport", 45),
        _text("Nomor Akta Lahir", "birth_certificate", 60),
        _text("Nomor Akta Kawin", "marriage_certificate", 60),
        _date("Tanggal Kwn", "marriage_date"),
        _text("Nomor Akta Cerai", "divorce_certificate", 60),
        _date("Tgl Cerai", "divorce_date"),
        Column("Petugas Registrasi"),
        Column("Tgl Ubah"),
        Column("Petugas Entri"),
        Column("Tgl Entri"),
    ),
)
