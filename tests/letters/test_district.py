"""The head of the district signs beside the village: two signatures on one file, and nothing added in between."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from pyhanko.pdf_utils.reader import PdfFileReader

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, RegencyAssignment
from balai.core import files
from balai.core.seal_examination import Verdict as SealVerdict
from balai.core.seal_examination import examine_pdf
from balai.letters import keys
from balai.letters.enums import ReviewState, Verdict
from balai.letters.models import DistrictReview, Letter
from balai.letters.operations import publish_kind, revoke_letter
from balai.letters.operations.district import (
    ReviewNotAllowed,
    cosign_letter,
    refuse_review,
    return_review,
    send_to_district,
)
from balai.letters.verification import check_facts, check_pdf
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.core.seals import with_other_page
from tests.factories import HallClient, make_actor, make_officer
from tests.letters.factories import BY, NOW, issue, make_ready, make_wish, version_of
from tests.letters.test_views import html

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sukamaju(hall: None, village: Village) -> Village:
    """A village whose SKTM the head of the district signs too."""
    with acting_for(village):
        make_ready()
        publish_kind(content=cosigned_by_the_district(version_of("sktm").content), by=BY)
    return village


def cosigned_by_the_district(content: dict[str, Any]) -> dict[str, Any]:
    """The same kind with a place for the head of the district beside the village."""
    signers = [{"who": "district", "label": "Mengetahui"}, {"who": "village"}]
    body = [
        {"block": "signature", "signers": signers} if block["block"] == "signature" else block
        for block in content["body"]
    ]
    return {**content, "district": "cosign", "body": body}


@pytest.fixture
def camat(db: None) -> Actor:
    return district_head("99.01.01")


def district_head(district: str) -> Actor:
    officer = make_officer()
    RegencyAssignment.objects.create(
        officer=officer, role=Role.DISTRICT_HEAD, district=district, since=NOW.date() - timedelta(days=9)
    )
    return make_actor(officer)


def sent(village: Village) -> DistrictReview:
    with acting_for(village):
        letter = issue(make_wish("sktm"))
        return send_to_district(letter=Letter.objects.get(pk=letter.pk), note="", by=BY, at=NOW)


def cosigned(village: Village, camat: Actor) -> DistrictReview:
    review = sent(village)
    with acting_for(village):
        return cosign_letter(review=review, by=camat, at=NOW + timedelta(hours=2))


def browser(actor: Actor) -> Client:
    client = Client()
    assert actor.officer is not None
    client.force_login(actor.officer)
    return client


def test_the_second_signature_leaves_the_first_valid(sukamaju: Village, camat: Actor) -> None:
    review = cosigned(sukamaju, camat)

    first, both = files.read(review.letter.pdf_sha256), files.read(review.pdf_sha256)
    found = examine_pdf(both, keys.roots())
    assert both.startswith(first)
    assert found.verdict is SealVerdict.GENUINE
    assert [(seal.signer, seal.intact, seal.trusted) for seal in found.seals] == [
        ("Pemerintah Desa Sukamaju", True, True),
        ("Kecamatan Mekarsari", True, True),
    ]
    assert found.seals[0].revision_sha256 == review.letter.pdf_sha256
    assert len(PdfFileReader(BytesIO(both)).embedded_signatures) == 2


def test_what_is_added_between_the_signatures_or_after_them_is_found(sukamaju: Village, camat: Actor) -> None:
    review = cosigned(sukamaju, camat)
    first, both = files.read(review.letter.pdf_sha256), files.read(review.pdf_sha256)
    seal = keys.district_seal_of(sukamaju)

    between = seal.seal(with_other_page(first), reason="x", location="x", at=NOW)

    assert examine_pdf(between, keys.roots()).verdict is SealVerdict.ALTERED
    assert examine_pdf(with_other_page(both), keys.roots()).verdict is SealVerdict.ALTERED


def test_the_verify_page_knows_the_file_with_both_signatures(sukamaju: Village, camat: Actor) -> None:
    review = cosigned(sukamaju, camat)

    finding = check_pdf(files.read(review.pdf_sha256), village=sukamaju, at=NOW)

    assert (finding.verdict, finding.facts and finding.facts.number) == (
        Verdict.GENUINE,
        review.letter.number,
    )


def test_signing_again_gives_the_same_file(sukamaju: Village, camat: Actor) -> None:
    review = cosigned(sukamaju, camat)

    with acting_for(sukamaju):
        assert cosign_letter(review=review, by=camat).pdf_sha256 == review.pdf_sha256


def test_a_returned_letter_is_sent_again_and_a_refused_one_is_not(sukamaju: Village, camat: Actor) -> None:
    review = sent(sukamaju)
    with acting_for(sukamaju):
        return_review(review=review, reason="Lampiran kurang", by=camat, at=NOW)
        letter = Letter.objects.get()
        again = send_to_district(letter=letter, note="Sudah dilengkapi", by=BY, at=NOW)
        refuse_review(review=again, reason="Tidak memenuhi syarat", by=camat, at=NOW)

        with pytest.raises(ReviewNotAllowed, match="sudah dikirim"):
            send_to_district(letter=letter, note="", by=BY)
        with pytest.raises(ReviewNotAllowed, match="sudah dijawab"):
            cosign_letter(review=again, by=camat, at=NOW)
        assert [each.state for each in DistrictReview.objects.all()] == [
            ReviewState.RETURNED,
            ReviewState.REFUSED,
        ]


def test_only_letters_that_need_it_and_are_valid_are_sent(sukamaju: Village, camat: Actor) -> None:
    with acting_for(sukamaju):
        with pytest.raises(ReviewNotAllowed, match="tidak perlu"):
            send_to_district(letter=issue(make_wish("domisili")), note="", by=BY)
        letter = revoke_letter(letter=issue(make_wish("sktm")), reason="Keliru", by=BY)
        with pytest.raises(ReviewNotAllowed, match="berlaku"):
            send_to_district(letter=letter, note="", by=BY)


def test_a_letter_revoked_meanwhile_is_not_signed(sukamaju: Village, camat: Actor) -> None:
    review = sent(sukamaju)
    with acting_for(sukamaju):
        revoke_letter(letter=review.letter, reason="Keliru", by=BY)

        with pytest.raises(ReviewNotAllowed, match="tidak berlaku"):
            cosign_letter(review=review, by=camat, at=NOW)


def test_the_head_of_another_district_signs_nothing_here(sukamaju: Village, camat: Actor) -> None:
    review, stranger = sent(sukamaju), district_head("99.01.02")
    with acting_for(sukamaju), pytest.raises(ReviewNotAllowed, match="bukan dari kecamatan"):
        cosign_letter(review=review, by=stranger, at=NOW)
    page = browser(stranger)

    assert "Tidak ada surat yang menunggu" in html(page.get("/kabupaten/surat/"))
    for end in ("", "surat.pdf", "kembali/", "tolak/"):
        assert page.get(f"/kabupaten/surat/sukamaju/{review.pk}/{end}").status_code == 404
    assert page.post(f"/kabupaten/surat/sukamaju/{review.pk}/tanda-tangan/").status_code == 404


def test_the_village_sends_and_the_head_of_the_district_signs_on_their_pages(
    sukamaju: Village, camat: Actor, desk: HallClient
) -> None:
    with acting_for(sukamaju):
        letter = issue(make_wish("sktm"))
    assert "Kirim ke camat" in html(desk.get(f"/meja/surat/{letter.pk}/"))
    desk.post(f"/meja/surat/{letter.pk}/camat/", {"note": "Berkas dibawa warga"})
    page = browser(camat)
    assert letter.number in html(page.get("/kabupaten/surat/"))
    with acting_for(sukamaju):
        review = DistrictReview.objects.get()
    address = f"/kabupaten/surat/sukamaju/{review.pk}/"
    assert "Berkas dibawa warga" in html(page.get(address))
    assert page.get(f"{address}surat.pdf")["Content-Type"] == "application/pdf"

    page.post(f"{address}tanda-tangan/")

    assert "Ditandatangani camat" in html(desk.get(f"/meja/surat/{letter.pk}/"))
    assert desk.get(f"/meja/surat/{letter.pk}/camat.pdf")["Content-Type"] == "application/pdf"
    with acting_for(sukamaju):
        opened = AuditEntry.objects.filter(officer=camat.officer).values_list("action", flat=True)
        assert {"letters.district_opened", "letters.cosigned"} <= set(opened)


def test_the_district_answers_only_with_a_reason(sukamaju: Village, camat: Actor) -> None:
    review, page = sent(sukamaju), browser(camat)
    address = f"/kabupaten/surat/sukamaju/{review.pk}/kembali/"

    assert page.post(address, {"reason": ""}).status_code == 422
    assert page.post(address, {"reason": "Kurang jelas"}).status_code == 302

    with acting_for(sukamaju):
        assert DistrictReview.objects.get().reason == "Kurang jelas"


def test_the_list_of_the_district_asks_the_database_no_more_for_more_letters(
    sukamaju: Village, camat: Actor, django_assert_num_queries: Any
) -> None:
    page = browser(camat)
    sent(sukamaju)
    page.get("/kabupaten/surat/")
    for more in (0, 2):
        for _ in range(more):
            sent(sukamaju)
        with django_assert_num_queries(12):
            page.get("/kabupaten/surat/")


def test_officers_of_the_regency_without_that_task_see_no_letters(sukamaju: Village) -> None:
    officer = make_officer()
    RegencyAssignment.objects.create(officer=officer, role=Role.VILLAGE_AGENCY, since=NOW.date())
    client = Client()
    client.force_login(officer)

    assert client.get("/kabupaten/surat/").status_code == 403


def test_the_verify_page_says_whether_the_head_of_the_district_has_signed(
    sukamaju: Village, camat: Actor
) -> None:
    waiting, signed = sent(sukamaju), cosigned(sukamaju, camat)
    with acting_for(sukamaju):
        codes = [Letter.objects.get(pk=review.letter_id).facts for review in (waiting, signed)]

    sentences = [check_facts(code, at=NOW).sentence for code in codes]

    assert "Belum ditandatangani camat Mekarsari." in sentences[0]
    assert "Ditandatangani juga oleh camat Mekarsari." in sentences[1]
