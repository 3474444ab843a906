from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pypdf
import pytest

from balai.core.months import Month
from balai.residents import operations
from balai.residents.enums import (
    BloodType,
    Citizenship,
    Education,
    Literacy,
    MaritalStatus,
    MoveReason,
    Occupation,
    Relation,
    Religion,
    Residency,
    Sex,
)
from balai.residents.operations import NewFamily
from balai.residents.reports import books, printing
from balai.residents.reports.books import Book, open_book
from balai.residents.reports.layouts import LAYOUTS
from balai.residents.reports.volumes import Volume
from balai.residents.reports.workbooks import book_workbook
from balai.tenancy.models import Village
from balai.villages.enums import Position, SigningForm
from balai.villages.models import Official
from tests.residents.factories import SYSTEM, elements, make_area, make_family, occasion, person

NOW = datetime(2026, 4, 2, 2, 30, tzinfo=UTC)
JANUARY, FEBRUARY, MARCH = Month(2026, 1), Month(2026, 2), Month(2026, 3)
KK, NIK, WIFE_NIK = "9901010203159001", "9901011703809001", "9901014507929002"


def on(year: int, month: int, day: int, **others: Any) -> operations.Occasion:
    return occasion(occurred_on=date(year, month, day), reported_on=date(year, month, day), **others)


def opened(slug: str, month: Month, village: Village) -> Book:
    return open_book(LAYOUTS[slug], month, village, NOW)


def words(pdf: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().replace("\u00a0", " ") for page in pages).split())


@pytest.fixture
def household(in_village: Village) -> Any:
    """Sutrisno and Siti in Krajan, since January."""
    head = person(
        "Sutrisno", nik=NIK, marital_status=MaritalStatus.MARRIED_REGISTERED, education=Education.UPPER_SECONDARY,
        literacy=Literacy.ARABIC_LATIN, blood_type=BloodType.O, father_name="Karto", mother_name="Painem",
    )  # fmt: skip
    wife = person(
        "Siti Aminah Lestari", Relation.WIFE, sex=Sex.FEMALE, birth_date=date(1992, 7, 5), nik=WIFE_NIK,
        marital_status=MaritalStatus.MARRIED_REGISTERED, occupation=Occupation.HOUSEKEEPING,
    )  # fmt: skip
    return make_family(head, wife, kk=KK, area=make_area("Krajan"), as_of=date(2026, 1, 2))


def test_the_statutory_forms_have_as_many_columns_as_the_law_says() -> None:
    assert {layout.code: len(layout.columns) for layout in LAYOUTS.values()} == {
        "B.1": 16, "B.2": 13, "B.3": 33, "B.4": 15, "B.5": 19,
    }  # fmt: skip


def test_the_master_book_tells_people_as_they_were_at_the_end_of_the_month(
    household: Any, in_village: Village
) -> None:
    wife = household.members.get(nik=WIFE_NIK)
    operations.correct_data(
        resident=wife, elements={"religion": Religion.CATHOLIC, "full_name": "Siti Aminah"},
        seen=operations.last_change(wife), occasion=on(2026, 2, 20), by=SYSTEM,
    )  # fmt: skip
    operations.move_within(
        family=household, address="Jalan Baru 1", area=make_area("Sumber"), occasion=on(2026, 3, 1), by=SYSTEM
    )

    january, march = (opened("induk", month, in_village).rows for month in (JANUARY, MARCH))

    assert january == [
        [1, "Sutrisno", "L", "Kawin tercatat", "Mekarsari", date(1980, 3, 17), "Islam", "SLTA/sederajat", "Petani/pekebun",
         "AL", "WNI", "Jalan Melati 5, Krajan, RT 003/RW 001", "Kepala keluarga", NIK, KK, ""],
        [2, "Siti Aminah Lestari", "P", "Kawin tercatat", "Mekarsari", date(1992, 7, 5), "Islam", "", "Mengurus rumah tangga",
         "", "WNI", "Jalan Melati 5, Krajan, RT 003/RW 001", "Istri", WIFE_NIK, KK, ""],
    ]  # fmt: skip
    assert [(row[1], row[6], row[11]) for row in march] == [
        ("Sutrisno", "Islam", "Jalan Baru 1, Sumber, RT 003/RW 001"),
        ("Siti Aminah", "Katolik", "Jalan Baru 1, Sumber, RT 003/RW 001"),
    ]


def test_the_book_of_changes_tells_who_came_and_who_left(household: Any, in_village: Village) -> None:
    operations.record_birth(
        family=household,
        child=elements("Bayi Sutrisno", birth_place="Sukamaju"),
        occasion=on(2026, 2, 2),
        by=SYSTEM,
    )
    operations.record_arrival(
        people=[person("Maria Tefa", sex=Sex.FEMALE)], family=NewFamily("9901010203159077", "Jalan Baru 1"),
        occasion=on(2026, 2, 3), by=SYSTEM, origin="Desa Tirtosari", reason=MoveReason.WORK,
    )  # fmt: skip
    wife = household.members.get(nik=WIFE_NIK)
    operations.record_departure(people=[wife], occasion=on(2026, 2, 4), by=SYSTEM, destination="Kota Lain")
    head = household.members.get(nik=NIK)
    operations.record_death(
        resident=head, occasion=on(2026, 2, 5), by=SYSTEM, place="Rumah",
        succession=operations.Succession(household.members.get(full_name="Bayi Sutrisno")),
    )  # fmt: skip

    book = opened("mutasi", FEBRUARY, in_village)

    assert book.title == "Buku Mutasi Penduduk Desa"
    assert book.rows == [
        [1, "Bayi Sutrisno", "Sukamaju", date(2026, 2, 2), "L", "WNI", "Lahir", date(2026, 2, 2), "", None, "", None, "Kelahiran"],
        [2, "Maria Tefa", "Mekarsari", date(1980, 3, 17), "P", "WNI", "Desa Tirtosari", date(2026, 2, 3), "", None, "", None, ""],
        [3, "Siti Aminah Lestari", "Mekarsari", date(1992, 7, 5), "P", "WNI", "", None, "Kota Lain", date(2026, 2, 4), "", None, ""],
        [4, "Sutrisno", "Mekarsari", date(1980, 3, 17), "L", "WNI", "", None, "", None, "Rumah", date(2026, 2, 5), "Kematian"],
    ]  # fmt: skip


def test_what_was_reported_late_says_when(household: Any, in_village: Village) -> None:
    late = occasion(occurred_on=date(2026, 1, 30), reported_on=date(2026, 2, 2))
    head, wife = household.members.get(nik=NIK), household.members.get(nik=WIFE_NIK)
    operations.record_death(resident=head, succession=operations.Succession(wife), occasion=late, by=SYSTEM)

    rows = opened("mutasi", FEBRUARY, in_village).rows

    assert opened("mutasi", JANUARY, in_village).rows == []
    assert [(row[11], row[12]) for row in rows] == [(date(2026, 1, 30), "Kematian, lapor 02-02-2026")]


def test_changes_and_recapitulation_agree(household: Any, in_village: Village) -> None:
    wife = household.members.get(nik=WIFE_NIK)
    operations.record_missing(resident=wife, occasion=on(2026, 2, 4), by=SYSTEM)

    changes, total = (
        opened("mutasi", FEBRUARY, in_village),
        opened("rekapitulasi", FEBRUARY, in_village).total,
    )

    assert [(row[1], row[12]) for row in changes.rows] == [("Siti Aminah Lestari", "Hilang")]
    assert total is not None
    assert (total[8], total[31], total[32]) == (2, 1, "Pindah termasuk 1 hilang.")


def test_people_who_stay_for_a_time_are_in_their_own_book(household: Any, in_village: Village) -> None:
    guest = person(
        "John Smith", Relation.OTHER, birth_date=date(1990, 2, 28), nik="", passport="X1234567", ethnicity="Inggris",
        citizenship=Citizenship.FOREIGN, residency=Residency.TEMPORARY, occupation=Occupation.RESEARCHER,
    )  # fmt: skip
    operations.record_arrival(
        people=[guest], family=household, occasion=on(2026, 2, 3), by=SYSTEM, origin="London", purpose="Penelitian",
        host="Sutrisno",
    )  # fmt: skip
    operations.record_departure(
        people=[household.members.get(full_name="John Smith")],
        occasion=on(2026, 3, 9),
        by=SYSTEM,
        destination="London",
    )

    stays = {
        month: opened("sementara", month, in_village).rows
        for month in (JANUARY, FEBRUARY, MARCH, MARCH.following)
    }

    common = [1, "John Smith", "L", "", "X1234567", "Mekarsari, 28-02-1990 (36 tahun)", "Peneliti", "WNA", "Inggris",
              "London", "Penelitian", "Sutrisno, Jalan Melati 5, Krajan, RT 003/RW 001", date(2026, 2, 3)]  # fmt: skip
    assert stays == {
        JANUARY: [],
        FEBRUARY: [[*common, None, ""]],
        MARCH: [[*common, date(2026, 3, 9), "Pindah"]],
        MARCH.following: [],
    }
    assert [row[1] for row in opened("induk", FEBRUARY, in_village).rows] == [
        "Sutrisno",
        "Siti Aminah Lestari",
    ]


def test_the_book_of_cards_follows_the_kk(household: Any, in_village: Village) -> None:
    household.registered_on = date(2015, 3, 2)
    household.save(update_fields=["registered_on"])
    operations.record_birth(
        family=household, child=elements("Bayi", nik="", marital_status=None, occupation=None), occasion=on(2026, 2, 2),
        by=SYSTEM,
    )  # fmt: skip

    rows = opened("ktp-kk", FEBRUARY, in_village).rows

    assert rows[0] == [
        1, KK, "Sutrisno", NIK, "L", "Mekarsari, 17-03-1980", "O", "Islam", "SLTA/sederajat", "Petani/pekebun",
        "Jalan Melati 5, Krajan, RT 003/RW 001", "Kawin tercatat", "Nusa Raya, 02-03-2015", "Kepala keluarga", "WNI",
        "Karto", "Painem", None, "",
    ]  # fmt: skip
    assert [(row[2], row[3], row[17]) for row in rows] == [
        ("Sutrisno", NIK, None), ("Siti Aminah Lestari", WIFE_NIK, None), ("Bayi", "", date(2026, 2, 2)),
    ]  # fmt: skip


@pytest.mark.parametrize("slug", LAYOUTS)
def test_every_book_is_printed_with_title_code_month_and_signatures(
    slug: str, household: Any, in_village: Village
) -> None:
    for name, position, form in (
        ("Harun Wiratmaja", Position.HEAD, SigningForm.HEAD),
        ("Sri Wahyuni", Position.SECRETARY, SigningForm.AN),
    ):
        Official.objects.create(name=name, position=position, signing_form=form, since=date(2020, 1, 1))
    book = opened(slug, JANUARY, in_village)

    text = words(printing.book_pdf(book, printing.signers_of(book.words, book.signed_on), NOW))

    for piece in (
        "PEMERINTAH KABUPATEN NUSA RAYA", "KECAMATAN MEKARSARI", "DESA SUKAMAJU", f"Model {book.layout.code}",
        book.title.upper(), "BULAN JANUARI TAHUN 2026", "Mengetahui, KEPALA DESA SUKAMAJU, Harun Wiratmaja",
        "Sukamaju, 31 Januari 2026 SEKRETARIS DESA, Sri Wahyuni",
        "Dihitung dari register 2 April 2026 pukul 09.30 WIB.",
    ):  # fmt: skip
        assert set(piece.split()) <= set(text.split())
    assert ("Memuat data pribadi" in text) is book.layout.is_personal


def test_a_negeri_reads_its_own_words(household: Any, in_village: Village) -> None:
    in_village.word_village, in_village.word_head, in_village.word_secretary = (
        "negeri",
        "raja",
        "sekretaris negeri",
    )
    in_village.word_subarea, in_village.word_district = "soa", "distrik"
    book = opened("rekapitulasi", JANUARY, in_village)

    text = words(printing.book_pdf(book, printing.signers_of(book.words, book.signed_on), NOW))

    for piece in (
        "DISTRIK MEKARSARI",
        "NEGERI SUKAMAJU",
        "Soa",
        "RAJA NEGERI SUKAMAJU,",
        "SEKRETARIS NEGERI,",
    ):
        assert piece in text
    assert "DESA" not in text


def test_a_month_in_which_nothing_happened_says_so(household: Any, in_village: Village) -> None:
    book = opened("mutasi", MARCH, in_village)

    text = words(printing.book_pdf(book, printing.signers_of(book.words, book.signed_on), NOW))

    assert "Tidak ada yang tercatat pada bulan ini." in text


def test_a_volume_holds_its_own_lines_only(household: Any, in_village: Village) -> None:
    volume = opened("induk", JANUARY, in_village).bind(Volume(2, 2, "Krajan", 1, 1))

    text = words(printing.book_pdf(volume, printing.signers_of(volume.words, volume.signed_on), NOW))

    assert [row[:2] for row in volume.rows] == [[2, "Siti Aminah Lestari"]]
    assert "Jilid 2 dari 2: Krajan" in text
    assert volume.file_name == "b1-induk-2026-01-jilid-02"


@pytest.mark.parametrize("slug", LAYOUTS)
def test_a_workbook_holds_the_same_cells_as_the_book(slug: str, household: Any, in_village: Village) -> None:
    book = opened(slug, JANUARY, in_village)

    sheet = openpyxl.load_workbook(BytesIO(book_workbook(book))).active

    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    numbers = list(range(1, len(book.columns) + 1))
    begin = rows.index(numbers) + 1
    expected = [*book.rows, *([book.total] if book.total else [])]
    told = [
        [
            value.date() if isinstance(value, datetime) else value or (0 if value == 0 else None)
            for value in row
        ]
        for row in rows[begin : begin + len(expected)]
    ]
    assert told == [[value if value != "" else None for value in row] for row in expected]
    assert rows[begin - 2] == [column.label for column in book.columns]
    assert rows[0][0] == "PEMERINTAH KABUPATEN NUSA RAYA"


def test_opening_a_book_asks_the_same_number_of_questions_for_more_people(
    household: Any, in_village: Village, django_assert_num_queries: Any
) -> None:
    expected = {"induk": 4, "mutasi": 4, "rekapitulasi": 6, "sementara": 5, "ktp-kk": 6}
    for slug, questions in expected.items():
        with django_assert_num_queries(questions):
            opened(slug, JANUARY, in_village)
    for index in range(3):
        make_family(person(f"Warga {index}"), as_of=date(2026, 1, 5))

    for slug, questions in expected.items():
        with django_assert_num_queries(questions):
            opened(slug, JANUARY, in_village)


def test_whoever_may_count_may_not_therefore_read_names() -> None:
    assert {layout.code: books.permission_for(layout).value for layout in LAYOUTS.values()} == {
        "B.1": "export_residents",
        "B.2": "export_residents",
        "B.3": "read_statistics",
        "B.4": "export_residents",
        "B.5": "export_residents",
    }
