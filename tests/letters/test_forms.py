"""Forms that others sign: printed without number and seal, filled from the register, written into the trail."""

import uuid
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from balai.accounts.models import AuditEntry
from balai.core.questions import Answer
from balai.letters.drafting import NotEligible, Wish, WrongPaper, draft_form
from balai.letters.kind_reading import read_definition, shipped_kinds
from balai.letters.models import AgendaEntry, KindVersion, Letter
from balai.letters.operations import issue_letter, print_form, print_letter_form, publish_kind
from balai.letters.samples import Sample, sample_answers
from balai.residents import enums
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.models import Official
from tests.factories import HallClient
from tests.letters.factories import (
    BY,
    NOW,
    issue,
    make_family,
    make_ready,
    make_resident,
    make_wish,
    version_of,
)
from tests.letters.test_kind_reading import VILLAGE_SIGNS, minimal

pytestmark = pytest.mark.django_db

FORMS = [str(table["slug"]) for table in shipped_kinds() if str(table["slug"]).startswith("f-")]
LONG_NAME = "Raden Ajeng Kusumaningrum Widyastuti Hadisuryaningrat Puteri"


def answers_for(version: KindVersion, who: Sample, members: list[Resident]) -> dict[str, Answer]:
    answers = sample_answers(version.definition, who)
    if "movers" in answers:
        answers["movers"] = " ".join(str(member.pk) for member in members)
    return answers


def form_for(slug: str, resident: Resident, members: list[Resident], who: Sample = Sample.WOMAN) -> str:
    version = version_of(slug)
    pdf = print_form(wish=Wish(version, resident, answers_for(version, who, members)), by=BY, at=NOW)
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def make_household(people: int, **head: Any) -> list[Resident]:
    family = make_family()
    told: dict[str, Any] = {"family": family, "full_name": LONG_NAME, **head}
    members = [make_resident(**told)]
    for number in range(2, people + 1):
        child = {"relation": enums.Relation.CHILD, "full_name": f"Anak Nomor {number:02}"}
        members.append(make_resident(family=family, birth_date=date(2010, 1, number), **child))
    return members


@pytest.mark.parametrize("slug", FORMS)
def test_a_form_is_filled_for_a_mother_with_a_very_long_name(ready: Village, slug: str) -> None:
    members = make_household(3)

    text = form_for(slug, members[0], members)

    assert members[0].nik in text or slug == "f-1-01"  # it asks for a NIK, so it has no place for one
    assert "".join(LONG_NAME.split()).upper() in text.upper()


@pytest.mark.parametrize("slug", FORMS)
def test_a_form_is_printed_for_somebody_of_whom_little_is_known(ready: Village, slug: str) -> None:
    unknown: Mapping[str, Any] = {
        "nik": "",
        "religion": None,
        "education": None,
        "occupation": None,
        "father_name": "",
    }
    members = make_household(1, citizenship=None, marital_status=None, **unknown)

    text = form_for(slug, members[0], members, Sample.MISSING)

    assert "None" not in text
    assert "".join(LONG_NAME.split()).upper() in text.upper()


@pytest.mark.parametrize("people", [1, 6, 10, 11, 12])
def test_a_family_form_tells_of_every_member(ready: Village, people: int) -> None:
    members = make_household(people)

    for slug in ("f-1-01", "f-1-03", "f-1-06"):
        text = form_for(slug, members[0], members)

        assert [member.nik for member in members if member.nik not in text and slug != "f-1-01"] == []
        assert [each.full_name for each in members if each.full_name.replace(" ", "") not in text] == []


def test_only_those_who_move_are_on_the_list(ready: Village) -> None:
    head, goes, stays = make_household(3)

    text = form_for("f-1-03", head, [goes])

    assert (goes.nik in text, stays.nik in text) == (True, False)


def test_a_foreigner_has_passport_and_permit_on_the_form(ready: Village) -> None:
    foreign: Mapping[str, Any] = {
        "passport": "C1234567",
        "stay_permit": "2C21JE0001",
        "passport_expires_on": date(2030, 3, 9),
    }
    members = make_household(1, citizenship=enums.Citizenship.FOREIGN, **foreign)

    family = form_for("f-1-01", members[0], members)
    moving = form_for("f-1-03", members[0], members)

    assert ("C1234567" in family, "09-03-2030" in family, "2C21JE0001" in family) == (True, True, True)
    assert "2C21JE0001" in moving


def test_a_form_is_no_letter_but_stands_in_the_trail(ready: Village) -> None:
    members = make_household(2)

    form_for("f-1-02", members[0], members)

    entry = AuditEntry.objects.get(action="letters.form_printed")
    assert (entry.subject_id, entry.facts) == (str(members[0].pk), {"kind": "f-1-02"})
    assert (Letter.objects.count(), AgendaEntry.objects.count()) == (0, 0)


def test_a_form_needs_no_official_in_office(ready: Village) -> None:
    Official.objects.update(until=date(2024, 1, 1))
    members = make_household(1)

    assert form_for("f-1-02", members[0], members)


def test_a_form_is_not_issued_and_a_letter_is_not_printed_as_a_form(ready: Village) -> None:
    resident = make_resident()

    with pytest.raises(WrongPaper, match="ditandatangani orang lain"):
        issue_letter(
            wish=Wish(version_of("f-1-02"), resident, {}), request_key=uuid.uuid4().hex, by=BY, at=NOW
        )
    with pytest.raises(WrongPaper, match="ditandatangani di sini"):
        print_form(wish=make_wish("domisili", resident), by=BY, at=NOW)


def test_a_form_is_refused_where_the_register_contradicts(ready: Village) -> None:
    man = make_resident(sex=enums.Sex.MALE)
    version = version_of("f-2-01-kelahiran")

    with pytest.raises(NotEligible):
        print_form(wish=Wish(version, man, sample_answers(version.definition, Sample.WOMAN)), by=BY, at=NOW)


def test_numbers_of_people_are_shown_only_in_part_on_the_screen(ready: Village) -> None:
    members = make_household(3)
    version = version_of("f-1-06")

    printed = draft_form(Wish(version, members[0], {}), at=NOW, on_screen=True).printed()

    assert [member.nik for member in members if member.nik in str(printed)] == []


ACCOMPANIED = minimal(
    slug="uji-lampiran",
    body=[{"block": "paragraph", "text": "Halo {resident.full_name}."}, VILLAGE_SIGNS],
    forms=[
        {
            "name": "f-1.02",
            "title": "Formulir F-1.02",
            "paper": "f4",
            "body": [{"block": "sheet", "form": "f-1.02", "cells": {"pemohon.nama": "{resident.full_name}"}}],
        },
        {
            "name": "pernyataan",
            "title": "Surat Pernyataan",
            "body": [
                {"block": "paragraph", "text": "Saya, {resident.full_name}, agama {resident.religion}."},
                {
                    "block": "signature",
                    "signers": [{"who": "party", "party": "resident", "label": "Saya", "stamp": True}],
                },
            ],
        },
    ],
)


def test_a_letter_carries_its_forms_as_they_were_filled(ready: Village) -> None:
    publish_kind(content=ACCOMPANIED, by=BY)
    resident = make_resident(religion=None)
    letter = issue(Wish(version_of("uji-lampiran"), resident, {}))
    Resident.objects.filter(pk=resident.pk).update(full_name="Nama Baru")

    pages = [
        PdfReader(BytesIO(print_letter_form(letter=letter, name=name, by=BY, at=NOW))).pages[0].extract_text()
        for name in ("f-1.02", "pernyataan")
    ]

    assert [resident.full_name in text for text in pages] == [True, True]
    assert ("agama ....." in pages[1], letter.number in pages[1], "Meterai" in pages[1]) == (
        True,
        False,
        True,
    )
    assert AuditEntry.objects.filter(action="letters.form_printed", subject_id=str(letter.pk)).count() == 2
    with pytest.raises(KeyError):
        print_letter_form(letter=letter, name="lain", by=BY, at=NOW)


def test_the_desk_prints_a_form_and_numbers_nothing(hall: None, village: Village, desk: HallClient) -> None:
    with acting_for(village):
        make_ready()
        resident = make_resident()
    chosen = {"jenis": "f-1-02", "warga": str(resident.pk), "permintaan": uuid.uuid4().hex}

    page = desk.get(f"/meja/surat/baru/?jenis=f-1-02&warga={resident.pk}").content.decode()
    answer = desk.post("/meja/surat/baru/formulir/", {**chosen, "card": "Pisah KK"})

    assert ("Cetak formulir" in page, "Terbitkan" in page) == (True, False)
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    with acting_for(village):
        assert Letter.objects.count() == 0


def test_the_page_of_a_move_offers_the_members_of_the_family(
    hall: None, village: Village, desk: HallClient
) -> None:
    with acting_for(village):
        make_ready()
        members = make_household(3)

    page = desk.get(f"/meja/surat/baru/?jenis=f-1-03&warga={members[0].pk}").content.decode()

    assert [str(member.pk) in page for member in members] == [True] * 3


def test_a_letters_page_prints_its_forms(hall: None, village: Village, desk: HallClient) -> None:
    with acting_for(village):
        make_ready()
        publish_kind(content=ACCOMPANIED, by=BY)
        letter = issue(Wish(version_of("uji-lampiran"), make_resident(), {}))

    page = desk.get(f"/meja/surat/{letter.pk}/").content.decode()
    answer = desk.post(f"/meja/surat/{letter.pk}/formulir/pernyataan.pdf")

    assert "Surat Pernyataan" in page
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert desk.post(f"/meja/surat/{letter.pk}/formulir/lain.pdf").status_code == 404


def test_every_kind_says_which_law_its_form_follows() -> None:
    laws = [read_definition(table).legal_basis for table in shipped_kinds() if table["slug"] in FORMS]

    assert [law for law in laws if not any("109/2019" in each for each in law)] == []
