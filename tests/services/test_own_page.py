"""Services of the village's and of the regency's own, and what all services of an office have in common."""

from typing import Any

import pytest
from django.utils import timezone

from balai.services.models import CommonStandard, RegencyStandard, Service, ServiceVersion
from balai.services.operations import add_locally, publish_common
from balai.services.rules import components
from balai.services.standard import Component, Way
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_village
from tests.services.tables import BIRTH, bring_table
from tests.services.test_additions_page import BY, at_once, controls
from tests.services.test_regency_desk import at_regency, required, take_over

NEW = "/meja/layanan/baru/"
TENT: dict[str, Any] = {
    "name": "Pinjam tenda", "summary": "Tenda untuk hajatan warga.", "category": "Umum", "output": "Tenda terpasang",
    "legal_basis": "Perdes 4/2026", "responsible": "service_head", "channels": ["counter"], "nature": "guide", "icon": "balai",
    "time_amount": "2", "time_unit": "working_days", "fee_amount": "50000", "fee_law": "Perdes 4/2026 pasal 5",
    "pertanyaan-jumlah": "1", "pertanyaan-0-label": "Untuk acara apa?", "pertanyaan-0-options": "Pernikahan\nDuka",
    "syarat-jumlah": "2", "syarat-0-name": "KTP", "syarat-0-law": "Perdes 4/2026", "syarat-0-proofs": "KTP asli",
    "syarat-1-name": "Undangan", "syarat-1-law": "Perdes 4/2026", "syarat-1-proofs": "Foto undangan",
    "syarat-1-when_untuk-acara-apa": ["pernikahan"],
    "langkah-counter-jumlah": "1", "langkah-counter-0-title": "Datang ke kantor",
    "langkah-online-jumlah": "1", "langkah-online-0-title": "Kirim WhatsApp",
}  # fmt: skip


def filled(desk: Any, address: str = NEW, **changes: Any) -> dict[str, Any]:
    return {**controls(desk.get(address)), **TENT, "aksi": "berlakukan", **changes}


def test_a_service_of_the_villages_own_has_all_14_components_and_both_ways(
    desk: HallClient, village: Village
) -> None:
    looked = desk.post(NEW, filled(desk, aksi="lihat"))
    answer = desk.post(NEW, filled(desk))

    assert (looked.status_code, answer.status_code) == (200, 302)
    assert "Hanya bila: Untuk acara apa? Pernikahan" in looked.content.decode()
    with acting_for(village):
        standard = ServiceVersion.objects.get(service__slug="pinjam-tenda").standard
        told = components(standard, CommonStandard.objects.current(), timezone.localdate())
    assert [each.letter for each in told if not each.lines] == []
    assert set(standard.steps) == set(Way)
    assert (str(standard.fee), dict(standard.components)) == ("Rp50.000", {})
    assert [each.national for each in standard.requirements] == [False, False]
    assert desk.get("/layanan/pinjam-tenda/").status_code == 200


def test_it_is_changed_under_the_same_address_and_gives_back_what_was_typed(
    desk: HallClient, village: Village
) -> None:
    desk.post(NEW, filled(desk))
    page = "/meja/layanan/pinjam-tenda/standar/"

    same = {**controls(desk.get(page)), "aksi": "berlakukan"}
    desk.post(page, same)
    desk.post(page, {**same, "name": "Pinjam tenda besar", "pertanyaan-0-label": "Acara apa?"})

    with acting_for(village):
        versions = list(ServiceVersion.objects.order_by("number"))
    assert [(each.number, each.standard.slug, each.standard.name) for each in versions] == [
        (1, "pinjam-tenda", "Pinjam tenda"),
        (2, "pinjam-tenda", "Pinjam tenda besar"),
    ]
    assert versions[1].standard.questions[0].name == "untuk-acara-apa"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"syarat-jumlah": "0"}, "Tulis sedikitnya satu syarat"),
        ({"langkah-online-0-title": ""}, "Tulis sedikitnya satu langkah"),
        ({"fee_law": ""}, "Sebutkan peraturan yang menetapkan biaya"),
        ({"legal_basis": ""}, "belum diisi"),
        ({"component_staff": ""}, "belum diisi"),
        ({"time_amount": ""}, "Isi berapa lama"),
        ({"pertanyaan-0-options": "Pernikahan"}, "dua pilihan atau lebih"),
        ({"syarat-1-when_untuk-acara-apa": ["hajatan"]}, "Pilihan ini sudah tidak ada"),
        ({"report_text": "7 hari"}, "menetapkan batas ini"),
        ({"responsible": "camat"}, "yang ada di daftar"),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(
    desk: HallClient, village: Village, changes: dict[str, Any], sentence: str
) -> None:
    answer = desk.post(NEW, filled(desk, note="Hubungi dulu.", **changes))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    again = controls(answer)
    assert (again["note"], again["langkah-counter-0-title"]) == (["Hubungi dulu."], ["Datang ke kantor"])
    with acting_for(village):
        assert not Service.objects.exists()


def test_a_name_that_is_taken_is_refused(desk: HallClient, village: Village) -> None:
    desk.post(NEW, filled(desk))

    again = desk.post(NEW, filled(desk, summary="Lain."))

    assert again.status_code == 422
    assert "Sudah ada layanan dengan nama ini" in again.content.decode()


def test_a_question_that_was_just_typed_can_be_depended_on(desk: HallClient, village: Village) -> None:
    page = desk.post(NEW, filled(desk, aksi="tambah:syarat")).content.decode()

    assert 'name="syarat-2-when_untuk-acara-apa"' in page
    assert "Untuk acara apa?" in page


def test_what_is_inherited_cannot_be_replaced(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        bring_table(BIRTH)

    assert desk.get("/meja/layanan/akta-kelahiran/standar/").status_code == 404
    assert desk.post("/meja/layanan/akta-kelahiran/standar/", TENT).status_code == 404


def test_the_office_words_what_its_services_have_in_common_on_one_page(
    desk: HallClient, village: Village
) -> None:
    page = "/meja/layanan/komponen/"
    same = controls(desk.get(page))

    answers = [
        desk.post(page, typed).status_code
        for typed in (same, {**same, "staff": ""}, {**same, "staff": "Tiga petugas."})
    ]

    assert answers == [302, 422, 302]
    with acting_for(village):
        assert CommonStandard.objects.count() == 1
        assert CommonStandard.objects.current()[Component.STAFF] == "Tiga petugas."


def test_two_who_word_it_at_once_get_two_numbers(committed: str) -> None:
    village = make_village()

    def word(staff: str) -> None:
        with acting_for(village):
            publish_common(content={"staff": staff}, by=BY)

    raised = at_once(lambda: word("Satu."), lambda: word("Dua."))

    with acting_for(village):
        assert (raised, CommonStandard.objects.count()) == ([], 2)


def test_a_standard_of_the_regencys_own_comes_to_its_villages_and_they_add_to_it(
    village: Village, other_village: Village
) -> None:
    desk, page = at_regency(), "/kabupaten/layanan/baru/"
    published = desk.post(page, filled(desk, page))
    take_over()
    with acting_for(village):
        service = Service.objects.get(slug="pinjam-tenda")
        own = {"requirements": [{"name": "KK", "law": "Perdes 9/2026", "proofs": ["Asli"]}]}
        add_locally(service=service, additions=own, effective_from=timezone.localdate(), by=BY)

    change = "/kabupaten/layanan/standar/pinjam-tenda/standar/"
    changed = desk.post(
        change, {**controls(desk.get(change)), "syarat-0-name": "KTP-el", "aksi": "berlakukan"}
    )
    take_over()

    assert (published.status_code, changed.status_code) == (302, 302)
    assert required(village, slug="pinjam-tenda") == ["KTP-el", "Undangan", "KK"]
    assert required(other_village, slug="pinjam-tenda") == ["KTP-el", "Undangan"]
    assert desk.post(page, filled(desk, page)).status_code == 422
    assert RegencyStandard.objects.count() == 2
