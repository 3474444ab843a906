"""The incumbent's *Ekspor Penduduk*: 43 columns, codes or words, any order, with its quirks.

Its cells: dates as Y-m-d, unknown codes empty, texts with quotes quoted once more, '-' for an area level that is not
used, the KK's address in `alamat`. Its export of words fills `status_dasar`, `ktp_el` and `status_rekam` wrongly.
"""

from typing import Any

from balai.residents.exchange.cells import (
    Reader,
    name_reader,
    quoted,
    read_area_number,
    read_date,
    read_dusun,
    read_kk,
    read_nik,
    read_parent_nik,
    text_reader,
)
from balai.residents.exchange.layouts.base import (
    LIST_OF_89,
    Column,
    Layout,
    Record,
    Written,
    as_date,
    as_is,
    as_number_or_zero,
    ktp_marital,
)
from balai.residents.exchange.layouts.readers import (
    READERS,
    misplaced,
    read_ktp_marital,
    read_latitude,
    read_longitude,
    read_occupation,
)

DATE = "%Y-%m-%d"
RESIDENCY_WORDS = frozenset({"tetap", "tidaktetap"})
CITIZENSHIP_WORDS = frozenset({"wni", "wna", "duakewarganegaraan"})
LAST_SHARED_OCCUPATION = 88


def _text(header: str, name: str, length: int) -> Column:
    def write(record: Record) -> Written:
        return quoted(record[name]) if record[name] else None

    return Column(header, name, text_reader(length, undo_quotes=True), write)


def _name(header: str, name: str) -> Column:
    return Column(header, name, name_reader(undo_quotes=True), _text(header, name, 100).write)


def _code(header: str, name: str, read: Reader | None = None) -> Column:
    return Column(header, name, read or READERS[name], as_is(name))


def _date(header: str, name: str) -> Column:
    return Column(header, name, read_date, as_date(name, DATE))


def _area(header: str, name: str, read: Reader) -> Column:
    return Column(header, name, read, lambda record: quoted(record[name]) if record[name] else "-")


def _occupation_of_89(record: Record) -> Written:
    """Its list ends with 89 LAINNYA: what has a code of its own only in the list of 99 is written so."""
    code: Any = record["occupation"]
    return code if code is None or code <= LAST_SHARED_OCCUPATION else 89


OPENSID = Layout(
    name="opensid",
    title="ekspor OpenSID",
    name_header="nama",
    occupations=LIST_OF_89,
    ends_with_hashes=True,
    ignored=frozenset(
        {
            "statusasuransi", "marga", "adat", "pekerjamigran", "telepon", "email", "telegram", "foto", "idrtm",
            "rtmlevel", "nokksebelumnya", "bahasaid", "ket", "negaraasal", "bpjsketenagakerjaan", "hubungwarga",
        }
    ),
    derived={"ktp_marital": ktp_marital},
    columns=(
        _text("alamat", "address", 200),
        _area("dusun", "dusun", read_dusun),
        _area("rw", "rw", read_area_number),
        _area("rt", "rt", read_area_number),
        _name("nama", "full_name"),
        Column("no_kk", "kk", read_kk, as_number_or_zero("kk")),
        Column("nik", "nik", read_nik, as_number_or_zero("nik")),
        _code("sex", "sex"),
        _text("tempatlahir", "birth_place", 100),
        _date("tanggallahir", "birth_date"),
        _code("agama_id", "religion"),
        _code("pendidikan_kk_id", "education"),
        _code("pendidikan_sedang_id", "schooling"),
        Column("pekerjaan_id", "occupation", read_occupation, _occupation_of_89),
        Column("status_kawin", "ktp_marital", read_ktp_marital, ktp_marital),
        _code("kk_level", "relation"),
        _code("warganegara_id", "citizenship"),
        Column("ayah_nik", "father_nik", read_parent_nik, as_is("father_nik")),
        _name("nama_ayah", "father_name"),
        Column("ibu_nik", "mother_nik", read_parent_nik, as_is("mother_nik")),
        _name("nama_ibu", "mother_name"),
        _code("golongan_darah_id", "blood_type"),
        _text("akta_lahir", "birth_certificate", 60),
        _text("dokumen_pasport", "passport", 45),
        _date("tanggal_akhir_paspor", "passport_expires_on"),
        _text("dokumen_kitas", "stay_permit", 45),
        _text("akta_perkawinan", "marriage_certificate", 60),
        _date("tanggalperkawinan", "marriage_date"),
        _text("akta_perceraian", "divorce_certificate", 60),
        _date("tanggalperceraian", "divorce_date"),
        _code("cacat_id", "disability"),
        Column("cara_kb_id", is_health=True),
        Column("hamil", is_health=True),
        _code("ktp_el", "ktp_kind", misplaced(READERS["ktp_kind"], CITIZENSHIP_WORDS)),
        _code("status_rekam", "ktp_state", misplaced(READERS["ktp_state"], CITIZENSHIP_WORDS)),
        _text("alamat_sekarang", "current_address", 200),
        _code("status_dasar", "standing", misplaced(READERS["standing"], RESIDENCY_WORDS)),
        _text("suku", "ethnicity", 150),
        _text("tag_id_card", "card_tag", 17),
        _code("id_asuransi", "insurance_kind"),
        _text("no_asuransi", "insurance_number", 100),
        Column("lat", "latitude", read_latitude, as_is("latitude")),
        Column("lng", "longitude", read_longitude, as_is("longitude")),
    ),
)  # fmt: skip
