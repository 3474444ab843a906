"""The editor's pages, as a browser without a script uses them."""

import re
from typing import Any

import pytest

from balai.letters.models import Kind, KindDraft, KindVersion
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.letters.factories import make_ready

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
