"""What a page of the catalogue says on screen, on paper, by WhatsApp and aloud: for every service and every answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.template import Context, Engine

from balai.core.voice import LONGEST
from balai.services.aloud import REST, aloud
from balai.services.answering import Answering
from balai.services.catalogue import Listed
from balai.services.changes import changes, upcoming
from balai.services.explaining import Explained
from balai.services.finder import Finding
from balai.services.models import Service, ServiceVersion
from balai.services.reading import read_standard, shipped_common
from balai.services.rules import components, needed, paths
from balai.services.sharing import LONGEST as LONGEST_MESSAGE
from balai.services.sharing import share_text, whatsapp_address
from balai.services.standard import Answers, Requirement, Standard, Unit
from balai.tenancy.models import Regency, Village
from tests.reviewer import review
from tests.services.tables import BIRTH
from tests.services.test_standards import every

TODAY = date(2026, 11, 22)
VILLAGE = Village(
    slug="sukamaju",
    name="Sukamaju",
    district="Mekarsari",
    regency=Regency(name="Nusa Raya", province="Nusantara"),
)
ADDRESS = "https://balai.nusaraya.example/sukamaju/layanan/akta-kelahiran/"


def explained(standard: Standard, answers: Answers) -> Explained:
    """As `explain` puts it together, without a database."""
    service = Service(slug=standard.slug, name=standard.name, summary=standard.summary, reviewed_on=TODAY)
    version = ServiceVersion(service=service, number=1, effective_from=TODAY)
    return Explained(
        listed=Listed(service, version, standard),
        finding=Finding.of(standard, answers, TODAY),
        told=components(standard, shipped_common(), TODAY),
        upcoming=(),
        answering=Answering("Kasi Pelayanan"),
        office=None,
    )


def drawn(template: str, page: Explained) -> str:
    request = SimpleNamespace(
        village=VILLAGE, path="/", headers={}, get_host=lambda: "balai.nusaraya.example"
    )
    context = {
        "request": request, "page": page, "tab": "services", "contact": None, "messages": [], "recording": "0" * 16,
        "whatsapp": "https://wa.me/?text=a", "address": ADDRESS, "code": "",
    }  # fmt: skip
    return Engine.get_default().get_template(template).render(Context(context))


def every_path() -> Iterator[tuple[Standard, dict[str, str]]]:
    for standard in every().values():
        yield from ((standard, answers) for answers in paths(standard))


@pytest.mark.urls("config.urls_village")
def test_every_service_is_explained_on_screen_and_on_paper() -> None:
    for standard in every().values():
        for answers in ({}, list(paths(standard))[-1]):
            page = explained(standard, answers)
            for template in ("services/service.html", "services/paper.html"):
                html = drawn(template, page)
                assert all(each.name in html for each in page.finding.needed), standard.slug
                review(HttpResponse(html))


def test_every_answer_leads_to_exactly_its_documents() -> None:
    for standard, answers in every_path():
        finding = Finding.of(standard, answers, TODAY)

        assert finding.is_complete
        assert not finding.left
        assert finding.needed == needed(standard, answers, TODAY)
        others = [each.requirement for each in finding.elsewhere]
        assert len(others) + len(finding.needed) == sum(
            each.is_in_force(TODAY) for each in standard.requirements
        )
        assert all(each.condition for each in finding.elsewhere), standard.slug


def test_answering_one_question_after_another_ends_with_a_list() -> None:
    for standard, answers in every_path():
        given: dict[str, str] = {}
        while not (finding := Finding.of(standard, given, TODAY)).is_complete:
            asked = next(each.question for each in finding.questions if each.chosen is None)
            given[asked.name] = answers[asked.name]
            assert len(given) <= len(answers)
        assert given == answers, standard.slug


def test_every_case_has_an_address_that_leads_to_its_list() -> None:
    for standard in every().values():
        for link in Finding.of(standard, {}, TODAY).cases:
            found = Finding.of(
                standard, {name: values[0] for name, values in parse_qs(link.query).items()}, TODAY
            )
            assert found.is_complete, (standard.slug, link.case.slug)
            assert [each.case for each in found.cases if each.is_here and each.case == link.case]


def test_every_list_fits_a_message_and_ends_with_its_address() -> None:
    for standard, answers in every_path():
        page = explained(standard, answers)
        message = share_text(page, "Desa Sukamaju", ADDRESS)

        assert len(message) <= LONGEST_MESSAGE, standard.slug
        assert message.endswith(f"Selengkapnya: {ADDRESS}")
        assert all(each.name in message for each in page.finding.needed)
        assert parse_qs(urlsplit(whatsapp_address(message)).query)["text"] == [message]


def test_every_page_is_read_aloud_in_whole_sentences_with_its_whole_list() -> None:
    for standard, answers in every_path():
        page = explained(standard, answers)
        said = aloud(page)

        assert len(said) <= LONGEST
        assert said.endswith((".", "?"))
        assert [each.name for each in page.finding.needed if each.name not in said] == [], standard.slug


BIRTH_STANDARD = read_standard(BIRTH)


def test_a_page_says_what_it_says_on_screen_in_the_order_of_need() -> None:
    page = explained(BIRTH_STANDARD, {"tempat": "faskes"})

    assert aloud(page) == (
        "Akta kelahiran. Bukti resmi kelahiran anak. Biaya: Gratis. Waktu: 1–3 hari kerja sejak berkas lengkap. "
        "Untuk keadaan ini: Di mana bayi lahir? Tempat kesehatan. Yang perlu Anda siapkan: Pertama, KK. KK asli. "
        "Kedua, Surat lahir. Surat dari bidan. Surat pengantar RT dan RW tidak perlu. "
        "Kalau datang ke kantor: Datang. Kalau dari rumah: Kirim."
    )  # fmt: skip
    assert share_text(page, "Desa Sukamaju", ADDRESS).splitlines() == [
        "*Akta kelahiran*, Desa Sukamaju",
        "Biaya: Gratis. Waktu: 1–3 hari kerja.",
        "Di mana bayi lahir? Tempat kesehatan.",
        "",
        "Yang perlu disiapkan:",
        "1. KK. KK asli",
        "2. Surat lahir. Surat dari bidan",
        "Surat pengantar RT/RW tidak perlu.",
        "",
        f"Selengkapnya: {ADDRESS}",
    ]


def test_only_a_letter_that_nobody_has_to_sign_first_comes_out_of_the_kiosk_at_once() -> None:
    domicile = every()["surat-keterangan-domisili"]
    signed = replace(domicile, time=replace(domicile.time, amount=1, longest=1, unit=Unit.WORKING_DAYS))

    at_once = [explained(each, {}).is_printed_at_the_kiosk for each in (domicile, signed, BIRTH_STANDARD)]

    assert at_once == [True, False, False]


def test_what_is_too_long_to_be_read_aloud_says_so() -> None:
    steps = {
        way: tuple(replace(each, note="Tunggu sebentar. " * 60) for each in steps)
        for way, steps in BIRTH_STANDARD.steps.items()
    }

    said = aloud(explained(replace(BIRTH_STANDARD, steps=steps), {"tempat": "faskes"}))

    assert said.endswith(f"tidak perlu. {REST}")


def test_changes_are_told_in_sentences() -> None:
    kk, *others = BIRTH_STANDARD.requirements
    later = replace(
        BIRTH_STANDARD,
        requirements=(replace(kk, proofs=(*kk.proofs, "KK digital")), Requirement("Foto", "Perdes 1/2027", ("2 lembar",)), *others[1:]),
        search_words=("akte",),
        steps={},
    )  # fmt: skip

    assert changes(BIRTH_STANDARD, later) == [
        "Untuk KK juga diterima: KK digital.",
        "Syarat baru: Foto.",
        "Tidak diminta lagi: Surat lahir.",
        "Langkah di kantor berubah.",
        "Langkah dari rumah berubah.",
    ]
    assert changes(BIRTH_STANDARD, replace(BIRTH_STANDARD, search_words=("akte",))) == []


def test_requirements_that_begin_or_end_soon_are_announced() -> None:
    def dated(name: str, **dates: Any) -> Requirement:
        return Requirement(name, "Perdes 1/2027", ("Asli",), **dates)

    soon, far = TODAY + timedelta(days=10), TODAY + timedelta(days=300)
    standard = replace(
        BIRTH_STANDARD,
        requirements=(
            dated("Baru", valid_from=soon),
            dated("Lama", valid_until=soon),
            dated("Nanti", valid_from=far),
        ),
    )

    assert [(each.day, each.lines) for each in upcoming(standard, [], TODAY)] == [
        (soon, ("Syarat baru: Baru.",)),
        (soon + timedelta(days=1), ("Tidak diminta lagi: Lama.",)),
    ]
