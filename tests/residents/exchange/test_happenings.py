"""Deaths, moves, new heads and other KKs: an import says them, holds their rows back, and records them when told to."""

from pathlib import Path
from typing import Any

import pytest

from balai.residents.enums import Relation, Standing
from balai.residents.models import Change, Family, LifeEvent, Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.exchange.conftest import Run
from tests.residents.exchange.files import Row, card, family, person, workbook


@pytest.fixture
def home(village: Village, run_import: Run, tmp_path: Path) -> list[Row]:
    """A family that is in the register; its rows as they were imported."""
    rows = family(1)
    run_import(workbook(tmp_path / "awal.xlsx", rows), "--apply")
    return [dict(row) for row in rows]


def apply(run_import: Run, folder: Path, rows: list[Row], *flags: str) -> tuple[int, dict[str, Any]]:
    return run_import(workbook(folder / "baru.xlsx", rows), "--apply", *flags)


def kinds() -> list[str]:
    return sorted(LifeEvent.objects.values_list("kind", flat=True))


def test_a_death_in_a_file_is_said_and_not_recorded(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    home[2]["status_dasar"] = 2

    code, report = apply(run_import, tmp_path, home)

    assert (code, report["applied"]) == (1, False)
    assert [(error["row"], error["column"], error["problem"]) for error in report["errors"]] == [
        (4, "status_dasar", "Di register warga ini hidup, di berkas meninggal.")
    ]
    assert [(event["row"], event["kind"]) for event in report["events"]] == [(4, "death")]
    with acting_for(village):
        assert Resident.objects.living().count() == 3


def test_a_death_stays_unrecorded_when_bad_rows_are_skipped(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    home[2]["status_dasar"] = 2
    home[1]["pekerjaan_id"] = 9

    code, report = apply(run_import, tmp_path, home, "--skip-bad-rows")

    assert (code, report["applied"], report["changed"]) == (1, True, 1)
    with acting_for(village):
        assert Resident.objects.living().count() == 3
        assert Resident.objects.get(full_name="SITI AMINAH").occupation == 9


def test_an_accepted_death_is_an_event_of_its_own(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    home[2] |= {"status_dasar": 2, "suku": "JAWA"}

    code, report = apply(run_import, tmp_path, home, "--accept-events")

    assert (code, report["applied"], report["changed"]) == (0, True, 1)
    with acting_for(village):
        child = Resident.objects.get(full_name="NUR HIDAYAT")
        assert child.standing == Standing.DEAD
        assert kinds() == ["death", "import", "import"]
        changes = dict(
            Change.objects.filter(resident=child)
            .exclude(changes__has_key="nik")
            .values_list("event__kind", "changes")
        )
    assert changes == {"death": {"standing": [1, 2]}, "import": {"ethnicity": ["", "JAWA"]}}


def test_a_new_head_holds_back_both_rows(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    home[0]["kk_level"], home[1]["kk_level"] = 9, 1

    code, report = apply(run_import, tmp_path, home, "--skip-bad-rows")

    assert code == 1
    assert [(error["row"], error["column"]) for error in report["errors"]] == [
        (2, "kk_level"),
        (3, "kk_level"),
    ]
    with acting_for(village):
        assert Resident.objects.heads().get().full_name == "BUDI HARTONO"


def test_an_accepted_new_head_takes_the_place_of_the_old_one(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    home[0]["kk_level"], home[1]["kk_level"] = 9, 1

    code, _ = apply(run_import, tmp_path, home, "--accept-events")

    assert code == 0
    with acting_for(village):
        assert Resident.objects.heads().get().full_name == "SITI AMINAH"
        assert kinds() == ["head", "import", "import"]


def test_the_head_s_death_with_his_successor_is_accepted_together(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    home[0]["status_dasar"], home[1]["kk_level"] = 2, 1

    code, _ = apply(run_import, tmp_path, home, "--accept-events")

    assert code == 0
    with acting_for(village):
        assert Resident.objects.living().heads().get().full_name == "SITI AMINAH"


def test_the_head_s_death_without_successor_is_held_back_even_if_accepted(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    home[0]["status_dasar"] = 2

    code, report = apply(run_import, tmp_path, home, "--accept-events", "--skip-bad-rows")

    assert code == 1
    assert "tidak punya kepala keluarga" in report["errors"][0]["problem"]
    with acting_for(village):
        assert Resident.objects.living().count() == 3


def test_a_family_that_moved_away_ends(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    for row in home:
        row["status_dasar"] = 3

    code, _ = apply(run_import, tmp_path, home, "--accept-events")

    assert code == 0
    with acting_for(village):
        assert not Family.objects.active().exists()
        assert LifeEvent.objects.filter(kind="departure").count() == 3


def test_a_family_that_came_back_lives_again(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    apply(run_import, tmp_path, [row | {"status_dasar": 3} for row in home], "--accept-events")

    code, _ = apply(run_import, tmp_path, home, "--accept-events")

    assert code == 0
    with acting_for(village):
        assert Family.objects.active().get().kk == card(1)
        assert Resident.objects.living().count() == 3


def test_another_card_is_said_and_waits(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    home[2] |= {"no_kk": card(2), "kk_level": 1}

    code, report = apply(run_import, tmp_path, home, "--skip-bad-rows")

    assert code == 1
    assert [event["kind"] for event in report["events"]] == ["split", "head"]
    with acting_for(village):
        assert Family.objects.get().members.count() == 3


def test_an_accepted_split_makes_the_new_family(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    home[2] |= {"no_kk": card(2), "kk_level": 1, "rt": "004"}

    code, _ = apply(run_import, tmp_path, home, "--accept-events")

    assert code == 0
    with acting_for(village):
        new = Family.objects.get(kk=card(2))
        assert new.area is not None
        assert (new.members.get().relation, new.area.rt) == (Relation.HEAD, "004")
        change = Change.objects.get(event__kind="split")
        assert set(change.changes) == {"kk", "area", "relation"}


def test_somebody_may_not_rise_from_missing_to_moved(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    apply(run_import, tmp_path, [*home[:2], home[2] | {"status_dasar": 4}], "--accept-events")

    code, report = apply(run_import, tmp_path, [*home[:2], home[2] | {"status_dasar": 3}], "--accept-events")

    assert code == 1
    assert "tidak mungkin" in report["errors"][0]["problem"]


def test_who_is_missing_from_the_file_stays(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    code, report = apply(run_import, tmp_path, home[:2])

    assert (code, report["missing"], report["unchanged"]) == (0, 1, 2)
    with acting_for(village):
        assert Resident.objects.living().count() == 3


def test_a_stranger_as_head_of_a_known_card_is_held_back(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    stranger = person(90, "PAIMIN", kk=card(1), relation=1)

    code, report = apply(run_import, tmp_path, [stranger], "--skip-bad-rows")

    assert code == 1
    assert "dikepalai warga lain" in report["errors"][0]["problem"]


def test_a_new_member_of_a_known_card_is_added(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    baby = person(91, "BAYI", kk=card(1), relation=4)

    code, report = apply(run_import, tmp_path, [baby])

    assert (code, report["added"], report["missing"]) == (0, 1, 3)
    with acting_for(village):
        assert Family.objects.get().members.count() == 4


def test_a_family_that_moves_takes_those_along_who_are_not_in_the_file(
    village: Village, home: list[Row], run_import: Run, tmp_path: Path
) -> None:
    moved = [row | {"alamat": "Jalan Kenanga 9", "rt": "007"} for row in home[:2]]

    code, report = apply(run_import, tmp_path, moved)

    assert (code, report["changed"], report["missing"]) == (0, 2, 1)
    with acting_for(village):
        child = Resident.objects.get(full_name="NUR HIDAYAT")
        change = Change.objects.filter(resident=child).order_by("id").last()
        assert change is not None
        assert change.changes["address"] == ["Jalan Melati 3", "Jalan Kenanga 9"]


def test_alive_in_another_village_is_told_without_where_or_who(
    village: Village, other_village: Village, run_import: Run, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "warga.xlsx", family(1))
    run_import(path, "--apply", of=other_village)

    code, report = run_import(path, "--apply")

    told = [warning for warning in report["warnings"] if warning["column"] == "nik"]
    assert (code, report["applied"]) == (0, True)
    assert {warning["problem"] for warning in told} == {
        "NIK ini masih tercatat hidup di desa lain di kabupaten ini."
    }
    assert "Air Jernih" not in str(report)


def test_who_has_left_one_village_arrives_in_the_next_without_a_word(
    village: Village, other_village: Village, run_import: Run, tmp_path: Path
) -> None:
    rows = family(1)
    run_import(
        workbook(tmp_path / "asal.xlsx", [row | {"status_dasar": 3} for row in rows]),
        "--apply",
        of=other_village,
    )

    code, report = run_import(workbook(tmp_path / "tujuan.xlsx", rows), "--apply")

    assert (code, report["added"]) == (0, 3)
    assert not [warning for warning in report["warnings"] if warning["column"] == "nik"]
