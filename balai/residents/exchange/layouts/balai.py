"""Our own layout: everything the register holds of a resident, in words, so that nothing is lost on the way."""

from balai.residents import enums
from balai.residents.exchange.cells import (
    Reader,
    code_reader,
    name_reader,
    read_area_number,
    read_date,
    read_dusun,
    read_kk,
    read_nik,
    read_parent_nik,
    text_reader,
)
from balai.residents.exchange.layouts.base import Column, Layout, as_date, as_is, as_label, as_number_or_zero
from balai.residents.exchange.layouts.readers import CODE_LABELS, READERS, read_latitude, read_longitude

DATE = "%d-%m-%Y"


def _text(header: str, name: str, length: int) -> Column:
    return Column(header, name, text_reader(length), as_is(name))


def _name(header: str, name: str) -> Column:
    return Column(header, name, name_reader(), as_is(name))


def _label(header: str, name: str, read: Reader | None = None) -> Column:
    labels = {int(choice): str(choice.label) for choice in enums.CODED[name]}
    return Column(header, name, read or READERS[name], as_label(name, labels))


def _date(header: str, name: str) -> Column:
    return Column(header, name, read_date, as_date(name, DATE))


def _area(header: str, name: str, read: Reader) -> Column:
    return Column(header, name, read, lambda record: record[name] or "-")


BALAI = Layout(
    name="balai",
    title="berkas Balai",
    name_header="Nama lengkap",
    dates_as_text=DATE,
    sheet="Warga",
    columns=(
        Column("Nomor KK", "kk", read_kk, as_number_or_zero("kk")),
        Column("NIK", "nik", read_nik, as_number_or_zero("nik")),
        _name("Nama lengkap", "full_name"),
        _label("Hubungan dalam keluarga", "relation"),
        _label("Jenis kelamin", "sex"),
        _text("Tempat lahir", "birth_place", 100),
        _date("Tanggal lahir", "birth_date"),
        _text("Alamat", "address", 200),
        _area("Dusun", "dusun", read_dusun),
        _area("RW", "rw", read_area_number),
        _area("RT", "rt", read_area_number),
        _label("Agama", "religion"),
        _label("Golongan darah", "blood_type"),
        _label("Status perkawinan", "marital_status"),
        _label("Pendidikan terakhir", "education"),
        _label("Pendidikan sedang ditempuh", "schooling"),
        _label(
            "Pekerjaan", "occupation", code_reader("occupation", enums.Occupation, CODE_LABELS["occupation"])
        ),
        _label("Kewarganegaraan", "citizenship"),
        Column("NIK ayah", "father_nik", read_parent_nik, as_is("father_nik")),
        _name("Nama ayah", "father_name"),
        Column("NIK ibu", "mother_nik", read_parent_nik, as_is("mother_nik")),
        _name("Nama ibu", "mother_name"),
        _text("Alamat sebelumnya", "previous_address", 200),
        _text("Alamat sekarang", "current_address", 200),
        _label("Punya akta kelahiran", "has_birth_certificate"),
        _text("Nomor akta kelahiran", "birth_certificate", 60),
        _label("Punya akta perkawinan", "has_marriage_certificate"),
        _text("Nomor akta perkawinan", "marriage_certificate", 60),
        _date("Tanggal perkawinan", "marriage_date"),
        _label("Punya akta perceraian", "has_divorce_certificate"),
        _text("Nomor akta perceraian", "divorce_certificate", 60),
        _date("Tanggal perceraian", "divorce_date"),
        _text("Nomor paspor", "passport", 45),
        _date("Paspor berlaku sampai", "passport_expires_on"),
        _text("Nomor KITAS/KITAP", "stay_permit", 45),
        _label("Jenis kartu identitas", "ktp_kind"),
        _label("Status perekaman KTP-el", "ktp_state"),
        _label("Disabilitas", "disability"),
        _label("Dapat membaca huruf", "literacy"),
        _text("Suku", "ethnicity", 150),
        _text("Nomor tag kartu", "card_tag", 17),
        _label("Asuransi kesehatan", "insurance_kind"),
        _text("Nomor asuransi", "insurance_number", 100),
        Column("Lintang", "latitude", read_latitude, as_is("latitude")),
        Column("Bujur", "longitude", read_longitude, as_is("longitude")),
        _label("Status dasar", "standing"),
        _label("Status tinggal", "residency"),
        _date("KK terdaftar", "registered_on"),
        _date("Data per", "data_as_of"),
    ),
)
