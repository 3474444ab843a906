"""The register in words, and what only some may read."""

import pytest

from balai.residents import rules, wording
from balai.residents.enums import Disability
from balai.residents.operations import correct_data, last_change
from balai.tenancy.models import Village
from tests.residents.factories import SYSTEM, make_area, make_couple, make_family, occasion, person


def test_every_element_but_the_standing_has_a_place_on_the_page() -> None:
    placed = [field for _, fields in wording.SECTIONS for field in fields]

    assert sorted(placed) == sorted(set(rules.RESIDENT_FIELDS) - {"standing"})


def test_disability_is_told_only_to_those_who_may_read_it(in_village: Village) -> None:
    resident = make_family(person("Darsono", disability=Disability.VISUAL)).members.get()
    event = correct_data(
        resident=resident,
        elements={"disability": Disability.PHYSICAL},
        seen=last_change(resident),
        occasion=occasion(),
        by=SYSTEM,
    )
    resident.refresh_from_db()
    change = event.changes.get()

    def told(*, with_secrets: bool) -> list[str]:
        shown = wording.sections(resident, with_secrets=with_secrets)
        return [fact.text for section in shown for fact in section.known if fact.name == "disability"]

    assert told(with_secrets=True) == ["Disabilitas fisik"]
    assert told(with_secrets=False) == []
    assert wording.lines(change, {}, with_secrets=False) == []
    assert wording.lines(change, {}, with_secrets=True) == [
        wording.Line("Disabilitas", "Disabilitas netra", "Disabilitas fisik")
    ]


def test_gaps_are_named_in_a_sentence(in_village: Village) -> None:
    resident = make_family(person("Darsono", blood_type=None)).members.get()

    [names, family, *_] = wording.sections(resident, with_secrets=True)

    assert names.unknown == "golongan darah, suku"
    assert family.unknown.endswith("nama ayah, NIK ayah, nama ibu, NIK ibu")


@pytest.mark.parametrize(
    ("field", "code", "words"),
    [
        ("religion", 3, "Katolik"),
        ("birth_date", "1992-07-05", "5 Juli 1992"),
        ("passport_expires_on", "2030-01-31", "31 Januari 2030"),
        ("full_name", "Siti", "Siti"),
        ("nik", "", ""),
        ("occupation", None, ""),
        ("latitude", -7.5, "-7.5"),
        ("area", "0193", "wilayah yang sudah dihapus"),
    ],
)
def test_codes_are_told_in_words(field: str, code: rules.Code, words: str) -> None:
    assert wording.in_words(field, code, {}) == words


def test_areas_are_told_by_their_labels(in_village: Village) -> None:
    area = make_area("Krajan", "001", "003")
    family, *_ = make_couple(area=area)
    changes = [change.changes for member in family.members.all() for change in member.changes.all()]

    labels = wording.area_labels(changes)

    assert labels == {str(area.pk): "Krajan, RT 003/RW 001"}


def test_numbers_are_masked_on_pages_of_many_people() -> None:
    line = wording.line_of("nik", "", "9901010203809001", {}, masked=True)

    assert line == wording.Line("NIK", "", "9901••••••••9001")


def test_labels_begin_with_a_capital() -> None:
    assert [wording.label_of(field) for field in ("birth_date", "kk", "nik")] == [
        "Tanggal lahir",
        "Nomor KK",
        "NIK",
    ]
