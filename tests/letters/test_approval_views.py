"""The pages on which letters are proposed, looked at, approved and sent back."""

import uuid
from typing import Any

import pytest
import time_machine

from balai.accounts.models import AuditEntry
from balai.letters.enums import LetterState, ProposalState
from balai.letters.models import Kind, KindVersion, Letter, Proposal
from balai.letters.operations import check_proposal, send_back
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.letters.factories import (
    NOW,
    Desks,
    make_desks,
    make_ready,
    make_resident,
    propose,
    seen,
    with_chain,
)
from tests.letters.test_views import form_for, html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hall")]


@pytest.fixture(autouse=True)
def on_the_day() -> Any:
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def desks(hall: None, village: Village) -> Desks:
    with acting_for(village):
        make_ready()
        with_chain()
        return make_desks(village)


def browser(village: Village, actor: Any) -> HallClient:
    client = HallClient(village)
    client.force_login(actor.officer)
    return client


@pytest.fixture
def head(village: Village, desks: Desks) -> HallClient:
    return browser(village, desks.head)


@pytest.fixture
def secretary(village: Village, desks: Desks) -> HallClient:
    return browser(village, desks.secretary)


@pytest.fixture
def operator(village: Village, desks: Desks) -> HallClient:
    return browser(village, desks.operator)


def proposed(village: Village, desks: Desks, *, check: bool = True) -> Proposal:
    with acting_for(village):
        proposal = propose(by=desks.operator)
        if check:
            check_proposal(proposal=proposal, seen=seen(proposal), by=desks.secretary, at=NOW)
        return proposal


def choice(proposal: Proposal) -> str:
    return f"{proposal.pk}:{seen(proposal)}"


def in_state(village: Village) -> list[str]:
    with acting_for(village):
        return list(Proposal.objects.order_by("proposed_at", "id").values_list("state", flat=True))


def test_the_operator_proposes_on_the_page_where_letters_are_made(
    village: Village, operator: HallClient
) -> None:
    with acting_for(village):
        resident = make_resident()
    page = html(operator.get(f"/meja/surat/baru/?jenis=domisili&warga={resident.pk}"))
    assert ("Usulkan" in page, "Terbitkan" in page) == (True, False)

    answer = operator.post("/meja/surat/baru/", form_for(resident))

    with acting_for(village):
        proposal = Proposal.objects.get()
        assert Letter.objects.count() == 0
    assert answer["Location"].endswith(f"/meja/surat/usulan/{proposal.pk}/")
    assert "Menunggu paraf" in html(operator.get(f"/meja/surat/usulan/{proposal.pk}/"))
    assert "Surat Keterangan Domisili" in html(operator.get("/meja/surat/usulan/"))


def test_the_signer_sees_the_letter_and_signs_it(village: Village, desks: Desks, head: HallClient) -> None:
    proposal = proposed(village, desks)
    assert "Siti Aminah Lestari" in html(head.get("/meja/surat/menunggu/"))
    page = html(head.get(f"/meja/surat/usulan/{proposal.pk}/"))
    assert "data:image/svg+xml" in page
    assert proposal.resident.nik not in page

    answer = head.post("/meja/surat/menunggu/setuju/", {"pilih": choice(proposal)})

    with acting_for(village):
        letter = Letter.objects.get()
    assert letter.state == LetterState.ISSUED
    assert answer["Location"].endswith(f"/meja/surat/{letter.pk}/?terbit")
    assert "Tidak ada surat yang menunggu Anda" in html(head.get("/meja/surat/menunggu/"))


def test_many_are_approved_together_and_each_has_its_result(
    village: Village, desks: Desks, head: HallClient
) -> None:
    first, second, third = (proposed(village, desks) for _ in range(3))
    with acting_for(village):
        third.resident.full_name = "Nama Baru"
        third.resident.save(update_fields=["full_name"])

    page = html(
        head.post(
            "/meja/surat/menunggu/setuju/", {"pilih": [choice(each) for each in (first, second, third)]}
        )
    )

    assert "2 dari 3 surat disetujui" in page
    assert "Data berubah sejak surat ini Anda lihat: Nama lengkap." in page
    assert in_state(village) == [ProposalState.SIGNED, ProposalState.SIGNED, ProposalState.CHECKED]


def test_one_result_is_a_piece_of_the_page_for_the_script(
    village: Village, desks: Desks, secretary: HallClient
) -> None:
    proposal = proposed(village, desks, check=False)

    piece = html(
        secretary.post(
            "/meja/surat/menunggu/setuju/", {"pilih": choice(proposal)}, headers={"HX-Request": "true"}
        )
    )

    assert "Sudah diparaf" in piece
    assert "<html" not in piece


def test_what_changed_since_is_shown_and_can_then_be_signed(
    village: Village, desks: Desks, head: HallClient
) -> None:
    proposal = proposed(village, desks)
    with acting_for(village):
        proposal.resident.full_name = "Siti Aminah Permata"
        proposal.resident.save(update_fields=["full_name"])
    refused = head.post("/meja/surat/menunggu/setuju/", {"pilih": choice(proposal)}, follow=True)
    page = html(refused)
    assert "<s>Siti Aminah Lestari</s> <b>Siti Aminah Permata</b>" in page
    fresh = page.partition('name="pilih" value="')[2].partition('"')[0]

    head.post("/meja/surat/menunggu/setuju/", {"pilih": fresh})

    with acting_for(village):
        assert Letter.objects.get().holder_name == "Siti Aminah Permata"


def test_a_letter_that_was_sent_back_is_corrected_by_the_operator(
    village: Village, desks: Desks, head: HallClient, operator: HallClient
) -> None:
    proposal = proposed(village, desks)
    empty = head.post(f"/meja/surat/usulan/{proposal.pk}/kembali/", {"reason": ""})
    assert (empty.status_code, in_state(village)) == (422, [ProposalState.CHECKED])
    head.post(f"/meja/surat/usulan/{proposal.pk}/kembali/", {"reason": "Keperluan keliru"})
    page = html(operator.get(f"/meja/surat/usulan/{proposal.pk}/"))
    assert "Keperluan keliru" in page
    form = html(operator.get(f"/meja/surat/baru/?usulan={proposal.pk}"))
    assert "Membuka rekening bank" in form

    answer = operator.post("/meja/surat/baru/", {**form_for(proposal.resident), "usulan": str(proposal.pk)})

    assert answer["Location"].endswith(f"/meja/surat/usulan/{proposal.pk}/")
    with acting_for(village):
        again = Proposal.objects.get()
        assert (again.state, again.answers["purpose"]) == (ProposalState.PROPOSED, "Melamar kerja")


def test_a_proposal_is_withdrawn_with_a_reason(village: Village, desks: Desks, operator: HallClient) -> None:
    proposal = proposed(village, desks)

    operator.post(f"/meja/surat/usulan/{proposal.pk}/tarik/", {"reason": "Warga batal"})

    assert in_state(village) == [ProposalState.WITHDRAWN]


def test_whose_turn_it_is_not_is_told_so(village: Village, desks: Desks, operator: HallClient) -> None:
    proposal = proposed(village, desks)

    page = html(operator.post("/meja/surat/menunggu/setuju/", {"pilih": choice(proposal)}, follow=True))

    assert "Hari ini bukan Anda yang menandatangani surat ini." in page
    assert in_state(village) == [ProposalState.CHECKED]


def test_nothing_ticked_and_nonsense_change_nothing(village: Village, desks: Desks, head: HallClient) -> None:
    proposed(village, desks)

    assert head.post("/meja/surat/menunggu/setuju/").status_code == 302
    assert head.post("/meja/surat/menunggu/setuju/", {"pilih": "x:y"}).status_code == 302
    assert head.post("/meja/surat/menunggu/setuju/", {"pilih": f"{uuid.uuid4()}:y"}).status_code == 404
    assert in_state(village) == [ProposalState.CHECKED]


def test_looking_at_a_proposal_is_written_down(village: Village, desks: Desks, head: HallClient) -> None:
    proposal = proposed(village, desks)

    head.get(f"/meja/surat/usulan/{proposal.pk}/")
    picture = head.get(f"/meja/surat/usulan/{proposal.pk}/gambar.svg")

    assert picture["Content-Type"] == "image/svg+xml"
    with acting_for(village):
        looked = AuditEntry.objects.filter(action="residents.read", subject_id=str(proposal.resident_id))
        assert looked.count() == 2


def test_the_inbox_asks_the_database_no_more_for_more_letters(
    village: Village, desks: Desks, head: HallClient, django_assert_num_queries: Any
) -> None:
    proposed(village, desks)
    head.get("/meja/surat/menunggu/")
    for more in (0, 2):
        for _ in range(more):
            proposed(village, desks)
        with django_assert_num_queries(16):
            head.get("/meja/surat/menunggu/")


def test_the_village_says_which_letters_are_checked_and_signed(
    village: Village, desks: Desks, desk: HallClient
) -> None:
    page = html(desk.get("/meja/surat/tanda-tangan/"))

    with acting_for(village):
        ours = [version.kind for version in KindVersion.objects.current() if version.definition.is_letter]
        assert page.count('value="secretary_head"') == len(ours)
        before = dict(Kind.objects.values_list("slug", "chain"))
    desk.post("/meja/surat/tanda-tangan/", {**before, "domisili": "direct", "sktm": "secretary_head"})

    with acting_for(village):
        assert set(Kind.objects.filter(chain="secretary_head").values_list("slug", flat=True)) == {"sktm"}
        assert AuditEntry.objects.filter(action="letters.chain_changed").count() == 3


def test_a_village_does_not_see_the_proposals_of_another(
    village: Village, desks: Desks, other_village: Village, other_officer: Any
) -> None:
    proposal = proposed(village, desks)
    stranger = browser(other_village, type("Actor", (), {"officer": other_officer}))

    assert stranger.get(f"/meja/surat/usulan/{proposal.pk}/").status_code == 404
    assert "Tidak ada usulan" in html(stranger.get("/meja/surat/usulan/?semua=1"))


def test_a_returned_letter_is_first_in_the_list(village: Village, desks: Desks, operator: HallClient) -> None:
    proposed(village, desks, check=False)
    second = proposed(village, desks)
    with acting_for(village):
        send_back(proposal=second, reason="Salah", by=desks.head, at=NOW)

    page = html(operator.get("/meja/surat/usulan/"))

    assert page.index("Dikembalikan") < page.index("Menunggu paraf")


def test_lists_of_what_waits_leave_a_line(village: Village, desks: Desks, head: HallClient) -> None:
    proposed(village, desks)

    head.get("/meja/surat/menunggu/")
    head.get("/meja/surat/usulan/?semua=1")

    with acting_for(village):
        lines = AuditEntry.objects.filter(action="letters.listed", officer=desks.head.officer)
        assert list(lines.values_list("facts", flat=True)) == [{"count": 1}, {"count": 1}]


def test_a_sample_leaves_a_line_for_whom_it_is_about(
    village: Village, desks: Desks, operator: HallClient
) -> None:
    with acting_for(village):
        resident = make_resident()

    operator.post("/meja/surat/baru/contoh/", form_for(resident))

    with acting_for(village):
        assert AuditEntry.objects.about(resident).filter(reason__startswith="Mencetak contoh").count() == 1
