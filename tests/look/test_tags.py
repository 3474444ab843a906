"""Icons, masked numbers, dates and figures in templates."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone

from balai.core.templatetags import look


def rendered(source: str, **context: object) -> str:
    return Template("{% load look %}" + source).render(Context(context))


def test_a_nik_shows_its_ends_and_tells_a_screen_reader_the_last_four() -> None:
    markup = look.masked("9901010507920003")

    assert markup == (
        '<span class="nik"><span aria-hidden="true">9901<s>••••••••</s>0003</span>'
        '<span class="unseen">berakhiran 0 0 0 3</span></span>'
    )


def test_no_nik_shows_nothing() -> None:
    assert look.masked("") == ""


def test_an_icon_is_drawn_in_place() -> None:
    assert rendered('{% icon "cek" %}') == (
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" aria-hidden="true"><path d="m5 12.5 4.5 4.5L19 7.5"/></svg>'
    )


def test_an_unknown_icon_is_a_mistake_of_the_template() -> None:
    with pytest.raises(KeyError):
        rendered('{% icon "belum-digambar" %}')


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (11964, "11.964"), (1234567.5, "1.234.567,5"), (3.6, "3,6"), (None, "")]
)
def test_figures_are_written_as_indonesians_do(number: float | None, text: str) -> None:
    assert look.figure(number) == text


def test_dates_are_written_out() -> None:
    assert look.long_date(date(2026, 11, 21)) == "21 November 2026"
    assert look.long_date_with_day(date(2026, 11, 21)) == "Sabtu, 21 November 2026"
    assert look.long_date(None) == ""


def test_moments_are_told_on_the_villages_clock() -> None:
    moment = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)

    with timezone.override(ZoneInfo("Asia/Jayapura")):
        told = look.long_moment(moment)
        day = look.long_date(moment)
        hour = look.clock_zone(moment)

    assert told == "21 November 2026 pukul 01.30 WIT"
    assert day == "21 November 2026"
    assert hour == "01.30 WIT"


def test_what_an_officer_typed_is_escaped_in_a_notice() -> None:
    markup = rendered(
        '{% notice "warn" title=title %}<p>{{ text }}</p>{% endnotice %}', title="<b>", text="<i>"
    )

    assert "<h2>&lt;b&gt;</h2>" in markup
    assert "<p>&lt;i&gt;</p>" in markup
    assert 'data-state="warn"' in markup


def test_an_empty_place_says_what_to_do() -> None:
    markup = rendered('{% nothing "cari" "Belum ketemu" %}<p>Coba kata lain.</p>{% endnothing %}')

    assert "Belum ketemu" in markup
    assert "<p>Coba kata lain.</p>" in markup
