"""Moves: what F-1.03 asks, who may stay and who may go, what the register becomes."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from balai.applications.form.asking import asked_steps
from balai.applications.form.checking import problems
from balai.applications.form.definition import Answers, ApplicationForm
from balai.applications.form.events import life_events
from balai.applications.form.filling import fill
from balai.applications.form.reading import read_form
from balai.applications.form.shipped import shipped_form
from balai.letters.sheets import SHEETS
from balai.residents.enums import EventKind
from balai.tenancy.models import Village
from tests.applications.form import regulations
from tests.applications.form.answers import APPLICANT, HEAD, MOVE, SON, TODAY, WIFE, numbered
from tests.applications.form.drawing import AT, drawn, sheets_of
from tests.letters.kinds.paper import SHEET, look_at

AWAY, NEAR, HERE = "surat-pindah", "pindah-dalam-kabupaten", "pindah-datang"
WITHIN = {
    **{
        name: value
        for name, value in MOVE.items()
        if not name.startswith(("to_regency", "to_province", "tujuan"))
    },
    "rumah": "sewa",
    "distance": "3",
    "kk_moving": "2",
}
ARRIVAL: dict[str, Any] = {
    **APPLICANT,
    "asal": "daerah-lain",
    "rumah": "sendiri",
    "kartu": "ada",
    "arrived_on": "2026-11-02",
    "origin": "Kabupaten Nusa Jaya",
    "reason": "1",
    "street": "Jalan Melati 7",
    "rt": "003",
    "rw": "001",
    **numbered("member", HEAD, WIFE),
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
    def test_every_field_of_a_move_is_filled(self, village: Village) -> None:
        block = drawn(sheets_of(AWAY, MOVE)["f-1-03"], village)

        cells = block["cells"]
        assert [field for field, cell in regulations.F_1_03.items() if not cells[cell]] == []
        codes = (
            "jenis_permohonan",
            "klasifikasi",
            "alasan",
            "jenis_kepindahan",
            "yang_tidak_pindah",
            "yang_pindah",
        )
        declared = SHEETS["f-1.03"].cells
        assert [declared[name].chosen(cells[name]) for name in codes] == [2, 5, 7, 3, 2, 2]
        assert [(row["nama"], row["nik"], row["shdk"]) for row in block["lists"]["pindah"]] == [
            ("Budi Santosa", "9901010403889007", "1"),
            ("Bagas Pratama", "9901011201149012", "4"),
        ]

    def test_a_foreigner_names_permit_and_sponsor(self, village: Village) -> None:
        permit = {
            "stay_permit": "2D41EB0001",
            "permit_until": "2029-01-15",
            "sponsor_kind": "5",
            "sponsor": "PT Laut Biru",
            "sponsor_address": "Jalan Pelabuhan 1",
        }
        foreign = {**MOVE, "request": "5", **{f"applicant__{name}": value for name, value in permit.items()}}

        cells = drawn(sheets_of(AWAY, foreign)["f-1-03"], village)["cells"]

        assert [field for field, cell in regulations.F_1_03_FOREIGNERS.items() if not cells[cell]] == []
        assert (cells["sponsor.tipe"], cells["izin_tinggal.berlaku_sampai"]) == ("5", "15-01-2029")

    def test_who_leaves_the_country_says_where_to(self, village: Village) -> None:
        abroad = {
            "request": "3",
            "country": "Malaysia",
            "country_code": "MYS",
            "abroad_address": "Kuala Lumpur",
            "responsible": "PT Karya",
        }

        cells = drawn(sheets_of(AWAY, {**MOVE, **abroad})["f-1-03"], village)["cells"]

        assert [field for field, cell in regulations.F_1_03_ABROAD.items() if not cells[cell]] == []
        assert (cells["tujuan.jalan"], cells["luar_negeri.tanggal"]) == ("", "01-12-2026")

    @pytest.mark.parametrize(
        ("distance", "told"),
        [
            ("1", ("Sukamaju", "Mekarsari", "Nusa Raya")),
            ("2", ("Air Jernih", "Mekarsari", "Nusa Raya")),
            ("3", ("Air Jernih", "Tanjung", "Nusa Raya")),
        ],
    )
    def test_what_stays_the_same_is_not_asked_but_printed(
        self, distance: str, told: tuple[str, ...], village: Village
    ) -> None:
        answers = {**WITHIN, "distance": distance}

        cells = drawn(sheets_of(NEAR, answers)["f-1-03"], village)["cells"]

        assert tuple(cells[f"tujuan.{name}"] for name in ("desa", "kecamatan", "kabupaten")) == told
        assert cells["klasifikasi"] == distance

    def test_a_whole_family_leaves_nobody(self, village: Village) -> None:
        cells = drawn(sheets_of(AWAY, {**MOVE, "siapa": "semua"})["f-1-03"], village)["cells"]

        declared = SHEETS["f-1.03"].cells
        chosen = [declared[name].chosen(cells[name]) for name in ("jenis_kepindahan", "yang_tidak_pindah")]
        assert chosen == [2, 3]

    @pytest.mark.parametrize("case", regulations.F_1_02_OF_AN_ARRIVAL)
    def test_an_arrival_ticks_what_is_asked_for(self, case: str, village: Village) -> None:
        answers, ticks = regulations.F_1_02_OF_AN_ARRIVAL[case]

        block = drawn(sheets_of(HERE, {**ARRIVAL, **answers})["f-1-02"], village)

        assert frozenset(block["ticks"]) == ticks

    def test_the_sheet_is_a_pdf_without_faults(self, village: Village) -> None:
        pdf = fill(sheets_of(AWAY, MOVE)["f-1-03"], village=village, identity=None, at=AT)

        assert look_at(pdf, SHEET).faults == ()


class TestChecked:
    def test_a_plain_move_is_told_only_about_the_cards(self) -> None:
        assert said(AWAY, MOVE) == {"Perpres 96/2018 pasal 25 ayat (3)": ("request", False)}

    def test_somebody_grown_up_stays(self) -> None:
        found = said(
            AWAY, {**MOVE, **numbered("stayer", {**SON, "nik": "9901011201149013", "relation": "1"})}
        )

        assert found["SE Dirjen Dukcapil 470/13287"] == ("stayer1__nik", True)

    def test_children_who_stay_have_a_grown_up_guardian(self) -> None:
        children = {**MOVE, "tinggal": "anak-saja", **numbered("stayer", {**SON, "nik": "9901011201149013"})}
        guardian = {
            "full_name": "Kartini",
            "kk": "9901011203159002",
            "way": "ikut",
            "nik": "9901014202689002",
        }
        told = {f"guardian__{name}": value for name, value in guardian.items()}

        grown_up = said(AWAY, {**children, **told})
        young = said(AWAY, {**children, **told, "guardian__nik": "9901014202149002"})

        assert "SE Dirjen Dukcapil 470/13287" not in grown_up
        assert young["SE Dirjen Dukcapil 470/13287"] == ("guardian__nik", True)

    def test_children_do_not_make_a_card_of_their_own(self) -> None:
        found = said(AWAY, {**MOVE, "move_kind": "4", **numbered("mover", SON)})

        assert found["Permendagri 108/2019 pasal 10 ayat (4)"] == ("mover1__nik", True)

    def test_where_the_head_leaves_the_number_of_the_card_changes(self) -> None:
        found = said(AWAY, {**MOVE, "kk_staying": "4"})

        assert found["UU 23/2006 pasal 61 ayat (3)"] == ("kk_staying", True)

    def test_nobody_both_moves_and_stays(self) -> None:
        found = said(AWAY, {**MOVE, **numbered("stayer", {**HEAD, "relation": "1"})})

        assert found["UU 23/2006 pasal 62 ayat (1)"] == ("stayer1__nik", True)

    @pytest.mark.parametrize(
        ("slug", "changed", "law", "problem"),
        [
            (AWAY, {"move_kind": "1"}, "Permendagri 109/2019 (F-1.03)", ("mover_count", True)),
            (AWAY, {"to_postcode": "9920"}, "Permendagri 109/2019 (F-1.03)", ("to_postcode", True)),
            (
                AWAY,
                {"request": "1", "applicant__permit_until": "2026-11-21"},
                "Perpres 96/2018 pasal 25",
                ("applicant__permit_until", True),
            ),
            (
                NEAR,
                {"kk_moving": "3", "kk_staying": "4", "move_kind": "4"},
                "UU 23/2006 pasal 62 ayat (1)",
                ("kk_moving", True),
            ),
            (HERE, {"asal": "luar-negeri"}, "UU 23/2006 pasal 19", ("arrived_on", False)),
            (HERE, numbered("member", HEAD, HEAD), "UU 23/2006 pasal 62 ayat (1)", ("member2__nik", True)),
        ],
    )
    def test_what_the_law_fixes_is_told(
        self, slug: str, changed: dict[str, Any], law: str, problem: tuple[str, bool]
    ) -> None:
        answers = {AWAY: MOVE, NEAR: WITHIN, HERE: ARRIVAL}[slug]

        assert said(slug, {**answers, **changed})[law] == problem


class TestBecomes:
    def test_a_departure_names_those_who_move(self) -> None:
        (event,) = life_events(form(AWAY), MOVE, today=TODAY)

        assert (event.kind, event.occurred_on, event.kk) == (
            EventKind.DEPARTURE,
            date(2026, 12, 1),
            "9901011203159001",
        )
        assert [person.nik for person in event.people] == ["9901010403889007", "9901011201149012"]
        assert event.next_head
        assert event.next_head.nik == WIFE["nik"]
        assert event.details == {"destination": "Nusa Jaya", "move_class": 5, "reason": 7}

    @pytest.mark.parametrize(
        ("changed", "kind"),
        [
            ({"distance": "1", "kk_moving": "3"}, EventKind.ADDRESS),
            ({"distance": "1", "kk_moving": "2"}, EventKind.SPLIT),
            ({"distance": "1", "kk_moving": "1"}, EventKind.JOIN),
            ({"distance": "2"}, EventKind.DEPARTURE),
        ],
    )
    def test_a_move_nearby_changes_what_it_changes(self, changed: dict[str, str], kind: EventKind) -> None:
        found = life_events(form(NEAR), {**WITHIN, **changed}, today=TODAY)

        assert [event.kind for event in found] == [kind]

    def test_an_arrival_brings_people_with_their_place_in_the_family(self) -> None:
        (event,) = life_events(form(HERE), ARRIVAL, today=TODAY)

        assert (event.kind, event.details["origin"], event.details["reason"]) == (
            EventKind.ARRIVAL,
            "Kabupaten Nusa Jaya",
            1,
        )
        assert [(person.nik, person.relation) for person in event.people] == [
            ("9901010403889007", 1),
            ("9901014507929003", 3),
        ]


def test_foreigners_alone_are_asked_about_permits() -> None:
    asked = {
        request: [step.name for step in asked_steps(form(AWAY), {**MOVE, "request": request})]
        for request in ("2", "3", "5")
    }

    assert [name in asked["2"] for name in ("orang-asing", "luar-negeri", "tujuan")] == [False, False, True]
    assert [name in asked["3"] for name in ("orang-asing", "luar-negeri", "tujuan")] == [False, True, False]
    assert [name in asked["5"] for name in ("orang-asing", "luar-negeri", "tujuan")] == [True, False, True]
