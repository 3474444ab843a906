"""People typed by hand whose NIK is in the register: whoever makes or signs the letter is warned."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine

from balai.letters.models import Letter, Proposal
from balai.letters.typed_people import doubted, doubts_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.letters.factories import (
    ANSWERS,
    NOW,
    make_desks,
    make_ready,
    make_resident,
    make_wish,
    propose,
    with_chain,
)
from tests.letters.test_approval_views import browser
from tests.letters.test_views import html

NAME = "Ayah: NIK ini di data warga atas nama lain."
BORN = "Ayah: tanggal lahir untuk NIK ini di data warga lain."
FATHER = "9901010403889007"


@pytest.fixture(autouse=True)
def on_the_day() -> Any:
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def sukamaju(hall: None, village: Village) -> Village:
    with acting_for(village):
        make_ready()
    return village


def in_the_register(name: str = "Slamet Riyadi", born: date = date(1988, 3, 4)) -> None:
    make_resident(nik=FATHER, full_name=name, birth_date=born, sex=1)


@pytest.mark.parametrize(
    ("name", "typed_born", "expected"),
    [
        ("Slamet Riyadi", "1988-03-04", (NAME,)),
        ("Slamet Riyadi", "1987-01-01", (NAME, BORN)),
        ("BUDI SANTOSA", "1987-01-01", (BORN,)),
        ("Budi Santosa, S.Pd.", "1988-03-04", ()),
        ("Budi", "", ()),
    ],
)
def test_name_and_birth_date_are_compared(
    ready: Village, name: str, typed_born: str, expected: tuple[str, ...]
) -> None:
    in_the_register(name)

    wish = make_wish("kelahiran", father__birth_date=typed_born)

    assert doubts_of(wish) == expected


def test_nobody_is_doubted_whom_the_register_does_not_know_or_who_was_picked(ready: Village) -> None:
    unknown = make_wish("kelahiran")
    father = make_resident(nik=FATHER, full_name="Slamet Riyadi", sex=1)
    picked = type(unknown)(unknown.version, unknown.resident, unknown.answers, {"father": father})

    assert doubts_of(make_wish()) == ()
    assert doubts_of(picked) == ()


def test_many_proposals_are_doubted_in_two_queries(ready: Village, django_assert_num_queries: Any) -> None:
    in_the_register()
    wrong = [propose(make_wish("kelahiran")) for _ in range(3)]
    right = propose()

    with django_assert_num_queries(2):
        found = doubted([*wrong, right])

    assert found == {each.pk for each in wrong}


def test_the_officer_is_warned_once_and_may_go_on(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        in_the_register()
        mother = make_resident()
    form = {"jenis": "kelahiran", "warga": str(mother.pk), "permintaan": "0" * 32, **ANSWERS["kelahiran"]}

    looked = html(desk.post("/meja/surat/baru/pratinjau/", form, headers={"HX-Request": "true"}))
    warned = desk.post("/meja/surat/baru/", form)
    read = re.search(r'name="sudah-diperiksa" value="([0-9a-f]+)"', html(warned))
    assert read
    issued = desk.post("/meja/surat/baru/", {**form, "sudah-diperiksa": read[1]})

    assert NAME in looked
    assert (warned.status_code, NAME in html(warned)) == (422, True)
    assert "Slamet" not in html(warned)
    assert issued.status_code == 302
    with acting_for(sukamaju):
        assert Letter.objects.count() == 1


def test_the_signer_sees_it_in_the_list_and_on_the_page(sukamaju: Village) -> None:
    with acting_for(sukamaju):
        in_the_register()
        with_chain("kelahiran")
        desks = make_desks(sukamaju)
        propose(make_wish("kelahiran"), by=desks.operator)
    client = browser(sukamaju, desks.secretary)

    listed = html(client.get("/meja/surat/menunggu/"))
    with acting_for(sukamaju):
        proposal = Proposal.objects.get()
    page = html(client.get(f"/meja/surat/usulan/{proposal.pk}/"))

    assert "Beda dari data warga" in listed
    assert NAME in page
    assert page.index("Suratnya") < page.index("Bubuhkan paraf")
