"""Issued documents at the civil registry's desk: one, or many at once; each exactly as it was issued."""

import errno
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from balai.accounts.actors import Actor
from balai.accounts.models import Officer
from balai.applications import operations
from balai.applications.enums import BatchState, Side, State
from balai.applications.issued.batches import receive_batch
from balai.applications.issued.matching import match, named_in
from balai.applications.models import Application, IssuedBatch, Result
from balai.applications.tasks import send_email_code, work_on_issued
from balai.core.sealing import open_seal
from balai.documents.operations import open_document
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from tests.applications.browsing import html
from tests.applications.desk.test_agency import at_regency
from tests.applications.factories import birth
from tests.core.seals import VILLAGE, make_authority
from tests.documents.files import opens_with, pdf, script

pytestmark = pytest.mark.django_db
MANY = "/kabupaten/permohonan/hasil/"


@pytest.fixture
def registry(village: Village) -> Client:
    return at_regency()


@pytest.fixture
def in_process(sealed: Village, actor: Actor) -> Application:
    with acting_for(sealed):
        return put_in_process(actor)


def put_in_process(by: Actor) -> Application:
    sent = birth()
    for step in ("approve", "forward", "accept"):
        take = getattr(operations, f"{step}_application")
        sent = take(application=sent, revision=sent.revision, by=by)
    return sent


def as_file(content: bytes, name: str = "akta.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def sealed_pdf(village: Village) -> bytes:
    return keys.seal_of(village).seal(pdf(), reason="Terbit", location="Kabupaten", at=timezone.now())


def work() -> None:
    """What is waiting for a worker, done by one."""
    for job in ProcrastinateJob.objects.filter(task_name="applications.work_on_issued").order_by("id"):
        work_on_issued.func(**job.args)


def kept(village: Village) -> list[tuple[str, bytes]]:
    with acting_for(village):
        found = Result.objects.select_related("application", "document")
        return [(result.application.state, open_document(result.document)) for result in found]


def test_an_issued_document_stays_as_it_is_and_shows_its_signature(
    registry: Client, sealed: Village, in_process: Application
) -> None:
    page = f"/kabupaten/permohonan/{sealed.slug}/{in_process.pk}/hasil/"
    issued, told = sealed_pdf(sealed), {"title": "Akta", "number": "99-LU-1", "revisi": in_process.revision}

    refused = registry.post(page, {**told, "file": as_file(pdf(opens_with(script())))})
    assert refused.status_code == 422
    assert kept(sealed) == []
    assert registry.post(page, {**told, "file": as_file(issued), "finish": "on"}).status_code == 302

    assert kept(sealed) == [(State.FINISHED, issued)]
    shown = html(registry.get(page))
    assert "Tanda tangan elektroniknya sah: Pemerintah" in shown
    opened = registry.get(re.findall(rf'href="({page}[0-9a-f-]+/)"', shown)[0])
    assert opened.content == issued


def test_without_the_offices_key_the_page_of_a_document_says_so(
    registry: Client, sealed: Village, in_process: Application
) -> None:
    page = f"/kabupaten/permohonan/{sealed.slug}/{in_process.pk}/hasil/"
    told = {"title": "Akta", "number": "99-LU-1", "revisi": in_process.revision}
    registry.post(page, {**told, "file": as_file(pdf())})
    keys.key_store().master_key_file.unlink()

    shown, refused = registry.get(page), registry.post(page, {**told, "file": as_file(pdf())})

    assert (shown.status_code, refused.status_code) == (200, 422)
    assert "Kunci utama tidak ada" in html(shown)
    assert "Kunci utama tidak ada" in html(refused)


def test_whose_certified_signature_it_is_depends_on_whom_the_office_believes(
    registry: Client, sealed: Village, in_process: Application, tmp_path: Path, settings: Any
) -> None:
    national = make_authority(tmp_path, regency="Balai Sertifikasi")
    national.issue_seal_certificate(code=VILLAGE, name="Pejabat Disdukcapil", at=timezone.now())
    issued = open_seal(national, VILLAGE).seal(
        pdf(), reason="Terbit", location="Kabupaten", at=timezone.now()
    )
    page = f"/kabupaten/permohonan/{sealed.slug}/{in_process.pk}/hasil/"
    told = {"title": "Akta", "number": "99-LU-1", "revisi": in_process.revision}
    registry.post(page, {**told, "file": as_file(issued)})

    assert "Penanda tangan belum bisa dipastikan di sini: Pejabat Disdukcapil" in html(registry.get(page))
    settings.BALAI_CERTIFIED_ROOTS = (national.root,)
    assert "Tanda tangan elektroniknya sah: Pejabat Disdukcapil" in html(registry.get(page))


def test_many_are_matched_behind_the_page_confirmed_and_kept_once(
    registry: Client, sealed: Village, in_process: Application
) -> None:
    issued = sealed_pdf(sealed)
    files = [
        as_file(issued, f"{in_process.spelled_code}.pdf"),
        as_file(pdf(), "scan-17.pdf"),
        as_file(b"MZ", "x.pdf"),
    ]

    received = registry.post(MANY, {"documents": files})

    page = received["Location"]
    assert "Menunggu giliran: 0 dari 3 berkas" in html(registry.get(page))
    assert page in html(registry.get(MANY))
    assert at_regency().get(page).status_code == 404  # nobody goes on with the upload of another
    work()
    table = html(registry.get(page))
    assert "1 dari 3 berkas ketemu permohonannya" in table
    assert "Kode lacak di nama berkas" in table
    assert "Tidak ada permohonan yang cocok" in table
    assert in_process.applicant_name in table
    assert kept(sealed) == []
    assert re.findall(r'name="pilih" value="([^"]+)"', table) == ["0"]
    assert "Centang dulu" in html(registry.post(f"{page}simpan/", {"pilih": ["1", "x"]}, follow=True))
    assert registry.post(f"{page}simpan/", {"pilih": ["0", "2", "7"], "selesai": "ya"}).status_code == 302
    assert "Sedang disimpan: 0 dari 1 berkas" in html(registry.get(page))
    work()
    done = registry.get(page, headers={"HX-Request": "true"})
    assert (done["HX-Refresh"], "1 dari 1 dokumen disimpan" in html(done)) == ("true", True)
    assert kept(sealed) == [(State.FINISHED, issued)]
    registry.post(f"{page}simpan/", {"pilih": ["0"], "selesai": "ya"})
    work()
    assert len(kept(sealed)) == 1


def test_more_documents_in_the_table_ask_no_more_questions(
    registry: Client, sealed: Village, in_process: Application, actor: Actor
) -> None:
    with acting_for(sealed):
        second = put_in_process(actor)
    officer = Officer.objects.get(pk=registry.session["_auth_user_id"])
    asked = []
    for found in ([in_process], [in_process, second, in_process]):
        batch = receive_batch(files=[as_file(b"%PDF")] * len(found), by=Actor.of(officer))
        batch.state, batch.outcomes = (
            BatchState.MATCHED,
            [{"application": str(each.pk), "village": sealed.pk, "words": "NIK"} for each in found],
        )
        batch.save()
        registry.get(f"{MANY}{batch.pk}/")  # what is remembered from then on
        with CaptureQueriesContext(connection) as questions:
            shown = html(registry.get(f"{MANY}{batch.pk}/"))
        asked.append((shown.count('name="pilih"'), len(questions)))

    (one, for_one), (three, for_three) = asked
    assert (one, three) == (1, 3)
    assert for_one == for_three


def test_the_table_names_only_whom_the_officer_still_sees(
    registry: Client, sealed: Village, in_process: Application, actor: Actor
) -> None:
    page = registry.post(MANY, {"documents": [as_file(pdf(), f"{in_process.spelled_code}.pdf")]})["Location"]
    work()
    assert in_process.applicant_name in html(registry.get(page))
    with acting_for(sealed):
        back = operations.send_back_application(
            application=in_process, revision=in_process.revision, findings={}, reason="Salah", by=actor
        )
        operations.reject_application(
            application=back, revision=back.revision, side=Side.VILLAGE, reason="Salah", remedy="Ulangi", by=actor
        )  # fmt: skip

    table = html(registry.get(page))

    assert in_process.applicant_name not in table
    assert 'name="pilih"' not in table


def test_a_table_whose_names_are_lost_counts_its_files(
    registry: Client, sealed: Village, in_process: Application
) -> None:
    files = [as_file(pdf(), f"{in_process.spelled_code}.pdf"), as_file(pdf(), "akta-siti.pdf")]
    page = registry.post(MANY, {"documents": files})["Location"]
    work()
    assert "akta-siti.pdf" in html(registry.get(page))

    for lose in (spoil_names, lose_master_key):
        lose()
        table = registry.get(page)
        assert table.status_code == 200
        assert re.findall(r'<th scope="row">([^<]+)</th>', html(table)) == ["Berkas 1", "Berkas 2"]
        assert re.findall(r'name="pilih" value="([^"]+)"', html(table)) == ["0"]


def spoil_names() -> None:
    IssuedBatch.objects.update(names=b"rusak")


def lose_master_key() -> None:
    keys.key_store().master_key_file.unlink()


def test_where_nothing_is_matched_the_page_says_how_files_are_named(
    registry: Client, sealed: Village
) -> None:
    page = registry.post(MANY, {"documents": [as_file(pdf(), "scan-17.pdf")]})["Location"]
    work()

    table = html(registry.get(page))

    assert "0 dari 1 berkas ketemu permohonannya" in table
    assert "Beri nama tiap berkas dengan kode lacak permohonannya, lalu unggah lagi" in table
    assert "Hilangkan centang" not in table


def test_too_many_or_too_large_documents_are_told_on_the_form(
    registry: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("balai.applications.issued.forms.LARGEST_FILE", 10)

    for files, told in (
        ([as_file(b"1") for _ in range(201)], "Paling banyak 200 berkas"),
        ([as_file(b"12345678901", "besar.pdf")], "besar.pdf"),
        ([], "Pilih dulu PDF-nya"),
    ):
        answer = registry.post(MANY, {"documents": files})
        assert (answer.status_code, told in html(answer)) == (422, True)
    received = registry.post(MANY, {"documents": [as_file(b"1") for _ in range(200)]})
    assert "0 dari 200 berkas" in html(registry.get(received["Location"]))


def test_a_full_disk_or_a_lost_key_is_told_on_the_form_and_leaves_nothing(
    registry: Client, sealed: Village, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [as_file(pdf(), f"{number}.pdf") for number in range(3)]
    aside = settings.BALAI_DATA_DIR / "paket"
    written: list[int] = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 2:  # the first file and its name
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        told = registry.post(MANY, {"documents": files})
    assert (told.status_code, "Penyimpanan komputer kantor penuh" in html(told)) == (422, True)
    assert list(aside.iterdir()) == []

    keys.key_store().master_key_file.unlink()
    told = registry.post(MANY, {"documents": files})
    assert (told.status_code, "Pulihkan kunci utama dari cadangan" in html(told)) == (422, True)
    assert list(aside.iterdir()) == []
    assert not IssuedBatch.objects.exists()


def test_documents_that_are_too_large_together_are_told_on_the_form(
    registry: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("balai.applications.issued.forms.MOST_MEGABYTES", 0)

    answer = registry.post(MANY, {"documents": [as_file(b"1")]})

    assert (answer.status_code, "Semuanya lebih dari 0 MB" in html(answer)) == (422, True)


def test_long_jobs_leave_a_place_at_the_worker_free(registry: Client, sealed: Village) -> None:
    for name in ("1.pdf", "2.pdf"):
        registry.post(MANY, {"documents": [as_file(pdf(), name)]})
    send_email_code.defer(village_id=sealed.pk, proof_id="")

    begun = [fetched_job(), fetched_job(), fetched_job()]

    assert begun == ["applications.work_on_issued", "applications.send_email_code", None]


def test_whoever_waits_long_is_told_that_other_work_may_come_first(registry: Client, sealed: Village) -> None:
    page = registry.post(MANY, {"documents": [as_file(pdf(), "1.pdf")]})["Location"]
    assert "tidak bergerak" not in html(registry.get(page))

    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        waits = html(registry.get(page))

    assert "Mungkin pekerjaan lain belum selesai: tunggu dulu." in waits
    assert "Unggah lagi berkasnya" in waits


def fetched_job() -> str | None:
    """What a free place at the worker begins with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_fetch_job_v2(NULL, NULL)")
        (name,) = cursor.fetchone()
    return name


def test_a_document_names_its_application() -> None:
    one = Application(
        code="BCDFGHJKMNPRSTW", applicant_nik="9901054507950001", applicant_kk="9901050203120001"
    )
    two = Application(
        code="WTSRPNMKJHGFDCB", applicant_nik="9901054507950002", applicant_kk="9901050203120001"
    )

    assert named_in("BCDFG-HJKMN-PRSTW.pdf").codes == {"BCDFGHJKMNPRSTW"}
    assert named_in("NIK 990105 450795 0001: 9901054507950001").numbers == {"9901054507950001"}
    assert match("akta.pdf", "NIK: 9901054507950002", [one, two]).application is two
    assert match("wtsrpnmkjhgfdcb.pdf", "NIK: 9901054507950001", [one, two]).application is two
    assert match("kk.pdf", "No. 9901050203120001", [one, two]).application is None
    assert "beberapa" in match("kk.pdf", "No. 9901050203120001", [one, two]).words
    assert match("kk.pdf", "", [one, two]).application is None
