"""From a draft to a version that counts, on the pages."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from balai.core.calendar import long_date
from balai.letters.models import Kind, KindDraft, KindVersion
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.letters.editor.browsing import asked_at_last, begun, html, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hall")]


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

    answer = desk.post(
        f"{address}terbitkan/", asked_at_last(html(desk.get(f"{address}terbitkan/"))), follow=True
    )

    assert place.startswith("isian-")
    assert "versi 2 berlaku" in html(answer)
    with acting_for(sukamaju):
        version = KindVersion.objects.current().get(kind__slug="domisili")
        assert [question.name for question in version.definition.questions][-1] == "nama_kucing"
        assert version.number == 2
        assert not KindDraft.objects.exists()


def test_an_officer_says_the_day_and_sees_what_waits(sukamaju: Village, desk: HallClient) -> None:
    address = f"{begun(desk)}terbitkan/"
    typed = asked_at_last(html(desk.get(address)))
    day = timezone.localdate() + timedelta(days=8)

    refused = desk.post(address, {**typed, "effective_from": "1 Januari 2020"})
    accepted = html(desk.post(address, {**typed, "effective_from": long_date(day)}, follow=True))

    assert refused.status_code == 422
    assert "sudah lewat" in html(refused)
    assert f"versi 2 berlaku mulai {long_date(day)}" in accepted
    assert "Terjadwal" in accepted


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
