"""The editor's pages, as a browser without a script uses them."""

import re
from typing import Any

import pytest

from balai.letters.models import Kind, KindDraft, KindUpdate, KindVersion
from balai.letters.operations import install_kinds, publish_kind
from balai.letters.operations.drafts import begin_draft
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.letters.editor.browsing import begun, html, sent
from tests.letters.factories import BY, make_ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hall")]


def test_the_editor_shows_structure_and_picture(sukamaju: Village, desk: HallClient) -> None:
    page = html(desk.get(begun(desk)))

    assert "data:image/svg+xml," in page
    assert "Tentang surat" in page
    assert "Bisa diterbitkan" in page


@pytest.mark.parametrize("slug", ["domisili", "sktm", "kelahiran", "skck", "usaha", "kematian"])
def test_every_part_of_a_kind_opens(sukamaju: Village, desk: HallClient, slug: str) -> None:
    address = begun(desk, slug)
    places = set(re.findall(r'value="buka:([a-z0-9-]+)"', html(desk.get(address))))

    opened = {place: desk.get(address, {"buka": place}) for place in places}

    assert len(places) > 8
    assert {place for place, answer in opened.items() if answer.status_code != 200} == set()
    assert {place for place, answer in opened.items() if "part-open" not in html(answer)} == set()


@pytest.mark.parametrize("slug", ["domisili", "sktm", "kelahiran", "skck", "usaha", "kematian"])
def test_opening_and_saving_a_part_changes_nothing(sukamaju: Village, desk: HallClient, slug: str) -> None:
    address = begun(desk, slug)
    with acting_for(sukamaju):
        before = KindDraft.objects.get().content
    for place in sorted(set(re.findall(r'value="buka:([a-z0-9-]+)"', html(desk.get(address))))):
        page = html(desk.get(address, {"buka": place}))

        answer = desk.post(address, sent(page, aksi="simpan"))

        assert answer.status_code == 302, place
        with acting_for(sukamaju):
            draft = KindDraft.objects.get()
        assert draft.content == before, place
        assert draft.revision == 0, place


def test_typing_saves_and_draws(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk)
    page = html(desk.get(address, {"buka": "isi-1"}))

    answer = desk.post(f"{address}ketik/", sent(page, **{"text-0-text": "Halo {resident.full_name}"}))

    assert answer.status_code == 200
    assert 'data-revision="1"' in html(answer)
    assert "data:image/svg+xml," in html(answer)
    assert "<html" not in html(answer)
    with acting_for(sukamaju):
        assert KindDraft.objects.get().content["body"][0]["text"] == [{"text": "Halo {resident.full_name}"}]


@pytest.mark.parametrize("slug", ["domisili", "kelahiran"])
def test_a_key_needs_few_queries(
    sukamaju: Village, desk: HallClient, slug: str, django_assert_num_queries: Any
) -> None:
    address = begun(desk, slug)
    page = html(desk.get(address, {"buka": "isi-1"}))

    with django_assert_num_queries(12):
        desk.post(f"{address}ketik/", sent(page, **{"text-0-text": "Halo {resident.full_name}"}))


def test_what_is_typed_wrongly_is_saved_and_told_at_its_block(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk)
    page = html(desk.get(address, {"buka": "isi-1"}))

    answer = html(desk.post(f"{address}ketik/", sent(page, **{"text-0-text": "Halo {resident.shoe}"})))

    place = answer.index('id="masalah-terbuka"')
    assert "Isian &#x27;{resident.shoe}&#x27; tidak dikenal." in answer[place:]
    assert "data:image/svg+xml," in answer


def test_a_sign_that_cannot_be_printed_is_told_and_the_rest_is_drawn(
    sukamaju: Village, desk: HallClient
) -> None:
    address = begun(desk)
    page = html(desk.get(address, {"buka": "isi-1"}))

    answer = html(desk.post(f"{address}ketik/", sent(page, **{"text-0-text": "Halo 🐈"})))

    assert "Huruf atau tanda “🐈” tidak bisa dicetak." in answer
    assert "data:image/svg+xml," in answer


def test_two_officers_do_not_overwrite_one_another(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk)
    mine = sent(html(desk.get(address, {"buka": "isi-1"})))
    desk.post(f"{address}ketik/", {**mine, "text-0-text": "Punya Ratna"})

    typed = desk.post(f"{address}ketik/", {**mine, "text-0-text": "Punya saya"})
    button = desk.post(address, {**mine, "text-0-text": "Punya saya", "aksi": "simpan"})

    assert (typed.status_code, button.status_code) == (409, 409)
    assert "mengubah konsep ini sesudah Anda membukanya" in html(typed)
    assert "Punya saya" in html(button)
    with acting_for(sukamaju):
        assert KindDraft.objects.get().content["body"][0]["text"] == [{"text": "Punya Ratna"}]


def test_an_officer_may_not_have_many_pictures_drawn_at_once(
    sukamaju: Village, desk: HallClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = begun(desk)
    page = html(desk.get(address, {"buka": "isi-1"}))
    monkeypatch.setattr("balai.letters.views.editor.AT_ONCE", 0)

    answer = desk.post(f"{address}ketik/", sent(page, **{"text-0-text": "Halo"}))

    assert answer.status_code == 429
    assert "Sedang digambar" in html(answer)
    with acting_for(sukamaju):
        assert KindDraft.objects.get().revision == 1


def test_a_test_print_shows_what_is_typed_and_saves_nothing(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk)
    page = html(desk.get(address, {"buka": "isi-1"}))

    answer = desk.post(f"{address}contoh/", sent(page, **{"text-0-text": "Belum disimpan"}))

    assert answer.content.startswith(b"%PDF-")
    with acting_for(sukamaju):
        assert KindDraft.objects.get().revision == 0


CRAFTED = [
    {"revisi": "x"}, {"revisi": "9" * 40}, {"buka": "isi-999"}, {"buka": "../../etc"}, {"contoh": "siapa"},
    {"aksi": "hapus:isi-1-isi-2"}, {"aksi": "tambah:isian-900:"}, {"aksi": "tambah:lembar-1:paragraph"},
    {"aksi": "baris:text:hapus:999999999999999999999"}, {"text-banyak": "-1"}, {"text-banyak": "9999999999"},
    {"text-0-when_path": "answers.nobody"}, {"text-0-text": "x" * 3000}, {"baris-dari": "resident.nothing"},
    {"aksi": "buka:"}, {"aksi": "naik:tentang"}, {"bagian-when_is": "entah"},
]  # fmt: skip


@pytest.mark.parametrize("crafted", CRAFTED, ids=str)
def test_crafted_forms_are_answered(sukamaju: Village, desk: HallClient, crafted: dict[str, str]) -> None:
    address = begun(desk)
    form = sent(html(desk.get(address, {"buka": "isi-1"})), **{"text-0-text": "Halo"}) | crafted

    answers = [
        desk.post(address, form),
        desk.post(f"{address}ketik/", form),
        desk.post(f"{address}contoh/", form),
    ]

    assert {answer.status_code for answer in answers} <= {200, 302, 400, 409, 422}


def test_a_hidden_kind_is_not_offered_and_its_drafts_are_of_this_village_alone(
    sukamaju: Village, other_village: Village, desk: HallClient
) -> None:
    desk.post("/meja/surat/jenis/domisili/keadaan/", {"keadaan": "sembunyi"})
    with acting_for(other_village):
        make_ready()
        foreign = begin_draft(kind=Kind.objects.get(slug="domisili"), by=BY)

    assert not re.search(r"jenis=domisili(?![\w-])", html(desk.get("/meja/surat/baru/")))
    assert 'id="ketemu"' not in html(desk.get("/meja/surat/baru/?jenis=domisili"))
    assert desk.get(f"/meja/surat/jenis/konsep/{foreign.pk}/").status_code == 404
    assert desk.post(f"/meja/surat/jenis/konsep/{foreign.pk}/ketik/", {}).status_code == 404


def test_a_version_shows_what_it_changed(sukamaju: Village, desk: HallClient) -> None:
    with acting_for(sukamaju):
        content = KindVersion.objects.current().get(kind__slug="domisili").content
        publish_kind(content={**content, "title": "Surat Domisili Kami"}, by=BY)

    page = html(desk.get("/meja/surat/jenis/domisili/versi/2/"))
    first = html(desk.get("/meja/surat/jenis/domisili/versi/1/"))

    assert "<ins>" in page
    assert "<del>" in page
    assert "Versi pertama" in first


def test_an_update_is_answered_on_its_page(
    sukamaju: Village, desk: HallClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_for(sukamaju):
        content = KindVersion.objects.current().get(kind__slug="domisili").content
        publish_kind(content={**content, "title": "Surat Domisili Kami"}, by=BY)
        ours = {**content, "revision": 7, "summary": "Ringkasan yang baru dari Balai."}
        monkeypatch.setattr("balai.letters.operations.kinds.shipped_kinds", lambda: [ours])
        install_kinds(by=BY)
        address = f"/meja/surat/jenis/pembaruan/{KindUpdate.objects.get().pk}/"

    offered, listed = html(desk.get(address)), html(desk.get("/meja/surat/jenis/"))
    stale = desk.post(address, {"jawaban": "drafted", "dasar": "lain"})
    desk.post(address, {"jawaban": "declined"})
    again = html(desk.post(address, {"jawaban": "taken"}, follow=True))

    assert "Ringkasan" in offered
    assert "Ada pembaruan" in listed
    assert "Pembaruan ini sudah dijawab" in again
    assert (stale.status_code, "Teks Anda berubah" in html(stale)) == (409, True)
    with acting_for(sukamaju):
        assert Kind.objects.get(slug="domisili").title == "Surat Domisili Kami"


def test_an_update_is_merged_with_the_draft_choice_by_choice(
    sukamaju: Village, desk: HallClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_for(sukamaju):
        content = KindVersion.objects.current().get(kind__slug="domisili").content
        publish_kind(content={**content, "title": "Surat Domisili Kami"}, by=BY)
        ours = {**content, "revision": 7, "summary": "Ringkasan baru.", "category": "Lainnya"}
        monkeypatch.setattr("balai.letters.operations.kinds.shipped_kinds", lambda: [ours])
        install_kinds(by=BY)
        begin_draft(kind=Kind.objects.get(slug="domisili"), by=BY)
        address = f"/meja/surat/jenis/pembaruan/{KindUpdate.objects.get().pk}/"
    page = html(desk.get(address))
    form = dict(re.findall(r'name="(beda-[0-9]+)" value="([a-z]+)" checked', page))
    base = re.search(r'name="dasar" value="([^"]+)"', page)
    assert base
    order = re.findall(r'<legend class="unseen">([^<]+)<', page)

    answer = desk.post(
        address, {**form, f"beda-{order.index('Kelompok')}": "kami", "dasar": base[1], "jawaban": "drafted"}
    )

    assert dict(zip(order, form.values(), strict=True)) == {
        "Judul surat": "kami", "Kelompok": "baru", "Ringkasan": "baru",
    }  # fmt: skip
    assert answer.status_code == 302
    with acting_for(sukamaju):
        merged = KindDraft.objects.get().content
    assert (merged["title"], merged["summary"], merged["category"]) == (
        "Surat Domisili Kami", "Ringkasan baru.", content["category"],
    )  # fmt: skip


def test_a_requirement_is_written_and_taken_back(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk)
    page = html(desk.get(address, {"buka": "pihak-1"}))

    page = html(desk.post(address, sent(page, aksi="baris:requires:tambah"), follow=True))
    added = page
    told = {
        "requires-0-particular": "age",
        "requires-0-at_least": "17",
        "requires-0-sentence": "Belum 17 tahun.",
    }
    page = html(desk.post(address, sent(page, **told, aksi="simpan"), follow=True))
    with acting_for(sukamaju):
        written = KindDraft.objects.get().content["parties"][0]
    desk.post(address, sent(page, aksi="baris:requires:hapus:0"))

    assert "Syarat warga belum berisi jawaban yang boleh, atau batas umurnya." in added
    assert written["requires"] == [{"particular": "age", "at_least": 17, "sentence": "Belum 17 tahun."}]
    with acting_for(sukamaju):
        assert not KindDraft.objects.get().content["parties"][0].get("requires")


def test_answers_of_a_requirement_are_ticked(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk, "kelahiran")
    page = html(desk.get(address, {"buka": "pihak-1"}))

    typed = {
        **sent(page),
        "requires-0-particular": "marital_status",
        "requires-0-codes_marital_status": ["2", "3"],
    }
    desk.post(address, {**typed, "aksi": "simpan"})

    with acting_for(sukamaju):
        requires = KindDraft.objects.get().content["parties"][0]["requires"][0]
    assert (requires["particular"], requires["codes"]) == ("marital_status", [2, 3])


def test_suggestions_and_bounds_are_typed_and_asked(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk)
    page = html(desk.get(address, {"buka": "isian-1"}))

    desk.post(
        address, sent(page, **{"bagian-type": "text", "bagian-suggestions": "Sekolah\nKerja"}, aksi="simpan")
    )
    with acting_for(sukamaju):
        suggested = KindDraft.objects.get().content["fields"][0]
    page = html(desk.get(address, {"buka": "isian-1"}))
    bounds = {"bagian-type": "number", "bagian-smallest": "5", "bagian-largest": "3"}
    wrong = html(desk.post(address, sent(page, **bounds, aksi="simpan"), follow=True))

    assert suggested["suggestions"] == ["Sekolah", "Kerja"]
    assert "Angka paling kecil lebih besar dari angka paling besar" in wrong
    with acting_for(sukamaju):
        field = KindDraft.objects.get().content["fields"][0]
    assert (field["smallest"], field["largest"], "suggestions" in field) == (5, 3, False)


def test_a_further_form_is_added_filled_and_removed(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk)
    page = html(desk.get(address))

    page = html(desk.post(address, sent(page, aksi="tambah:lembar-1:"), follow=True))
    page = html(
        desk.post(
            address, sent(page, **{"bagian-title": "Surat Pernyataan"}, aksi="salin:lembar-1"), follow=True
        )
    )
    with acting_for(sukamaju):
        forms = KindDraft.objects.get().content["forms"]
    assert [(each["name"], each["title"]) for each in forms] == [
        ("formulir-1", "Surat Pernyataan"),
        ("formulir-2", "Surat Pernyataan 2"),
    ]
    assert "Bisa diterbitkan" in page
    desk.post(address, sent(page, aksi="hapus:lembar-2"))
    with acting_for(sukamaju):
        assert [each["name"] for each in KindDraft.objects.get().content["forms"]] == ["formulir-1"]
