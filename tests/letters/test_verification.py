"""Genuine, altered, revoked, replaced, expired, unknown: each told apart, from the paper and from the file."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from balai.core import files
from balai.core.authority import CertificateAuthority
from balai.core.keystore import KeyStore
from balai.core.sealing import open_seal
from balai.core.signed_facts import key_id_of, sign_facts
from balai.letters.enums import Verdict
from balai.letters.models import Letter
from balai.letters.operations import replace_letter, revoke_letter
from balai.letters.verification import Finding, check_facts, check_pdf, facts_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from tests.letters.codes import code_on
from tests.letters.factories import BY, NOW, PUBLIC_URL, issue, make_ready, make_resident, make_wish

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 5, tzinfo=UTC)


def checked(text: str, at: datetime = AT) -> Finding:
    return check_facts(text, at=at)


def pdf_of(letter: Letter) -> bytes:
    return files.read(letter.pdf_sha256)


def test_the_printed_code_leads_to_the_verify_page_and_says_genuine(ready: Village) -> None:
    letter = issue(make_wish("domisili"))

    text = code_on(pdf_of(letter))
    finding = checked(text)

    assert text == f"{PUBLIC_URL}/sukamaju/v/#{letter.facts}"
    assert finding.verdict is Verdict.GENUINE
    assert finding.facts is not None
    assert (finding.facts.number, finding.facts.name, finding.facts.signer) == (
        letter.number,
        "Siti A. L.",
        "HARUN WIRATMAJA",
    )


def test_the_code_beside_two_signatures_reads_as_well(ready: Village) -> None:
    letter = issue(make_wish("skck"))

    assert code_on(pdf_of(letter)).endswith(letter.facts)


def test_the_facts_hold_no_nik(ready: Village) -> None:
    resident = make_resident()
    letter = issue(make_wish("domisili", resident))

    finding = checked(letter.facts)

    assert resident.nik not in str(finding)
    assert resident.full_name not in str(finding)


@pytest.mark.parametrize("from_the_end", [1, 70, 110, 140])
def test_one_changed_byte_of_the_code_is_told(ready: Village, from_the_end: int) -> None:
    letter = issue()
    message = int(letter.facts)

    finding = checked(str(message ^ (1 << 8 * from_the_end)))

    assert (finding.verdict, finding.facts) == (Verdict.ALTERED, None)


@pytest.mark.parametrize("text", ["", "https://example.org/", "bukan kode", "A" * 5000])
def test_what_is_no_code_of_ours_is_never_genuine(ready: Village, text: str) -> None:
    assert checked(text).verdict is Verdict.UNKNOWN


def test_a_letter_past_its_last_day_is_expired(ready: Village) -> None:
    letter = issue(make_wish("domisili"))

    last_day = checked(letter.facts, datetime(2027, 2, 20, 16, 59, tzinfo=UTC))
    day_after = checked(letter.facts, datetime(2027, 2, 20, 17, tzinfo=UTC))  # midnight at Sukamaju

    assert (last_day.verdict, day_after.verdict) == (Verdict.GENUINE, Verdict.EXPIRED)


def test_a_revoked_letter_says_since_when(ready: Village) -> None:
    letter = issue()
    revoke_letter(letter=letter, reason="Salah orang", by=BY, at=NOW)

    finding = checked(letter.facts)

    assert finding.verdict is Verdict.REVOKED
    assert finding.sentence == "Dicabut pada 20 November 2026. Jangan diterima."


def test_a_replaced_letter_and_its_successor(ready: Village) -> None:
    first = issue()
    second = replace_letter(
        letter=first, wish=make_wish(), reason="Salah keperluan", request_key="b", by=BY, at=NOW
    )

    assert checked(first.facts).verdict is Verdict.SUPERSEDED
    assert checked(second.facts).verdict is Verdict.GENUINE


def test_the_issued_file_is_genuine(ready: Village) -> None:
    letter = issue()

    finding = check_pdf(pdf_of(letter), village=ready, at=AT)

    assert finding.verdict is Verdict.GENUINE


def test_a_flipped_byte_in_the_file_is_told(ready: Village) -> None:
    pdf = bytearray(pdf_of(issue()))
    place = pdf.index(b"stream") + 40
    pdf[place] ^= 1

    finding = check_pdf(bytes(pdf), village=ready, at=AT)

    assert finding.verdict is Verdict.ALTERED


def test_a_file_with_something_added_is_told(ready: Village) -> None:
    pdf = pdf_of(issue())

    finding = check_pdf(pdf + b"\n1 0 obj<</Type/Page>>endobj\n", village=ready, at=AT)

    assert finding.verdict is not Verdict.GENUINE


def with_another_page(pdf: bytes, *, keywords: str = "") -> bytes:
    """The file with a revision added behind the seal: another page, and the code of another letter."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    if keywords:
        about = {generic.pdf_name("/Keywords"): generic.pdf_string(keywords)}
        writer.set_info(generic.DictionaryObject(about))  # type: ignore[no-untyped-call]  # untyped library
    forged = BytesIO()
    writer.write(forged)  # type: ignore[no-untyped-call]  # untyped library
    return forged.getvalue()


def test_a_page_replaced_by_an_added_revision_is_told(ready: Village) -> None:
    forged = with_another_page(pdf_of(issue()))

    finding = check_pdf(forged, village=ready, at=AT)

    assert finding.verdict is Verdict.ALTERED


def test_a_letter_whose_seal_was_taken_off_is_told(ready: Village) -> None:
    pdf = pdf_of(issue())
    unsealed = pdf[: pdf.index(b"%%EOF") + 6]

    finding = check_pdf(unsealed, village=ready, at=AT)

    assert finding.verdict is Verdict.ALTERED


def test_a_letter_sealed_by_a_stranger_is_told(ready: Village, tmp_path: Path) -> None:
    pdf = pdf_of(issue())
    unsealed = pdf[: pdf.index(b"%%EOF") + 6]
    store = KeyStore(tmp_path / "asing", tmp_path / "asing-utama")
    stranger = CertificateAuthority.open_or_create(store, regency="Kabupaten Palsu", at=NOW)
    stranger.issue_seal_certificate(code=ready.code, name="Pemerintah Desa Sukamaju", at=NOW)
    resealed = open_seal(stranger, ready.code).seal(unsealed, reason="Surat", location="Desa", at=NOW)

    finding = check_pdf(resealed, village=ready, at=AT)

    assert finding.verdict is Verdict.ALTERED


def test_a_letter_of_another_village_is_said_to_be_of_that_one(
    ready: Village, other_village: Village
) -> None:
    with acting_for(other_village):
        make_ready()
        letter = issue()
        pdf = pdf_of(letter)

    by_code, by_file = checked(letter.facts), check_pdf(pdf, village=ready, at=AT)

    assert (by_code.verdict, by_code.village) == (Verdict.GENUINE, other_village)
    assert by_file == by_code
    assert "Diterbitkan Pemerintah Desa Air Jernih" in by_code.sentence


@pytest.mark.parametrize("content", [b"", b"halo", b"%PDF-1.7\nrusak", b"\x00" * 2000])
def test_what_is_no_pdf_is_unknown(ready: Village, content: bytes) -> None:
    assert check_pdf(content, village=ready, at=AT).verdict is Verdict.UNKNOWN


def test_a_letter_that_carries_the_code_of_another_is_told(ready: Village) -> None:
    """The file is altered; the code on the paper names another number and another person."""
    letter, other = issue(), issue(make_wish("domisili", make_resident(full_name="Budi Santosa")))
    forged = with_another_page(pdf_of(letter), keywords=other.facts)

    by_file, by_code = check_pdf(forged, village=ready, at=AT), checked(other.facts)

    assert (by_file.verdict, by_file.facts) == (Verdict.ALTERED, None)
    assert by_code.facts is not None
    assert (by_code.facts.number, by_code.facts.name) == (other.number, "Budi S.")


def test_a_letter_of_a_withdrawn_seal_is_still_in_the_book(ready: Village) -> None:
    """What was signed before the key was lost is known by the book; what the thief signs is not."""
    letter = issue()
    seal = keys.seal_of(ready)
    thief = {**facts_of(letter, ready).as_map(), 7: "Orang Lain"}
    forged = sign_facts(thief, key=seal.key, key_id=key_id_of(seal.certificate))
    keys.authority().revoke(seal.certificate, at=NOW)

    assert checked(letter.facts).verdict is Verdict.GENUINE
    assert (checked(forged).verdict, checked(forged).facts) == (Verdict.ALTERED, None)
