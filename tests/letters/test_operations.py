"""Issuing: all of it or nothing; numbers without gaps; what is printed stays."""

import errno
import os
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from pypdf import PdfReader

from balai.accounts.models import AuditEntry
from balai.core import files
from balai.core.files import StorageFull
from balai.core.seals import SealUnavailable
from balai.core.signed_facts import canonical_hash
from balai.core.typesetting import UnprintableText
from balai.letters.drafting import MissingAnswers, NobodyMaySign, NotEligible, PublicAddressMissing
from balai.letters.enums import LetterState, NumberingScope
from balai.letters.models import AgendaEntry, Counter, Letter, LetterEvent
from balai.letters.operations import (
    replace_letter,
    revoke_letter,
    set_next_serial,
    set_numbering,
)
from balai.letters.operations.numbering import SerialAlreadyUsed
from balai.letters.rules import TransitionNotAllowed
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.enums import Position, SigningForm
from balai.villages.models import Official
from tests.factories import make_village
from tests.letters.factories import (
    ANSWERS,
    BY,
    NOW,
    issue,
    make_official,
    make_ready,
    make_resident,
    make_wish,
)

pytestmark = pytest.mark.django_db


def numbers() -> list[str]:
    return list(Letter.objects.order_by("serial").values_list("number", flat=True))


def test_a_letter_is_numbered_sealed_stored_and_entered_in_the_agenda(ready: Village) -> None:
    letter = issue(make_wish("domisili"))

    entry = AgendaEntry.objects.get()
    event = LetterEvent.objects.get()
    assert (letter.state, letter.number) == (LetterState.ISSUED, "400.12.2.1/001/Ds.Sukamaju/XI/2026")
    assert (letter.issued_on, letter.valid_until) == (date(2026, 11, 20), date(2027, 2, 20))
    assert files.read(letter.pdf_sha256).startswith(b"%PDF-")
    assert (entry.letter_number, entry.subject) == (
        letter.number,
        "Keterangan domisili untuk membuka rekening bank",
    )
    assert (event.state, event.label) == (LetterState.ISSUED, BY.label)
    assert AuditEntry.objects.filter(action="letters.issued", subject_id=str(letter.pk)).count() == 1


def test_the_hash_in_the_code_is_that_of_what_is_stored(ready: Village) -> None:
    letter = issue()
    letter.refresh_from_db()

    assert letter.printed_hash == canonical_hash(letter.printed).hex()


def test_the_date_is_that_of_the_villages_clock(ready: Village) -> None:
    letter = issue(at=datetime(2026, 12, 31, 17, 30, tzinfo=UTC))

    assert (letter.issued_on, letter.number) == (date(2027, 1, 1), "400.12.2.1/001/Ds.Sukamaju/I/2027")


@pytest.mark.parametrize("slug", ANSWERS)
def test_every_kind_that_comes_with_balai_is_issued_on_one_page(ready: Village, slug: str) -> None:
    wish = make_wish(slug)

    letter = issue(wish)

    pages = PdfReader(BytesIO(files.read(letter.pdf_sha256))).pages
    text = pages[0].extract_text()
    assert len(pages) == 1
    assert letter.number in text
    assert letter.holder_name in text
    assert wish.resident.nik in text
    assert not {"{", "}", "["} & set(text)


def test_numbers_count_on_without_gaps_over_all_kinds(ready: Village) -> None:
    for slug in ("domisili", "usaha", "domisili"):
        issue(make_wish(slug))

    assert [number.split("/")[1] for number in numbers()] == ["001", "002", "003"]


def test_each_kind_may_have_its_own_numbers(ready: Village) -> None:
    set_numbering(
        pattern="{kode_surat}/{nomor_urut}/{tahun}", scope=NumberingScope.KIND, village_code="SKJ", by=BY
    )

    found = [issue(make_wish(slug)).number for slug in ("domisili", "usaha", "domisili")]

    assert found == ["SKD/1/2026", "SKU/1/2026", "SKD/2/2026"]


def test_each_classification_may_have_its_own_numbers(ready: Village) -> None:
    set_numbering(
        pattern="{kode_klasifikasi}/{nomor_urut}/{tahun}",
        scope=NumberingScope.CLASSIFICATION,
        village_code="SKJ",
        by=BY,
    )

    found = [issue(make_wish(slug)).number for slug in ("kelahiran", "kematian", "domisili")]

    assert found == ["400.12.3.1/1/2026", "400.12.3.1/2/2026", "400.12.2.1/1/2026"]


def test_a_year_that_began_on_paper_goes_on_there_and_the_next_begins_anew(ready: Village) -> None:
    set_next_serial(key="", year=2026, serial=147, by=BY, reason="Buku agenda")

    found = [issue().serial, issue().serial, issue(at=NOW + timedelta(days=60)).serial]

    assert found == [147, 148, 1]


def test_a_number_that_was_given_is_never_given_again(ready: Village) -> None:
    issue()
    issue()

    with pytest.raises(SerialAlreadyUsed, match="paling kecil 3"):
        set_next_serial(key="", year=2026, serial=2, by=BY, reason="Coba")


def test_a_counter_cannot_be_set_back_even_by_force(ready: Village) -> None:
    issue()

    with pytest.raises(IntegrityError, match="counter_only_grows"), transaction.atomic():
        Counter.objects.update(last_serial=0)


def test_the_same_request_gives_the_same_letter(ready: Village) -> None:
    wish = make_wish()

    first, second = issue(wish, key="k"), issue(wish, key="k")

    assert first.pk == second.pk
    assert Letter.objects.count() == 1


def test_a_placeholder_without_value_stops_the_letter_before_it_is_numbered(ready: Village) -> None:
    resident = make_resident(birth_place="")
    answers = {name: value for name, value in ANSWERS["usaha"].items() if name != "business_name"}
    wish = make_wish("usaha", resident)

    with pytest.raises(MissingAnswers) as refusal:
        issue(type(wish)(wish.version, resident, answers))

    assert str(refusal.value) == "Surat belum bisa terbit. Lengkapi dulu: Nama usaha."
    assert not Counter.objects.exists()


def test_who_has_moved_away_gets_no_letter(ready: Village) -> None:
    resident = make_resident(standing=3, relation=4, family=make_resident().family)

    with pytest.raises(NotEligible):
        issue(make_wish("domisili", resident))


def test_who_is_married_gets_no_letter_of_being_single(ready: Village) -> None:
    with pytest.raises(NotEligible, match="bukan belum kawin"):
        issue(make_wish("belum-menikah", make_resident(marital_status=2)))


def test_without_an_official_nothing_is_numbered(ready: Village) -> None:
    Official.objects.all().delete()

    with pytest.raises(NobodyMaySign):
        issue()
    assert not Letter.objects.exists()


def test_whoever_acts_for_the_head_on_that_day_signs(ready: Village) -> None:
    make_official(
        name="SRI WAHYUNI",
        position=Position.HEAD,
        signing_form=SigningForm.PLH,
        since=date(2026, 11, 20),
        until=date(2026, 11, 22),
    )

    during, after = issue(), issue(at=NOW + timedelta(days=5))

    assert (during.signer_name, after.signer_name) == ("SRI WAHYUNI", "HARUN WIRATMAJA")
    assert during.printed["signer"]["titles"] == ["Plh. KEPALA DESA SUKAMAJU"]


def test_without_a_public_address_nothing_is_numbered(ready: Village, settings: Any) -> None:
    settings.BALAI_PUBLIC_URL = ""

    with pytest.raises(PublicAddressMissing):
        issue()
    assert not Counter.objects.exists()


def test_a_missing_key_loses_no_number(ready: Village, settings: Any) -> None:
    issue()
    master_key = settings.BALAI_DATA_DIR / "keys" / "kunci-utama"
    kept = master_key.read_bytes()
    master_key.unlink()
    from balai.core import sealing

    sealing._opened.cache_clear()
    with pytest.raises(SealUnavailable, match="Pulihkan kunci utama dari cadangan"):
        issue()
    master_key.write_bytes(kept)

    assert issue().serial == 2


def test_a_full_disk_loses_no_number(ready: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    issue()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as machine:
        machine.setattr(os, "fsync", full)
        with pytest.raises(StorageFull, match="Kosongkan ruang penyimpanan"):
            issue()

    assert issue().serial == 2


def test_a_character_that_cannot_be_printed_loses_no_number(ready: Village) -> None:
    with pytest.raises(UnprintableText, match="🙂"):
        issue(make_wish("domisili", purpose="Kerja 🙂"))

    assert issue().serial == 1


def test_what_an_answer_says_is_printed_and_never_run(ready: Village) -> None:
    evil = '#panic("x") $1+1$ *tebal* \\ @x <y> {resident.nik}'

    letter = issue(make_wish("keterangan-umum", purpose=evil))

    text = PdfReader(BytesIO(files.read(letter.pdf_sha256))).pages[0].extract_text()
    assert evil.split(maxsplit=1)[0] in text
    assert "{resident.nik}" in text


@pytest.mark.parametrize("change", [{"number": "1/2026"}, {"holder_name": "Orang Lain"}, {"printed": {}}])
def test_an_issued_letter_cannot_be_edited_even_by_force(ready: Village, change: dict[str, Any]) -> None:
    letter = issue()

    with pytest.raises(IntegrityError, match="issued_letter_never_changes"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**change)


def test_an_issued_letter_cannot_be_deleted_nor_come_back_nor_lose_its_history(ready: Village) -> None:
    letter = issue()
    revoke_letter(letter=letter, reason="Salah orang", by=BY)

    with pytest.raises(IntegrityError, match="letter_is_never_deleted"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk)._raw_delete("default")
    with pytest.raises(IntegrityError, match="letter_state_only_goes_on"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(state=LetterState.ISSUED)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        LetterEvent.objects.update(reason="Lain")


def test_a_letter_is_revoked_once_with_a_reason(ready: Village) -> None:
    letter = issue()

    revoked = revoke_letter(letter=letter, reason="Salah orang", by=BY)

    event = LetterEvent.objects.get(state=LetterState.REVOKED)
    assert (revoked.state, event.reason) == (LetterState.REVOKED, "Salah orang")
    with pytest.raises(TransitionNotAllowed):
        revoke_letter(letter=letter, reason="Lagi", by=BY)


def test_a_replacement_takes_the_place_of_one_letter_and_gets_its_own_number(ready: Village) -> None:
    first = issue()
    wish = make_wish("domisili", first.resident, purpose="Melamar kerja")

    second = replace_letter(letter=first, wish=wish, reason="Salah keperluan", request_key="r", by=BY, at=NOW)
    again = replace_letter(letter=first, wish=wish, reason="Salah keperluan", request_key="r", by=BY, at=NOW)

    first.refresh_from_db()
    assert (first.state, second.state, second.serial) == (LetterState.SUPERSEDED, LetterState.ISSUED, 2)
    assert (second.supersedes_id, again.pk) == (first.pk, second.pk)


def test_a_replacement_that_fails_leaves_the_letter_in_force(ready: Village) -> None:
    first = issue()
    wish = make_wish("domisili", purpose="Kerja 🙂")

    with pytest.raises(UnprintableText):
        replace_letter(letter=first, wish=wish, reason="Salah", request_key="r", by=BY, at=NOW)

    first.refresh_from_db()
    assert first.state == LetterState.ISSUED


def text_of(letter: Letter) -> str:
    pages = PdfReader(BytesIO(files.read(letter.pdf_sha256))).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def test_a_negeri_writes_letters_in_its_own_words_and_time(hall: None, db: None) -> None:
    negeri = make_village(
        slug="laha",
        name="Laha",
        word_village="negeri",
        word_head="raja",
        word_subarea="soa",
        time_zone="Asia/Jayapura",
    )
    with acting_for(negeri):
        make_ready()

        text = text_of(issue())

    assert "NEGERI LAHA" in text
    assert "Raja Negeri Laha" in text
    assert "RAJA NEGERI LAHA," in text
    assert "Soa Krajan, RT 003/RW 001, Negeri Laha" in text
    assert "20-11-2026 11.41.58 WIT" in text
    assert "Desa Laha" not in text
    assert "Dusun Krajan, RT" not in text


@pytest.mark.parametrize(
    "fields",
    [
        {"full_name": "X"},
        {"full_name": "Raden Mas Panji Kusumaningrat Hadiwijaya Suryodiningrat bin Q"},
        {"nik": "", "religion": None, "occupation": None, "citizenship": None},
        {"birth_date": date(2024, 2, 29), "birth_place": "Sawahlunto/Sijunjung"},
        {"citizenship": 2, "full_name": "José Ñuñez Øystein Łukasz"},
    ],
)
def test_unusual_people_fit_on_one_page(ready: Village, fields: dict[str, Any]) -> None:
    resident = make_resident(**fields)

    text = text_of(issue(make_wish("skck" if resident.nik else "domisili", resident)))

    assert resident.full_name in text
    assert resident.birth_place in text


def test_a_big_family_goes_on_over_several_pages_with_its_signature(ready: Village) -> None:
    head = make_resident()
    for number in range(45):
        make_resident(family=head.family, relation=9, full_name=f"Anggota Keluarga Nomor {number}")

    letter = issue(make_wish("sktm", head))

    pages = PdfReader(BytesIO(files.read(letter.pdf_sha256))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages) > 1
    assert "Anggota Keluarga Nomor 44" in text
    assert "HARUN WIRATMAJA" in pages[-1].extract_text()


def test_without_an_address_the_letter_waits_for_the_register(ready: Village) -> None:
    resident = make_resident()
    homeless = make_resident(family=resident.family, relation=9)
    wish = make_wish("domisili", homeless)
    homeless.family = None

    with pytest.raises(MissingAnswers, match="Alamat"):
        issue(wish)
