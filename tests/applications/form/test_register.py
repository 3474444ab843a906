"""Forms and the register: what it fills in, and that it takes what a finished application proposes."""

from datetime import date
from functools import cache

import pytest

from balai.accounts.actors import Actor
from balai.applications.form.asking import AskedStep, asked_steps
from balai.applications.form.definition import ApplicationForm
from balai.applications.form.events import life_events
from balai.applications.form.people import from_register, told_of
from balai.applications.form.reading import read_form
from balai.applications.form.shipped import shipped_form
from balai.residents import enums
from balai.residents.enums import Relation
from balai.residents.models import Resident
from balai.residents.operations.moves import record_arrival
from balai.residents.operations.occasions import NewFamily, NewPerson, Occasion
from balai.residents.operations.vital import record_birth
from balai.tenancy.models import Village
from tests.applications.form.answers import BIRTH, FAMILY, TODAY
from tests.applications.form.drawing import drawn, sheets_of
from tests.letters.factories import make_family, make_resident

OCCASION = Occasion(date(2026, 11, 12), TODAY, "9901-LU-22112026-0001")


@cache
def form(slug: str) -> ApplicationForm:
    content = shipped_form(slug)
    assert content is not None
    return read_form(content)


def step_of(slug: str, name: str, answers: dict[str, object]) -> AskedStep:
    return next(step for step in asked_steps(form(slug), answers) if step.name == name)


@pytest.mark.django_db
@pytest.mark.usefixtures("in_village")
class TestRegister:
    def test_a_step_about_somebody_is_filled_in_from_the_register(self, village: Village) -> None:
        mother = make_resident(
            family=make_family(), full_name="Siti Aminah", citizenship=enums.Citizenship.INDONESIAN
        )
        step = step_of("akta-kelahiran", "ibu", BIRTH)

        known = from_register(step, mother, village.words, on=TODAY)

        assert known == {
            "mother__full_name": "Siti Aminah",
            "mother__citizenship": "1",
            "mother__nik": mother.nik,
            "mother__birth_place": mother.birth_place,
            "mother__birth_date": mother.birth_date.isoformat(),
        }

    def test_an_applicant_is_known_by_number_card_and_birth(self) -> None:
        resident = make_resident(family=make_family())

        told = told_of("applicant", resident)

        assert told == {
            "applicant__full_name": resident.full_name,
            "applicant__nik": resident.nik,
            "applicant__kk": resident.family.kk if resident.family else "",
            "applicant__birth_date": resident.birth_date.isoformat(),
        }

    def test_the_register_adds_to_a_sheet_what_was_not_asked(self, village: Village) -> None:
        family = make_family()
        witness = make_resident(family=family, full_name="Slamet Riyadi")
        answers = {name: value for name, value in BIRTH.items() if name != "first_witness__kk"}
        sheet = sheets_of("akta-kelahiran", answers)["f-2-01"]

        cells = drawn(sheet, village, {"first_witness": witness})["cells"]

        assert (cells["saksi1.kk"], cells["saksi1.nik"]) == (family.kk, BIRTH["first_witness__nik"])

    def test_the_family_of_a_changed_card_comes_from_the_register(self, village: Village) -> None:
        family = make_family()
        people = [
            make_resident(family=family, full_name="Budi Santosa", relation=Relation.HEAD),
            make_resident(family=family, full_name="Siti Aminah", relation=Relation.WIFE),
        ]
        changed = {
            **FAMILY,
            "keadaan": "ubah",
            "ubah": "data",
            "change_count": 1,
            "change1__full_name": "Siti Aminah",
        }
        sheet = sheets_of("kartu-keluarga", changed)["f-1-06"]

        rows = drawn(sheet, village, family=people)["lists"]["anggota"]

        assert [row["nama"] for row in rows] == ["Budi Santosa", "Siti Aminah"]

    def test_a_birth_is_entered_as_it_was_proposed(self, actor: Actor) -> None:
        family = make_family()
        make_resident(family=family, relation=Relation.HEAD)
        (event,) = life_events(form("akta-kelahiran"), BIRTH, today=TODAY)
        (child,) = event.people

        record_birth(
            family=family, child=child.elements, occasion=OCCASION, by=actor, details=dict(event.details)
        )

        entered = Resident.objects.get(family=family, full_name="Bima Arya Nugraha")
        assert (entered.birth_date, entered.sex, entered.mother_nik) == (
            date(2026, 11, 12),
            enums.Sex.MALE,
            "9901014507929003",
        )

    def test_who_comes_is_entered_as_it_was_proposed(self, actor: Actor) -> None:
        arriving = {**FAMILY, "keadaan": "datang", "asal": "rentan", "arrived_on": "2026-11-12"}
        (event,) = life_events(form("kartu-keluarga"), arriving, today=TODAY)
        people = [NewPerson(each.elements, Relation(each.relation or 11)) for each in event.people]

        record_arrival(people=people, family=NewFamily("9901011203159009"), occasion=OCCASION, by=actor)

        entered = Resident.objects.filter(family__kk="9901011203159009").order_by("relation")
        assert [(each.full_name, each.religion, each.disability) for each in entered] == [
            ("Budi Santosa", enums.Religion.BELIEF, enums.Disability.PHYSICAL),
            ("Siti Aminah Lestari", enums.Religion.BELIEF, enums.Disability.PHYSICAL),
        ]
