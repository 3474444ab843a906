"""The head of the district signs beside the village: two signatures on one file, and nothing added in between."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import time_machine
from django.test import Client
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, RegencyAssignment
from balai.core import files
from balai.core.seal_examination import Verdict as SealVerdict
from balai.core.seal_examination import examine_pdf
from balai.core.sealing import open_seal
from balai.core.signature_places import FIELD, free_places, reserve_place
from balai.letters import sheet
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
from balai.villages import keys
from tests.core.seals import VILLAGE, make_authority, plain_letter, with_other_page
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


def field_of(document: pikepdf.Pdf) -> tuple[Any, Any]:
    """The place of the head of the district, and the element of the structure that it belongs to."""
    (field,) = [each for each in document.Root.AcroForm.Fields if str(each.T) == FIELD]
    numbers: list[Any] = list(document.Root.StructTreeRoot.ParentTree.Nums)
    element = numbers[numbers.index(int(field.StructParent)) + 1]
    return field, element


def text_of(picture: Any) -> bytes:
    """How much is drawn: the stream of the picture and of what it draws."""
    drawn = bytes(picture.read_bytes())
    for inner in picture.get("/Resources", {}).get("/XObject", {}).values():
        drawn += text_of(inner)
    return drawn


def test_the_letter_keeps_a_place_for_the_head_of_the_district(sukamaju: Village) -> None:
    pdf = files.read(sent(sukamaju).letter.pdf_sha256)

    document = pikepdf.open(BytesIO(pdf))
    field, element = field_of(document)
    left, bottom, right, top = (float(edge) for edge in field.Rect)
    millimetre = 72 / 25.4
    assert (round((right - left) / millimetre), round((top - bottom) / millimetre)) == (62, 20)
    assert (str(field.Subtype), str(field.TU), str(element.S)) == ("/Widget", "Tanda tangan camat", "/Form")
    assert element.K.Obj.objgen == field.objgen
    assert examine_pdf(pdf, keys.roots()).verdict is SealVerdict.GENUINE


def test_his_signature_is_seen_in_that_place(sukamaju: Village, camat: Actor) -> None:
    review = cosigned(sukamaju, camat)

    first, both = (
        pikepdf.open(BytesIO(files.read(each))) for each in (review.letter.pdf_sha256, review.pdf_sha256)
    )
    (before, _), (after, element) = field_of(first), field_of(both)
    assert text_of(before.AP.N) == b""
    assert len(text_of(after.AP.N)) > 500
    assert (after.Rect == before.Rect, str(element.S)) == (True, "/Form")
    assert str(after.V.Reason).startswith("Mengetahui Camat Mekarsari")


def test_a_long_name_stays_in_one_picture(in_village: Village) -> None:
    picture = sheet.district_picture("Raden Mas " * 14, at=NOW, village=in_village)

    assert len(pikepdf.open(BytesIO(picture)).pages) == 1


def test_a_letter_without_that_place_is_signed_unseen(
    sukamaju: Village,
    camat: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr("balai.core.signature_places.reserve_place", lambda pdf, description: pdf)
        review = sent(sukamaju)
    with acting_for(sukamaju):
        review = cosign_letter(review=review, by=camat, at=NOW + timedelta(hours=2))

    found = examine_pdf(files.read(review.pdf_sha256), keys.roots())
    assert (found.verdict, len(found.seals)) == (SealVerdict.GENUINE, 2)


def test_a_letter_that_nobody_else_signs_keeps_no_place(sukamaju: Village) -> None:
    with acting_for(sukamaju):
        letter = Letter.objects.get(pk=issue().pk)

    assert free_places(PdfFileReader(BytesIO(files.read(letter.pdf_sha256)))) == set()
    assert reserve_place(plain_letter(), description="x") == plain_letter()


def test_a_stranger_in_that_place_is_found(sukamaju: Village, tmp_path: Any) -> None:
    pdf = files.read(sent(sukamaju).letter.pdf_sha256)
    stranger = make_authority(tmp_path, regency="Kabupaten Tetangga", at=NOW)
    stranger.issue_seal_certificate(code=VILLAGE, name="Camat Palsu", at=NOW)
    seal = open_seal(stranger, VILLAGE)

    forged = seal.sign_beside(pdf, reason="x", location="x", at=NOW, picture=plain_letter())

    assert examine_pdf(forged, keys.roots()).verdict is SealVerdict.ALTERED


@pytest.mark.parametrize("countersigned", [False, True])
def test_the_place_cannot_be_moved_over_the_text(
    sukamaju: Village,
    camat: Actor,
    countersigned: bool,
) -> None:
    review = sent(sukamaju)
    writer = IncrementalPdfFileWriter(BytesIO(files.read(review.letter.pdf_sha256)))
    fields = [each.get_object() for each in writer.root["/AcroForm"]["/Fields"]]
    (place,) = [each for each in fields if each.get("/T") == FIELD]
    place[generic.pdf_name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, [100, 600, 300, 700]))
    writer.update_container(place)
    moved = BytesIO()
    writer.write(moved)
    pdf = moved.getvalue()
    if countersigned:
        pdf = keys.district_seal_of(sukamaju).sign_beside(
            pdf, reason="x", location="x", at=NOW, picture=plain_letter()
        )

    assert examine_pdf(pdf, keys.roots()).verdict is SealVerdict.ALTERED
