"""How long work ends."""

import pytest

from balai.applications.long_work.pace import telling_why_it_stops
from balai.core.durable import StorageFull
from balai.documents.keeping import ContentUnreadable

OTHERWISE = "Pekerjaan berhenti."


class OwnRefusal(Exception):
    """What only this work refuses."""


@pytest.mark.parametrize("refusal", [OwnRefusal("Paket rusak."), ContentUnreadable(), StorageFull()])
def test_a_refusal_is_told_in_its_own_words(refusal: Exception) -> None:
    told: list[str] = []

    with telling_why_it_stops(told.append, OwnRefusal, otherwise=OTHERWISE):
        raise refusal

    assert told == [str(refusal)]


def test_what_nobody_foresaw_is_told_in_general_words_and_raised_again() -> None:
    told: list[str] = []

    with (
        pytest.raises(ZeroDivisionError),
        telling_why_it_stops(told.append, OwnRefusal, otherwise=OTHERWISE),
    ):
        raise ZeroDivisionError

    assert told == [OTHERWISE]


def test_what_goes_well_is_not_stopped() -> None:
    told: list[str] = []

    with telling_why_it_stops(told.append, otherwise=OTHERWISE):
        pass

    assert told == []
