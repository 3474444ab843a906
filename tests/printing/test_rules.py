"""A printer's own words, and what they mean for a letter."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from balai.core.ipp import UNREACHABLE, PrinterCondition, PrinterState, Tray
from balai.printing.enums import Health, JobState, Medium, Trouble
from balai.printing.rules import (
    OLDEST,
    PATIENCE,
    has_waited_too_long,
    health_of,
    medium_name,
    troubles_of,
)
from balai.printing.wording import REMEDIES, SENTENCES

A4, F4, LETTER = (210.0, 297.0), (215.9, 330.2), (215.9, 279.4)
WELL = PrinterState(
    is_reachable=True,
    condition=PrinterCondition.IDLE,
    is_accepting=True,
    media_ready=("iso_a4_210x297mm",),
    media_supported=("na_letter_8.5x11in", "iso_a4_210x297mm", "na_foolscap_8.5x13in"),
    trays=(Tray(A4, 120),),
    markers=(("Black Toner", 40),),
)


@pytest.mark.parametrize(
    ("change", "troubles"),
    [
        ({}, []),
        ({"reasons": ("media-low-report", "toner-low")}, []),
        ({"reasons": ("media-jam-warning",)}, [Trouble.JAM]),
        ({"reasons": ("media-jam", "cover-open-error")}, [Trouble.COVER_OPEN, Trouble.JAM]),
        ({"trays": (Tray(A4, 0),)}, [Trouble.PAPER_OUT]),
        ({"trays": (Tray(A4, 0), Tray(A4, 30)), "reasons": ("media-empty-report",)}, []),
        ({"trays": (Tray(A4, None),)}, []),
        ({"trays": (), "reasons": ("media-empty-error",)}, [Trouble.PAPER_OUT]),
        ({"trays": (), "media_ready": None}, []),
        ({"trays": (Tray(LETTER, 90),), "media_ready": ("na_letter_8.5x11in",)}, [Trouble.WRONG_PAPER]),
        ({"media_supported": ("na_letter_8.5x11in",)}, [Trouble.WRONG_PAPER]),
        ({"markers": (("Black Toner", 0),)}, [Trouble.TONER_OUT]),
        ({"markers": (("Hitam", 40), ("Kuning", 0)), "reasons": ("marker-supply-empty-warning",)}, []),
        ({"markers": (), "reasons": ("marker-supply-empty-error",)}, [Trouble.TONER_OUT]),
        ({"condition": PrinterCondition.STOPPED}, [Trouble.STOPPED]),
        ({"condition": PrinterCondition.STOPPED, "reasons": ("paused",)}, [Trouble.PAUSED]),
        ({"is_accepting": False}, [Trouble.NOT_ACCEPTING]),
        ({"takes_pdf": False}, [Trouble.NO_PDF]),
    ],
)
def test_only_what_stops_an_a4_letter_counts(change: dict[str, object], troubles: list[Trouble]) -> None:
    assert troubles_of(replace(WELL, **change), Medium.A4) == troubles  # type: ignore[arg-type]  # the table is mixed


def test_f4_needs_f4_in_the_tray() -> None:
    assert troubles_of(WELL, Medium.F4) == [Trouble.WRONG_PAPER]
    loaded = replace(WELL, trays=(Tray(F4, 9),), media_ready=("na_foolscap_8.5x13in",))
    assert troubles_of(loaded, Medium.F4) == []


def test_a_silent_printer_has_one_trouble() -> None:
    assert troubles_of(UNREACHABLE, Medium.A4) == [Trouble.UNREACHABLE]


@pytest.mark.parametrize(
    ("state", "health"),
    [
        (WELL, Health.READY),
        (replace(WELL, condition=PrinterCondition.PROCESSING), Health.BUSY),
        (replace(WELL, reasons=("media-jam",)), Health.TROUBLED),
        (UNREACHABLE, Health.UNREACHABLE),
    ],
)
def test_one_word_says_how_a_printer_is(state: PrinterState, health: Health) -> None:
    assert health_of(state, troubles_of(state, Medium.A4)) == health


def test_the_medium_is_called_as_the_printer_calls_it() -> None:
    assert medium_name(WELL, Medium.F4) == "na_foolscap_8.5x13in"
    assert medium_name(replace(WELL, media_supported=()), Medium.A4) == "iso_a4_210x297mm"


@pytest.mark.parametrize(
    ("age", "still", "is_late"),
    [
        (timedelta(0), None, False),
        (PATIENCE, PATIENCE, False),
        (PATIENCE * 2, PATIENCE + timedelta(seconds=1), True),
        (PATIENCE * 2, timedelta(seconds=1), False),
        (OLDEST + timedelta(seconds=1), None, True),
    ],
)
def test_a_print_is_dropped_when_it_stood_still_too_long(
    age: timedelta, still: timedelta | None, is_late: bool
) -> None:
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    late = has_waited_too_long(now, created_at=now - age, troubled_since=now - still if still else None)

    assert late is is_late


def test_every_trouble_and_state_has_its_words() -> None:
    assert set(REMEDIES) == set(Trouble)
    assert set(SENTENCES) == set(JobState)


def test_no_sentence_has_more_than_twelve_words() -> None:
    texts = [text for remedy in REMEDIES.values() for text in (remedy.for_resident, remedy.for_officer)]
    sentences = [part for text in [*texts, *SENTENCES.values()] for part in text.replace("?", ".").split(".")]

    assert [sentence for sentence in sentences if len(sentence.split()) > 12] == []
