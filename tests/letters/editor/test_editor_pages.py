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
from tests.letters.factories import BY, make_ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hall")]


@pytest.fixture
def sukamaju(hall: None, village: Village) -> Village:
    with acting_for(village):
        make_ready()
    return village


def html(response: Any) -> str:
    return str(response.content.decode())


def begun(desk: HallClient, slug: str = "domisili") -> str:
    """The address of a draft of a kind."""
    return str(desk.post(f"/meja/surat/jenis/{slug}/ubah/")["Location"]).removeprefix("/sukamaju")


def sent(page: str, **typed: str) -> dict[str, Any]:
    """What a browser would send of the form on the page, with something typed over it."""
    form = page[page.index('<form id="susunan"') : page.index('<section id="pratinjau"')]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        is_off = ('type="checkbox"' in tag or 'type="radio"' in tag) and "checked" not in tag
        if name and not is_off and name[1] in found:
            found[name[1]] = [*found[name[1]], value[1] if value else ""]
        elif name and not is_off and 'type="checkbox"' in tag and value:
            found[name[1]] = [value[1]]
        elif name and not is_off:
            found[name[1]] = value[1] if value else "on" if "checkbox" in tag else ""
    found |= dict(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return {**found, **typed}


def test_the_editor_shows_structure_and_picture(sukamaju: Village, desk: HallClient) -> None:
    page = html(desk.get(begun(desk)))

    assert "data:image/svg+xml;base64," in page
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


def test_a_new_field_and_its_placeholder_are_published(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk)
    page = html(desk.get(address))
    new = re.search(r'value="(tambah:isian-[0-9]+:)"', page)
    assert new
    page = html(desk.post(address, sent(page, aksi=new[1]), follow=True))
    place = new[1].split(":")[1]
    page = html(
        desk.post(address, sent(page, **{"bagian-label": "Nama kucing"}, aksi="buka:isi-1"), follow=True)
    )
    text = sent(page)["text-0-text"]
    page = html(
        desk.post(
            address,
            sent(page, **{"text-0-text": text + " {answers.nama_kucing}"}, aksi="simpan"),
            follow=True,
        )
    )

    with acting_for(sukamaju):
        draft = KindDraft.objects.get()
        current = KindVersion.objects.current().get(kind__slug="domisili")
    answer = desk.post(
        f"{address}terbitkan/", {"revisi": str(draft.revision), "dibandingkan": str(current.pk)}, follow=True
    )

    assert place.startswith("isian-")
    assert "versi 2 berlaku" in html(answer)
    with acting_for(sukamaju):
        version = KindVersion.objects.current().get(kind__slug="domisili")
        assert [question.name for question in version.definition.questions][-1] == "nama_kucing"
        assert version.number == 2
        assert not KindDraft.objects.exists()


def test_a_new_kind_gets_its_slug_from_its_title(sukamaju: Village, desk: HallClient) -> None:
    address = (
        str(desk.post("/meja/surat/jenis/baru/", {})["Location"]).removeprefix("/sukamaju").partition("?")[0]
    )
    page = html(desk.get(address, {"buka": "tentang"}))
    typed = {"bagian-title": "Surat Keterangan Kepemilikan Kucing", "bagian-summary": "Menerangkan kucing."}
    answer = desk.post(address, sent(page, **typed, aksi="terbitkan"), follow=True)
    revision = re.search(r'name="revisi" value="([0-9]+)"', html(answer))
    assert revision

    desk.post(f"{address}terbitkan/", {"revisi": revision[1], "dibandingkan": ""})

    with acting_for(sukamaju):
        kind = Kind.objects.get(slug="surat-keterangan-kepemilikan-kucing")
        assert (kind.title, kind.short_code) == ("Surat Keterangan Kepemilikan Kucing", "SKKK")


def test_typing_saves_and_draws(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk)
    page = html(desk.get(address, {"buka": "isi-1"}))

    answer = desk.post(f"{address}ketik/", sent(page, **{"text-0-text": "Halo {resident.full_name}"}))

    assert answer.status_code == 200
    assert 'data-revision="1"' in html(answer)
    assert "data:image/svg+xml;base64," in html(answer)
    assert "<html" not in html(answer)
    with acting_for(sukamaju):
        assert KindDraft.objects.get().content["body"][0]["text"] == [{"text": "Halo {resident.full_name}"}]


def test_what_is_typed_wrongly_is_saved_and_told_at_its_block(sukamaju: Village, desk: HallClient) -> None:
    address = begun(desk)
    page = html(desk.get(address, {"buka": "isi-1"}))

    answer = html(desk.post(f"{address}ketik/", sent(page, **{"text-0-text": "Halo {resident.shoe}"})))

    place = answer.index('id="masalah-terbuka"')
    assert "Isian &#x27;{resident.shoe}&#x27; tidak dikenal." in answer[place:]
    assert "data:image/svg+xml;base64," in answer


def test_a_sign_that_cannot_be_printed_is_told_and_the_rest_is_drawn(
    sukamaju: Village, desk: HallClient
) -> None:
    address = begun(desk)
    page = html(desk.get(address, {"buka": "isi-1"}))

    answer = html(desk.post(f"{address}ketik/", sent(page, **{"text-0-text": "Halo 🐈"})))

    assert "Huruf atau tanda “🐈” tidak bisa dicetak." in answer
    assert "data:image/svg+xml;base64," in answer


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
    desk.post(address, {"jawaban": "declined"})
    again = html(desk.post(address, {"jawaban": "taken"}, follow=True))

    assert "Ringkasan" in offered
    assert "Ada pembaruan" in listed
    assert "Pembaruan ini sudah dijawab" in again
    with acting_for(sukamaju):
        assert Kind.objects.get(slug="domisili").title == "Surat Domisili Kami"
