"""The standards of letters: their kinds say the most of it."""

from datetime import date

from django.utils import timezone

from balai.letters.enums import Chain
from balai.letters.models import Kind
from balai.letters.operations import set_chain
from balai.letters.operations.drafts import hide_kind
from balai.services.catalogue import find, offered_on
from balai.services.models import CommonStandard, ServiceVersion
from balai.services.rules import components
from balai.services.standard import Channel, Nature
from balai.tenancy.models import Village
from tests.factories import HallClient
from tests.letters.factories import BY

TODAY = date(2026, 11, 20)


def test_every_kind_with_a_service_has_a_whole_standard(ready: Village) -> None:
    common = CommonStandard.objects.current()
    standards = {each.standard.slug: each.standard for each in offered_on(timezone.localdate())}

    for kind in Kind.objects.exclude(service=None).select_related("service"):
        told = components(standards[kind.service.slug], common, TODAY)
        assert [each.letter for each in told if not each.lines] == [], kind.slug


def test_a_letter_that_is_signed_by_a_chain_promises_another_time(ready: Village) -> None:
    kind = Kind.objects.select_related("service").get(slug="domisili")

    set_chain(kind=kind, chain=Chain.SECRETARY_HEAD, by=BY)

    versions = ServiceVersion.objects.filter(service=kind.service).order_by("number")
    assert [str(each.standard.time) for each in versions] == ["5–10 menit", "1 hari kerja"]


def test_what_the_village_makes_alone_is_applied_for_from_home(ready: Village) -> None:
    offered = offered_on(timezone.localdate())

    letters = [each.standard for each in offered if each.standard.nature is Nature.LETTER]
    assert {each.slug for each in letters if each.is_applied_for} == {
        "keterangan-beda-identitas-kis", "keterangan-bepergian", "keterangan-domisili-usaha", "keterangan-jaminan-kesehatan",
        "keterangan-janda-duda", "keterangan-kepemilikan-kendaraan", "keterangan-ktp-dalam-proses", "keterangan-pergi-menikah",
        "keterangan-suami-istri", "keterangan-wali", "keterangan-wali-hakim", "pengantar-dispensasi-nikah",
        "pengantar-duplikat-buku-nikah", "pengantar-kehilangan", "pengantar-pas-lintas", "pengantar-permohonan-cerai",
        "pengantar-rujuk-cerai", "pengantar-skck", "surat-keterangan-belum-menikah", "surat-keterangan-domisili",
        "surat-keterangan-penduduk", "surat-keterangan-penghasilan", "surat-keterangan-tidak-mampu", "surat-keterangan-umum",
        "surat-keterangan-usaha", "surat-pengantar",
    }  # fmt: skip
    assert all((Channel.ONLINE in each.channels) == each.is_applied_for for each in letters)


def test_the_service_of_a_hidden_kind_is_no_longer_offered(ready: Village) -> None:
    hide_kind(kind=Kind.objects.get(slug="sktm"), by=BY)

    offered = {each.standard.slug for each in offered_on(timezone.localdate())}
    assert "surat-keterangan-tidak-mampu" not in offered


def test_everyday_words_lead_to_the_letter(ready: Village) -> None:
    offered = offered_on(timezone.localdate())

    assert {asked: find(offered, asked)[0].standard.slug for asked in ("warung", "miskin")} == {
        "warung": "surat-keterangan-usaha",
        "miskin": "surat-keterangan-tidak-mampu",
    }


def test_the_front_page_leads_to_what_is_asked_for_most(ready: Village) -> None:
    page = HallClient(ready).get("/").text

    assert page.index("/layanan/kartu-keluarga/") < page.index("/layanan/surat-keterangan-domisili/")
    assert HallClient(ready).get("/", {"q": "warung"})["Location"].endswith("/layanan/?q=warung")
