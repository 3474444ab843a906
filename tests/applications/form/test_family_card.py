"""The family card: every case of the law, what it prints, what it holds against the answers, what it changes."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from balai.applications.form.asking import asked_steps
from balai.applications.form.checking import problems
from balai.applications.form.codes import CODES
from balai.applications.form.definition import Answers, ApplicationForm
from balai.applications.form.documents import required_documents
from balai.applications.form.events import life_events
from balai.applications.form.filling import fill
from balai.applications.form.reading import read_form
from balai.applications.form.shipped import shipped_form
from balai.residents.enums import EventKind
from balai.services.reading import read_standard, shipped_standards
from balai.tenancy.models import Village
from tests.applications.form import regulations
from tests.applications.form.answers import APPLICANT, FAMILY, FOREIGNER, TODAY, WITNESSES, member
from tests.applications.form.drawing import AT, drawn, sheets_of, text_of
from tests.letters.kinds.paper import SHEET, look_at

KK = "kartu-keluarga"
UNREGISTERED = {
    "bukti": "belum",
    "unregistered": "kawin",
    "unregistered_at": "Mekarsari",
    "applicant__birth_place": "Nusa Raya",
    "applicant__occupation": "9",
    "applicant__address": "Jalan Melati 7",
    "spouse__full_name": "Siti Aminah Lestari",
    "spouse__nik": "9901014507929003",
    "spouse__birth_place": "Nusa Raya",
    "spouse__birth_date": "1992-07-05",
    "spouse__occupation": "84",
    "spouse__address": "Jalan Kenanga 3",
    **WITNESSES,
}
SPLIT = {**FAMILY, "keadaan": "pisah", "sebab": "lain"}
LEFT = {**FAMILY, "keadaan": "kepala-meninggal", "dewasa": "ada", "deceased": "Slamet Riyadi"}


def change(number: int, element: str, **more: Any) -> dict[str, Any]:
    told = {
        "full_name": "Siti Aminah Lestari",
        "nik": "9901014507929003",
        "relation": "3",
        "element": element,
        "before": "SLTA/sederajat",
        "basis": "Ijazah 12/2026",
        **more,
    }
    return {f"change{number}__{name}": value for name, value in told.items()}


CHANGED: dict[str, Any] = {
    **APPLICANT,
    "keadaan": "ubah",
    "ubah": "data",
    "home": "Jalan Melati 7",
    "change_count": 3,
    **change(1, "Pendidikan", education="8"),
    **change(2, "Agama", before="Islam", religion="3", basis="Surat baptis 7/2026"),
    **change(
        3,
        "Nama",
        full_name="Bagas P",
        nik="9901011201149012",
        relation="4",
        before="Bagas P",
        new_name="Bagas Pratama",
    ),
}


@cache
def form() -> ApplicationForm:
    content = shipped_form(KK)
    assert content is not None
    return read_form(content)


def said(answers: Answers) -> dict[str, tuple[str, bool]]:
    return {each.law: (each.question, each.blocks) for each in problems(form(), answers, today=TODAY)}


@pytest.mark.django_db
class TestPrinted:
    @pytest.mark.parametrize("case", regulations.F_1_02_OF_A_CARD)
    def test_the_request_ticks_what_is_asked_for_and_attached(self, case: str, village: Village) -> None:
        answers, ticks = regulations.F_1_02_OF_A_CARD[case]

        block = drawn(sheets_of(KK, {**APPLICANT, **answers})["f-1-02"], village)

        assert frozenset(block["ticks"]) == ticks
        assert [block["cells"][cell] for cell in ("pemohon.nama", "pemohon.nik", "pemohon.kk")] == [
            "Budi Santosa",
            "9901010403889007",
            "9901011203159001",
        ]

    def test_the_biodata_of_a_citizen_fill_every_column_that_concerns_him(self, village: Village) -> None:
        recorded = {**FAMILY, "unrecorded": "ya"}
        dual = {
            **recorded,
            **member(1, citizenship="3", passport="X0000003", passport_expires_on="2030-03-09"),
        }

        citizen = drawn(sheets_of(KK, recorded)["f-1-01"], village)["lists"]["anggota"][0]
        traveller = drawn(sheets_of(KK, dual)["f-1-01"], village)["lists"]["anggota"][0]

        filled = {number for number, column in regulations.F_1_01_COLUMNS.items() if citizen[column]}
        also = {number for number, column in regulations.F_1_01_COLUMNS.items() if traveller[column]}
        assert filled | also == regulations.COLUMNS_OF_CITIZENS
        assert [
            citizen[name]
            for name in ("jenis_kelamin", "agama", "shdk", "pekerjaan", "kelainan", "disabilitas")
        ] == [
            "1",
            "7",
            "1",
            "72",
            "2",
            "1",
        ]
        assert [citizen[name] for name in ("tanggal_lahir", "tanggal_kawin", "tanggal_cerai")] == [
            "04-03-1988",
            "14-02-2013",
            "14-02-2019",
        ]

    def test_the_biodata_of_a_foreigner_fill_every_column_that_concerns_her(self, village: Village) -> None:
        foreign = {**FAMILY, **member(1, **FOREIGNER), "keadaan": "asing", "untuk": "baru"}

        block = drawn(sheets_of(KK, foreign)["f-1-01"], village)

        row = block["lists"]["anggota"][0]
        filled = {number for number, column in regulations.F_1_01_COLUMNS.items() if row[column]}
        assert filled - {14} == regulations.COLUMNS_OF_FOREIGNERS
        assert (row["tipe_sponsor"], row["izin_akhir"], block["ticks"]) == (
            "2",
            "15-01-2029",
            ["pilihan.asing"],
        )

    def test_head_and_area_are_filled(self, village: Village) -> None:
        block = drawn(sheets_of(KK, {**FAMILY, "unrecorded": "ya"})["f-1-01"], village)

        cells = block["cells"]
        assert [field for field, cell in regulations.F_1_01_HEAD.items() if not cells[cell]] == []
        assert (cells["kepala.nama"], cells["kepala.jumlah_anggota"]) == ("Budi Santosa", "2")

    def test_who_comes_from_abroad_tells_where_he_lived(self, village: Village) -> None:
        abroad = {
            **{**FAMILY, "keadaan": "datang", "asal": "luar-negeri", "unrecorded": "ya"},
            "abroad_street": "12 Rue des Lilas",
            "abroad_city": "Nouméa",
            "abroad_state": "Province Sud",
            "abroad_country": "Kaledonia Baru",
            "abroad_postcode": "98800",
            "abroad_size": 2,
            "abroad_phone": "687000000",
        }

        cells = drawn(sheets_of(KK, abroad)["f-1-01"], village)["cells"]

        assert [field for field, cell in regulations.F_1_01_ABROAD.items() if not cells[cell]] == []

    def test_an_unregistered_marriage_is_declared(self, village: Village) -> None:
        text = text_of(sheets_of(KK, {**FAMILY, **UNREGISTERED})["f-1-05"], village)

        parts = [
            "Budi Santosa", "9901010403889007", "Nusa Raya, 4 Maret 1988", "Petani/pekebun", "Jalan Melati 7",
            "menikah", "14 November 2026", "Mekarsari", "9901011203159001", "Siti Aminah Lestari",
            "9901014507929003", "Pedagang", "Jalan Kenanga 3", "Slamet Riyadi", "Kartini Wulandari",
        ]  # fmt: skip
        assert [part for part in parts if part not in text] == []

    def test_each_change_stands_in_its_columns(self, village: Village) -> None:
        block = drawn(sheets_of(KK, CHANGED)["f-1-06"], village)

        lists = {
            name: [{column: told for column, told in row.items() if told} for row in rows]
            for name, rows in block["lists"].items()
        }
        assert [row["nama"] for row in lists["anggota"]] == ["Siti Aminah Lestari", "Bagas P"]
        assert lists["pendidikan_pekerjaan"] == [
            {
                "pendidikan_semula": "SLTA/sederajat",
                "pendidikan_menjadi": "Diploma IV/Strata I",
                "pendidikan_dasar": "Ijazah 12/2026",
                "keterangan": "Siti Aminah Lestari",
            }
        ]
        assert lists["agama_lainnya"] == [
            {
                "agama_semula": "Islam",
                "agama_menjadi": "Katolik",
                "agama_dasar": "Surat baptis 7/2026",
                "keterangan": "Siti Aminah Lestari",
            },
            {
                "lainnya_semula": "Nama: Bagas P",
                "lainnya_menjadi": "Bagas Pratama",
                "lainnya_dasar": "Ijazah 12/2026",
                "keterangan": "Bagas P",
            },
        ]
        assert block["cells"]["pemohon.alamat"] == "Jalan Melati 7"

    @pytest.mark.parametrize("name", ["f-1-01", "f-1-02", "f-1-05"])
    def test_the_sheets_are_pdfs_without_faults(self, name: str, village: Village) -> None:
        answers = {**FAMILY, **UNREGISTERED, "unrecorded": "ya"}

        pdf = fill(sheets_of(KK, answers)[name], village=village, identity=None, at=AT)

        assert look_at(pdf, SHEET).faults == ()


@pytest.mark.parametrize("name", regulations.LISTS)
def test_a_closed_list_has_the_codes_of_the_law(name: str) -> None:
    options = [(option.value, option.label) for option in CODES[name]]

    assert options == [(str(code), label) for code, label in enumerate(regulations.LISTS[name], 1)]


def test_the_longer_lists_are_whole() -> None:
    lengths = {name: len(CODES[name]) for name in regulations.LENGTHS}

    assert lengths == regulations.LENGTHS
    assert all(
        [option.value for option in CODES[name]] == [str(n + 1) for n in range(size)]
        for name, size in lengths.items()
    )


def test_everything_that_may_change_can_be_changed() -> None:
    step = next(step for step in asked_steps(form(), CHANGED) if step.name == "perubahan-1")
    element = next(question for question in step.questions if question.name == "change1__element")

    assert tuple(option.value for option in element.options) == regulations.CHANGEABLE


class TestChecked:
    def test_a_new_couple_brings_nothing_up(self) -> None:
        assert said(FAMILY) == {}

    @pytest.mark.parametrize(
        ("born", "law"),
        [("2009-11-23", "Permendagri 108/2019 pasal 10 ayat (4)"), ("2009-11-22", None)],
    )
    def test_a_card_of_ones_own_begins_at_seventeen(self, born: str, law: str | None) -> None:
        young = {"nik": "9901012211099001", "birth_date": born, "relation": "1"}
        young["nik"] = f"990101{date.fromisoformat(born):%d%m%y}9001"

        found = said({**SPLIT, "member_count": 1, **member(1, **young)})

        assert found == ({law: ("member1__relation", True)} if law else {})

    def test_children_who_stay_alone_need_a_grown_up(self) -> None:
        children = member(1, nik="9901011201149012", relation="1", birth_date="2014-01-12")

        found = said({**LEFT, "member_count": 1, **children})

        assert found["Permendagri 108/2019 pasal 10 dan SE Dirjen Dukcapil 470/13287"] == (
            "member1__relation",
            True,
        )

    def test_a_guardian_is_grown_up(self) -> None:
        guardian = {
            "guardian_way": "ikut",
            "guardian__nik": "9901011201149012",
            "guardian__full_name": "Bagas",
        }

        found = said({**LEFT, "dewasa": "tidak", **guardian})

        assert found["SE Dirjen Dukcapil 470/13287"] == ("guardian__nik", True)

    @pytest.mark.parametrize("relations", [("1", "1"), ("2", "3")])
    def test_a_family_has_one_head(self, relations: tuple[str, str]) -> None:
        first, second = relations

        found = said({**FAMILY, "member1__relation": first, "member2__relation": second})

        assert found == {"UU 23/2006 pasal 61 ayat (1)": ("member2__relation", True)}

    @pytest.mark.parametrize(
        ("answers", "law", "problem"),
        [
            ({**FAMILY, "event_on": "2026-10-22"}, "UU 23/2006 pasal 62 ayat (2)", ("event_on", False)),
            (
                {**FAMILY, "keadaan": "datang", "asal": "luar-negeri", "arrived_on": "2026-11-07"},
                "UU 23/2006 pasal 19",
                ("arrived_on", False),
            ),
            (LEFT, "UU 23/2006 pasal 61 ayat (3)", ("keadaan", False)),
            ({**FAMILY, **UNREGISTERED}, "Permendagri 108/2019 pasal 10 ayat (2)", ("bukti", False)),
            (
                {**FAMILY, "member2__nik": "9901010403889007"},
                "UU 23/2006 pasal 62 ayat (1)",
                ("member2__nik", True),
            ),
            (
                {
                    **APPLICANT,
                    "keadaan": "ubah",
                    "ubah": "anak-menumpang",
                    "joiner1__nik": "9901014507929003",
                },
                "Permendagri 109/2019 (F-1.02)",
                ("joiner1__nik", True),
            ),
            (
                {**CHANGED, **change(1, "Tanggal lahir", birth_date="1992-07-06")},
                "Permendagri 108/2019 pasal 15 ayat (3)",
                ("change1__element", False),
            ),
        ],
    )
    def test_what_the_law_fixes_is_told(self, answers: Answers, law: str, problem: tuple[str, bool]) -> None:
        assert said(answers)[law] == problem


class TestBecomes:
    @pytest.mark.parametrize(
        ("answers", "kind", "kk"),
        [
            (SPLIT, EventKind.SPLIT, "9901011203159001"),
            (LEFT, EventKind.HEAD, "9901011203159001"),
            (
                {**FAMILY, "keadaan": "datang", "asal": "rentan", "arrived_on": "2026-11-02"},
                EventKind.ARRIVAL,
                "",
            ),
        ],
    )
    def test_the_new_card_has_these_members(self, answers: Answers, kind: EventKind, kk: str) -> None:
        (event,) = life_events(form(), answers, today=TODAY)

        assert (event.kind, event.kk) == (kind, kk)
        assert [(each.full_name, each.relation) for each in event.people] == [
            ("Budi Santosa", 1),
            ("Siti Aminah Lestari", 3),
        ]

    def test_each_change_is_a_correction(self) -> None:
        found = life_events(form(), CHANGED, today=TODAY)

        assert [(each.kind, each.people[0].nik) for each in found] == [
            (EventKind.CORRECTION, "9901014507929003"),
            (EventKind.CORRECTION, "9901014507929003"),
            (EventKind.CORRECTION, "9901011201149012"),
        ]
        assert [found[0].people[0].elements["education"], found[2].people[0].elements["full_name"]] == [
            8,
            "Bagas Pratama",
        ]

    def test_a_lost_card_changes_nothing(self) -> None:
        assert life_events(form(), {**APPLICANT, "keadaan": "hilang"}, today=TODAY) == []


def test_the_declaration_of_a_couple_is_a_sheet_to_sign() -> None:
    standard = read_standard(next(each for each in shipped_standards() if each["slug"] == KK))

    found = required_documents(form(), standard, {**FAMILY, **UNREGISTERED}, on=TODAY)

    assert [(each.name, each.sheet) for each in found] == [
        ("pernyataan-perkawinan-atau-perceraian-belum-tercatat", "f-1-05")
    ]
