"""Applying from a browser without a script: page by page, kept at each, sent once; and following it by a code."""

import re
import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.applications import operations
from balai.applications.enums import Side, State
from balai.applications.models import Application, Event, Result
from balai.applications.views import filling as filling_views
from balai.applications.views import handing_in
from balai.documents.models import Document
from balai.services.operations import install_standards
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import CASE, PARENT, PERSON, answered, begun, html, named, revision, sent
from tests.applications.factories import RESIDENT
from tests.applications.form.answers import TODAY
from tests.documents.files import in_disguise, pdf, photo
from tests.factories import HallClient
from tests.residents.factories import make_family, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime.combine(TODAY, time(9), tzinfo=ZoneInfo("Asia/Jakarta")), tick=True):
        yield


@pytest.fixture
def sukamaju(village: Village) -> Village:
    with acting_for(village):
        install_standards(by=RESIDENT)
    return village


def test_a_birth_is_applied_for_from_a_phone(sukamaju: Village, visitor: HallClient) -> None:
    address = begun(visitor)
    answered(visitor, address, sukamaju)

    page = html(visitor.get(sent(visitor, address)["Location"]))

    with acting_for(sukamaju):
        application = Application.objects.get()
    assert application.state == State.SUBMITTED
    assert application.spelled_code in page
    assert "Sedang diperiksa kantor" in page
    assert "hari kerja lagi" in page


def test_sending_twice_sends_once(sukamaju: Village, visitor: HallClient) -> None:
    address = begun(visitor)
    answered(visitor, address, sukamaju)
    page = html(visitor.get(f"{address}periksa/"))
    pressed = {"revisi": revision(page), "truth": "on", "consent": "on", **PARENT}

    first, second = visitor.post(f"{address}periksa/", pressed), visitor.post(f"{address}periksa/", pressed)

    assert (first.status_code, second.status_code) == (302, 302)
    with acting_for(sukamaju):
        assert Event.objects.count() == 1


def test_without_consent_or_with_something_missing_nothing_is_sent(
    sukamaju: Village, visitor: HallClient
) -> None:
    address = begun(visitor)
    named(visitor, address)
    page = html(visitor.get(f"{address}periksa/"))

    missing = visitor.post(
        f"{address}periksa/", {"revisi": revision(page), "truth": "on", "consent": "on", **PARENT}
    )
    answered(visitor, address, sukamaju)
    page = html(visitor.get(f"{address}periksa/"))
    silent = visitor.post(f"{address}periksa/", {"revisi": revision(page), "truth": "on"})

    assert (missing.status_code, silent.status_code) == (422, 422)
    assert "Belum bisa dikirim" in html(missing)
    with acting_for(sukamaju):
        assert Application.objects.get().state == State.DRAFT


def test_what_the_register_knows_changes_nothing_of_the_answer(
    sukamaju: Village, visitor: HallClient
) -> None:
    """The same page for a NIK that lives here and for one that does not (no enumeration)."""
    with acting_for(sukamaju):
        family = make_family(person("Budi Santosa", birth_date=date(1988, 3, 4)))
        known = family.members.get()
    here, elsewhere = begun(visitor), begun(visitor)

    right = named(visitor, here, nik=known.nik, kk=family.kk)
    wrong = named(
        visitor, elsewhere, nik=known.nik, kk=family.kk[:-1] + ("1" if family.kk[-1] != "1" else "2")
    )

    assert (right.status_code, wrong.status_code) == (302, 302)
    assert right["Location"].removeprefix("/sukamaju" + here) == wrong["Location"].removeprefix(
        "/sukamaju" + elsewhere
    )
    with acting_for(sukamaju):
        assert [each.resident for each in Application.objects.order_by("begun_at")] == [known, None]


def test_what_was_changed_elsewhere_is_not_overwritten(sukamaju: Village, visitor: HallClient) -> None:
    address = begun(visitor)
    page = html(visitor.get(f"{address}pemohon/"))
    visitor.post(f"{address}pemohon/", {**PERSON, "revisi": revision(page)})

    late = visitor.post(f"{address}pemohon/", {**PERSON, "name": "Lain", "revisi": revision(page)})

    assert late.status_code == 409
    assert "diubah di tempat lain" in html(late)
    with acting_for(sukamaju):
        assert Application.objects.get().applicant_name == "Budi Santosa"


def test_another_browser_sees_nothing_of_it(sukamaju: Village, visitor: HallClient) -> None:
    address = begun(visitor)
    named(visitor, address)
    other = HallClient(sukamaju)

    for page in ("", "pemohon/", "periksa/", "isi/bayi/"):
        assert other.get(f"{address}{page}").status_code == 404
    assert other.post(f"{address}batal/").status_code == 404


def test_code_and_birth_date_open_it_and_neither_alone(sukamaju: Village, visitor: HallClient) -> None:
    address = begun(visitor)
    named(visitor, address)
    with acting_for(sukamaju):
        code = Application.objects.get().code.lower()
    other = HallClient(sukamaju)

    wrong_day = other.post("/lacak/", {"code": code, "born": "5 Maret 1988"})
    wrong_code = other.post("/lacak/", {"code": "KMTRHBXWPCDFGHJ", "born": "4 Maret 1988"})
    right = other.post("/lacak/", {"code": code, "born": "4 Maret 1988"})

    assert (wrong_day.status_code, wrong_code.status_code, right.status_code) == (422, 422, 302)
    assert re.sub(r'value="[^"]*"', "", html(wrong_day)) == re.sub(r'value="[^"]*"', "", html(wrong_code))
    assert other.get(right["Location"]).status_code == 200
    other.post("/lacak/keluar/")
    assert other.get(right["Location"]).status_code == 404


def test_guessing_at_birth_dates_is_slowed_down(sukamaju: Village, visitor: HallClient) -> None:
    address = begun(visitor)
    named(visitor, address)
    with acting_for(sukamaju):
        code = Application.objects.get().code

    guesses = [
        visitor.post("/lacak/", {"code": code, "born": f"{day} Januari 1990"}).status_code
        for day in range(1, 9)
    ]

    assert guesses[:5] == [422] * 5
    assert guesses[-1] == 429


def test_what_was_returned_is_mended_and_sent_again(sukamaju: Village, visitor: HallClient) -> None:
    address = begun(visitor)
    answered(visitor, address, sukamaju)
    sent(visitor, address)
    with acting_for(sukamaju):
        application = Application.objects.get()
        operations.return_application(
            application=application, revision=application.revision,
            findings={"document:KK": "Foto KK buram."}, by=RESIDENT,
        )  # fmt: skip

    page = html(visitor.get(address))
    again = sent(visitor, address)

    assert "Foto KK buram." in page
    assert again.status_code == 302
    with acting_for(sukamaju):
        assert Application.objects.get().state == State.SUBMITTED


def test_who_is_late_with_a_button_is_told_so(
    sukamaju: Village, visitor: HallClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken back elsewhere, between the first look and the lock."""
    address = begun(visitor)
    answered(visitor, address, sukamaju)
    sent(visitor, address)
    with acting_for(sukamaju):
        application = Application.objects.get()
        page = application.attachments.all()[0].document_id
        operations.withdraw_application(application=application, by=RESIDENT)
    for module in (handing_in, filling_views):
        monkeypatch.setattr(module, "is_writable", lambda application: True)

    answers = [visitor.post(f"{address}berkas/", {"hapus": str(page)}), sent(visitor, address)]

    assert [each.status_code for each in answers] == [409, 409]
    assert "Permohonan ini sudah dikirim" in html(answers[0])
    assert "Permohonan ini sudah berubah" in html(answers[1])


def test_a_running_application_keeps_its_form(sukamaju: Village, visitor: HallClient) -> None:
    address = begun(visitor)
    with acting_for(sukamaju):
        application = Application.objects.get()
        first = application.form["steps"][0]
        application.form = {
            **application.form,
            "steps": [{**first, "title": "Seperti dulu"}, *application.form["steps"][1:]],
        }
        application.save()
    named(visitor, address)

    assert "Seperti dulu" in html(visitor.get(f"{address}periksa/"))


def test_only_what_can_be_asked_for_from_afar_has_a_page(sukamaju: Village, visitor: HallClient) -> None:
    assert visitor.get("/ajukan/tidak-ada/").status_code == 404
    assert (
        visitor.get("/ajukan/akta-kelahiran/").status_code == 302
    )  # to the questions that decide what is needed
    assert visitor.get("/ajukan/akta-kelahiran/", CASE).status_code == 200


def test_the_page_of_an_application_asks_the_same_number_of_questions_whatever_happened(
    sukamaju: Village, visitor: HallClient, django_assert_max_num_queries: Any
) -> None:
    address = begun(visitor)
    answered(visitor, address, sukamaju)
    sent(visitor, address)

    with django_assert_max_num_queries(16):
        visitor.get(address)


def test_a_late_application_says_so(sukamaju: Village, visitor: HallClient) -> None:
    address = begun(visitor)
    answered(visitor, address, sukamaju)
    sent(visitor, address)
    with acting_for(sukamaju):
        Application.objects.update(due_on=timezone.localdate() - timedelta(days=3))

    assert "Lewat dari janji" in html(visitor.get(address))
    assert "<b>1</b> lewat dari janji" in html(visitor.get("/lacak/"))


def test_documents_come_by_a_plain_form_and_a_bad_one_is_told_in_words(
    sukamaju: Village, visitor: HallClient, settings: Any, tmp_path: Path
) -> None:
    settings.BALAI_DATA_DIR = tmp_path
    address = begun(visitor)
    named(visitor, address)
    page = html(visitor.get(f"{address}berkas/"))
    (first, *_) = re.findall(r'type="file" id="pilih-([^"]+)"', page)

    good = visitor.post(f"{address}berkas/", {first: SimpleUploadedFile("kk.jpg", photo(800), "image/jpeg")})
    bad = visitor.post(
        f"{address}berkas/", {first: SimpleUploadedFile("kk.jpg", in_disguise(), "image/jpeg")}
    )

    assert (good.status_code, bad.status_code) == (302, 422)
    with acting_for(sukamaju):
        (attachment,) = Application.objects.get().attachments.all()
    assert visitor.get(f"{address}berkas/{attachment.document_id}/")["Content-Type"] == "image/jpeg"
    assert HallClient(sukamaju).get(f"{address}berkas/{attachment.document_id}/").status_code == 404
    visitor.post(f"{address}berkas/", {"hapus": str(attachment.document_id)})
    with acting_for(sukamaju):
        assert not Document.objects.exists()


def test_a_network_that_sends_without_end_is_told_to_come_again(
    sukamaju: Village, visitor: HallClient, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BALAI_DATA_DIR = tmp_path
    monkeypatch.setattr(handing_in, "MOST_SENT", 2)
    address = begun(visitor)
    named(visitor, address)
    (first, *_) = re.findall(r'type="file" id="pilih-([^"]+)"', html(visitor.get(f"{address}berkas/")))

    def piece() -> Any:
        told = {"Upload-Length": "9", "Upload-Type": "image/jpeg", "Upload-Offset": "0", "Upload-Digest": ""}
        place = f"{address}berkas/{first}/{uuid.uuid4()}/"
        return visitor.post(place, b"", content_type="application/octet-stream", headers=told)

    answers = [piece() for _ in range(4)]
    whole = visitor.post(f"{address}berkas/", {first: SimpleUploadedFile("kk.jpg", photo(800), "image/jpeg")})

    assert [each.status_code for each in answers] == [200, 200, 429, 429]
    assert answers[-1]["Retry-After"]
    assert whole.status_code == 422
    assert "Terlalu banyak foto" in html(whole)


def test_the_finished_document_goes_to_whoever_knows_the_nik(
    sukamaju: Village, visitor: HallClient, settings: Any, tmp_path: Path, actor: Actor
) -> None:
    settings.BALAI_DATA_DIR = tmp_path
    address = begun(visitor)
    answered(visitor, address, sukamaju)
    sent(visitor, address)
    issued = pdf()
    with acting_for(sukamaju):
        application = Application.objects.get()
        for step in (
            operations.approve_application,
            operations.forward_application,
            operations.accept_application,
        ):
            application = step(application=application, revision=application.revision, by=actor)
        result = operations.add_result(
            application=application, content=issued, title="Akta kelahiran", by=actor
        )
        assert (
            operations.add_result(application=application, content=issued, title="Akta kelahiran", by=actor)
            == result
        )
        operations.finish_application(
            application=application, revision=application.revision, side=Side.AGENCY, by=actor
        )
    place = f"{address}hasil/{result.pk}/"

    wrong = visitor.post(place, {"nik": "9901010403889008"})
    right = visitor.post(place, {"nik": PERSON["nik"]})

    assert wrong.status_code == 422
    assert right.content == issued
    assert HallClient(sukamaju).post(place, {"nik": PERSON["nik"]}).status_code == 404
    with acting_for(sukamaju):
        result.refresh_from_db()
        assert (Application.objects.get().state, result.fetched) == (State.RECEIVED, 1)
        Result.objects.update(added_at=timezone.now() - timedelta(days=100))
    assert visitor.post(place, {"nik": PERSON["nik"]}).status_code == 410
