"""What can be said of a person, a family, the village, the signer and the letter: the closed list of placeholders.

Each particular has the label that is printed before it and a sample for previews. A kind may ask for some of a
person's particulars where the register does not know the person (a newborn, a reporter from another village).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from balai.core.questions import Option, Question, QuestionType, Value


@dataclass(frozen=True, slots=True)
class Particular:
    """One fact about something, as printed."""

    name: str
    label: str
    sample: Value


def _by_name(*particulars: Particular) -> Mapping[str, Particular]:
    return {particular.name: particular for particular in particulars}


SEXES = (Option("Laki-laki", "Laki-laki"), Option("Perempuan", "Perempuan"))
RELIGIONS = tuple(
    Option(name, name)
    for name in ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Konghucu", "Kepercayaan")
)
CITIZENSHIPS = (Option("WNI", "WNI"), Option("WNA", "WNA"))

# What the register keeps by code, as the statutory sheets ask for it.
CODES = (
    ("sex", "jenis kelamin", 2),
    ("citizenship", "kewarganegaraan", 1),
    ("blood_type", "golongan darah", 4),
    ("religion", "agama", 1),
    ("marital_status", "status perkawinan", 2),
    ("relation", "hubungan keluarga", 3),
    ("education", "pendidikan", 5),
    ("occupation", "pekerjaan", 84),
    ("has_birth_certificate", "akta kelahiran", 2),
    ("has_marriage_certificate", "akta perkawinan", 2),
    ("has_divorce_certificate", "akta perceraian", 1),
)

PERSON = _by_name(
    Particular("full_name", "Nama lengkap", "Siti Aminah Lestari"),
    Particular("nik", "NIK", "9901014507929003"),
    Particular("kk", "Nomor KK", "9901011203159001"),
    Particular("birth", "Tempat, tanggal lahir", "Nusa Raya, 5 Juli 1992"),
    Particular("birth_place", "Tempat lahir", "Nusa Raya"),
    Particular("birth_date", "Tanggal lahir", date(1992, 7, 5)),
    Particular("age", "Umur", 34),
    Particular("sex", "Jenis kelamin", "Perempuan"),
    Particular("blood_type", "Golongan darah", "O"),
    Particular("religion", "Agama", "Islam"),
    Particular("marital_status", "Status perkawinan", "Kawin"),
    Particular("education", "Pendidikan", "SLTA/sederajat"),
    Particular("occupation", "Pekerjaan", "Pedagang"),
    Particular("citizenship", "Kewarganegaraan", "WNI"),
    Particular("address", "Alamat", "Dusun Krajan, RT 003/RW 001, Desa Sukamaju"),
    Particular("relation", "Hubungan keluarga", "Anak"),
    Particular("head_name", "Kepala keluarga", "Budi Santosa"),
    Particular("father_name", "Nama ayah", "Slamet Riyadi"),
    Particular("father_nik", "NIK ayah", "9901010101659001"),
    Particular("mother_name", "Nama ibu", "Kartini Wulandari"),
    Particular("mother_nik", "NIK ibu", "9901014202689002"),
    Particular("data_as_of", "Data per", date(2026, 11, 18)),
    Particular("street", "Jalan", "Jalan Melati 7"),
    Particular("subarea", "Dusun", "Krajan"),
    Particular("rt", "RT", "003"),
    Particular("rw", "RW", "001"),
    Particular("birth_certificate", "Nomor akta kelahiran", "9901-LT-12072010-0031"),
    Particular("marriage_certificate", "Nomor akta perkawinan", "9901-KW-14022013-0007"),
    Particular("marriage_date", "Tanggal perkawinan", date(2013, 2, 14)),
    Particular("divorce_certificate", "Nomor akta perceraian", ""),
    Particular("divorce_date", "Tanggal perceraian", ""),
    Particular("passport", "Nomor paspor", "X0000000"),
    Particular("passport_expires_on", "Paspor berlaku sampai", date(2030, 3, 9)),
    Particular("stay_permit", "Nomor KITAS/KITAP", ""),
    *(Particular(f"{name}_code", f"Kode {label} (SIAK)", sample) for name, label, sample in CODES),
)

FAMILY = _by_name(
    Particular("kk", "Nomor KK", "9901011203159001"),
    Particular("head_name", "Kepala keluarga", "Budi Santosa"),
    Particular("address", "Alamat", "Dusun Krajan, RT 003/RW 001, Desa Sukamaju"),
    Particular("size", "Jumlah anggota", 4),
    Particular("street", "Jalan", "Jalan Melati 7"),
    Particular("subarea", "Dusun", "Krajan"),
    Particular("rt", "RT", "003"),
    Particular("rw", "RW", "001"),
)

VILLAGE = _by_name(
    Particular("name", "Nama desa", "Sukamaju"),
    Particular("full_name", "Sebutan dan nama desa", "Desa Sukamaju"),
    Particular("word", "Sebutan desa", "desa"),
    Particular("head", "Sebutan kepala desa", "kepala desa"),
    Particular("head_title", "Jabatan kepala", "Kepala Desa Sukamaju"),
    Particular("district", "Kecamatan", "Kecamatan Mekarsari"),
    Particular("regency", "Kabupaten", "Kabupaten Nusa Raya"),
    Particular("province", "Provinsi", "Nusantara"),
    Particular("address", "Alamat kantor", "Jalan Balai Desa 1"),
    Particular("postcode", "Kode pos", "99101"),
    Particular("code", "Kode wilayah", "9901012001"),
    Particular("province_code", "Kode provinsi", "99"),
    Particular("regency_code", "Kode kabupaten", "01"),
    Particular("district_code", "Kode kecamatan", "01"),
    Particular("village_code", "Kode desa", "2001"),
    Particular("district_name", "Nama kecamatan", "Mekarsari"),
    Particular("regency_name", "Nama kabupaten", "Nusa Raya"),
)

SIGNER = _by_name(
    Particular("name", "Nama penanda tangan", "Harun Wiratmaja"),
    Particular("office", "Jabatan penanda tangan", "Kepala Desa Sukamaju"),
    Particular("nip", "NIP penanda tangan", "199001012015031001"),
)

LETTER = _by_name(
    Particular("title", "Judul surat", "Surat Keterangan Domisili"),
    Particular("issued_on", "Tanggal surat", date(2026, 11, 20)),
    Particular("valid_until", "Berlaku sampai", date(2027, 2, 20)),
)

FIXED: Mapping[str, Mapping[str, Particular]] = {
    "family": FAMILY,
    "village": VILLAGE,
    "signer": SIGNER,
    "letter": LETTER,
}

# What can be asked of a person whom the register does not know.
ASKED_OF_A_PERSON: Mapping[str, Question] = {
    question.name: question
    for question in (
        Question("full_name", "Nama lengkap", longest=100),
        Question("nik", "NIK", QuestionType.NIK, required=False, hint="Kosongkan bila belum punya."),
        Question("birth_place", "Tempat lahir", longest=60),
        Question("birth_date", "Tanggal lahir", QuestionType.DATE, past=True),
        Question("sex", "Jenis kelamin", QuestionType.CHOICE, options=SEXES),
        Question("religion", "Agama", QuestionType.CHOICE, options=RELIGIONS),
        Question("occupation", "Pekerjaan", longest=60),
        Question("citizenship", "Kewarganegaraan", QuestionType.CHOICE, options=CITIZENSHIPS),
        Question("address", "Alamat", hint="Nama jalan, RT/RW, dan seterusnya.", longest=150),
    )
}

# Numbers that a preview on a screen shows only in part.
MASKED = frozenset({"nik", "father_nik", "mother_nik"})
