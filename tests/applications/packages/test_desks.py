"""Sticks at the desks: what a village without a line and the civil registry do with them, page by page."""

import errno
import os
import struct
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry, Officer
from balai.applications import operations
from balai.applications.enums import Action, PackageState, Side, State
from balai.applications.models import Application, Event, PackageRun
from balai.applications.packages import runs
from balai.applications.packages.archive import office_code
from balai.applications.tasks import take_in_package
from balai.core.signed_facts import key_id_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency
from balai.villages import keys
from balai.villages.known_offices import believe, keys_believed, offices_met
from tests.applications.browsing import html
from tests.applications.desk.test_agency import at_regency
from tests.applications.factories import birth
from tests.documents.files import pdf
from tests.factories import HallClient

pytestmark = pytest.mark.django_db
HERE, REGISTRY = "/meja/permohonan/paket/", "/kabupaten/permohonan/paket/"


@pytest.fixture
def approved(sealed: Village, actor: Actor) -> Application:
    with acting_for(sealed):
        sent = birth()
        return operations.approve_application(application=sent, revision=sent.revision, by=actor)


def saved(response: Any) -> bytes:
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return b"".join(response.streaming_content)


def upload(browser: Client, path: str, content: bytes) -> Any:
    stick = SimpleUploadedFile("paket.zip", content, content_type="application/zip")
    return browser.post(path, {"package": stick, "office_code": ""})


def spoiled(package: bytes) -> bytes:
    """With another first byte of what its first file holds: not of a header, where many a byte says nothing."""
    first = zipfile.ZipFile(BytesIO(package)).infolist()[0]
    name, extra = struct.unpack_from("<HH", package, first.header_offset + 26)
    place = first.header_offset + 30 + name + extra
    return package[:place] + bytes([package[place] ^ 0xFF]) + package[place + 1 :]


def test_a_stick_goes_over_the_desks(
    desk: HallClient, sealed: Village, approved: Application, actor: Actor
) -> None:
    registry = at_regency()
    assert approved.spelled_code in html(desk.get(HERE))
    assert desk.post(f"{HERE}simpan/", {}).status_code == 422

    stick = saved(desk.post(f"{HERE}simpan/", {"pilih": [str(approved.pk)]}))

    with acting_for(sealed):
        approved.refresh_from_db()
        assert approved.state == State.FORWARDED
        steps = Event.objects.count()
    assert (
        zipfile.ZipFile(BytesIO(saved(desk.post(f"{HERE}simpan/", {"pilih": [str(approved.pk)]})))).testzip()
        is None
    )
    told = html(upload(registry, f"{REGISTRY}impor/", stick))
    assert "0 dari 1 permohonan masuk" in told
    assert "Tidak ada yang berubah" in told
    with acting_for(sealed):
        assert Event.objects.count() == steps
        assert AuditEntry.objects.filter(action=Action.PACKED).count() == 2
        accepted = operations.accept_application(application=approved, revision=approved.revision, by=actor)
        operations.add_result(application=accepted, content=pdf(), title="Akta", by=actor)
        operations.finish_application(
            application=accepted, revision=accepted.revision, side=Side.AGENCY, by=actor
        )

    assert "1 jawaban" in html(registry.get(REGISTRY))
    reply = saved(registry.post(f"{REGISTRY}{sealed.slug}/", {"isi": "jawaban"}))
    told = html(upload(desk, f"{HERE}impor/", reply))
    assert "Jawaban ini sudah dimasukkan" in told

    wrong = upload(desk, f"{HERE}impor/", stick)
    assert wrong.status_code == 422
    assert "Impor di meja Disdukcapil" in html(wrong)
    broken = upload(registry, f"{REGISTRY}impor/", spoiled(stick))
    assert broken.status_code == 422
    assert "rusak atau isinya diubah" in html(broken)


def test_the_registry_takes_one_to_work_with_in_siak(
    sealed: Village, approved: Application, actor: Actor
) -> None:
    registry = at_regency()
    with acting_for(sealed):
        operations.forward_application(application=approved, revision=approved.revision, by=actor)
    one = saved(registry.post(f"/kabupaten/permohonan/{sealed.slug}/{approved.pk}/paket/"))
    all_of_them = saved(registry.post(f"{REGISTRY}{sealed.slug}/", {"isi": "permohonan"}))

    for packed in (one, all_of_them):
        names = zipfile.ZipFile(BytesIO(packed)).namelist()
        assert f"{approved.code}/permohonan.txt" in names
        assert "manifest.cose" in names
    assert registry.post(f"{REGISTRY}entah/", {"isi": "permohonan"}).status_code == 404
    assert registry.post(f"{REGISTRY}{sealed.slug}/", {"isi": "jawaban"}).status_code == 409


def test_an_office_that_was_vouched_for_is_forgotten_again(
    desk: HallClient, sealed: Village, approved: Application
) -> None:
    """A seal that was made elsewhere: met by its code, used, and believed no more."""
    stranger = keys.seal_of(sealed)
    code = office_code(stranger.certificate)
    own, regency = sealed.code, sealed.regency.code
    believe(own, stranger.certificate, at=regency)
    believe(regency, stranger.certificate, at=own)
    registry = at_regency()
    for browser, page in ((registry, REGISTRY), (desk, HERE)):
        assert f'value="{code}"' in html(browser.get(page))
    other = {"wilayah": "99.99.99.9999", "kode": code}
    assert registry.post(f"{REGISTRY}lupakan/", other).status_code == 404

    for _ in range(2):  # twice is once
        registry.post(f"{REGISTRY}lupakan/", {"wilayah": sealed.code, "kode": code})
        desk.post(f"{HERE}lupakan/", {"kode": code})

    for browser, page in ((registry, REGISTRY), (desk, HERE)):
        assert f'value="{code}"' not in html(browser.get(page))
    assert offices_met(own, at=regency) == offices_met(regency, at=own) == []
    with acting_for_regency("uji"):
        trail = [entry.facts["code"] for entry in AuditEntry.objects.filter(action=Action.OFFICE_FORGOTTEN)]
    assert sorted(trail) == sorted([sealed.code, sealed.regency.code])


def test_a_village_decides_for_itself_alone_whom_it_believes(
    desk: HallClient, sealed: Village, other_village: Village
) -> None:
    regency, stranger = sealed.regency.code, keys.seal_of(sealed).certificate
    code = office_code(stranger)
    believe(regency, stranger, at=other_village.code)

    assert f'value="{code}"' not in html(desk.get(HERE))
    desk.post(f"{HERE}lupakan/", {"kode": code})

    assert offices_met(regency, at=other_village.code) == [stranger]
    assert key_id_of(stranger) in keys_believed(regency, at=other_village.code)
    assert key_id_of(stranger) not in keys_believed(regency, at=sealed.code)
    assert key_id_of(stranger) not in keys_believed(regency, at=regency)


def test_nobody_waits_in_front_of_a_page_for_a_large_package(
    desk: HallClient, sealed: Village, approved: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MOST_FILES_AT_ONCE", 1)
    registry = at_regency()
    stick = saved(desk.post(f"{HERE}simpan/", {"pilih": [str(approved.pk)]}))

    received = upload(registry, f"{REGISTRY}impor/", stick)

    assert received.status_code == 302, html(received)
    page = received["Location"]
    waits = html(registry.get(page))
    assert "Menunggu giliran: 0 dari 1 permohonan" in waits
    assert page in html(registry.get(REGISTRY))
    assert Client().get(page).status_code == 302  # to the entrance
    job = ProcrastinateJob.objects.get(task_name="applications.take_in_package")

    take_in_package.func(**job.args)

    done = registry.get(page, headers={"HX-Request": "true"})
    assert (done["HX-Refresh"], "0 dari 1 permohonan masuk" in html(done)) == ("true", True)
    assert approved.applicant_name in html(done)
    assert desk.get(f"{HERE}{page.rstrip('/').rsplit('/', 1)[1]}/").status_code == 404
    with acting_for(sealed):
        PackageRun.objects.update(total=20, state=PackageState.STOPPED, reason=runs.STOPPED)
    stopped = html(registry.get(page))
    assert "0 dari 20 permohonan masuk" in stopped
    assert "19 permohonan di paket ini belum sempat dibuka" in stopped


def test_a_full_disk_is_told_at_both_desks_on_the_form(
    desk: HallClient, sealed: Village, approved: Application, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    registry = at_regency()
    stick = saved(desk.post(f"{HERE}simpan/", {"pilih": [str(approved.pk)]}))
    with acting_for(sealed):
        approved.refresh_from_db()
        accepted = operations.accept_application(application=approved, revision=approved.revision, by=actor)
        operations.finish_application(
            application=accepted, revision=accepted.revision, side=Side.AGENCY, by=actor
        )
    reply = saved(registry.post(f"{REGISTRY}{sealed.slug}/", {"isi": "jawaban"}))
    monkeypatch.setattr(runs, "MOST_FILES_AT_ONCE", 0)
    monkeypatch.setattr(os, "fsync", full)

    for browser, page, package in ((registry, REGISTRY, stick), (desk, HERE, reply)):
        told = upload(browser, f"{page}impor/", package)
        assert (told.status_code, told.context["obstacle"]) == (422, "")
        assert "Penyimpanan komputer kantor penuh" in told.context["form"].errors["package"][0]

    assert list((settings.BALAI_DATA_DIR / "paket").iterdir()) == []
    with acting_for(sealed):
        assert not PackageRun.objects.exists()


@pytest.mark.parametrize("side", [Side.VILLAGE, Side.AGENCY])
def test_more_packages_on_their_way_ask_no_more_questions(
    desk: HallClient, sealed: Village, officer: Officer, side: Side
) -> None:
    browser, page = (desk, HERE) if side == Side.VILLAGE else (at_regency(), REGISTRY)
    asked = []
    for more in (1, 2):
        with acting_for(sealed):
            for _ in range(more):
                PackageRun.objects.create(desk=side, officer=officer, size=1, total=7)
        browser.get(page)  # what is remembered from then on
        with CaptureQueriesContext(connection) as questions:
            shown = html(browser.get(page))
        asked.append((shown.count("7 permohonan"), len(questions)))

    (one, for_one), (three, for_three) = asked
    assert (one, three) == (1, 3)
    assert for_one == for_three
