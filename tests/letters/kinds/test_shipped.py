"""Which kinds come with Balai, and what each of them tells about itself."""

import re
from collections import Counter
from pathlib import Path

import pytest

from balai.letters.definitions import KindDefinition, all_questions
from balai.letters.kind_reading import KINDS, read_definition
from tests.letters.factories import ANSWERS
from tests.letters.kinds import SHIPPED

# The letters of the system that most villages use today, each with the kind that takes its place here.
INCUMBENT = {
    "Keterangan Usaha": "usaha",
    "Pengantar Laporan Kehilangan": "kehilangan",
    "Keterangan Pengantar": "pengantar",
    "Keterangan Penduduk": "penduduk",
    "Pengantar Izin Keramaian": "izin-keramaian",
    "Keterangan Pergi Kawin": "pergi-kawin",
    "Pernyataan Belum Memiliki Akta Lahir": "pernyataan-belum-punya-akta-lahir",
    "Keterangan Domisili Usaha": "domisili-usaha",
    "Keterangan JAMKESOS": "jaminan-kesehatan",
    "Keterangan Jual Beli": "jual-beli",
    "Keterangan KTP dalam Proses": "ktp-dalam-proses",
    "Keterangan Kurang Mampu": "sktm",
    "Keterangan Beda Identitas": "beda-identitas",
    "Keterangan Wali Hakim": "wali-hakim",
    "Pengantar Surat Keterangan Catatan Kepolisian": "skck",
    "Permohonan Cerai": "permohonan-cerai",
    "Keterangan Domisili": "domisili",
    "Keterangan Lahir Mati": "lahir-mati",
    "Pengantar Permohonan Penerbitan Buku Pas Lintas": "pas-lintas",
    "Keterangan Kepemilikan Kendaraan": "kepemilikan-kendaraan",
    "Keterangan Penghasilan Orang Tua": "penghasilan-orang-tua",
    "Biodata Penduduk": "biodata",
    "Perintah Perjalanan Dinas": "perjalanan-dinas",
    "Permohonan Duplikat Surat Nikah": "duplikat-buku-nikah",
    "Keterangan Kepemilikan Tanah": "kepemilikan-tanah",
    "Permohonan Duplikat Kelahiran": "duplikat-akta-kelahiran",
    "Permohonan Kartu Keluarga": "permohonan-kk",
    "Keterangan Pengantar Rujuk atau Cerai": "rujuk-cerai",
    "Permohonan Perubahan Kartu Keluarga": "perubahan-kk",
    "Kuasa": "kuasa",
    "Keterangan Izin Orang Tua Suami Istri": "izin-keluarga",
    "Keterangan Untuk Nikah Warga Non Muslim": "nikah-non-muslim",
    "Keterangan Kematian": "kematian",
    "Keterangan Beda Identitas KIS": "beda-identitas-kis",
    "Keterangan Penghasilan Ayah": "penghasilan-ayah",
    "Keterangan Penghasilan Ibu": "penghasilan-ibu",
    "Pernyataan Penguasaan Fisik Bidang Tanah SPORADIK": "sporadik",
    "Keterangan Kelahiran": "kelahiran",
    "Keterangan Pindah Penduduk": "pindah",
    "Keterangan Nikah": "n1",
    "Permohonan Akta Lahir": "permohonan-akta-kelahiran",
    "Keterangan Bepergian": "bepergian",
}
# What that system prints with its letter on marriage, and what it lacks.
MARRIAGE = {"n1", "n2", "n4", "n5", "n6", "wali-nikah", "pernyataan-belum-menikah"}
BESIDE = {
    "ahli-waris", "belum-menikah", "domisili-lembaga", "janda-duda", "jual-beli-tanah", "keterangan-umum",
    "pengantar-dispensasi-nikah", "penghasilan", "sptjm-kawin-cerai", "sptjm-kelahiran", "sptjm-pasangan",
    "suami-istri", "wali",
}  # fmt: skip
# The sheets of Permendagri 109/2019, for Disdukcapil; requirements are those of the application, not of the sheet.
STATUTORY = {
    "f-1-01", "f-1-02", "f-1-03", "f-1-06", "f-2-01-akta", "f-2-01-anak", "f-2-01-kelahiran", "f-2-01-kematian",
    "f-2-01-lahir-mati", "f-2-01-perceraian", "f-2-01-perkawinan",
}  # fmt: skip
SIGNED_BY_OTHERS = STATUTORY | {
    "kuasa", "n2", "n4", "n5", "pernyataan-belum-menikah", "pernyataan-belum-punya-akta-lahir", "sptjm-kawin-cerai",
    "sptjm-kelahiran", "sptjm-pasangan",
}  # fmt: skip
WITH_THE_CAMAT = {"ahli-waris", "domisili-lembaga", "izin-keramaian", "jual-beli-tanah", "kepemilikan-tanah"}
CATEGORIES = {
    "Formulir Dukcapil", "Kelahiran dan kematian", "Kependudukan", "Pemerintahan", "Pengantar", "Pernikahan", "Pernyataan", "Sosial",
    "Tanah dan barang", "Umum", "Usaha",
}  # fmt: skip
LAWS = {
    "Inpres 4/2025", "Kepdirjen Bimas Islam 473/2020", "PMA 30/2024", "PMNA/KBPN 3/1997", "PP 17/2018", "PP 24/1997",
    "PP 28/2025", "PP 40/2019", "PP 60/2017", "Permendagri 1/2023", "Permendagri 108/2019", "Permendagri 109/2019",
    "Permendagri 2/2017", "Permendagri 74/2022", "Perpol 6/2023", "Perpres 96/2018", "UU 1/1974", "UU 18/2017",
    "UU 23/2006", "UU 25/2009", "UU 6/2014",
}  # fmt: skip


def read(slug: str) -> KindDefinition:
    return read_definition(SHIPPED[slug])


def test_no_letter_of_the_incumbent_is_lost() -> None:
    assert len(INCUMBENT) == 42
    assert set(INCUMBENT.values()) - set(SHIPPED) == set()
    assert len(set(INCUMBENT.values())) == 42


def test_these_kinds_come_with_balai() -> None:
    assert set(SHIPPED) == set(INCUMBENT.values()) | MARRIAGE | BESIDE | STATUTORY


@pytest.mark.parametrize("slug", sorted(SHIPPED))
def test_a_kind_tells_its_law_and_what_to_bring(slug: str) -> None:
    definition = read(slug)

    assert definition.category in CATEGORIES
    assert definition.search_words
    assert (definition.service is None) is (slug in STATUTORY)
    requirements = definition.service["requirements"] if definition.service else ()
    assert bool(requirements) is (slug not in STATUTORY)
    named = [*definition.legal_basis, *(each["law"] for each in requirements)]
    assert named
    assert {re.split(r" jo\. | tentang |, ", law)[0] for law in named} <= LAWS


@pytest.mark.parametrize("slug", sorted(ANSWERS))
def test_what_other_tests_answer_is_asked(slug: str) -> None:
    assert {question.name for question in all_questions(read(slug))} >= set(ANSWERS[slug])


def test_a_law_has_one_title() -> None:
    titles: dict[str, set[str]] = {}
    for slug in SHIPPED:
        for law in read(slug).legal_basis:
            name, about, rest = law.partition(" tentang ")
            if about:
                titles.setdefault(name, set()).add(rest.partition(", pasal")[0].partition(" pasal")[0])

    assert {name: found for name, found in titles.items() if len(found) > 1} == {}


@pytest.mark.parametrize("key", ["slug", "short_code", "title"])
def test_kinds_are_told_apart(key: str) -> None:
    counted = Counter(str(table[key]).lower() for table in SHIPPED.values())

    assert [value for value, times in counted.items() if times > 1] == []


def test_each_kind_fulfils_a_service_of_its_own() -> None:
    counted = Counter(table["service"]["slug"] for table in SHIPPED.values() if "service" in table)

    assert [slug for slug, times in counted.items() if times > 1] == []


def test_what_others_sign_and_what_the_camat_signs() -> None:
    definitions = [read(slug) for slug in SHIPPED]

    assert {each.slug for each in definitions if not each.is_letter} == SIGNED_BY_OTHERS
    assert {each.slug for each in definitions if each.district == "cosign"} == WITH_THE_CAMAT


@pytest.mark.parametrize("path", sorted(KINDS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_code_is_marked_as_the_mapping_of_one_village(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert ("pemetaan satu desa" in text) is ("\nclassification = " in text)


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("surat miskin", "sktm"),
        ("buka warung", "usaha"),
        ("mau nikah", "n1"),
        ("surat jalan", "bepergian"),
        ("ktp hilang", "kehilangan"),
        ("hajatan", "izin-keramaian"),
        ("numpang nikah", "pergi-kawin"),
        ("tkw", "izin-keluarga"),
        ("beda nama", "beda-identitas"),
        ("pecah kk", "permohonan-kk"),
    ],
)
def test_people_find_a_kind_by_their_own_words(said: str, slug: str) -> None:
    assert said in read(slug).search_words


def test_parents_permit_only_who_is_under_21() -> None:
    (age,) = read("n5").parties[0].requires

    assert (age.particular, age.below) == ("age", 21)
