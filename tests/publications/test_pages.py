"""The standing pages and public information."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
import typst
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from balai.accounts.actors import Actor
from balai.publications.enums import ArticleKind, InformationClass, LinkSection
from balai.publications.models import InformationEntry
from balai.publications.operations.information import InformationFacts, add_information, update_information
from balai.publications.operations.links import LinkFacts, add_link
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.enums import Position, SigningForm
from balai.villages.models import Identity, OfficeHours, Official
from tests.factories import HallClient
from tests.publications.factories import BY, make_article, queries

ENTRY = {
    "information_class": "berkala",
    "title": "Laporan keuangan",
    "year": "2026",
    "summary": "Pendapatan dan belanja.",
    "responsible": "Kaur Keuangan",
    "exempt_reason": "",
}


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def pdf() -> bytes:
    return bytes(typst.compile(b"= Laporan", format="pdf"))


def facts(**changed: Any) -> InformationFacts:
    said = {**ENTRY, "information_class": InformationClass.PERIODIC, "year": 2026, **changed}
    return InformationFacts(**said)


@pytest.fixture
def office(village: Village) -> Village:
    with acting_for(village):
        Identity.objects.create(address="Jalan Balai 1", phone="0990 555 0101", whatsapp="0812 0000 0000")
        OfficeHours.objects.create(weekday=0, opens="08:00", closes="15:00")
        Official.objects.create(
            name="Wayan Suardana", position=Position.HEAD, signing_form=SigningForm.HEAD, since="2024-01-01"
        )
    return village


def test_pages_say_what_is_known_before_anybody_has_written_them(
    visitor: HallClient, office: Village
) -> None:
    profile, contact = text(visitor.get("/profil/")), text(visitor.get("/kontak/"))

    assert "Profil Desa Sukamaju" in profile
    assert "Wayan Suardana" in profile
    assert "Sejak 1 Januari 2024" in profile
    assert "Jalan Balai 1" in contact
    assert 'href="https://wa.me/6281200000000"' in contact
    assert "08.00–15.00" in contact
    assert "Belum ditetapkan" in text(visitor.get("/maklumat/"))


def test_an_officer_writes_the_profile(desk: HallClient, visitor: HallClient, office: Village) -> None:
    form = desk.get("/meja/situs/tulis/profile/").context["form"]
    written = desk.post(
        "/meja/situs/tulis/profile/",
        {**form.initial, "text": "## Sejarah\n\nDahulu dermaga.", "fact_area": "412 hektare"},
        follow=True,
    )
    article = written.context["article"]
    place = f"/meja/situs/tulisan/{article.pk}/"

    assert "412 hektare" in text(desk.get(f"{place}pratinjau/"))
    assert "412 hektare" not in text(visitor.get("/profil/"))
    desk.post(f"{place}terbitkan/", {})
    desk.post(f"{place}jadwal-tinjau/", {"months": "6"})

    page = text(visitor.get("/profil/"))
    assert "<dt>Luas wilayah</dt><dd>412 hektare</dd>" in page
    assert "Dahulu dermaga." in page
    assert desk.get(f"{place}ubah/").context["form"].initial["fact_area"] == "412 hektare"
    assert text(desk.get("/meja/situs/")).count("belum ditulis") == 2


def test_the_charter_names_place_day_and_head(desk: HallClient, visitor: HallClient, office: Village) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 3, tzinfo=UTC), tick=False):
        form = desk.get("/meja/situs/tulis/charter/").context["form"]
        written = desk.post("/meja/situs/tulis/charter/", {**form.initial, "text": ""}, follow=True)
        desk.post(f"/meja/situs/tulisan/{written.context['article'].pk}/terbitkan/", {})

        page = text(visitor.get("/maklumat/"))

    assert "Sukamaju, 22 November 2026<br>Kepala Desa<br><b>Wayan Suardana</b>" in page
    assert "siap menerima sanksi" in page


def test_the_contact_page_shows_the_channels_that_are_on(visitor: HallClient, office: Village) -> None:
    with acting_for(office):
        add_link(
            section=LinkSection.CHANNELS, facts=LinkFacts("Instagram", "https://a.id/", "instagram"), by=BY
        )
        make_article("Telepon kami", kind=ArticleKind.CONTACT, text="Parkir di depan.")

    page = text(visitor.get("/kontak/"))

    assert "Telepon kami" in page
    assert "Parkir di depan." in page
    assert "Instagram" in page


@time_machine.travel("2026-11-22T03:00:00Z", tick=False)
def test_periodic_information_is_overdue_after_six_months(in_village: Village, actor: Actor) -> None:
    entry = add_information(facts=facts(), document=None, by=actor)
    add_information(facts=facts(information_class=InformationClass.ALWAYS), document=None, by=actor)

    assert InformationEntry.objects.overdue(datetime(2027, 5, 22).date()) == []
    assert InformationEntry.objects.overdue(datetime(2027, 5, 23).date()) == [entry]

    with time_machine.travel("2027-06-01T03:00:00Z", tick=False):
        update_information(entry=entry, facts=facts(), document=None, by=actor)

    assert InformationEntry.objects.overdue(datetime(2027, 6, 2).date()) == []


def test_exempt_information_is_a_reason_and_never_a_file(in_village: Village, actor: Actor) -> None:
    secret = facts(information_class=InformationClass.EXEMPT, exempt_reason="UU 14/2008 pasal 17 huruf h.")

    entry = add_information(facts=secret, document=pdf(), by=actor)

    assert (entry.file, entry.exempt_reason) == ("", "UU 14/2008 pasal 17 huruf h.")
    with pytest.raises(IntegrityError), transaction.atomic():
        InformationEntry.objects.update(file="0" * 64)


@pytest.mark.parametrize("document", [b"", b"GIF89a", b"%PDF-1.7 rusak", b"<html>"])
def test_only_readable_pdfs_are_published(in_village: Village, actor: Actor, document: bytes) -> None:
    with pytest.raises(ValidationError, match="bukan PDF"):
        add_information(facts=facts(), document=document, by=actor)


def test_an_officer_keeps_the_list_and_everybody_reads_it(
    desk: HallClient, visitor: HallClient, village: Village, other_village: Village
) -> None:
    def upload(content: bytes) -> SimpleUploadedFile:
        return SimpleUploadedFile("laporan.pdf", content, "application/pdf")

    add = "/meja/situs/informasi/tambah/"
    document = pdf()
    assert desk.post(add, {**ENTRY, "file": upload(b"GIF89a")}).status_code == 422
    assert desk.post(add, {**ENTRY, "information_class": "dikecualikan"}).status_code == 422
    desk.post(add, {**ENTRY, "file": upload(document)})
    desk.post(
        add,
        {**ENTRY, "title": "Data warga", "information_class": "dikecualikan", "exempt_reason": "Rahasia."},
    )
    with acting_for(village):
        entry = InformationEntry.objects.get(title="Laporan keuangan")
        assert InformationEntry.objects.all().file_names() == {entry.file}

    page = text(visitor.get("/informasi/"))
    served = visitor.get(f"/informasi/{entry.file}.pdf")
    assert "Laporan keuangan" in page
    assert "Rahasia." in page
    assert served.content == document
    assert "immutable" in served.headers["Cache-Control"]
    assert HallClient(other_village).get(f"/informasi/{entry.file}.pdf").status_code == 404

    change = f"/meja/situs/informasi/{entry.pk}/"
    desk.post(change, {**ENTRY, "title": "Laporan keuangan 2026"})
    assert "Laporan keuangan 2026" in text(visitor.get("/informasi/"))
    assert visitor.get(f"/informasi/{entry.file}.pdf").status_code == 200
    with acting_for(village):
        InformationEntry.objects.filter(pk=entry.pk).update(updated_on="2020-01-01")
    assert "Perbarui 1 informasi publik berkala" in text(desk.get("/meja/"))
    assert "Lewat 6 bulan" in text(desk.get("/meja/situs/informasi/"))
    desk.post(f"{change}hapus/")
    assert "Laporan keuangan" not in text(visitor.get("/informasi/"))


def test_pages_ask_as_often_for_few_as_for_many(visitor: HallClient, office: Village, actor: Actor) -> None:
    counted = []
    for many in (1, 4):
        with acting_for(office):
            for number in range(many):
                add_information(facts=facts(title=f"Laporan {many}-{number}"), document=None, by=actor)
                Official.objects.create(name="Staf", position=Position.STAFF, since="2024-01-01")
        counted.append(
            [queries(lambda: visitor.get("/informasi/")), queries(lambda: visitor.get("/profil/"))]
        )

    assert counted[0] == counted[1]
