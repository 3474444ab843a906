"""Death certificates, identity cards of adults and children, and the first NIK."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from balai.applications.form.checking import problems
from balai.applications.form.definition import Answers, ApplicationForm
from balai.applications.form.events import life_events
from balai.applications.form.filling import fill
from balai.applications.form.reading import read_form
from balai.applications.form.shipped import shipped_form
from balai.residents.enums import EventKind
from balai.tenancy.models import Village
from tests.applications.form import regulations
from tests.applications.form.answers import APPLICANT, DEATH, FAMILY, TODAY
from tests.applications.form.drawing import AT, drawn, sheets_of
from tests.letters.kinds.paper import SHEET, look_at

DEAD, KTP, KIA, NIK = "akta-kematian", "pengantar-ktp-el", "pengantar-kia", "nik-pertama"
CARD: dict[str, Any] = {
    **APPLICANT,
    "sebab": "hilang",
    "warga": "indonesia",
    "lost_on": "2026-11-15",
    "at_home": "ya",
}
CHILD: dict[str, Any] = {
    **APPLICANT,
    "sebab": "baru",
    "umur": "5-17",
    "applicant_is": "ayah",
    "head_name": "Budi Santosa",
    "special": "tidak",
    "child__full_name": "Bagas Pratama",
    "child__nik": "9901011201149012",
    "child__sex": "1",
    "child__birth_place": "Nusa Raya",
    "child__birth_date": "2014-01-12",
    "child__birth_certificate": "9901-LT-12022014-0031",
}


@cache
def form(slug: str) -> ApplicationForm:
    content = shipped_form(slug)
    assert content is not None
    return read_form(content)


def said(slug: str, answers: Answers) -> dict[str, tuple[str, bool]]:
    return {each.law: (each.question, each.blocks) for each in problems(form(slug), answers, today=TODAY)}


@pytest.mark.django_db
class TestPrinted:
    def test_every_field_of_a_death_is_filled(self, village: Village) -> None:
        block = drawn(sheets_of(DEAD, DEATH)["f-2-01"], village)

        cells = block["cells"]
        assert [field for field, cell in regulations.F_2_01_DEATH.items() if not cells[cell]] == []
        assert [cells[name] for name in ("kematian.tanggal", "kematian.pukul", "kematian.sebab")] == [
            "15-11-2026",
            "03.40",
            "1",
        ]
        assert block["ticks"] == ["peristiwa.kematian"]

    def test_somebody_whom_nobody_knows_is_reported_without_a_name(self, village: Village) -> None:
        unknown = {**DEATH, "tempat": "tidak-dikenal"}

        block = drawn(sheets_of(DEAD, unknown)["f-2-01"], village)

        assert (block["ticks"], block["cells"]["kematian.nama"]) == (["peristiwa.kematian"], "")
        assert block["cells"]["kematian.tempat"] == "Rumah, Dusun Krajan"

    @pytest.mark.parametrize("case", regulations.F_1_02_OF_A_KTP)
    def test_a_card_of_an_adult_ticks_what_is_asked_for(self, case: str, village: Village) -> None:
        answers, ticks = regulations.F_1_02_OF_A_KTP[case]

        block = drawn(sheets_of(KTP, {**APPLICANT, "at_home": "ya", **answers})["f-1-02"], village)

        assert frozenset(block["ticks"]) == ticks

    @pytest.mark.parametrize("case", regulations.F_1_02_OF_A_KIA)
    def test_a_card_of_a_child_ticks_what_is_asked_for(self, case: str, village: Village) -> None:
        answers, ticks = regulations.F_1_02_OF_A_KIA[case]

        block = drawn(sheets_of(KIA, {**CHILD, **answers})["f-1-02"], village)

        assert frozenset(block["ticks"]) == ticks

    def test_who_was_never_recorded_fills_the_biodata(self, village: Village) -> None:
        answers = {**FAMILY, "dokumen": "ada", "rumah": "sendiri", "joins": "sendiri", "member_count": 1}

        block = drawn(sheets_of(NIK, answers)["f-1-01"], village)

        row = block["lists"]["anggota"][0]
        asked = {number for number, column in regulations.F_1_01_COLUMNS.items() if row[column]}
        assert asked == regulations.COLUMNS_OF_CITIZENS - {5, 6}
        assert block["cells"]["ttd.kepala_keluarga"] == "Budi Santosa"

    def test_the_sheet_of_a_death_is_a_pdf_without_faults(self, village: Village) -> None:
        pdf = fill(sheets_of(DEAD, DEATH)["f-2-01"], village=village, identity=None, at=AT)

        assert look_at(pdf, SHEET).faults == ()


class TestChecked:
    @pytest.mark.parametrize(
        ("slug", "answers", "law", "problem"),
        [
            (DEAD, {**DEATH, "died_on": "2026-10-22"}, "UU 24/2013 pasal 44", ("died_on", False)),
            (DEAD, {**DEATH, "died_on": "1945-06-30"}, "Permendagri 109/2019 (F-2.01)", ("died_on", True)),
            (
                DEAD,
                {**DEATH, "tempat": "hilang"},
                "UU 24/2013 pasal 44 dan Perpres 96/2018 pasal 45",
                ("tempat", False),
            ),
            (
                DEAD,
                {**DEATH, "tercatat": "tidak"},
                "SE Dirjen Dukcapil 470/13287",
                ("tercatat", False),
            ),
            (
                DEAD,
                {**DEATH, "deceased__nik": "9901010403889007"},
                "Perpres 96/2018 pasal 45",
                ("deceased__nik", True),
            ),
            (
                DEAD,
                {**DEATH, "next_head__nik": "9901011201149012"},
                "Permendagri 108/2019 pasal 10 dan SE Dirjen Dukcapil 470/13287",
                ("next_head__nik", True),
            ),
            (
                KTP,
                {**CARD, "sebab": "pertama", "umur": "sudah", "applicant__nik": "9901011201149012", "applicant__birth_date": "2014-01-12"},
                "UU 24/2013 pasal 63 ayat (1)",
                ("applicant__nik", True),
            ),
            (KTP, {**CARD, "lost_on": "2026-11-07"}, "UU 24/2013 pasal 64 ayat (9)", ("lost_on", False)),
            (KTP, {**CARD, "sebab": "ubah", "change_reason": "itap"}, "UU 24/2013 pasal 63", ("change_reason", True)),
            (
                KIA,
                {**CHILD, "child__birth_date": "2009-11-22"},
                "Permendagri 2/2016 dan UU 24/2013 pasal 63 ayat (1)",
                ("child__nik", True),
            ),
            (KIA, {**CHILD, "umur": "balita"}, "Permendagri 2/2016", ("child__nik", True)),
            (KIA, {**CHILD, "child__nik": "9901010403889007"}, "PP 40/2019 pasal 31", ("child__nik", True)),
        ],
    )  # fmt: skip
    def test_what_the_law_fixes_is_told(
        self, slug: str, answers: Answers, law: str, problem: tuple[str, bool]
    ) -> None:
        assert said(slug, answers)[law] == problem

    def test_a_plain_death_says_only_that_the_number_of_the_card_changes(self) -> None:
        assert said(DEAD, DEATH) == {"UU 23/2006 pasal 61 ayat (3)": ("was_head", False)}

    @pytest.mark.parametrize(("slug", "answers"), [(KTP, CARD), (KIA, CHILD)])
    def test_plain_cards_bring_nothing_up(self, slug: str, answers: Answers) -> None:
        assert said(slug, answers) == {}


class TestBecomes:
    def test_a_death_names_the_next_head(self) -> None:
        (event,) = life_events(form(DEAD), DEATH, today=TODAY)

        assert (event.kind, event.occurred_on) == (EventKind.DEATH, date(2026, 11, 15))
        assert [person.nik for person in event.people] == ["9901010107459003"]
        assert (event.next_head and event.next_head.nik, event.widowed) == ("9901014507929003", None)
        assert event.details == {"place": "Rumah, Dusun Krajan", "reporter": "Budi Santosa"}

    @pytest.mark.parametrize(("slug", "answers"), [(KTP, CARD), (KIA, CHILD)])
    def test_a_card_changes_nothing_in_the_register(self, slug: str, answers: Answers) -> None:
        assert life_events(form(slug), answers, today=TODAY) == []

    def test_the_first_nik_brings_somebody_into_the_register(self) -> None:
        answers = {**FAMILY, "dokumen": "ada", "rumah": "sendiri", "joins": "sendiri", "since": "2015-01-01"}

        (event,) = life_events(form(NIK), answers, today=TODAY)

        assert (event.kind, len(event.people), event.people[1].elements["occupation"]) == (
            EventKind.ARRIVAL,
            2,
            72,
        )
