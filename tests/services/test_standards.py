"""The standards that come with Balai: whole, lawful, plain, and found by everyday words."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from balai.core.closeness import Described, closest
from balai.letters.enums import Chain
from balai.letters.kind_reading import shipped_definition, shipped_kinds
from balai.letters.standards import standard_table
from balai.services.reading import read_standard, shipped_common, shipped_standards
from balai.services.rules import components, is_answered, known_answers, needed, paths
from balai.services.standard import LIFE_EVENTS, Component, Nature, Requirement, Standard, Way

TODAY = date(2026, 11, 22)
ICONS = Path("balai/static/balai/icons.svg")
MOST_QUESTIONS = 3
MOST_WORDS = 20
AMONG_THREE, FIRST = 0.97, 0.90
NEW_PHRASES = 60

# Every case of the civil documents that the law knows.
CASES = {
    "kartu-keluarga": {
        "keluarga-baru", "keluarga-baru-setelah-cerai", "keluarga-baru-tanpa-buku-nikah", "ganti-kepala-keluarga",
        "tinggal-anak-anak", "pisah-karena-menikah", "pisah-karena-cerai", "pisah-kk", "pindah-datang",
        "menumpang-sewa-kos", "dari-luar-negeri", "rentan-adminduk", "peristiwa-keluarga", "perubahan-data",
        "menumpang-kk", "anak-menumpang-kk", "kk-hilang", "kk-rusak", "orang-asing", "orang-asing-ubah",
        "orang-asing-hilang", "orang-asing-rusak",
    },
    "akta-kelahiran": {
        "lahir-di-tempat-kesehatan", "lahir-di-rumah", "tanpa-surat-lahir", "nikah-belum-tercatat",
        "tanpa-surat-lahir-dan-buku-nikah", "anak-seorang-ibu", "anak-ditemukan", "asal-usul-tidak-diketahui",
        "lewat-60-hari",
    },
    "surat-pindah": {"sekeluarga-pindah", "sebagian-pindah", "tinggal-anak-anak", "ikut-kk-orang-lain"},
    "pindah-dalam-kabupaten": {
        "rumah-sendiri", "sewa-atau-kos", "menumpang", "sebagian-pindah", "tinggal-anak-anak",
    },
    "pindah-datang": {"dari-daerah-lain", "sewa-atau-kos", "ikut-kk", "kartu-hilang", "dari-luar-negeri"},
    "pengantar-ktp-el": {"ktp-pertama", "sudah-menikah", "ktp-hilang", "ktp-rusak", "data-berubah", "orang-asing"},
    "pengantar-kia": {"di-bawah-5-tahun", "5-sampai-17-tahun", "kia-hilang", "kia-rusak"},
    "akta-kematian": {
        "di-tempat-kesehatan", "di-rumah", "sudah-lama", "di-luar-negeri", "identitas-tidak-jelas", "hilang",
    },
    "nib-usaha-mikro": {"usaha-sendiri", "usaha-makanan", "badan-usaha"},
    "nik-pertama": {"ada-dokumen", "tanpa-dokumen", "menumpang"},
    "legalisasi": {"kode-qr", "ktp-el", "ganti-dokumen-lama", "legalisasi-dokumen-lama"},
}  # fmt: skip
# A case, and all that the law asks for there.
NEEDED = [
    ("kartu-keluarga", "keluarga-baru-tanpa-buku-nikah", ["Pernyataan perkawinan atau perceraian belum tercatat"]),
    ("kartu-keluarga", "ganti-kepala-keluarga", ["Akta kematian kepala keluarga", "KK lama"]),
    ("kartu-keluarga", "pisah-karena-menikah", ["KK lama", "KTP-el orang yang pisah KK", "Buku nikah atau akta perkawinan"]),
    ("kartu-keluarga", "perubahan-data", ["KK yang akan diubah", "Pernyataan perubahan data", "Bukti perubahan data"]),
    ("kartu-keluarga", "kk-hilang", ["Surat kehilangan", "KTP-el"]),
    (
        "akta-kelahiran",
        "lahir-di-rumah",
        ["Surat kelahiran dari kepala desa atau lurah", "Bukti perkawinan orang tua", "KK orang tua"],
    ),
    (
        "akta-kelahiran",
        "tanpa-surat-lahir-dan-buku-nikah",
        [
            "Pernyataan kebenaran data kelahiran",
            "Pernyataan sebagai suami istri",
            "KK orang tua",
            "Keputusan kepala Disdukcapil",
        ],
    ),
    ("akta-kelahiran", "anak-ditemukan", ["Berita acara dari kepolisian", "KK wali atau pengasuh, bila ada"]),
    ("surat-pindah", "sekeluarga-pindah", ["KK"]),
    ("pindah-datang", "dari-daerah-lain", ["Surat keterangan pindah (SKPWNI)", "KTP-el dan KIA lama"]),
    ("pengantar-ktp-el", "ktp-hilang", ["Surat kehilangan", "Pernyataan sebab hilang atau rusak"]),
    ("pengantar-kia", "di-bawah-5-tahun", ["Akta kelahiran anak", "KK orang tua atau wali", "KTP-el orang tua atau wali"]),
]  # fmt: skip
FREE_BY_LAW = set(CASES)
DROPS_INTRODUCTION = set(CASES) - {"nib-usaha-mikro", "nik-pertama", "legalisasi"} | {
    "pengantar-akta-kelahiran", "pengantar-duplikat-akta-kelahiran", "pengantar-kartu-keluarga", "pengantar-perubahan-kk",
    "pengantar-pindah", "sptjm-kawin-cerai", "sptjm-kelahiran", "sptjm-pasangan",
}  # fmt: skip
LAW = re.compile(
    r"(UU|PP|Perpres|Inpres|Permendagri|PermenPANRB|PMA|Perpol|Permen ATR/BPN) \d+/(19|20)\d\d"
    r"|PMNA/KBPN 3/1997|Kepdirjen Bimas Islam 473/2020|SE Dirjen Dukcapil 470/13287"
)
# Spellings that KBBI does not know, and words that a village office does not say.
WRONG = re.compile(
    r"\b(ijin|nomer|antrian|foto ?copy|fotocopi|legalisir|sertifikat tanah|surat nikah|resiko|jadual|aktifitas|e-?mail|online|"
    r"silahkan|di ?karenakan|merubah|dirubah|praktek|hp|upload|download|bikin|nggak)\b",
    re.IGNORECASE,
)


@cache
def civil() -> dict[str, Standard]:
    """The standards of civil documents and guides, by slug."""
    return {table["slug"]: read_standard(table) for table in shipped_standards()}


@cache
def letters() -> dict[str, Standard]:
    """The standards of the services that letter kinds fulfil, as they are where the head signs at once."""
    kinds = (shipped_definition(table["slug"]) for table in shipped_kinds() if "service" in table)
    read = (read_standard(standard_table(kind, Chain.DIRECT)) for kind in kinds)
    return {each.slug: each for each in read}


def every() -> dict[str, Standard]:
    return civil() | letters()


def texts_of(standard: Standard) -> Iterator[str]:
    """All that a resident reads, piece by piece."""
    yield from (standard.name, standard.summary, standard.note, *standard.output)
    for question in standard.questions:
        yield from (question.label, question.hint)
        yield from (text for option in question.options for text in (option.label, option.hint))
    yield from (case.title for case in standard.cases)
    for requirement in standard.requirements:
        yield from (requirement.name, requirement.note, *requirement.proofs)
    for steps in standard.steps.values():
        yield from (text for step in steps for text in (step.title, step.note))
    yield from standard.components.values()


def sentences(text: str) -> list[str]:
    """A semicolon parts as a full stop does; law in brackets is not read aloud."""
    plain = re.sub(r"\([^)]*(UU|PP|Perpres|Permen)[^)]*\)", "", text)
    return [each for each in re.split(r"(?<=[.;:?!])\s+", plain) if each.strip()]


def names(requirements: Iterable[Requirement]) -> list[str]:
    return [each.name for each in requirements]


def is_introduction(requirement: Requirement) -> bool:
    return requirement.name.startswith("Pengantar RT")


def test_no_service_is_missing_and_none_is_told_twice() -> None:
    assert set(civil()) == set(CASES)
    assert set(civil()) & set(letters()) == set()
    assert {slug for slug, each in letters().items() if each.nature is not Nature.LETTER} == set()
    assert set(shipped_common()) == set(Component)


@pytest.mark.parametrize("source", [civil, letters])
def test_every_service_has_the_14_components_both_ways_and_a_list_for_every_case_and_answer(
    source: Any,
) -> None:
    empty: list[object] = []
    for slug, standard in source().items():
        told = components(standard, shipped_common(), TODAY)
        empty += [(slug, each.letter) for each in told if not each.lines]
        assert len(told) == 14
        empty += [(slug, way) for way in Way if not standard.steps.get(way)]
        for answers in (*paths(standard), *(case.answers for case in standard.cases)):
            assert is_answered(standard, answers), slug
            assert known_answers(standard, answers) == answers, slug
            empty += [] if needed(standard, answers, TODAY) else [(slug, answers)]
    assert empty == []


@pytest.mark.parametrize("source", [civil, letters])
def test_nobody_is_asked_more_than_three_questions(source: Any) -> None:
    most = {slug: max(map(len, paths(standard))) for slug, standard in source().items()}

    assert {slug: asked for slug, asked in most.items() if asked > MOST_QUESTIONS} == {}


def test_every_case_that_the_law_knows_is_there_and_nothing_is_asked_of_nobody() -> None:
    assert {slug: {case.slug for case in each.cases} for slug, each in civil().items()} == CASES
    for slug, standard in every().items():
        told_apart = {tuple(sorted(case.answers.items())) for case in standard.cases}
        assert len(told_apart) == len(standard.cases), slug
        used = {name for answers in paths(standard) for name in names(needed(standard, answers, TODAY))}
        assert used == set(names(standard.requirements)), slug


@pytest.mark.parametrize(("slug", "case", "wanted"), NEEDED)
def test_a_case_needs_what_the_law_says_and_no_more(slug: str, case: str, wanted: list[str]) -> None:
    standard = civil()[slug]
    (answers,) = (each.answers for each in standard.cases if each.slug == case)

    assert names(needed(standard, answers, TODAY)) == wanted


def test_every_law_is_named_so_that_it_can_be_looked_up() -> None:
    odd = [
        (slug, law)
        for slug, each in every().items()
        for law in (
            *each.legal_basis,
            *(requirement.law for requirement in each.requirements),
            *([each.fee.law] if each.fee.law else []),
            *([each.report_within.law] if each.report_within else []),
            *([each.drops_introduction] if each.drops_introduction else []),
        )
        if not LAW.match(law)
    ]
    assert odd == []


def test_what_is_free_by_law_has_no_amount() -> None:
    assert {slug for slug, each in every().items() if each.fee.free} == FREE_BY_LAW
    assert {slug: each.fee.amount for slug, each in every().items() if each.fee.amount} == {}


def test_no_introduction_is_asked_for_where_the_law_has_dropped_it_and_elsewhere_it_is_local() -> None:
    dropped = {slug for slug, each in every().items() if each.drops_introduction}
    asked = {slug: [r for r in each.requirements if is_introduction(r)] for slug, each in every().items()}

    assert dropped == DROPS_INTRODUCTION
    assert {slug for slug in dropped if asked[slug]} == set()
    # The first recording of somebody is the one service for which the law itself asks for it (Perpres 96/2018 pasal 4).
    assert {slug for slug, found in asked.items() if any(each.national for each in found)} == {"nik-pertama"}


def test_words_are_plain_and_spelt_as_the_dictionary_has_them() -> None:
    found: list[tuple[str, str]] = []
    common = [("common", text) for text in shipped_common().values()]
    for slug, text in (*((slug, text) for slug, each in every().items() for text in texts_of(each)), *common):
        found += [(slug, each) for each in sentences(text) if len(each.split()) > MOST_WORDS]
        found += [(slug, text)] if WRONG.search(text) or "  " in text or text != text.strip() else []
    assert found == []


def test_every_service_can_be_drawn_and_comes_under_an_event_of_life() -> None:
    drawn = set(re.findall(r'id="([a-z0-9-]+)"', ICONS.read_text(encoding="utf-8")))

    assert {slug: each.icon for slug, each in every().items() if each.icon not in drawn} == {}
    assert set(LIFE_EVENTS) == {event for each in every().values() for event in each.life_events}


def phrases() -> dict[str, set[str]]:
    """What people say, and the services that answer: new phrases here, and those of the letters."""
    service_of = {each["slug"]: each["service"]["slug"] for each in shipped_kinds() if "service" in each}
    said: dict[str, set[str]] = {}
    with Path("tests/letters/kinds/phrases.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            said[row["phrase"]] = {service_of[kind] for kind in row["kind"].split("/") if kind in service_of}
    with Path(__file__).with_name("phrases.csv").open(encoding="utf-8") as lines:
        new = {row["phrase"]: set(row["service"].split("/")) for row in csv.DictReader(lines)}
    assert len(new) >= NEW_PHRASES
    return {phrase: wanted for phrase, wanted in (said | new).items() if wanted}


@pytest.mark.parametrize(("places", "least"), [(3, AMONG_THREE), (1, FIRST)])
def test_everyday_words_find_the_service_among_all(places: int, least: float) -> None:
    offered = sorted(every().values(), key=lambda each: each.name)
    described = [Described(each.name, each.search_words, each.summary) for each in offered]
    asked = phrases()

    found = {phrase: [offered[place].slug for place in closest(phrase, described)] for phrase in asked}

    assert {slug for wanted in asked.values() for slug in wanted} <= set(every())
    missed = {
        phrase: found[phrase][:3] for phrase in asked if not asked[phrase] & set(found[phrase][:places])
    }
    assert 1 - len(missed) / len(asked) >= least, missed


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("bikin kk", "kartu-keluarga"),
        ("surat pengantar kk", "pengantar-kartu-keluarga"),
        ("akta kelahiran", "akta-kelahiran"),
        ("surat pengantar akta kelahiran", "pengantar-akta-kelahiran"),
        ("bikin nib", "nib-usaha-mikro"),
        ("surat miskin", "surat-keterangan-tidak-mampu"),
    ],
)
def test_a_document_is_told_from_the_letter_that_goes_with_it(said: str, slug: str) -> None:
    offered = sorted(every().values(), key=lambda each: each.name)
    described = [Described(each.name, each.search_words, each.summary) for each in offered]

    assert offered[closest(said, described)[0]].slug == slug
