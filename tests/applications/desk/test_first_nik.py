"""Somebody without a NIK applies at the counter; from there it goes like any other, and ends with a new resident."""

import uuid
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from balai.accounts.actors import Actor
from balai.applications import operations
from balai.applications.enums import Channel, Proof, Side, State
from balai.applications.form.shipped import shipped_form
from balai.applications.models import Application
from balai.applications.refusals import Incomplete
from balai.residents.models import Resident
from balai.services.operations import install_standards
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html, revision
from tests.applications.desk.test_counter import begun, local
from tests.applications.desk.test_register_events import confirmed
from tests.applications.factories import RESIDENT, applicant, begin, hand_in, letter_service
from tests.applications.form.answers import member
from tests.documents.files import pdf
from tests.factories import HallClient

pytestmark = pytest.mark.django_db
SLUG = "nik-pertama"
CASE = {"dokumen": "ada", "rumah": "sendiri"}
PERSON = {"helps": "sendiri", "name": "Markus Tuhuteru", "born": "4 Maret 1988"}
NIK, KK = "9901010403880001", "9901012011260001"
FIRST = {
    name: value
    for name, value in member(1, full_name="Markus Tuhuteru", birth_date="1988-03-04").items()
    if name != "member1__nik"
}
ANSWERS = {
    "street": "Jalan Melati 7", "rt": "003", "rw": "001", "joins": "sendiri", "since": "2015-01-01", "member_count": 1,
    **FIRST,
}  # fmt: skip


def draft(**others: Any) -> Application:
    return begin(form=shipped_form(SLUG), case_answers=CASE, **others)


def named(application: Application, **who: Any) -> Application:
    told = applicant(nik="", kk="", **who)
    return operations.name_applicant(
        application=application, revision=application.revision, applicant=told, helper=None, by=RESIDENT
    )


def test_somebody_without_a_nik_applies_at_the_counter_and_becomes_a_resident(
    village: Village, desk: HallClient, visitor: HallClient, actor: Actor, settings: Any, tmp_path: Any
) -> None:
    settings.BALAI_DATA_DIR = tmp_path
    with acting_for(village):
        install_standards(by=RESIDENT)
    assert f"/meja/permohonan/loket/{SLUG}/" in html(
        desk.get("/meja/permohonan/loket/", {"cari": "belum punya nik"})
    )
    address = begun(desk, SLUG, **CASE)
    page = html(desk.get(f"{address}pemohon/"))
    unseen = desk.post(f"{address}pemohon/", {**PERSON, "revisi": revision(page)})
    assert unseen.status_code == 422
    assert "hanya dokumen asli yang membuktikan" in html(unseen)
    local(desk.post(f"{address}pemohon/", {**PERSON, "seen": "on", "revisi": revision(page)}))
    with acting_for(village):
        filled = Application.objects.get()
        operations.save_answers(application=filled, revision=filled.revision, answers=ANSWERS, by=actor)
        hand_in(Application.objects.get())
    page = html(desk.get(f"{address}periksa/"))
    assert page.count(">belum punya<") == 2

    done = local(desk.post(f"{address}periksa/", {"revisi": revision(page), "truth": "on", "consent": "on"}))

    assert done.endswith("/loket/diterima/")
    with acting_for(village):
        sent = Application.objects.get()
        assert (sent.state, sent.applicant_nik, sent.proof) == (State.SUBMITTED, "", Proof.SEEN)
    assert "Markus Tuhuteru" in html(desk.get(f"/meja/permohonan/{sent.pk}/"))
    slip = PdfReader(BytesIO(desk.get(f"/meja/permohonan/{sent.pk}/bukti.pdf").content)).pages[0]
    assert "bisa diambil di kantor" in " ".join(slip.extract_text().split())
    sheet = desk.get(f"/meja/permohonan/{sent.pk}/formulir/f-1-01.pdf")
    assert sheet.headers["Content-Type"] == "application/pdf"
    with acting_for(village):
        for step in (
            operations.approve_application,
            operations.forward_application,
            operations.accept_application,
        ):
            sent = step(application=sent, revision=sent.revision, by=actor)
        operations.add_result(application=sent, content=pdf(), title="Biodata dan KK", by=actor)
        operations.finish_application(application=sent, revision=sent.revision, side=Side.AGENCY, by=actor)
    visitor.post("/lacak/", {"code": sent.code, "born": "4 Maret 1988"})
    mine = html(visitor.get(f"/permohonan/{sent.pk}/"))
    assert ("Ambil di kantor" in mine, "/hasil/" in mine) == (True, False)
    with acting_for(village):
        result = sent.results.get()
    for nothing in ("", "-", "0"):
        assert visitor.post(f"/permohonan/{sent.pk}/hasil/{result.pk}/", {"nik": nothing}).status_code == 422

    assert confirmed(desk, sent, nik__member1=NIK, kk=KK).status_code == 302

    with acting_for(village):
        new = Resident.objects.get(nik=NIK)
        assert list(Application.objects.about(new)) == [sent]
    assert (new.full_name, new.birth_date.isoformat()) == ("Markus Tuhuteru", "1988-03-04")


def test_from_home_nobody_applies_without_a_nik(village: Village, visitor: HallClient) -> None:
    with acting_for(village):
        install_standards(by=RESIDENT)
        begun_at_home = named(draft(channel=Channel.WEB))

        with pytest.raises(Incomplete):
            operations.submit_application(
                application=begun_at_home, revision=begun_at_home.revision, by=RESIDENT
            )

    assert visitor.get(f"/ajukan/{SLUG}/", CASE).status_code == 404


def test_what_was_returned_to_them_is_mended_at_home_but_for_whose_it_is(
    village: Village, visitor: HallClient, actor: Actor
) -> None:
    with acting_for(village):
        install_standards(by=RESIDENT)
        one = named(draft(channel=Channel.DESK), proof=Proof.SEEN, name="Markus Tuhuteru")
        one = operations.save_answers(application=one, revision=one.revision, answers=ANSWERS, by=actor)
        one = operations.submit_application(application=one, revision=one.revision, by=actor)
        wrong = {"answer:street": "Tulis nama jalannya."}
        one = operations.return_application(application=one, revision=one.revision, findings=wrong, by=actor)
    visitor.post("/lacak/", {"code": one.code, "born": "5 Juli 1995"})
    review = html(visitor.get(f"/permohonan/{one.pk}/periksa/"))
    other = {**PERSON, "name": "Orang Lain", "nik": NIK, "kk": KK, "phone": "0812 3456 7890"}

    renamed = visitor.post(f"/permohonan/{one.pk}/pemohon/", {**other, "revisi": str(one.revision)})

    assert renamed.status_code == visitor.get(f"/permohonan/{one.pk}/pemohon/").status_code == 404
    assert ("/pemohon/" in review, "Bawa dokumen aslinya ke loket" in review) == (False, True)
    assert "Ubah<span" in review
    with acting_for(village):
        kept = Application.objects.get()
    assert (kept.applicant_name, kept.proof) == ("Markus Tuhuteru", Proof.SEEN)


@pytest.mark.parametrize(
    "wrong",
    [
        {"channel": Channel.WEB},
        {"form": {**(shipped_form(SLUG) or {}), "nik_optional": False}},
        {"is_civil": False},
    ],
)
def test_the_database_lets_only_this_form_at_the_counter_be_without_a_nik(
    in_village: Village, wrong: dict[str, Any]
) -> None:
    one = named(draft(channel=Channel.DESK))
    one = operations.submit_application(application=one, revision=one.revision, by=RESIDENT)

    with pytest.raises(IntegrityError, match="sent_application_is_complete"), transaction.atomic():
        Application.objects.filter(pk=one.pk).update(**wrong)


def test_another_service_at_the_counter_asks_for_the_nik(village: Village, desk: HallClient) -> None:
    with acting_for(village):
        one = begin(letter_service(), channel=Channel.DESK, key=uuid.uuid4())
    address = f"/meja/permohonan/{one.pk}/loket/pemohon/"

    answer = desk.post(address, {**PERSON, "seen": "on", "revisi": revision(html(desk.get(address)))})

    assert answer.status_code == 422
    assert "Isi NIK pemohon" in html(answer)


def test_only_the_same_name_and_birth_date_may_be_asked_for_twice(in_village: Village) -> None:
    sent = []
    for name in ("Markus Tuhuteru", "MARKUS TUHUTERU", "Orang Lain"):
        one = named(draft(channel=Channel.DESK), name=name)
        sent.append(operations.submit_application(application=one, revision=one.revision, by=RESIDENT))

    assert list(Application.objects.like(sent[0])) == [sent[1]]
