"""The desk's pages of letters, and the public page that checks them."""

import re
import uuid
from typing import Any

import pytest
from django.urls import reverse

from balai.accounts.models import AuditEntry, Officer
from balai.core import files
from balai.letters.enums import LetterState
from balai.letters.kind_reading import shipped_kinds
from balai.letters.models import Letter
from balai.letters.operations import revoke_letter
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.letters.factories import BY, NOW, issue, make_ready, make_resident, make_wish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hall")]


@pytest.fixture
def sukamaju(hall: None, village: Village) -> Village:
    with acting_for(village):
        make_ready()
    return village


def html(response: Any) -> str:
    return str(response.content.decode())


def form_for(resident: Any, **answers: str) -> dict[str, str]:
    return {
        "jenis": "domisili",
        "warga": str(resident.pk),
        "permintaan": uuid.uuid4().hex,
        "purpose": "Melamar kerja",
        "since": "14 Maret 2015",
        **answers,
    }


def test_the_first_step_offers_every_kind(sukamaju: Village, desk: HallClient) -> None:
    page = html(desk.get("/meja/surat/baru/"))

    assert page.count('class="tile"') == len(shipped_kinds())
    assert "Surat Keterangan Domisili" in page


def test_three_letters_of_a_name_find_the_person(sukamaju: Village, desk: HallClient) -> None:
    from balai.residents.search import rebuild

    with acting_for(sukamaju):
        resident = make_resident(full_name="Siti Aminah Lestari")
        make_resident(full_name="Budi Santosa")
        rebuild()

    page = html(
        desk.post(
            "/meja/surat/baru/cari/", {"jenis": "domisili", "cari": "ami"}, headers={"HX-Request": "true"}
        )
    )

    assert "<html" not in page
    assert f"warga={resident.pk}" in page
    assert "Budi" not in page


def test_only_what_the_register_does_not_know_is_asked_beside_a_masked_preview(
    sukamaju: Village, desk: HallClient
) -> None:
    with acting_for(sukamaju):
        resident = make_resident()

    page = html(desk.get(f"/meja/surat/baru/?jenis=domisili&warga={resident.pk}"))

    assert 'name="purpose"' in page
    assert 'name="full_name"' not in page
    assert "data:image/svg+xml," in page
    assert resident.nik not in page


def test_issuing_leads_to_the_letter_and_its_pdf(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        resident = make_resident()

    answer = desk.post("/meja/surat/baru/", form_for(resident), follow=True)
    with acting_for(sukamaju):
        letter = Letter.objects.get()
    pdf = desk.get(f"/meja/surat/{letter.pk}/surat.pdf")

    assert letter.number in html(answer)
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Cache-Control"] == "private, no-store"
    assert pdf.content == files.read(letter.pdf_sha256)


def test_the_same_form_sent_twice_makes_one_letter(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        resident = make_resident()
    form = form_for(resident)

    first, second = desk.post("/meja/surat/baru/", form), desk.post("/meja/surat/baru/", form)

    assert first["Location"] == second["Location"]
    with acting_for(sukamaju):
        assert Letter.objects.count() == 1


def test_a_missing_answer_is_told_and_nothing_is_numbered(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        resident = make_resident()

    answer = desk.post("/meja/surat/baru/", form_for(resident, purpose=""))

    assert answer.status_code == 422
    assert "Keperluan belum diisi." in html(answer)
    with acting_for(sukamaju):
        assert not Letter.objects.exists()


def test_a_missing_seal_is_told_with_what_to_do(sukamaju: Village, desk: HallClient, settings: Any) -> None:
    with acting_for(sukamaju):
        resident = make_resident()
    (settings.BALAI_DATA_DIR / "keys" / "kunci-utama").unlink()

    answer = desk.post("/meja/surat/baru/", form_for(resident))

    assert answer.status_code == 422
    assert "Pulihkan kunci utama dari cadangan." in html(answer)


def test_without_a_public_address_only_samples_are_printed(
    sukamaju: Village, desk: HallClient, settings: Any
) -> None:
    settings.BALAI_PUBLIC_URL = ""
    with acting_for(sukamaju):
        resident = make_resident()

    answer = desk.post("/meja/surat/baru/", form_for(resident))
    sample = desk.post("/meja/surat/baru/contoh/", form_for(resident))

    assert answer.status_code == 422
    assert "hanya bisa dicetak sebagai contoh" in html(answer)
    assert sample.content.startswith(b"%PDF-")
    with acting_for(sukamaju):
        assert not Letter.objects.exists()


def test_the_preview_follows_the_answers(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        resident = make_resident()
    htmx = {"HX-Request": "true"}

    empty = html(desk.post("/meja/surat/baru/pratinjau/", form_for(resident, purpose=""), headers=htmx))
    full = html(desk.post("/meja/surat/baru/pratinjau/", form_for(resident), headers=htmx))

    assert "Belum terisi: Keperluan." in empty
    assert "Sesuai isian" in full
    assert empty != full


def test_what_the_register_knows_is_in_the_first_preview(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        resident = make_resident()

    page = html(desk.get(f"/meja/surat/baru/?jenis=usaha&warga={resident.pk}"))

    [missing] = re.findall(r"Belum terisi: ([^<]*)", page)
    assert "Alamat usaha" not in missing
    assert "Nama usaha" in missing


def test_a_father_from_the_family_is_picked_with_one_button(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        mother = make_resident()
        father = make_resident(full_name="Budi Santosa", family=mother.family, relation=2, sex=1)

    form = {
        "jenis": "kelahiran",
        "warga": str(mother.pk),
        "baby__full_name": "Bima",
        "pilih": f"father:{father.pk}",
    }
    page = html(desk.post("/meja/surat/baru/", form))

    assert f'name="pihak_father" value="{father.pk}"' in page
    assert 'name="father__full_name"' not in page
    assert 'value="Bima"' in page


def test_a_letter_is_replaced_with_its_answers_filled_in(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        letter = issue(make_wish("domisili", purpose="Mengurus warisan"))

    page = html(desk.get(f"/meja/surat/baru/?mengganti={letter.pk}"))
    form = form_for(letter.resident, mengganti=str(letter.pk), reason="Keperluan keliru")
    desk.post("/meja/surat/baru/", form)

    assert 'value="Mengurus warisan"' in page
    with acting_for(sukamaju):
        successor = Letter.objects.get(supersedes=letter)
        letter.refresh_from_db()
        assert (letter.state, successor.state) == (LetterState.SUPERSEDED, LetterState.ISSUED)


def test_revoking_asks_for_a_reason(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        letter = issue()

    without = desk.post(f"/meja/surat/{letter.pk}/cabut/", {"reason": ""})
    desk.post(f"/meja/surat/{letter.pk}/cabut/", {"reason": "Data palsu"})

    assert without.status_code == 422
    with acting_for(sukamaju):
        assert Letter.objects.get().state == LetterState.REVOKED


@pytest.mark.parametrize("text", ["aminah", "amin sit", "002", "400.12.2.1/002"])
def test_the_archive_finds_by_name_and_number(sukamaju: Village, desk: HallClient, text: str) -> None:
    with acting_for(sukamaju):
        other = issue(make_wish("domisili", make_resident(full_name="Budi Santosa")))
        letter = issue(make_wish("domisili", make_resident(full_name="Siti Aminah")))

    page = html(desk.post("/meja/surat/", {"q": text}, follow=True))

    assert letter.number in page
    assert other.number not in page


def test_looking_at_letters_leaves_a_line_for_whom_they_are_about(
    sukamaju: Village, desk: HallClient, officer: Officer
) -> None:
    with acting_for(sukamaju):
        letter = issue()
        earlier = set(AuditEntry.objects.values_list("id", flat=True))

    desk.get("/meja/surat/")
    desk.get(f"/meja/surat/{letter.pk}/")
    desk.get(f"/meja/surat/warga/{letter.resident_id}/")
    desk.get(f"/meja/surat/{letter.pk}/surat.pdf")

    with acting_for(sukamaju):
        lines = AuditEntry.objects.by_officer(officer).exclude(id__in=earlier).order_by("at", "id")
        assert list(lines.values_list("action", "subject_id", "facts")) == [
            ("letters.listed", "", {"count": 1}),
            ("residents.read", str(letter.resident_id), {}),
            ("residents.read", str(letter.resident_id), {}),
            ("letters.opened", str(letter.pk), {}),
        ]


@pytest.mark.parametrize("key", ["x" * 65, "kunci\0", "", "bukan-uuid"])
def test_a_crafted_request_key_is_replaced(sukamaju: Village, desk: HallClient, key: str) -> None:
    with acting_for(sukamaju):
        resident = make_resident()

    answer = desk.post("/meja/surat/baru/", form_for(resident, permintaan=key))

    assert answer.status_code in {302, 400}
    with acting_for(sukamaju):
        assert [len(letter.request_key) for letter in Letter.objects.all()] in ([], [32])


def test_the_archive_filters_by_kind_month_and_state(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        domicile = issue(make_wish("domisili"))
        business = issue(make_wish("usaha"))
        revoke_letter(letter=business, reason="Usaha tutup", by=BY, at=NOW)

    def shown(**chosen: str) -> set[str]:
        page = html(desk.get("/meja/surat/", chosen))
        return {letter.number for letter in (domicile, business) if letter.number in page}

    assert shown(kind="usaha") == {business.number}
    assert shown(state="issued") == {domicile.number}
    assert shown(month=f"{domicile.issued_on:%Y-%m}") == {domicile.number, business.number}


def test_the_archive_asks_as_many_queries_for_three_letters_as_for_one(
    sukamaju: Village, desk: HallClient, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with acting_for(sukamaju):
        issue()
    desk.get("/meja/surat/")  # what is asked once a session
    with CaptureQueriesContext(connection) as one:
        desk.get("/meja/surat/")
    with acting_for(sukamaju):
        issue()
        issue()

    with django_assert_num_queries(len(one)):
        desk.get("/meja/surat/")


def test_a_residents_letters_are_a_piece_of_their_page(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        letter = issue()
        other = issue()

    page = html(desk.get(f"/meja/surat/warga/{letter.resident_id}/"))

    assert letter.number in page
    assert other.number not in page
    assert "1 surat" in page
    assert f"/meja/surat/baru/?warga={letter.resident_id}" in page


def test_numbering_is_changed_and_goes_on_at_any_number(sukamaju: Village, desk: HallClient) -> None:
    rule = {
        "pattern": "{nomor_urut:3}/{kode_desa}/{bulan_romawi}/{tahun}",
        "scope": "register",
        "village_code": "SKJ",
    }

    desk.post("/meja/surat/penomoran/", rule)
    before = html(desk.get("/meja/surat/penomoran/"))
    desk.post("/meja/surat/penomoran/berikutnya/", {"key": "", "serial": "147", "reason": "Lanjutan buku"})
    after = html(desk.get("/meja/surat/penomoran/"))
    used = desk.post("/meja/surat/penomoran/berikutnya/", {"key": "", "serial": "12", "reason": "Coba"})

    assert '<b class="number">001/SKJ/' in before
    assert '<b class="number">147/SKJ/' in after
    assert used.status_code == 422
    with acting_for(sukamaju):
        assert issue(at=None).number.startswith("147/SKJ/")  # type: ignore[arg-type]


def test_a_pattern_without_a_serial_is_refused(sukamaju: Village, desk: HallClient) -> None:
    rule = {"pattern": "{kode_desa}/{tahun}", "scope": "register", "village_code": "SKJ"}

    answer = desk.post("/meja/surat/penomoran/", rule)

    assert answer.status_code == 422
    assert "Pola harus memuat {nomor_urut} satu kali." in html(answer).replace("&#123;", "{").replace(
        "&#125;", "}"
    )


def test_another_village_finds_neither_letter_nor_file(
    sukamaju: Village, other_village: Village, desk: HallClient
) -> None:
    with acting_for(other_village):
        make_ready()
        letter = issue()

    page = desk.get(f"/meja/surat/{letter.pk}/")
    pdf = desk.get(f"/meja/surat/{letter.pk}/surat.pdf")

    assert (page.status_code, pdf.status_code) == (404, 404)


def test_the_verify_page_answers_to_a_file(sukamaju: Village, visitor: HallClient, tmp_path: Any) -> None:
    with acting_for(sukamaju):
        letter = issue()
    path = tmp_path / "surat.pdf"
    path.write_bytes(files.read(letter.pdf_sha256))

    with path.open("rb") as file:
        page = html(visitor.post("/v/", {"file": file}))

    assert "Surat ini asli" in page


def test_every_page_of_letters_is_found_by_name() -> None:
    names = [
        "list",
        "issue",
        "preview",
        "sample",
        "kinds",
        "numbering",
        "next_serial",
        "verify",
    ]

    found = [reverse(f"letters:{name}", urlconf="config.urls_village") for name in names]

    assert len(set(found)) == len(names)


def test_the_page_of_a_kind_shows_law_and_validity(sukamaju: Village, desk: HallClient) -> None:
    page = html(desk.get("/meja/surat/jenis/skck/"))

    assert "Perpol 6/2023" in page
    assert "1 bulan" in page
