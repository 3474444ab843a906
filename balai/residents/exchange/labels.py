"""Every spelling of a code that is met in files: the civil registry's, the incumbent's, abbreviations, our own.

Spellings are compared without case, spaces and punctuation. `REGISTRY_LABELS` is how the civil registry (SIAK) writes
each code; it is what the SIAK layout prints, and where a list is absent our own label is the registry's too.
"""

import re
from collections.abc import Iterable

from django.db.models import IntegerChoices

from balai.residents import enums

_PUNCTUATION = re.compile(r"[^\w/+-]|_|-(?!$)")


def spelling_key(text: str) -> str:
    """'Strata-II' and 'STRATA II' are the same; 'A-' and 'A' are not, nor 'Diploma I/II' and 'Diploma III'."""
    return _PUNCTUATION.sub("", text.strip()).casefold()


def spellings(choices: type[IntegerChoices], *tables: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Code by spelling: our own labels and those of `tables`."""
    known = {spelling_key(str(choice.label)): int(choice) for choice in choices}
    for table in tables:
        known |= {spelling_key(label): code for code, label in table}
    # A slash may be left out where that means nothing else.
    return {key.replace("/", ""): code for key, code in known.items()} | known


def _numbered(*labels: str) -> list[tuple[int, str]]:
    return list(enumerate(labels, 1))


RELIGIONS = _numbered(
    "ISLAM", "KRISTEN", "KATHOLIK", "HINDU", "BUDHA", "KHONGHUCU", "Kepercayaan Terhadap Tuhan YME / Lainnya"
)
EDUCATIONS = _numbered(
    "TIDAK / BELUM SEKOLAH", "BELUM TAMAT SD/SEDERAJAT", "TAMAT SD / SEDERAJAT", "SLTP/SEDERAJAT", "SLTA / SEDERAJAT",
    "DIPLOMA I / II", "AKADEMI/ DIPLOMA III/S. MUDA", "DIPLOMA IV/ STRATA I", "STRATA II", "STRATA III",
)  # fmt: skip
KTP_MARITAL = _numbered("BELUM KAWIN", "KAWIN", "CERAI HIDUP", "CERAI MATI")
RELATIONS = _numbered(
    "KEPALA KELUARGA", "SUAMI", "ISTRI", "ANAK", "MENANTU", "CUCU", "ORANGTUA", "MERTUA", "FAMILI LAIN", "PEMBANTU",
    "LAINNYA",
)  # fmt: skip
BLOOD_TYPES = _numbered("A", "B", "AB", "O", "A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-", "TIDAK TAHU")
DISABILITIES = _numbered(
    "CACAT FISIK", "CACAT NETRA/BUTA", "CACAT RUNGU/WICARA", "CACAT MENTAL/JIWA", "CACAT FISIK DAN MENTAL",
    "CACAT LAINNYA", "TIDAK CACAT",
)  # fmt: skip
KTP_STATES = _numbered(
    "BELUM WAJIB", "BELUM REKAM", "SUDAH REKAM", "CARD PRINTED", "PRINT READY RECORD", "CARD SHIPPED",
    "SENT FOR CARD PRINTING", "CARD ISSUED",
)  # fmt: skip
STANDINGS = [(1, "HIDUP"), (2, "MATI"), (3, "PINDAH"), (4, "HILANG"), (6, "PERGI"), (9, "TIDAK VALID")]
SEXES = _numbered("LAKI-LAKI", "PEREMPUAN")
KTP_KINDS = _numbered("BELUM", "KTP-EL", "KIA")
INSURANCES = [
    (1, "Tidak/Belum Punya"), (2, "BPJS Penerima Bantuan Iuran"), (3, "BPJS Non Penerima Bantuan Iuran"),
    (4, "BPJS Bantuan Daerah"), (99, "Asuransi Lainnya"),
]  # fmt: skip

OCCUPATIONS_OTHERWISE = [
    (1, "BELUM BEKERJA"), (1, "TIDAK BEKERJA"), (1, "BELUM/ TIDAK BEKERJA"), (2, "IBU RUMAH TANGGA"),
    (5, "PEGAWAI NEGERI SIPIL (PNS)"), (5, "PEGAWAI NEGERI SIPIL"), (5, "PNS"),
    (6, "TENTARA NASIONAL INDONESIA (TNI)"), (6, "TENTARA NASIONAL INDONESIA"), (6, "TNI"),
    (7, "KEPOLISIAN RI (POLRI)"), (7, "KEPOLISIAN RI"), (7, "POLRI"), (40, "PENTERJEMAH"), (40, "PENERJEMAH"),
    (45, "USTADZ/MUBALIGH"), (50, "ANGGOTA BPK"), (54, "ANGGOTA KABINET KEMENTERIAN"), (60, "WALIKOTA"),
    (61, "WAKIL WALIKOTA"), (63, "ANGGOTA DPRD KABUPATEN/KOTA"), (63, "ANGGOTA DPRD KABUPATEN"), (84, "PEDAGANG"),
    (87, "BIARAWATI"), (87, "BIARAWAN/BIARAWATI"), (91, "ATLIT"), (96, "PEKERJA PENGOLAHAN KERAJINAN"),
]  # fmt: skip

RELIGIONS_OTHERWISE = [
    (2, "PROTESTAN"), (2, "KRISTEN PROTESTAN"), (3, "KATOLIK"), (3, "KRISTEN KATOLIK"), (5, "BUDDHA"),
    (6, "KONGHUCU"), (6, "KONG HU CU"), (7, "KEPERCAYAAN"), (7, "PENGHAYAT KEPERCAYAAN"), (7, "ALIRAN KEPERCAYAAN"),
    (7, "KEPERCAYAAN TERHADAP TUHAN YANG MAHA ESA"), (7, "KEPERCAYAAN TERHADAP TUHAN YME"), (7, "LAINNYA"),
]  # fmt: skip
EDUCATIONS_OTHERWISE = [
    (1, "TIDAK/BLM SEKOLAH"), (1, "TIDAK SEKOLAH"), (1, "BELUM SEKOLAH"), (2, "TIDAK TAMAT SD/SEDERAJAT"),
    (3, "SD/SEDERAJAT"), (4, "TAMAT SLTP/SEDERAJAT"), (4, "SMP/SEDERAJAT"), (5, "TAMAT SLTA/SEDERAJAT"),
    (5, "SMA/SEDERAJAT"), (7, "AKADEMI/DIPLOMA III/SARJANA MUDA"), (7, "DIPLOMA III"), (8, "DIPLOMA IV"),
    (8, "STRATA-I"), (9, "STRATA-II"), (10, "STRATA-III"), (8, "S1"), (9, "S2"), (10, "S3"),
]  # fmt: skip
SCHOOLING_OTHERWISE = [(17, "TIDAK DAPAT MEMBACA DAN MENULIS HURUF LATIN/ARAB"), (18, "TIDAK SEDANG SEKOLAH")]
KTP_MARITAL_OTHERWISE = [(1, "BK"), (2, "K"), (3, "CH"), (4, "CM"), (2, "MENIKAH"), (1, "BELUM MENIKAH")]
RELATIONS_OTHERWISE = [
    (1, "KEP. KELUARGA"),
    (1, "KK"),
    (7, "ORANG TUA"),
    (9, "FAMILI"),
    (9, "FAMILI LAINNYA"),
]
SEXES_OTHERWISE = [(1, "L"), (1, "LK"), (1, "LAKI"), (1, "PRIA"), (2, "P"), (2, "PR"), (2, "WANITA")]
CITIZENSHIPS_OTHERWISE = [
    (1, "WARGA NEGARA INDONESIA"), (1, "INDONESIA"), (2, "WARGA NEGARA ASING"), (3, "DUA KEWARGANEGARAAN"),
    (3, "DUA KEWARGANEGARAAN (WNI & WNA)"),
]  # fmt: skip
BLOOD_TYPES_OTHERWISE = [(13, "TDK TH"), (13, "TDK TAHU"), (13, "TIDAK DIKETAHUI")]
DISABILITIES_OTHERWISE = [
    (2, "CACAT NETRA"), (2, "CACAT BUTA"), (3, "CACAT RUNGU"), (3, "CACAT WICARA"), (4, "CACAT MENTAL"),
    (4, "CACAT JIWA"), (7, "TIDAK ADA"), (7, "NORMAL"),
]  # fmt: skip
STANDINGS_OTHERWISE = [
    (2, "MENINGGAL DUNIA"), (3, "PINDAH DALAM NEGERI"), (3, "PINDAH LUAR NEGERI"), (3, "PINDAH KELUAR"), (9, "INVALID"),
]  # fmt: skip

SPELLINGS: dict[str, dict[str, int]] = {
    "sex": spellings(enums.Sex, SEXES, SEXES_OTHERWISE),
    "religion": spellings(enums.Religion, RELIGIONS, RELIGIONS_OTHERWISE),
    "education": spellings(enums.Education, EDUCATIONS, EDUCATIONS_OTHERWISE),
    "schooling": spellings(enums.Schooling, SCHOOLING_OTHERWISE),
    "occupation": spellings(enums.Occupation, OCCUPATIONS_OTHERWISE),
    "marital_status": spellings(enums.MaritalStatus),
    "ktp_marital": spellings(enums.KtpMaritalStatus, KTP_MARITAL, KTP_MARITAL_OTHERWISE),
    "relation": spellings(enums.Relation, RELATIONS, RELATIONS_OTHERWISE),
    "citizenship": spellings(enums.Citizenship, CITIZENSHIPS_OTHERWISE),
    "blood_type": spellings(enums.BloodType, BLOOD_TYPES, BLOOD_TYPES_OTHERWISE),
    "disability": spellings(enums.Disability, DISABILITIES, DISABILITIES_OTHERWISE),
    "has_birth_certificate": spellings(enums.Holding),
    "has_marriage_certificate": spellings(enums.Holding),
    "has_divorce_certificate": spellings(enums.Holding),
    "ktp_kind": spellings(enums.KtpKind, KTP_KINDS, [(2, "KTP ELEKTRONIK"), (2, "E-KTP")]),
    "ktp_state": spellings(enums.KtpState, KTP_STATES),
    "insurance_kind": spellings(enums.InsuranceKind, INSURANCES),
    "literacy": spellings(enums.Literacy),
    "standing": spellings(enums.Standing, STANDINGS, STANDINGS_OTHERWISE),
    "residency": spellings(enums.Residency),
}
"""Code by spelling, for each coded field; `ktp_marital` is the four-code list of the KTP."""

REGISTRY_LABELS: dict[str, dict[int, str]] = {
    "sex": dict(SEXES),
    "religion": dict(RELIGIONS),
    "education": dict(EDUCATIONS),
    "occupation": {int(job): str(job.label).upper() for job in enums.Occupation},
    "ktp_marital": dict(KTP_MARITAL),
    "relation": dict(RELATIONS),
    "blood_type": dict(BLOOD_TYPES),
    "disability": dict(DISABILITIES),
    "standing": dict(STANDINGS),
}
