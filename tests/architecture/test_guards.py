"""Every address of the hall, and who may open it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from balai.accounts.guards import guard_of
from balai.accounts.models import Officer
from tests.factories import HallClient

PLACES = ("config.urls", "config.urls_village")


def addresses(resolver: URLResolver, prefix: str = "/") -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback
        else:
            yield from addresses(entry, prefix + str(entry.pattern))


def knock(browser: HallClient, path: str) -> Any:
    """By GET, or by POST where a page takes nothing else."""
    answer = browser.get(path)
    return browser.post(path) if answer.status_code == 405 else answer


@pytest.mark.parametrize("place", PLACES)
def test_every_address_names_its_guard(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    table = [(path, guard_of(view)) for path, view in addresses(get_resolver(place))]

    with capsys.disabled():
        print(f"\n{place}")
        for path, guard in sorted(table, key=lambda row: row[0]):
            print(f"  {path:60} {guard}")
    assert table
    assert [path for path, guard in table if guard is None] == []


def test_desk_pages_are_closed_to_visitors(visitor: HallClient) -> None:
    open_to_visitors = []
    for path, view in addresses(get_resolver("config.urls_village")):
        guard = guard_of(view)
        if guard and guard.kind == "officer" and "<" not in path:
            answer = knock(visitor, path)
            if answer.status_code != 302 or "/masuk/" not in answer["Location"]:
                open_to_visitors.append((path, answer.status_code))

    assert open_to_visitors == []


def test_desk_pages_are_closed_to_officers_of_another_village(
    visitor: HallClient, other_officer: Officer
) -> None:
    visitor.force_login(other_officer)
    opened = []
    for path, view in addresses(get_resolver("config.urls_village")):
        guard = guard_of(view)
        if guard and guard.kind == "officer" and "<" not in path:
            answer = knock(visitor, path)
            if answer.status_code != 403:
                opened.append((path, answer.status_code))

    assert opened == []


def test_endpoints_are_closed_without_a_token(desk: HallClient) -> None:
    """Not even an officer's sign-in opens them."""
    opened = []
    for path, view in addresses(get_resolver("config.urls_village")):
        guard = guard_of(view)
        if guard and guard.kind == "token":
            answer = knock(desk, path.replace("<letter_id>", "1").replace("<slug>", "domisili"))
            if answer.status_code != 401:
                opened.append((path, answer.status_code))

    assert opened == []


def test_kiosk_pages_open_on_no_other_device(desk: HallClient) -> None:
    """Not even an officer's sign-in opens them."""
    opened = []
    for path, view in addresses(get_resolver("config.urls_village")):
        guard = guard_of(view)
        if guard and guard.kind == "kiosk" and "<" not in path:
            answer = knock(desk, path)
            if answer.status_code != 403:
                opened.append((path, answer.status_code))

    assert opened == []
