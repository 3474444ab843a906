"""The birth certificate: what is asked, what the law fixes, what is printed, what the register becomes."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from balai.applications.form.asking import asked_steps, kept, suggested
from balai.applications.form.checking import problems
from balai.applications.form.codes import CODES
from balai.applications.form.definition import ApplicationForm
from balai.applications.form.documents import required_documents
from balai.applications.form.events import life_events
from balai.applications.form.filling import fill
from balai.applications.form.reading import read_form
from balai.applications.form.shipped import shipped_form
from balai.core.questions import Answers
from balai.letters.sheets import SHEETS
from balai.residents.enums import EventKind
from balai.services.reading import read_standard, shipped_standards
from balai.services.standard import Standard
from balai.tenancy.models import Village
from tests.applications.form import regulations
from tests.applications.form.answers import BIRTH, TODAY, baby
from tests.applications.form.drawing import AT, drawn, sheets_of, text_of
from tests.letters.kinds.paper import SHEET, look_at

FOUND = {
    **{name: value for name, value in BIRTH.items() if name not in {"nikah", "umur"}},
    "tempat": "tidak-diketahui",
    "ditemukan": "lama",
    "applicant_is": "wali",
}
"""A child that somebody has brought up, whose parents nobody knows."""


@cache
def form() -> ApplicationForm:
    content = shipped_form("akta-kelahiran")
    assert content is not None
    return read_form(content)


@cache
def standard() -> Standard:
    return read_standard(next(each for each in shipped_standards() if each["slug"] == "akta-kelahiran"))


def without(*names: str, **more: Any) -> Answers:
    return {name: value for name, value in BIRTH.items() if not name.startswith(names)} | more


def said(answers: Answers, *, today: date = TODAY) -> dict[str, tuple[str, bool]]:
    """The laws that are named for these answers, with the question and whether it blocks."""
    return {each.law: (each.question, each.blocks) for each in problems(form(), answers, today=today)}


def names_of(answers: Answers) -> list[str]:
    return [document.name for document in required_documents(form(), standard(), answers, on=TODAY)]


class TestAsked:
    def test_who_reports_is_not_asked_again_as_father(self) -> None:
        steps = {step.name: step for step in asked_steps(form(), BIRTH)}

        assert [question.name for question in steps["ayah"].questions] == [
            "father__citizenship",
            "father__passport",
            "father__birth_place",
        ]

    def test_twins_are_two_steps_of_one_application(self) -> None:
        twins = {**BIRTH, "birth_kind": "2", "birth_count": 2}

        steps = [
            (step.name, step.title) for step in asked_steps(form(), twins) if step.person.startswith("baby")
        ]

        assert steps == [("anak-1", "Anak ke-1"), ("anak-2", "Anak ke-2")]

    def test_the_second_twin_is_suggested_the_place_of_the_first(self) -> None:
        twins = {**BIRTH, "birth_kind": "2", "birth_count": 2}
        second = next(step for step in asked_steps(form(), twins) if step.name == "anak-2")

        assert suggested(second, twins) == {
            "baby2__birth_place": "Nusa Raya",
            "baby2__birth_date": "2026-11-12",
            "baby2__citizenship": "1",
        }

    def test_nobody_asks_for_parents_whom_nobody_knows(self) -> None:
        steps = [step.name for step in asked_steps(form(), FOUND)]

        assert steps == ["anda", "pelapor", "pernyataan", "kelahiran", "anak", "saksi-pertama", "saksi-kedua"]

    def test_what_is_no_longer_asked_is_not_kept(self) -> None:
        answers = kept(form(), {**BIRTH, "nikah": "tidak", "father__nik": "9901010403889007", "stray": 1})

        assert [name for name in answers if name.startswith(("father", "stray"))] == []
        assert answers["mother__nik"] == "9901014507929003"


class TestChecked:
    def test_a_plain_birth_brings_nothing_up(self) -> None:
        assert problems(form(), BIRTH, today=TODAY) == []

    @pytest.mark.parametrize(("born", "late"), [("2026-09-23", False), ("2026-09-22", True)])
    def test_after_sixty_days_the_head_of_the_office_decides(self, born: str, late: bool) -> None:
        law = "UU 24/2013 pasal 32 ayat (1)"

        found = said({**BIRTH, "baby1__birth_date": born})

        assert found.get(law) == (("baby1__birth_date", False) if late else None)

    def test_the_second_twin_may_be_the_late_one(self) -> None:
        twins = {**BIRTH, "birth_kind": "2", "birth_count": 2, **baby(2, birth_date="2026-11-13")}

        assert said(twins) == {}
        assert said(twins, today=date(2027, 1, 12)) == {
            "UU 24/2013 pasal 32 ayat (1)": ("baby1__birth_date", False)
        }

    def test_an_unregistered_marriage_is_told_with_its_law(self) -> None:
        assert said({**BIRTH, "nikah": "di-kk"}) == {
            "Perpres 96/2018 pasal 33 dan Permendagri 108/2019": ("nikah", False)
        }

    def test_without_proof_of_marriage_the_child_is_the_mothers(self) -> None:
        answers = without("father", nikah="tidak", applicant_is="lain", applicant__citizenship="1")

        assert said(answers) == {"UU 24/2013 pasal 49 dan Permendagri 108/2019": ("nikah", False)}

    def test_a_father_without_proof_of_marriage_cannot_report_as_father(self) -> None:
        found = said(without("father", nikah="tidak"))

        assert found["Permendagri 108/2019"] == ("applicant_is", True)

    def test_a_foundling_needs_the_police(self) -> None:
        found = said({**FOUND, "ditemukan": "baru"})

        assert found["Perpres 96/2018 pasal 33"] == ("ditemukan", False)

    @pytest.mark.parametrize(
        ("case", "place"), [("rumah", "1"), ("rumah", "2"), ("rumah", "3"), ("faskes", "4")]
    )
    def test_the_place_agrees_with_the_first_answer(self, case: str, place: str) -> None:
        found = said({**BIRTH, "tempat": case, "place": place})

        assert found["Perpres 96/2018 pasal 33"] == ("place", True)

    @pytest.mark.parametrize(
        ("name", "law", "blocks"),
        [
            ("Bima", "Permendagri 73/2022 pasal 4 ayat (2) huruf c", False),
            ("B" * 30 + " " + "A" * 30, "Permendagri 73/2022 pasal 4 ayat (2) huruf b", True),
            ("Bima 2 Arya", "Permendagri 73/2022 pasal 5 ayat (3) huruf b", True),
            ("Drs Bima Arya", "Permendagri 73/2022 pasal 5 ayat (3) huruf c", True),
            ("Muh Bima Arya", "Permendagri 73/2022 pasal 5 ayat (3) huruf a", False),
        ],
    )
    def test_a_name_keeps_the_rules_for_names(self, name: str, law: str, blocks: bool) -> None:
        assert said({**BIRTH, "baby1__full_name": name}) == {law: ("baby1__full_name", blocks)}

    @pytest.mark.parametrize(
        ("changed", "question"),
        [
            ({"second_witness__nik": "9901010101659001"}, "second_witness__nik"),
            ({"second_witness__nik": "9901010403889007"}, "second_witness__nik"),
            ({"mother__nik": "9901010101659001"}, "first_witness__nik"),
        ],
    )
    def test_witnesses_are_two_others(self, changed: dict[str, str], question: str) -> None:
        found = said({**BIRTH, **changed})

        assert found["Perpres 96/2018 pasal 33"] == (question, True)

    def test_a_number_of_a_man_for_the_mother_is_told_once(self) -> None:
        found = problems(form(), {**BIRTH, "mother__nik": "9901010507929003"}, today=TODAY)

        assert [(each.question, each.law) for each in found] == [("mother__nik", "PP 40/2019 pasal 31")]

    @pytest.mark.parametrize(
        ("changed", "law", "blocks"),
        [
            ({"mother__nik": "990101450792900"}, "PP 40/2019 pasal 31", True),
            ({"mother__nik": "9901010507929003"}, "PP 40/2019 pasal 31", False),
            ({"mother__birth_date": "1992-07-06"}, "Permendagri 108/2019 pasal 15 ayat (3)", False),
            ({"child_kk": "99010112"}, "UU 23/2006 pasal 61", True),
            ({"birth_kind": "2", "birth_count": 1}, "UU 23/2006 pasal 27", False),
            ({"birth_kind": "2", "birth_count": 3}, "Permendagri 109/2019 (F-2.01)", True),
        ],
    )
    def test_wrong_numbers_are_told_apart(self, changed: dict[str, Any], law: str, blocks: bool) -> None:
        found = said({**BIRTH, **changed})

        assert found[law][1] is blocks


class TestDocuments:
    def test_a_birth_in_a_health_centre(self) -> None:
        assert names_of(BIRTH) == ["surat-keterangan-kelahiran", "bukti-perkawinan-orang-tua", "kk-orang-tua"]

    def test_a_late_birth_asks_for_nothing_that_the_office_makes_itself(self) -> None:
        assert names_of({**BIRTH, "umur": "lewat-60-hari"}) == names_of(BIRTH)

    def test_each_twin_has_a_birth_letter(self) -> None:
        twins = {**BIRTH, "birth_kind": "2", "birth_count": 2, **baby(2, full_name="Bayu Arya Nugraha")}

        found = required_documents(form(), standard(), twins, on=TODAY)

        assert [(each.name, each.title) for each in found][:2] == [
            ("surat-keterangan-kelahiran-1", "Surat keterangan kelahiran: Bima Arya Nugraha"),
            ("surat-keterangan-kelahiran-2", "Surat keterangan kelahiran: Bayu Arya Nugraha"),
        ]

    def test_a_declaration_is_a_sheet_that_is_signed(self) -> None:
        answers = {**BIRTH, "tempat": "tanpa-surat", "nikah": "di-kk"}

        found = required_documents(form(), standard(), answers, on=TODAY)

        assert [each.sheet for each in found] == ["f-2-03", "f-2-04", ""]


@pytest.mark.django_db
class TestPrinted:
    def test_every_field_of_the_law_is_filled(self, village: Village) -> None:
        late = {**BIRTH, "baby1__nik": "9901011211269001", "umur": "lewat-60-hari"}
        late["second_witness__kk"] = "9901011203159002"

        cells = drawn(sheets_of("akta-kelahiran", late)["f-2-01"], village)["cells"]

        assert [field for field, cell in regulations.F_2_01_BIRTH.items() if not cells[cell]] == []
        assert {
            name: cells[name] for name in ("pelapor.nik", "ayah.nik", "ibu.tanggal_lahir", "anak.pukul")
        } == {
            "pelapor.nik": "9901010403889007",
            "ayah.nik": "9901010403889007",
            "ibu.tanggal_lahir": "05-07-1992",
            "anak.pukul": "04.25",
        }
        assert [cells[name] for name in ("anak.hari", "anak.tanggal_lahir", "anak.jenis_kelamin")] == [
            "Kamis",
            "12-11-2026",
            "Laki-laki",
        ]

    def test_a_foreign_reporter_writes_the_number_of_a_passport(self, village: Village) -> None:
        foreign = {
            "father__citizenship": "2",
            "father__passport": "X0000001",
            "baby1__citizenship": "3",
            "baby1__passport": "X0000002",
        }

        cells = drawn(sheets_of("akta-kelahiran", {**BIRTH, **foreign})["f-2-01"], village)["cells"]

        assert [cells[cell] for cell in regulations.TRAVELLERS.values()] == ["X0000001", "X0000002"]
        assert cells["pelapor.kewarganegaraan"] == "WNA"

    def test_parents_whom_nobody_knows_stay_empty(self, village: Village) -> None:
        block = drawn(sheets_of("akta-kelahiran", FOUND)["f-2-01"], village)

        assert block["ticks"] == ["peristiwa.kelahiran"]
        assert {block["cells"][cell] for cell in regulations.PARENTS.values()} == {""}
        assert block["cells"]["anak.nama"] == "Bima Arya Nugraha"

    def test_each_twin_has_a_sheet(self, village: Village) -> None:
        twins = {**BIRTH, "birth_kind": "2", "birth_count": 2, **baby(2, full_name="Bayu Arya Nugraha")}

        found = sheets_of("akta-kelahiran", twins)

        assert {name: drawn(sheet, village)["cells"]["anak.nama"] for name, sheet in found.items()} == {
            "f-2-01-1": "Bima Arya Nugraha",
            "f-2-01-2": "Bayu Arya Nugraha",
        }

    def test_declarations_say_what_was_answered(self, village: Village) -> None:
        told = {
            "tempat": "tanpa-surat",
            "nikah": "di-kk",
            "applicant__occupation": "9",
            "applicant__address": "Jalan Melati 7",
            "mother__occupation": "84",
            "mother__address": "Jalan Kenanga 3",
        }

        found = sheets_of("akta-kelahiran", {**BIRTH, **told})

        birth, couple = text_of(found["f-2-03"], village), text_of(found["f-2-04"], village)
        declared = (
            "Budi Santosa",
            "Nusa Raya, 4 Maret 1988",
            "Petani/pekebun",
            "Jalan Melati 7",
            "Bima Arya Nugraha",
            "Siti Aminah Lestari",
        )
        witnesses = ("Slamet Riyadi", "9901010101659001", "Kartini Wulandari", "9901014202689002")
        assert [part for part in (*declared, *witnesses) if part not in birth] == []
        married = (
            "Budi Santosa",
            "Nusa Raya, 4 Maret 1988",
            "suami",
            "Siti Aminah Lestari",
            "Pedagang",
            "9901011203159001",
            "Jalan Kenanga 3",
        )
        assert [part for part in (*married, *witnesses) if part not in couple] == []

    def test_the_sheet_is_a_pdf_without_faults(self, village: Village) -> None:
        pdf = fill(sheets_of("akta-kelahiran", BIRTH)["f-2-01"], village=village, identity=None, at=AT)

        seen = look_at(pdf, SHEET)
        assert seen.faults == ()
        assert "BIMAARYANUGRAHA" in "".join(seen.text.split())


@pytest.mark.parametrize(("name", "cell"), regulations.CODES)
def test_the_number_of_an_answer_is_the_number_on_the_sheet(name: str, cell: str) -> None:
    options = SHEETS["f-2.01"].cells[cell]

    chosen = [options.options[options.chosen(option.value) - 1] for option in CODES[name]]

    assert tuple(chosen) == regulations.CODES[name, cell]


class TestBecomes:
    def test_a_birth_is_entered_with_parents_and_details(self) -> None:
        (event,) = life_events(form(), BIRTH, today=TODAY)

        (child,) = event.people
        assert (event.kind, event.occurred_on, event.kk) == (
            EventKind.BIRTH,
            date(2026, 11, 12),
            "9901011203159001",
        )
        assert event.details == {"place_kind": 2, "birth_kind": 1, "attendant": 2, "order": 2}
        assert child.elements == {
            "full_name": "Bima Arya Nugraha",
            "sex": 1,
            "birth_place": "Nusa Raya",
            "birth_date": date(2026, 11, 12),
            "citizenship": 1,
            "mother_name": "Siti Aminah Lestari",
            "mother_nik": "9901014507929003",
            "father_name": "Budi Santosa",
            "father_nik": "9901010403889007",
        }

    def test_twins_are_two_events(self) -> None:
        twins = {**BIRTH, "birth_kind": "2", "birth_count": 2, **baby(2, full_name="Bayu Arya Nugraha")}

        found = life_events(form(), twins, today=TODAY)

        assert [(each.kind, each.people[0].full_name) for each in found] == [
            (EventKind.BIRTH, "Bima Arya Nugraha"),
            (EventKind.BIRTH, "Bayu Arya Nugraha"),
        ]

    def test_who_has_a_nik_already_is_not_born_again(self) -> None:
        late = {**BIRTH, "umur": "lewat-60-hari", "baby1__nik": "9901011211269001"}

        (event,) = life_events(form(), late, today=TODAY)

        assert (event.kind, event.people[0].nik) == (EventKind.CORRECTION, "9901011211269001")
