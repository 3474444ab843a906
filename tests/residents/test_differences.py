"""What the village found out since the civil registry's last data."""

import io
from datetime import date

import openpyxl
import pytest

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.residents.differences import differences_workbook
from balai.residents.enums import Disability
from balai.residents.freshness import local_differences, register_freshness
from balai.residents.operations import correct_data, last_change, record_birth, record_death
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.residents.factories import make_couple, make_family, make_nik, occasion


@pytest.fixture
def _changed(village: Village, actor: Actor) -> None:
    with acting_for(village):
        _, head, wife, child = make_couple()
        for name in ("Sutrisna", "Sutrisno Hadi"):
            correct_data(
                resident=head,
                elements={"full_name": name},
                seen=last_change(head),
                occasion=occasion(),
                by=actor,
            )
        for religion in (4, 1):
            correct_data(
                resident=wife,
                elements={"religion": religion},
                seen=last_change(wife),
                occasion=occasion(),
                by=actor,
            )
        record_death(resident=child, occasion=occasion(), by=actor)


@pytest.mark.usefixtures("_changed")
def test_differences_are_folded_and_what_was_changed_back_is_left_out(in_village: Village) -> None:
    found = [(each.change.resident.full_name, each.field, each.old, each.new) for each in local_differences()]

    assert found == [
        ("Sutrisno Hadi", "full_name", "Sutrisno", "Sutrisno Hadi"),
        ("Dewi Lestari", "standing", 1, 2),
    ]


@pytest.mark.usefixtures("_changed")
def test_new_official_data_ends_the_differences(in_village: Village) -> None:
    make_family(as_of=date(2026, 11, 20))

    assert local_differences() == []
    assert register_freshness(in_village, date(2026, 11, 22)).as_of == date(2026, 11, 20)


@pytest.mark.usefixtures("_changed")
def test_differences_are_taken_to_the_civil_registry_as_a_workbook(
    desk: HallClient, village: Village
) -> None:
    page = desk.get("/meja/warga/selisih/").content.decode()
    response = desk.post("/meja/warga/selisih/unduh/")

    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert "2 perubahan belum di Dukcapil" in page
    assert [row[3:8] for row in rows] == [
        ["Sutrisno Hadi", "Nama lengkap", "Sutrisno", "Sutrisno Hadi", "Pembetulan data"],
        ["Dewi Lestari", "Status dasar", "Hidup", "Meninggal", "Kematian"],
    ]
    assert len(rows[0][2]) == 16
    with acting_for(village):
        assert AuditEntry.objects.get(action="residents.differences_exported").facts == {"rows": 2}


def test_who_is_new_takes_one_line_on_the_page_and_all_lines_in_the_workbook(
    desk: HallClient, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        family, *_ = make_couple()
        nik = make_nik()
        record_birth(
            family=family,
            child={"full_name": "Bagas Hadi", "sex": 1, "nik": nik},
            occasion=occasion(),
            by=actor,
        )

        lines = [difference.field for difference in local_differences()]
    page = desk.get("/meja/warga/selisih/").content.decode()

    assert {"full_name", "sex", "nik", "kk"} <= set(lines)
    assert page.count("Warga baru") == 1
    assert nik not in page


def test_disability_stays_out_of_a_workbook_for_those_who_may_not_read_it(
    in_village: Village, actor: Actor
) -> None:
    resident = make_family().members.get()
    correct_data(
        resident=resident, elements={"disability": Disability.VISUAL}, seen=last_change(resident),
        occasion=occasion(), by=actor,
    )  # fmt: skip

    assert differences_workbook(in_village, with_secrets=False)[1] == 0
    assert differences_workbook(in_village, with_secrets=True)[1] == 1
