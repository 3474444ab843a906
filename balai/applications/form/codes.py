"""The code lists that the statutory sheets close (Permendagri 109/2019), with the words in which residents are asked.

The value of an option is the code of SIAK, or the number that stands on the sheet. What is printed of a person is the
label of `residents.enums`; what is asked may be plainer.
"""

from collections.abc import Mapping

from balai.core.questions import Option
from balai.residents import enums


def _numbered(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(str(number), label) for number, label in enumerate(labels, 1))


def _of(name: str, *, without: tuple[int, ...] = ()) -> tuple[Option, ...]:
    """A list of the register, in its own words."""
    return tuple(
        Option(str(each.value), each.label) for each in enums.CODED[name] if each.value not in without
    )


CODES: Mapping[str, tuple[Option, ...]] = {
    "sex": _of("sex"),
    "religion": _of("religion"),
    "blood_type": _of("blood_type"),
    "marital_status": _of("marital_status"),
    "relation": _of("relation"),
    "education": _of("education"),
    "occupation": _of("occupation"),
    "citizenship": _numbered(
        "Warga negara Indonesia (WNI)", "Warga negara asing (WNA)", "Dua kewarganegaraan"
    ),
    "holding": _numbered("Tidak ada", "Ada"),
    "impairment": _numbered("Tidak ada", "Ada"),
    "disability": _of("disability", without=(7,)),
    "sponsor": _numbered(
        "Organisasi internasional", "Perorangan", "Pemerintah", "Tanpa sponsor", "Perusahaan"
    ),
    "birth_place": _numbered(
        "Rumah sakit atau rumah bersalin",
        "Puskesmas",
        "Polindes (pondok bersalin desa)",
        "Rumah",
        "Tempat lain",
    ),
    "birth_kind": _numbered("Satu anak", "Kembar 2", "Kembar 3", "Kembar 4", "Kembar 5 atau lebih"),
    "birth_helper": _numbered("Dokter", "Bidan atau perawat", "Dukun bayi", "Orang lain"),
    "death_cause": _numbered(
        "Sakit atau sudah tua", "Wabah penyakit", "Kecelakaan", "Kejahatan", "Bunuh diri", "Sebab lain"
    ),
    "death_told_by": _numbered("Dokter", "Tenaga kesehatan lain", "Kepolisian", "Orang lain"),
    "move_request": _numbered(
        "Surat keterangan kependudukan",
        "Surat keterangan pindah",
        "Surat keterangan pindah ke luar negeri",
        "Surat keterangan tempat tinggal (orang asing)",
        "Pindah bagi orang asing dengan izin tinggal terbatas",
    ),
    "move_distance": _numbered(
        "Masih di desa atau kelurahan ini",
        "Ke desa atau kelurahan lain di kecamatan ini",
        "Ke kecamatan lain di kabupaten atau kota ini",
        "Ke kabupaten atau kota lain di provinsi ini",
        "Ke provinsi lain",
    ),
    "move_reason": _numbered(
        "Pekerjaan", "Pendidikan", "Keamanan", "Kesehatan", "Perumahan", "Keluarga", "Alasan lain"
    ),
    "move_kind": _numbered(
        "Kepala keluarga saja",
        "Kepala keluarga dan semua anggota",
        "Kepala keluarga dan sebagian anggota",
        "Anggota keluarga saja",
    ),
    "kk_staying": _numbered(
        "Masuk KK orang lain", "Membuat KK baru", "Tidak ada yang ditinggal", "Nomor KK tetap"
    ),
    "kk_moving": _numbered("Masuk KK orang lain", "Membuat KK baru", "Nomor KK tetap"),
}

CODED_OF_A_PERSON = frozenset(
    {
        "sex", "religion", "blood_type", "marital_status", "relation", "education", "occupation", "citizenship",
        "disability", "has_birth_certificate", "has_marriage_certificate", "has_divorce_certificate",
    }
)  # fmt: skip
"""Particulars of a person that the register keeps by code, as `residents.enums.CODED` lists them."""
