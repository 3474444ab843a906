"""The history that an import writes by COPY is the one that every operation writes."""

import json
from pathlib import Path

from balai.residents import rules, search
from balai.residents.models import Change, Resident
from balai.residents.operations.revision import snapshot, tokens_of
from balai.residents.search_index import SearchToken, SearchWord
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.exchange.conftest import Run
from tests.residents.exchange.files import card, family, person, workbook


def test_somebody_new_is_told_field_by_field_as_everywhere(
    village: Village, run_import: Run, tmp_path: Path
) -> None:
    rows = [
        *family(
            1,
            suku='JAWA "KULON"\\',
            lat=-6.5,
            lng=106.0,
            akta_lahir="AL/1",
            alamat='Jalan "É" \\ 1/<2>',
            ayah_nik=card(7),
            tanggalperkawinan="2009-01-31",
            akta_perkawinan="KW\u20281",
            dokumen_kitas="",
        ),
        person(9, "LEPAS", kk="0", relation=11),
    ]
    run_import(workbook(tmp_path / "warga.xlsx", rows), "--apply")

    with acting_for(village):
        for change in Change.objects.select_related("resident__family"):
            told = rules.differences({}, snapshot(change.resident, change.resident.family))
            assert json.dumps(change.changes, sort_keys=True) == json.dumps(told, sort_keys=True)


def test_a_newcomer_in_a_known_family_is_told_with_its_address(
    village: Village, run_import: Run, tmp_path: Path
) -> None:
    run_import(workbook(tmp_path / "satu.xlsx", family(1)), "--apply")
    run_import(workbook(tmp_path / "dua.xlsx", [person(20, "BAYI", kk=card(1), relation=4)]), "--apply")

    with acting_for(village):
        change = Change.objects.select_related("resident__family").get(resident__full_name="BAYI")
        assert change.changes == rules.differences({}, snapshot(change.resident, change.resident.family))


def test_changes_tell_what_was_and_what_is(village: Village, run_import: Run, tmp_path: Path) -> None:
    run_import(workbook(tmp_path / "satu.xlsx", family(1)), "--apply")
    with acting_for(village):
        before = {
            resident.pk: snapshot(resident, resident.family)
            for resident in Resident.objects.select_related("family")
        }

    moved = family(1, alamat="Jalan Baru", rt="009", pekerjaan_id=9, suku="BALI", akta_lahir="AL 7")
    run_import(workbook(tmp_path / "dua.xlsx", moved), "--apply")

    with acting_for(village):
        last = Change.objects.select_related("resident__family").exclude(changes__has_key="birth_date")
        assert len(last) == 3
        for change in last:
            now = snapshot(change.resident, change.resident.family)
            assert change.changes == rules.differences(before[change.resident_id], now)


def test_people_are_found_by_their_new_words_and_not_by_the_old(
    village: Village, run_import: Run, tmp_path: Path
) -> None:
    run_import(workbook(tmp_path / "satu.xlsx", family(1)), "--apply")

    run_import(workbook(tmp_path / "dua.xlsx", family(1, dusun="SUMBER", alamat="Gang Buntu")), "--apply")

    with acting_for(village):
        assert {resident.full_name for resident in search.find_residents("siti sumber")} == {"SITI AMINAH"}
        assert search.find_residents("siti krajan") == []
        kept = set(SearchToken.objects.values_list("token", "resident_id"))
        assert kept == {
            (token, r.pk) for r in Resident.objects.with_family() for token in tokens_of(r, r.family)
        }


def test_the_index_is_the_one_that_is_built_anew(village: Village, run_import: Run, tmp_path: Path) -> None:
    run_import(workbook(tmp_path / "warga.xlsx", [*family(1), *family(2, dusun="SUMBER")]), "--apply")

    with acting_for(village):
        words = set(SearchWord.objects.values_list("variant", "word"))
        tokens = set(SearchToken.objects.values_list("token", "resident_id"))
        search.rebuild()
        assert set(SearchToken.objects.values_list("token", "resident_id")) == tokens
        assert set(SearchWord.objects.values_list("variant", "word")) == words
