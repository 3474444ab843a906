"""Letters that BSrE seals: one passphrase for many, nothing lost while the service is down, and a hand instead."""

import base64
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from django.conf import settings as django_settings
from PIL import Image

from balai.accounts.models import AuditEntry
from balai.core import files
from balai.core.bsre import Passphrase
from balai.letters.drafting import this_village
from balai.letters.enums import Chain, LetterState, ProposalState, SealService, SealUsed, Verdict
from balai.letters.facts import verify_address
from balai.letters.models import AgendaEntry, Letter, Proposal, SealChoice
from balai.letters.operations import (
    choose_bsre,
    choose_own_seal,
    file_scan,
    propose_letter,
    sign_otherwise,
    void_letter,
)
from balai.letters.operations.approving import Approval, approve_many, seal_many
from balai.letters.operations.issuing import MustBeProposed
from balai.letters.operations.making import paper_of
from balai.letters.operations.sealing import SealingNotAllowed, seal_choice, watch_service
from balai.letters.scans import UnusableScan, scanned
from balai.letters.verification import check_facts, check_pdf
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.core.esign_server import Answer, Exchange, esign_server, json_answer
from tests.letters.factories import (
    BY,
    NOW,
    Desks,
    issue,
    make_desks,
    make_ready,
    make_wish,
    propose,
    seen,
)

pytestmark = pytest.mark.django_db
SECRET, ACCOUNT_SECRET, NIK = "rahasia-kepala", "sandi-akun", "9901014507629003"
ACTIVE = json_answer({"status": "ISSUE"})


def signed(body: bytes) -> Answer:
    """What the service makes of the document that it was sent."""
    paper = base64.b64decode(json.loads(body)["file"][0])
    return json_answer({"file": [base64.b64encode(paper + b"\n%tanda tangan\n%%EOF\n").decode()]})


WRONG = json_answer({"status_code": 2031, "error": "Passphrase salah"}, status=400)


@pytest.fixture
def desks(hall: None, village: Village) -> Desks:
    """A village whose letters the head signs by BSrE; the service is down unless a test opens it."""
    with acting_for(village):
        make_ready()
        desks = make_desks(village)
        head = desks.officials["head"]
        head.nik = NIK
        head.save(update_fields=["nik"])
        choose("http://127.0.0.1:9")
    return desks


def choose(address: str) -> None:
    choose_bsre(service=SealService.BSRE_V2, address=address, user="balai", password=ACCOUNT_SECRET, by=BY)


@contextmanager
def bsre(village: Village, *answers: Any) -> Iterator[Exchange]:
    with esign_server(*answers) as exchange:
        with acting_for(village):
            SealChoice.objects.update(address=exchange.address)
        yield exchange


def proposed(village: Village, desks: Desks, count: int = 1) -> list[Proposal]:
    with acting_for(village):
        return [propose(by=desks.operator) for _ in range(count)]


def approve(
    village: Village, desks: Desks, proposals: list[Proposal], secret: str = SECRET
) -> list[Approval]:
    chosen = [(proposal.pk, seen(proposal)) for proposal in proposals]
    passphrase = Passphrase(secret) if secret else None
    return list(approve_many(village=village, chosen=chosen, by=desks.head, passphrase=passphrase, at=NOW))


def retry(village: Village, desks: Desks, letters: list[Letter]) -> list[Approval]:
    keys = [letter.pk for letter in letters]
    return list(
        seal_many(village=village, letters=keys, by=desks.head, passphrase=Passphrase(SECRET), at=NOW)
    )


def states(village: Village) -> list[str]:
    with acting_for(village):
        return list(Letter.objects.order_by("serial").values_list("state", flat=True))


def waiting(village: Village, desks: Desks, count: int = 1) -> list[Letter]:
    """Letters that were signed while the service was down."""
    approve(village, desks, proposed(village, desks, count))
    with acting_for(village):
        return list(Letter.objects.filter(state=LetterState.NUMBERED).order_by("serial"))


def test_one_passphrase_signs_many_letters(village: Village, desks: Desks) -> None:
    proposals = proposed(village, desks, 3)

    with bsre(village, ACTIVE, signed, signed, signed) as exchange:
        approvals = approve(village, desks, proposals)

    with acting_for(village):
        letters = list(Letter.objects.order_by("serial"))
    assert [approval.problem for approval in approvals] == ["", "", ""]
    assert [(each.state, each.seal_used, each.serial) for each in letters] == [
        (LetterState.ISSUED, SealUsed.CERTIFIED, serial) for serial in (1, 2, 3)
    ]
    assert files.read(letters[0].pdf_sha256).endswith(b"%tanda tangan\n%%EOF\n")
    assert json.loads(exchange.calls[1].body)["passphrase"] == SECRET


def test_letters_of_every_kind_are_proposed_to_the_signer(village: Village, desks: Desks) -> None:
    with acting_for(village):
        with pytest.raises(MustBeProposed):
            issue()
        proposal = propose(by=desks.operator)

    assert (proposal.chain, proposal.state) == (Chain.DIRECT, ProposalState.CHECKED)


def test_the_passphrase_is_written_nowhere(
    village: Village, desks: Desks, caplog: pytest.LogCaptureFixture, django_assert_max_num_queries: Any
) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        django_assert_max_num_queries(200) as queries,
        bsre(village, ACTIVE, WRONG, WRONG, signed),
    ):
        [letter] = waiting(village, desks)
        retry(village, desks, [letter])
        retry(village, desks, [letter])

    with acting_for(village):
        written = str(list(AuditEntry.objects.values())) + str(list(Letter.objects.values()))
    assert states(village) == [LetterState.ISSUED]
    for place in (caplog.text, written, str(queries.captured_queries)):
        assert SECRET not in place
        assert ACCOUNT_SECRET not in place
    kept = [path.read_bytes() for path in django_settings.BALAI_DATA_DIR.rglob("*") if path.is_file()]
    assert not any(ACCOUNT_SECRET.encode() in content or SECRET.encode() in content for content in kept)


def test_while_the_service_is_down_letters_have_their_number_and_wait(village: Village, desks: Desks) -> None:
    approvals = approve(village, desks, proposed(village, desks, 2))

    with acting_for(village):
        letters = list(Letter.objects.order_by("serial"))
        assert AgendaEntry.objects.count() == 2
    assert [(each.state, each.serial, each.pdf_sha256) for each in letters] == [
        (LetterState.NUMBERED, 1, ""),
        (LetterState.NUMBERED, 2, ""),
    ]
    assert all("menunggu TTE" in approval.problem for approval in approvals)

    with bsre(village, signed, signed):
        again = retry(village, desks, letters)

    assert [approval.letter and approval.letter.number for approval in again] == [
        each.number for each in letters
    ]
    assert states(village) == [LetterState.ISSUED, LetterState.ISSUED]


def test_a_service_that_breaks_off_in_the_middle_keeps_the_rest_waiting(
    village: Village, desks: Desks
) -> None:
    proposals = proposed(village, desks, 3)

    with bsre(village, ACTIVE, signed, Answer(503)):
        approve(village, desks, proposals)

    assert states(village) == [LetterState.ISSUED, LetterState.NUMBERED, LetterState.NUMBERED]
    with acting_for(village):
        assert seal_choice().down_since == NOW


def test_a_wrong_passphrase_stops_before_the_next_letter_is_numbered(village: Village, desks: Desks) -> None:
    proposals = proposed(village, desks, 3)

    with bsre(village, ACTIVE, WRONG) as exchange:
        approvals = approve(village, desks, proposals)

    assert states(village) == [LetterState.NUMBERED]
    assert [approval.problem for approval in approvals] == [
        "Passphrase salah. Ketik ulang dengan teliti."
    ] * 3
    assert len(exchange.calls) == 2


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (json_answer({"status": "NOT_REGISTERED"}), "tidak aktif"),
        (json_answer({"status": "EXPIRED"}), "tidak aktif"),
        (Answer(401), "menolak akun"),
    ],
)
def test_nothing_is_numbered_for_who_cannot_sign(
    village: Village, desks: Desks, answer: Answer, problem: str
) -> None:
    with bsre(village, answer):
        [approval] = approve(village, desks, proposed(village, desks))

    assert problem in approval.problem
    assert states(village) == []


def test_nothing_is_numbered_without_a_passphrase_or_without_a_nik(village: Village, desks: Desks) -> None:
    [proposal] = proposed(village, desks)
    [without] = approve(village, desks, [proposal], secret="")
    with acting_for(village):
        head = desks.officials["head"]
        head.nik = ""
        head.save(update_fields=["nik"])

    [nameless] = approve(village, desks, [proposal])

    assert "Isi passphrase" in without.problem
    assert "NIK HARUN WIRATMAJA belum diisi" in nameless.problem
    assert states(village) == []


def test_only_the_official_who_signed_lets_it_be_sealed(village: Village, desks: Desks) -> None:
    [letter] = waiting(village, desks)

    with bsre(village, signed) as exchange:
        found = seal_many(
            village=village, letters=[letter.pk], by=desks.secretary, passphrase=Passphrase(SECRET), at=NOW
        )
        assert [approval.problem for approval in found] == [
            "Surat ini hanya bisa ditandatangani HARUN WIRATMAJA."
        ]

    assert exchange.calls == []


def test_the_desk_is_told_when_the_service_answers_again(village: Village, desks: Desks) -> None:
    waiting(village, desks)
    with acting_for(village):
        SealChoice.objects.update(down_since=NOW)
    assert watch_service(village=village) is False
    with bsre(village, Answer(404)):
        assert watch_service(village=village) is True

    with acting_for(village):
        assert seal_choice().down_since is None


def test_a_letter_that_waits_leaves_the_one_it_replaces_valid(village: Village, desks: Desks) -> None:
    with acting_for(village):
        choose_own_seal(by=BY)
        old = issue()
        choose("http://127.0.0.1:9")
        proposal = propose_letter(
            wish=make_wish(), request_key="ganti", by=desks.operator, replaces=old, reason="Salah", at=NOW
        )
    approve(village, desks, [proposal])
    assert states(village) == [LetterState.ISSUED, LetterState.NUMBERED]

    with acting_for(village):
        new = Letter.objects.get(state=LetterState.NUMBERED)
    with bsre(village, signed):
        retry(village, desks, [new])

    assert states(village) == [LetterState.SUPERSEDED, LetterState.ISSUED]


def test_a_letter_given_up_keeps_its_number_and_frees_what_it_replaced(
    village: Village, desks: Desks
) -> None:
    [letter] = waiting(village, desks)

    with acting_for(village):
        void_letter(letter=letter, reason="Warga tidak jadi", by=BY, at=NOW)
        choose_own_seal(by=BY)
        following = issue()

    assert following.serial == letter.serial + 1
    assert states(village) == [LetterState.VOID, LetterState.ISSUED]


def photographed(text: str, kind: str = "PNG") -> bytes:
    """A page with a code on it, as a telephone takes it."""
    page = Image.new("RGB", (1240, 1754), "white")
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=6)
    page.paste(Image.fromarray(code).convert("RGB"), (120, 1100))
    output = BytesIO()
    page.save(output, format=kind)
    return output.getvalue()


def link_of(letter: Letter) -> str:
    return f"{verify_address(this_village(), 'https://balai.nusaraya.example')}#{letter.facts}"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "PDF"])
def test_a_letter_signed_by_hand_is_issued_with_its_scan(village: Village, desks: Desks, kind: str) -> None:
    [letter] = waiting(village, desks)
    with acting_for(village):
        letter = sign_otherwise(letter=letter, seal=SealUsed.HANDWRITTEN, by=BY)
        assert paper_of(letter, village, at=NOW).startswith(b"%PDF-")

        issued = file_scan(
            letter=letter, scan=scanned(letter, photographed(link_of(letter), kind)), by=BY, at=NOW
        )

        assert (issued.state, issued.seal_used) == (LetterState.ISSUED, SealUsed.HANDWRITTEN)
        assert issued.number == letter.number
        finding = check_facts(issued.facts, at=NOW)
    assert finding.verdict is Verdict.GENUINE
    assert check_pdf(files.read(issued.pdf_sha256), village=village, at=NOW).verdict is Verdict.GENUINE


def test_paper_printed_before_it_was_decided_otherwise_is_not_genuine(village: Village, desks: Desks) -> None:
    [letter] = waiting(village, desks)
    with acting_for(village):
        on_paper = sign_otherwise(letter=letter, seal=SealUsed.HANDWRITTEN, by=BY).facts
        letter = sign_otherwise(letter=letter, seal=SealUsed.CERTIFIED, by=BY)
    with bsre(village, signed):
        retry(village, desks, [letter])

    with acting_for(village):
        finding = check_facts(on_paper, at=NOW + timedelta(hours=1))
    assert finding.verdict is Verdict.ALTERED


def test_a_scan_must_be_of_this_very_letter(village: Village, desks: Desks) -> None:
    first, second = waiting(village, desks, 2)
    with acting_for(village):
        first, second = (
            sign_otherwise(letter=each, seal=SealUsed.HANDWRITTEN, by=BY) for each in (first, second)
        )
        for content, problem in (
            (photographed(link_of(second)), "bukan milik surat ini"),
            (photographed("halo"), "bukan milik surat ini"),
            (b"%PDF-1.7 bukan pindaian", "tidak terbaca"),
            (b"GIF89a", "tidak terbaca"),
            (b"x" * (10 * 1024 * 1024 + 1), "terlalu besar"),
        ):
            with pytest.raises(UnusableScan, match=problem):
                scanned(first, content)
        blank = BytesIO()
        Image.new("RGB", (800, 1100), "white").save(blank, format="JPEG")
        with pytest.raises(UnusableScan, match="tidak terbaca"):
            scanned(first, blank.getvalue())


def test_an_issued_letter_is_not_signed_otherwise(village: Village, desks: Desks) -> None:
    with acting_for(village):
        choose_own_seal(by=BY)
        letter = issue()

        with pytest.raises(SealingNotAllowed):
            sign_otherwise(letter=letter, seal=SealUsed.HANDWRITTEN, by=BY)
