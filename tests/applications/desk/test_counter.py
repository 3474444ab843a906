"""Applications taken in at the counter: the same form, an officer's name beside it, originals that were seen, a slip."""

import re
import uuid
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from balai.accounts import rules
from balai.accounts.actors import Actor
from balai.accounts.enums import Permission
from balai.accounts.models import AuditEntry
from balai.applications import operations
from balai.applications.enums import Action, Authority, Channel, Proof, State
from balai.applications.filling import Filling
from balai.applications.models import Application, Sighting
from balai.applications.operations import attach
from balai.applications.views.desk import counter
from balai.documents.operations import receive_whole
from balai.services.operations import install_standards
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html, revision
from tests.applications.factories import RESIDENT, applicant, filled, hand_in, letter_service, submitted
from tests.documents.files import photo
from tests.factories import HallClient
from tests.letters.conftest import hall
from tests.letters.factories import make_ready

__all__ = ["hall"]
pytestmark = pytest.mark.django_db
PERSON = {
    "helps": "sendiri", "name": "Ni Luh Sari", "nik": "9901014507929001", "kk": "9901011203159001",
    "born": "5 Juli 1992", "seen": "on",
}  # fmt: skip


def local(answer: Any) -> str:
    assert answer.status_code == 302, html(answer)
    return str(answer["Location"]).removeprefix("/sukamaju")


def begun(desk: HallClient, slug: str, **case: str) -> str:
    """The address of an application that an officer began, before its pages."""
    place = f"/meja/permohonan/loket/{slug}/"
    assert "Mulai mengisi" in html(desk.get(place, case))
    begin = {**case, "channel": Channel.DESK, "kunci": str(uuid.uuid4())}
    return local(desk.post(place, begin)).removesuffix("pemohon/")


def test_an_officer_takes_in_a_letter_sees_the_originals_and_hands_out_a_slip(
    hall: None, village: Village, desk: HallClient
) -> None:
    with acting_for(village):
        make_ready()
    assert "/meja/permohonan/loket/pengantar-skck/" in html(desk.get("/meja/permohonan/loket/"))
    found = html(desk.get("/meja/permohonan/loket/", {"cari": "kelakuan baik"}))
    assert "/loket/pengantar-skck/" in found
    assert "/loket/pindah-datang/" not in found
    address = begun(desk, "pengantar-skck")
    page = html(desk.get(f"{address}pemohon/"))
    assert "localStorage" not in page
    assert "data-keep" not in page
    step = local(desk.post(f"{address}pemohon/", {**PERSON, "revisi": revision(page)}))
    page = html(desk.get(step))
    papers = local(desk.post(step, {"purpose": "Melamar kerja", "revisi": revision(page)}))
    with acting_for(village):
        wanted = Filling(Application.objects.get(), today=timezone.localdate()).papers

    for each in wanted:
        assert local(desk.post(papers, {"asli": each.name})) == papers
    page = html(desk.get(papers))
    assert page.count("Asli sudah dilihat") == len(wanted) > 0
    page = html(desk.get(f"{address}periksa/"))
    said = {"revisi": revision(page), "truth": "on", "consent": "on"}
    done = local(desk.post(f"{address}periksa/", said))

    with acting_for(village):
        application = Application.objects.get()
    assert done == f"/meja/permohonan/{application.pk}/loket/diterima/"
    assert (application.state, application.channel, application.proof) == (
        State.SUBMITTED,
        Channel.DESK,
        Proof.SEEN,
    )
    assert application.authority == Authority.OFFICIAL
    assert application.helper_name == str(application.helped_by)
    assert application.spelled_code in html(desk.get(done))
    slip = PdfReader(BytesIO(desk.get(f"/meja/permohonan/{application.pk}/bukti.pdf").content))
    told = " ".join(slip.pages[0].extract_text().split())
    assert application.spelled_code in told
    assert "Ni Luh Sari" in told
    assert PERSON["nik"] not in told
    assert "Asli dilihat" in html(desk.get(f"/meja/permohonan/{application.pk}/"))
    assert desk.get(f"{address}pemohon/").status_code == 404


def test_for_the_civil_registry_everything_is_photographed(village: Village, desk: HallClient) -> None:
    with acting_for(village):
        install_standards(by=RESIDENT)
    case = {"tempat": "rumah", "nikah": "punya", "umur": "sampai-60-hari"}
    address = begun(desk, "akta-kelahiran", **case)
    page = html(desk.get(f"{address}pemohon/"))
    proxy = {"helps": "bantu", "helper_name": "Wayan", "authority": Authority.SAME_FAMILY}
    desk.post(f"{address}pemohon/", {**PERSON, **proxy, "revisi": revision(page)})
    papers = html(desk.get(f"{address}berkas/"))
    required = re.search(r'data-name="([^"]+)"', papers)
    assert required

    desk.post(f"{address}berkas/", {"asli": required[1]})

    assert "Aslinya sudah saya lihat" not in papers
    with acting_for(village):
        application = Application.objects.get()
        assert not Sighting.objects.exists()
    assert (application.helper_name, application.authority) == ("Wayan", Authority.SAME_FAMILY)


def test_what_somebody_fills_in_at_home_is_closed_to_the_counter(village: Village, desk: HallClient) -> None:
    with acting_for(village):
        at_home, sent = filled(), submitted()
        taken_in = filled(channel=Channel.PAPER)
    pages = ("pemohon/", "isi/bayi/", "berkas/", "periksa/")

    answers = {
        each: {desk.get(f"/meja/permohonan/{each.pk}/loket/{page}").status_code for page in pages}
        for each in (at_home, sent)
    }

    assert answers == {at_home: {404}, sent: {404, 302}}  # what is sent leads to its slip
    assert desk.get(f"/meja/permohonan/{taken_in.pk}/loket/periksa/").status_code == 200
    assert str(taken_in.pk) in html(desk.get("/meja/permohonan/loket/"))


def told(village: Village, action: Action) -> list[dict[str, Any]]:
    with acting_for(village):
        return list(AuditEntry.objects.filter(action=action).values_list("facts", flat=True))


def test_what_is_not_sent_yet_goes_on_over_several_pages(
    village: Village, desk: HallClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter, "ON_A_PAGE", 2)
    place = "/meja/permohonan/loket/"
    with acting_for(village):
        drafts = [filled(channel=Channel.DESK) for _ in range(5)]

    pages = [desk.get(f"{place}?page={number}") for number in (1, 2, 3)]

    latest_first = [str(each.pk) for each in reversed(drafts)]
    listed = [re.findall(r"/meja/permohonan/([0-9a-f-]{36})/loket/periksa/", html(each)) for each in pages]
    assert listed == [latest_first[:2], latest_first[2:4], latest_first[4:]]
    assert 'rel="next"' in html(pages[1])
    assert 'rel="next"' not in html(pages[2])
    assert sorted(each["count"] for each in told(village, Action.LISTED)) == [1, 2, 2]


def test_what_was_returned_is_gone_on_with_at_the_counter(village: Village, desk: HallClient) -> None:
    with acting_for(village):
        sent = submitted()
        operations.return_application(
            application=sent, revision=sent.revision, findings={}, reason="Bawa aslinya.", by=RESIDENT
        )
        hand_in(sent)
    address = f"/meja/permohonan/{sent.pk}/loket/"
    assert f"{address}periksa/" in html(desk.get("/meja/permohonan/loket/"))
    assert "Lanjutkan di loket" in html(desk.get(f"/meja/permohonan/{sent.pk}/"))

    page = html(desk.get(f"{address}isi/bayi/"))
    answered = {"baby_name": "Bunga Sari", "revisi": revision(page)}
    local(desk.post(f"{address}isi/bayi/", answered))
    page = html(desk.get(f"{address}periksa/"))
    said = {"revisi": revision(page), "truth": "on", "consent": "on"}
    done = {local(desk.post(f"{address}periksa/", said)) for _ in range(2)}

    assert done == {f"{address}diterima/"}
    assert "Pemohon boleh membatalkan sebelum permohonan dikirim ke Disdukcapil" in page
    with acting_for(village):
        assert Application.objects.get().state == State.SUBMITTED
    assert told(village, Action.ANSWERED) == [{"questions": ["baby_name"]}]


def test_what_tells_of_a_disability_is_gone_on_with_only_by_who_may_read_it(
    village: Village, desk: HallClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_for(village):
        sent = submitted()
        Application.objects.update(answers={"member1__disability": "2"})
        operations.return_application(
            application=sent, revision=sent.revision, findings={}, reason="Lengkapi.", by=RESIDENT
        )
    pages = [f"/meja/permohonan/{sent.pk}/", f"/meja/permohonan/{sent.pk}/loket/periksa/"]
    seen = [desk.get(page) for page in pages]
    others = {role: held - {Permission.READ_DISABILITY} for role, held in rules.ROLE_PERMISSIONS.items()}
    monkeypatch.setattr(rules, "ROLE_PERMISSIONS", others)
    hidden = [desk.get(page) for page in pages]

    assert [each.status_code for each in (*seen, *hidden)] == [200, 200, 200, 403]
    assert ["Lanjutkan di loket" in html(each) for each in (seen[0], hidden[0])] == [True, False]


def test_with_its_code_a_draft_of_the_kiosk_becomes_the_counters_and_one_from_home_does_not(
    village: Village, desk: HallClient
) -> None:
    with acting_for(village):
        of_the_kiosk, from_home = filled(channel=Channel.KIOSK), filled()
    place = "/meja/permohonan/loket/"
    address = f"/meja/permohonan/{of_the_kiosk.pk}/loket/periksa/"
    before = desk.get(address).status_code

    refused = desk.post(place, {"code": from_home.spelled_code})
    taken = local(desk.post(place, {"code": of_the_kiosk.spelled_code.lower()}))

    assert (before, refused.status_code, taken) == (404, 422, address)
    assert "belum cocok" in html(refused)
    assert desk.get(address).status_code == 200
    assert len(told(village, Action.BROUGHT)) == 1


def test_an_original_that_was_seen_is_not_anothers_and_is_seen_again_once_returned(
    village: Village, actor: Actor
) -> None:
    with acting_for(village):
        drafts = [filled(channel=Channel.DESK) for _ in range(3)]
        for draft in drafts:
            for name in ("KK", "KTP"):
                operations.see_original(application=draft, requirement=name, by=actor)
        for draft, nik in zip(drafts, ("9901054507950001", "9901054507950099"), strict=False):
            operations.name_applicant(
                application=draft, revision=draft.revision, applicant=applicant(nik), helper=None, by=actor
            )
        sent = operations.submit_application(application=drafts[2], revision=drafts[2].revision, by=RESIDENT)
        operations.return_application(
            application=sent, revision=sent.revision, findings={"document:KK": "Buram."}, by=actor
        )

        left = [sorted(draft.sightings.values_list("requirement", flat=True)) for draft in drafts]

    assert left == [["KK", "KTP"], [], ["KTP"]]
    assert len(told(village, Action.ORIGINAL_UNSEEN)) == 3
    assert len(told(village, Action.APPLICANT_NAMED)) == 2


def test_what_officers_see_at_the_counter_is_in_the_trail_and_nothing_stays_in_their_browser(
    hall: None, village: Village, desk: HallClient
) -> None:
    with acting_for(village):
        draft, sent = filled(letter_service(), channel=Channel.PAPER), submitted(channel=Channel.DESK)
        Application.objects.filter(pk=draft.pk).update(applicant_born=timezone.localdate())
        page = attach(application=draft, requirement="KK", document=receive_whole(content=photo(1200)))

    listed = html(desk.get("/meja/permohonan/loket/"))
    papers = html(desk.get(f"/meja/permohonan/{draft.pk}/loket/berkas/"))
    opened = desk.get(f"/meja/permohonan/{draft.pk}/loket/berkas/{page.document_id}/")
    slip = desk.get(f"/meja/permohonan/{sent.pk}/bukti.pdf")
    review = html(desk.get(f"/meja/permohonan/{draft.pk}/loket/periksa/"))

    assert "S. D." in listed
    assert "Sari Dewi" not in listed
    assert "data-papers-shared" in papers
    assert "tersimpan di ponsel ini" not in papers
    assert (opened.status_code, slip.status_code) == (200, 200)
    assert "Pemohon boleh membatalkan sebelum suratnya terbit" in review
    assert told(village, Action.LISTED) == [{"count": 1}]
    assert told(village, Action.DOCUMENT_READ) == [{"document": str(page.document_id)}]
    assert len(told(village, Action.SLIP_PRINTED)) == 1
