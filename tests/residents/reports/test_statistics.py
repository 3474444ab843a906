from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pypdf
import pytest

from balai.accounts.enums import Permission
from balai.residents import operations
from balai.residents.enums import (
    CODED,
    Disability,
    Holding,
    KtpState,
    MaritalStatus,
    Occupation,
    Relation,
    Sex,
)
from balai.residents.reports.places import Places
from balai.residents.reports.statistics import Count, Statistics, count_register
from balai.residents.reports.statistics_files import Occasion, statistics_pdf, statistics_workbook
from balai.residents.reports.topics import every_topic
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.factories import SYSTEM, make_area, make_couple, make_family, occasion, person

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 2, 41, tzinfo=UTC)


def counted(
    village: Village, place: str = "", permissions: frozenset[Permission] = frozenset(Permission)
) -> Statistics:
    places = Places.of_village(village.words)
    return count_register(
        today=TODAY, words=village.words, places=places, place=place, permissions=permissions
    )


def rows(statistics: Statistics, slug: str) -> list[Count]:
    return list(statistics.tables[slug].rows)


def test_people_are_counted_by_age_and_sex(in_village: Village) -> None:
    make_couple(area=make_area())

    statistics = counted(in_village)

    assert [row for row in rows(statistics, "umur") if row.total] == [
        Count("10–14", 0, 1),
        Count("30–34", 0, 1),
        Count("45–49", 1, 0),
    ]
    assert (statistics.people, statistics.families) == (Count("Jumlah", 1, 2), 1)


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2026, 11, 20), "0–4"), (date(2021, 11, 21), "0–4"), (date(2021, 11, 20), "5–9"),
        (date(1951, 11, 21), "70–74"), (date(1951, 11, 20), "75+"), (date(1910, 1, 1), "75+"),
    ],
)  # fmt: skip
def test_an_age_is_in_completed_years(born: date, band: str, in_village: Village) -> None:
    make_family(person("Darsono", birth_date=born))

    assert [row.label for row in rows(counted(in_village), "umur") if row.total] == [band]


def test_every_coded_field_of_a_resident_is_counted(in_village: Village) -> None:
    make_couple(area=make_area())

    fields = {topic.code for topic in every_topic()}

    assert [field for field in CODED if not any(f"r.{field}" in code for code in fields)] == [
        "sex",
        "standing",
    ]


def test_unknown_codes_are_counted_as_unknown(in_village: Village) -> None:
    make_family(person("Darsono", occupation=None), person("Slamet", Relation.CHILD))

    assert rows(counted(in_village), "pekerjaan") == [
        Count("Petani/pekebun", 1, 0),
        Count("Belum diisi", 1, 0),
    ]


def test_the_dead_and_those_who_moved_are_not_counted(in_village: Village) -> None:
    _, head, wife, _ = make_couple()
    operations.record_death(
        resident=head, succession=operations.Succession(wife), occasion=occasion(), by=SYSTEM
    )

    assert counted(in_village).people == Count("Jumlah", 0, 2)


def test_ethnicities_are_counted_however_they_were_typed(in_village: Village) -> None:
    make_family(
        person("Darsono", ethnicity="JAWA"),
        person("Slamet", Relation.CHILD, ethnicity=" jawa"),
        person("Ujang", Relation.CHILD, ethnicity="Sunda"),
        person("Asep", Relation.CHILD),
    )

    assert rows(counted(in_village), "suku") == [
        Count("Jawa", 2, 0),
        Count("Sunda", 1, 0),
        Count("Belum diisi", 1, 0),
    ]


def test_a_topic_counts_only_those_whom_it_concerns(in_village: Village) -> None:
    make_family(
        person("Darsono", marital_status=MaritalStatus.MARRIED_REGISTERED, has_marriage_certificate=Holding.PRESENT,
               ktp_state=KtpState.CARD_ISSUED, has_birth_certificate=Holding.ABSENT),
        person("Dewi", Relation.CHILD, sex=Sex.FEMALE, birth_date=date(2012, 2, 29), has_birth_certificate=Holding.PRESENT,
               ktp_state=KtpState.NOT_YET_REQUIRED),
    )  # fmt: skip

    statistics = counted(in_village)

    assert rows(statistics, "akta-perkawinan") == [Count("Ada", 1, 0)]
    assert rows(statistics, "ktp") == [Count("Kartu diterbitkan", 1, 0)]
    assert rows(statistics, "akta-anak") == [Count("Ada", 0, 1)]
    assert rows(statistics, "akta-perceraian") == []


def test_disability_is_for_those_who_may_read_it(in_village: Village) -> None:
    make_family(
        person("Darsono", disability=Disability.VISUAL),
        person("Slamet", Relation.CHILD, disability=Disability.NONE),
    )

    assert rows(counted(in_village), "disabilitas") == [Count("Disabilitas netra", 1, 0)]
    without = counted(in_village, permissions=frozenset({Permission.READ_STATISTICS}))
    assert "disabilitas" not in without.tables
    assert "penyandang-disabilitas" not in {slug for slug, _, _ in without.sections}


def test_a_part_of_the_village_is_counted_alone(in_village: Village) -> None:
    make_couple(area=make_area("Krajan"))
    make_family(person("Slamet"), area=make_area("Sumber"))
    make_family(person("Asep"))

    assert [(row.label, row.total) for row in rows(counted(in_village), "wilayah")] == [
        ("Krajan", 3),
        ("Sumber", 1),
        ("Belum ada dusun", 1),
    ]
    assert counted(in_village, "Sumber").people == Count("Jumlah", 1, 0)
    assert "wilayah" not in counted(in_village, "Sumber").tables


def test_a_village_sees_only_its_own_people(in_village: Village, other_village: Village) -> None:
    make_couple()
    with acting_for(other_village):
        make_family(person("Asing"))

    assert counted(in_village).people == Count("Jumlah", 1, 2)


def test_the_chart_of_a_long_list_puts_the_rest_together(in_village: Village) -> None:
    works = list(Occupation)[:15]
    make_family(
        person("Darsono", occupation=works[0]),
        *(person(f"Warga {index}", Relation.CHILD, occupation=work) for index, work in enumerate(works[1:])),
    )

    table = counted(in_village).tables["pekerjaan"]

    assert len(table.rows) == 15
    assert "4 lainnya 4" in table.chart
    assert table.chart.count('class="bar"') == 12


def test_counting_is_one_question(in_village: Village, django_assert_num_queries: Any) -> None:
    make_couple(area=make_area())
    places = Places.of_village(in_village.words)

    with django_assert_num_queries(1):
        count_register(
            today=TODAY, words=in_village.words, places=places, place="", permissions=frozenset(Permission)
        )


def test_nobody_is_counted_in_an_empty_village(in_village: Village) -> None:
    assert counted(in_village).people.total == 0


def test_paper_and_workbook_tell_the_same_as_the_page(in_village: Village) -> None:
    make_couple(area=make_area())
    statistics = counted(in_village)
    told = Occasion(in_village, "", NOW, date(2026, 11, 18))

    pdf = pypdf.PdfReader(BytesIO(statistics_pdf(statistics, told)))
    book = openpyxl.load_workbook(BytesIO(statistics_workbook(statistics, told)))

    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for piece in (
        "STATISTIK PENDUDUK DESA SUKAMAJU", "3 warga: 1 laki-laki dan 2 perempuan, 1 keluarga.",
        "Dihitung 20 November 2026 pukul 09.41 WIB dari data per 18 November 2026.", "Petani/pekebun 1 2 3 100 %",
    ):  # fmt: skip
        assert piece in text.replace("\u00a0", " ")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value  # type: ignore[index]  # a tagged document
    sheet = [[cell.value for cell in row] for row in book["Pekerjaan"].iter_rows(min_row=4)]
    assert sheet == [
        ["Pekerjaan", "Laki-laki", "Perempuan", "Jumlah", "Bagian"],
        ["Petani/pekebun", 1, 2, 3, 1],
        ["Jumlah", 1, 2, 3, None],
    ]
    assert len(book.sheetnames) == len(statistics.tables)
