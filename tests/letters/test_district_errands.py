"""What a village has to send to the head of its district, and what it waits for."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from balai.desk.rules import Urgency
from balai.desk.work.items import WorkItem
from balai.desk.work.letters import letters_at_the_district
from balai.letters.district_errands import errands_at
from balai.letters.enums import ReviewState
from balai.letters.models import DistrictReview, Letter
from balai.letters.operations import publish_kind, revoke_letter
from balai.letters.operations.district import send_to_district
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.models import OfficeHours
from tests.desk.test_work import situation
from tests.factories import HallClient
from tests.letters.factories import BY, NOW, issue, make_ready, make_wish, version_of
from tests.letters.test_district import cosigned_by_the_district
from tests.letters.test_views import html

THURSDAY = date(2026, 11, 26)
"""Four working days after the letters of these tests, which are made on a Friday."""


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sukamaju(hall: None, village: Village) -> Village:
    with acting_for(village):
        make_ready()
        publish_kind(content=cosigned_by_the_district(version_of("sktm").content), by=BY)
        for weekday in range(5):
            OfficeHours.objects.create(weekday=weekday, opens="08:00", closes="15:00")
    return village


@pytest.fixture
def at_work(sukamaju: Village) -> Iterator[Village]:
    with acting_for(sukamaju):
        yield sukamaju


def issued() -> Letter:
    return Letter.objects.get(pk=issue(make_wish("sktm")).pk)


def at_district(state: ReviewState = ReviewState.SENT, reason: str = "") -> DistrictReview:
    review = send_to_district(letter=issued(), note="", by=BY, at=NOW)
    if state is not ReviewState.SENT:
        decided = {"decided_at": NOW, "decided_label": "Camat", "reason": reason}
        DistrictReview.objects.filter(pk=review.pk).update(state=state, **decided)
    return review


def test_letters_are_told_apart_by_whose_turn_it_is(at_work: Village) -> None:
    unsent, sent = issued(), at_district()
    returned = at_district(ReviewState.RETURNED, "Nama salah")
    at_district(ReviewState.REFUSED, "Bukan wewenang")
    issue()
    revoke_letter(letter=issued(), reason="Salah", by=BY, at=NOW)

    found = errands_at(at_work, THURSDAY)

    assert [(each.letter.pk, each.working_days) for each in found.unsent] == [(unsent.pk, 4)]
    assert [(each.letter.pk, each.reason) for each in found.returned] == [(returned.letter_id, "Nama salah")]
    assert [(each.letter.pk, each.working_days) for each in found.waiting] == [(sent.letter_id, 4)]


def test_a_letter_that_was_returned_and_sent_again_waits(at_work: Village) -> None:
    returned = at_district(ReviewState.RETURNED, "Nama salah")
    send_to_district(letter=returned.letter, note="", by=BY, at=NOW + timedelta(hours=1))

    found = errands_at(at_work, THURSDAY)

    assert (len(found.unsent), len(found.returned), len(found.waiting)) == (0, 0, 1)


def test_nobody_is_reminded_of_a_letter_that_has_expired(at_work: Village) -> None:
    issued()

    assert errands_at(at_work, date(2028, 1, 3)).unsent == ()


@pytest.mark.urls("config.urls_village")
def test_the_desk_says_how_long_they_lie(at_work: Village) -> None:
    issued(), at_district()
    at_district(ReviewState.RETURNED, "Nama salah")

    work = list(letters_at_the_district(situation(at_work)))

    url = "/meja/surat/camat/"
    assert work == [
        WorkItem(
            "Camat mengembalikan 1 surat", "Baru hari ini. Alasannya tertulis di sana.", url, Urgency.TODAY
        ),
        WorkItem("Kirim 1 surat ke camat", "Baru hari ini.", url, Urgency.TODAY),
        WorkItem("1 surat menunggu tanda tangan camat", "Baru hari ini.", url, Urgency.LATER),
    ]


def test_after_three_working_days_the_village_asks(at_work: Village) -> None:
    at_district()
    today = situation(at_work)

    (item,) = letters_at_the_district(type(today)(at_work, THURSDAY, today.register, today.officer))

    assert (item.note, item.urgency) == (
        "Yang paling lama sudah 4 hari kerja. Tanyakan ke kantornya.",
        Urgency.TODAY,
    )


def test_the_page_lists_them_with_a_constant_number_of_queries(
    sukamaju: Village, desk: HallClient, django_assert_num_queries: Any
) -> None:
    address = "/meja/surat/camat/"
    assert "Semua sudah beres" in html(desk.get(address))

    for _ in range(2):
        with acting_for(sukamaju):
            letter, returned = issued(), at_district(ReviewState.RETURNED, "Nama salah")
            at_district()
        with django_assert_num_queries(15):
            page = html(desk.get(address))

    assert letter.number in page
    assert returned.letter.number in page
    assert "Alasan: Nama salah" in page
