"""The import from end to end, by its command: what is written, what is not, and that twice is once."""

from pathlib import Path

from balai.residents.models import Change, Family, LifeEvent, Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.exchange.conftest import Run
from tests.residents.exchange.files import card, family, workbook


def counts(report: dict[str, object]) -> dict[str, object]:
    return {name: report[name] for name in ("rows", "families", "added", "changed", "unchanged", "missing")}


def test_a_dry_run_counts_and_writes_nothing(village: Village, run_import: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "warga.xlsx", family())

    code, report = run_import(path)

    assert code == 0
    assert report["recognised"] == "opensid"
    assert counts(report) == {
        "rows": 3,
        "families": 1,
        "added": 3,
        "changed": 0,
        "unchanged": 0,
        "missing": 0,
    }
    assert report["errors"] == []
    with acting_for(village):
        assert not Resident.objects.exists()


def test_an_applied_file_is_in_the_register_with_its_history(
    village: Village, run_import: Run, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "warga.xlsx", family())

    code, report = run_import(path, "--apply")

    assert (code, report["applied"]) == (0, True)
    with acting_for(village):
        home = Family.objects.get()
        assert (home.kk, home.address, home.area and str(home.area)) == (
            card(1),
            "Jalan Melati 3",
            "KRAJAN, RT 003/RW 001",
        )
        assert [person.full_name for person in Resident.objects.in_kk_order()] == [
            "BUDI HARTONO",
            "SITI AMINAH",
            "NUR HIDAYAT",
        ]
        assert LifeEvent.objects.get().kind == "import"
        head = Change.objects.get(resident__full_name="BUDI HARTONO")
        assert head.changes["kk"] == [None, card(1)]
        assert head.changes["birth_date"] == [None, "1985-03-14"]


def test_the_same_file_twice_changes_nothing(village: Village, run_import: Run, tmp_path: Path) -> None:
    path = workbook(tmp_path / "warga.xlsx", family())
    run_import(path, "--apply")

    code, report = run_import(path, "--apply")

    assert code == 0
    assert counts(report) == {
        "rows": 3,
        "families": 1,
        "added": 0,
        "changed": 0,
        "unchanged": 3,
        "missing": 0,
    }
    with acting_for(village):
        assert LifeEvent.objects.count() == 1
