"""The statutory forms that go with letters of the village: filled from the register and the answers of the letter."""

from datetime import date
from typing import Any

import pytest

from balai.core.strict_tables import DefinitionProblem
from balai.letters.blocks import flat, wordings_of
from balai.letters.definitions import KindDefinition, all_questions
from balai.letters.drafting import Wish, draft_letter
from balai.letters.kind_reading import read_definition, shipped_kinds
from balai.residents import enums
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.letters.factories import ANSWERS, NOW, issue, make_family, make_ready, make_resident, version_of
from tests.letters.kinds.paper import SHEET, look_at
from tests.letters.test_kind_reading import minimal

ACCOMPANY = {
    "beda-identitas": ["f-1.06"],
    "biodata": ["f-1.01"],
    "kelahiran": ["f-2.01"],
    "kematian": ["f-2.01"],
    "lahir-mati": ["f-2.01"],
    "permohonan-akta-kelahiran": ["f-2.01"],
    "permohonan-kk": ["f-1.02", "f-1.01"],
    "perubahan-kk": ["f-1.02", "f-1.06"],
    "nikah-non-muslim": ["f-2.01"],
    "pindah": ["f-1.03"],
}
MOVE = {
    "request": "Surat keterangan pindah",
    "reason": "Keluarga",
    "distance": "Antarkecamatan",
    "to_address": "Jalan Kenanga 3",
    "to_village": "Air Jernih",
    "to_district": "Tanjung",
    "to_regency": "Nusa Raya",
    "to_province": "Nusantara",
    "who": "Kepala keluarga dan sebagian anggota",
    "kk_staying": "Nomor KK tetap",
    "kk_moving": "Membuat KK baru",
    "moving_on": "2026-12-01",
}
REASONS = {
    "Membentuk keluarga baru": {"kk.baru.1"},
    "Ganti kepala keluarga": {"kk.baru.2", "lampiran.kk_lama", "lampiran.akta_kematian"},
    "Pisah kartu keluarga": {"kk.baru.3", "lampiran.kk_lama"},
    "Pindah datang": {"kk.baru.4", "lampiran.surat_pindah"},
    "Pindah dari luar negeri": {"kk.baru.5", "lampiran.pindah_luar_negeri"},
    "Penduduk rentan administrasi kependudukan": {"kk.baru.6"},
    "Kartu keluarga hilang": {"kk.hilang", "lampiran.hilang_polisi"},
    "Kartu keluarga rusak": {"kk.rusak", "lampiran.kk_lama"},
}


def make_household() -> tuple[Resident, Resident, Resident]:
    """A head, a wife and a child of one family."""
    family = make_family()
    return (
        make_resident(family=family, full_name="Budi Santosa", sex=enums.Sex.MALE),
        make_resident(family=family, full_name="Siti Aminah", relation=enums.Relation.WIFE),
        make_resident(family=family, full_name="Bagas Pratama", relation=enums.Relation.CHILD),
    )


def forms_of(slug: str, resident: Resident, answers: Any, **parties: Resident) -> dict[str, Any]:
    """The sheets that would go with a letter, by the name of the sheet."""
    draft = draft_letter(Wish(version_of(slug), resident, answers, parties), at=NOW)
    draft.check()
    sheets = [block for form in draft.forms for block in form["blocks"]]
    return {sheet["form"]: sheet for sheet in sheets}


def test_these_letters_bring_their_statutory_forms() -> None:
    definitions = [read_definition(table) for table in shipped_kinds()]
    sheets = {
        each.slug: [block.form for form in each.forms for block in form.body if hasattr(block, "form")]
        for each in definitions
    }

    assert {slug: found for slug, found in sheets.items() if found} == ACCOMPANY


@pytest.mark.parametrize("slug", sorted(ACCOMPANY))
def test_what_only_a_form_needs_may_stay_empty(slug: str) -> None:
    definition = read_definition(next(table for table in shipped_kinds() if table["slug"] == slug))
    told = {path.split(".", 1)[-1] for path in _paths_of_body(definition)}

    for_forms = [each for each in all_questions(definition) if each.name.split("__")[-1] not in told]

    needed = {each.name for each in for_forms if each.required and not each.condition}
    assert needed <= {"movers"}  # a table of the letter is made of them


def _paths_of_body(definition: KindDefinition) -> set[str]:
    found = set()
    for block in flat(definition.body):
        for wording, when in wordings_of(block):
            found |= {each.path for each in wording.placeholders} | ({when.path} if when else set())
        found |= {block.when.path} if block.when else set()
    return found


@pytest.mark.django_db
class TestFilled:
    def test_a_birth_is_reported_with_both_parents_and_the_child(self, ready: Village) -> None:
        father, mother, _ = make_household()
        answers = {
            name: value
            for name, value in ANSWERS["kelahiran"].items()
            if not name.startswith(("father__", "reporter__"))
        }

        sheet = forms_of("kelahiran", mother, answers, father=father, reporter=father)["f-2.01"]

        cells = sheet["cells"]
        assert sheet["ticks"] == ["peristiwa.kelahiran"]
        assert [cells[name] for name in ("pelapor.nik", "ayah.nama", "ibu.nik", "anak.nama")] == [
            father.nik,
            father.full_name,
            mother.nik,
            "Bima Arya Nugraha",
        ]
        assert [cells[name] for name in ("anak.hari", "anak.tanggal_lahir", "anak.pukul")] == [
            "Kamis",
            "12-11-2026",
            "04.25",
        ]

    def test_a_death_is_reported_with_the_parents_that_the_register_knows(self, ready: Village) -> None:
        reporter, late, _ = make_household()
        answers = {**ANSWERS["kematian"], "cause": "Kecelakaan"}
        del answers["reporter__full_name"]

        sheet = forms_of("kematian", late, answers, reporter=reporter)["f-2.01"]

        cells = sheet["cells"]
        assert sheet["ticks"] == ["peristiwa.kematian"]
        assert [cells[name] for name in ("kematian.nama", "kematian.tanggal", "kematian.sebab")] == [
            late.full_name,
            "15-11-2026",
            "Kecelakaan",
        ]
        assert [cells[name] for name in ("ayah.nama", "ibu.nama")] == [late.father_name, late.mother_name]

    @pytest.mark.parametrize(
        ("religion", "agama", "kepercayaan"), [("Katolik", "Katolik", ""), ("Kepercayaan", "", "Kepercayaan")]
    )
    def test_a_marriage_is_reported_by_religion_or_by_belief(
        self, ready: Village, religion: str, agama: str, kepercayaan: str
    ) -> None:
        groom = make_resident(sex=enums.Sex.MALE, religion=enums.Religion.CATHOLIC)
        bride, *_ = reversed(make_household())
        told = {"groom_status": "Jejaka", "bride_status": "Perawan", "blessed_on": "2026-12-12"}
        witnesses = {"witness1__full_name": "Maria Goreti", "witness2__full_name": "Yosef Kurniawan"}
        answers = {**told, **witnesses, "religion": religion, "minister": "Pastor Yohanes"}

        sheet = forms_of("nikah-non-muslim", groom, answers, bride=bride)["f-2.01"]

        cells = sheet["cells"]
        assert sheet["ticks"] == ["peristiwa.perkawinan"]
        assert (cells["perkawinan.agama"], cells["perkawinan.kepercayaan"]) == (agama, kepercayaan)
        assert [cells[name] for name in ("subjek1.nik", "subjek2.nik", "perkawinan.pemuka")] == [
            groom.nik,
            bride.nik,
            "Pastor Yohanes",
        ]

    def test_a_move_lists_only_those_who_move_on_letter_and_form(self, ready: Village) -> None:
        head, goes, stays = make_household()
        wish = Wish(version_of("pindah"), head, {**MOVE, "movers": f"{head.pk} {goes.pk}"})

        draft = draft_letter(wish, at=NOW)
        sheet = forms_of("pindah", head, wish.answers)["f-1.03"]

        (table,) = (block for block in draft.composition.blocks if block["kind"] == "table")
        assert [row[0] for row in table["rows"]] == [[head.full_name], [goes.full_name]]
        assert [row["nik"] for row in sheet["lists"]["pindah"]] == [head.nik, goes.nik]
        assert stays.nik not in str(sheet)
        assert sheet["cells"]["luar_negeri.tanggal"] == ""

    @pytest.mark.parametrize(("reason", "ticks"), REASONS.items())
    def test_a_new_family_card_is_asked_for_by_its_reason(
        self, ready: Village, reason: str, ticks: set[str]
    ) -> None:
        sheets = forms_of("permohonan-kk", make_resident(), {"reason": reason})

        assert set(sheets) == {"f-1.02"}
        assert set(sheets["f-1.02"]["ticks"]) == ticks

    def test_a_family_that_was_never_recorded_gets_its_biodata_form_too(self, ready: Village) -> None:
        head, *_ = make_household()

        sheets = forms_of("permohonan-kk", head, {"reason": "Membentuk keluarga baru", "unrecorded": True})

        members = [row["nama"] for row in sheets["f-1.01"]["lists"]["anggota"]]
        assert members == ["Budi Santosa", "Siti Aminah", "Bagas Pratama"]
        assert sheets["f-1.01"]["ticks"] == ["pilihan.wni"]

    def test_two_members_change_on_one_declaration(self, ready: Village) -> None:
        head, wife, child = make_household()
        answers = {
            "reason": "Perubahan data anggota",
            "concerned": "Siti Aminah, Bagas Pratama",
            "changed__to_occupation": "Guru",
            "changed_too__to_education": "Strata II",
            "changed_too__education_basis": "Ijazah 12/2026",
        }

        sheets = forms_of("perubahan-kk", head, answers, changed=wife, changed_too=child)

        rows = sheets["f-1.06"]["lists"]["pendidikan_pekerjaan"]
        assert [(row["keterangan"], row["pekerjaan_semula"], row["pekerjaan_menjadi"]) for row in rows] == [
            ("Siti Aminah", wife.get_occupation_display(), "Guru"),
            ("Bagas Pratama", "", ""),
        ]
        assert [(row["pendidikan_semula"], row["pendidikan_menjadi"]) for row in rows] == [
            ("", ""),
            (child.get_education_display(), "Strata II"),
        ]

    def test_a_birth_changes_the_card_without_a_declaration(self, ready: Village) -> None:
        answers = {"reason": "Penambahan anggota karena kelahiran", "concerned": "Bima"}

        sheets = forms_of("perubahan-kk", make_resident(), answers)

        assert set(sheets) == {"f-1.02"}
        assert "kk.perubahan.2" in sheets["f-1.02"]["ticks"]

    def test_what_a_document_says_differently_is_declared_only_when_the_register_is_to_follow(
        self, ready: Village
    ) -> None:
        told = {
            "document": "Ijazah",
            "document_number": "12/2010",
            "other_name": "Siti Aminah L.",
            "other_birth_date": "1992-05-07",
            "difference": "Tanggal lahir",
            "purpose": "Mendaftar sekolah",
        }
        resident = make_resident(birth_date=date(1992, 7, 5))

        without = forms_of("beda-identitas", resident, told)
        sheet = forms_of("beda-identitas", resident, {**told, "correct_register": True})["f-1.06"]

        (row,) = sheet["lists"]["agama_lainnya"]
        assert without == {}
        assert row["lainnya_semula"] == f"{resident.full_name} · lahir 5 Juli 1992"
        assert row["lainnya_menjadi"] == "Siti Aminah L. · lahir 7 Mei 1992"
        assert row["agama_semula"] == ""


@pytest.mark.django_db
def test_the_page_of_a_letter_prints_its_statutory_form(
    hall: None, village: Village, desk: HallClient
) -> None:
    with acting_for(village):
        make_ready()
        head, goes, stays = make_household()
        letter = issue(Wish(version_of("pindah"), head, {**MOVE, "movers": f"{head.pk} {goes.pk}"}))

    page = desk.get(f"/meja/surat/{letter.pk}/").content.decode()
    answer = desk.post(f"/meja/surat/{letter.pk}/formulir/f-1-03.pdf")

    text = "".join(look_at(answer.content, SHEET).text.split())
    assert "Formulir Pendaftaran Perpindahan Penduduk (F-1.03)" in page
    assert (goes.nik in text, stays.nik in text, letter.number in text) == (True, False, False)


@pytest.mark.django_db
def test_members_who_change_are_asked_about_only_when_somebody_opens_that_part(
    hall: None, village: Village, desk: HallClient
) -> None:
    with acting_for(village):
        make_ready()
        head, wife, _ = make_household()
    address = f"/meja/surat/baru/?jenis=perubahan-kk&warga={head.pk}"

    page = desk.get(address).content.decode()
    picked = desk.get(f"{address}&pihak_changed={wife.pk}").content.decode()

    parts = [page.count("<details"), page.count("<details open")]
    assert ("Anggota yang datanya berubah" in page, "changed__to_education" in picked) == (True, True)
    assert picked.count("<details open") == parts[1] + 1


def test_a_table_of_people_nobody_picked_is_refused() -> None:
    table = {
        "block": "members",
        "of": "answers.penumpang",
        "columns": [{"label": "Nama", "text": "{member.full_name}"}],
    }

    with pytest.raises(DefinitionProblem, match="yang tidak ada"):
        read_definition(minimal(body=[table, *minimal()["body"]]))


def test_rows_of_somebody_unknown_are_refused() -> None:
    rows = {"anggota": [{"nama": "{member.full_name}"}, {"of": "tetangga", "nama": "{member.full_name}"}]}
    sheet = {"block": "sheet", "form": "f-1.01", "lists": rows}

    with pytest.raises(DefinitionProblem, match="'tetangga'"):
        read_definition(minimal(signed_by="others", body=[sheet]))
