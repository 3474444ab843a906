"""The test client reads every page as a reviewer would, so that no test has to remember to."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpResponse

from tests.validity import faults, is_whole

WRITE = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE|MERGE INTO)\s+\"?(\w+)", re.IGNORECASE)
MAY_BE_WRITTEN_BY_READING = frozenset({
    "accounts_auditentry",  # audit.record_access: reading personal data is itself recorded
    "publications_linkcount",  # how often a link was followed; it holds no person and no moment
    "django_session",  # sessions and messages are the visitor's own, no business data
})  # fmt: skip

INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|<[^>]+\sstyle=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]+\son[a-z]+=", re.IGNORECASE),
    "an unrendered tag": re.compile(r"\{%|%\}|\{\{|\}\}"),
}  # fmt: skip


_READ: set[tuple[str, int, bool]] = set()


class GetChangedData(AssertionError):
    """A GET or HEAD wrote business data; such requests are repeated by browsers, caches and crawlers at will."""


class UndefinedVariable(AssertionError):
    """A template asked for something that its view didn't give."""


class Undefined(str):
    """Stands in Django's `string_if_invalid`: a template that prints an undefined variable fails."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        raise UndefinedVariable(f"undefined variable or attribute: {name}")


@contextmanager
def nothing_written() -> Iterator[None]:
    def refuse_writes(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        found = WRITE.match(sql)
        if found and found[1] not in MAY_BE_WRITTEN_BY_READING:
            raise GetChangedData(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse_writes):
        yield


def review(response: HttpResponse) -> None:
    """Fail on what is no valid HTML, on what a strict CSP would break, and on what a resident should never see."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return
    html = response.content.decode()
    read_as_html(response, html)
    for fault, pattern in INLINE.items():
        if found := pattern.search(html):
            around = html[max(0, found.start() - 60) : found.end() + 60]
            raise AssertionError(f"the page has {fault}: …{around}…")


def read_as_html(response: Any, html: str) -> None:
    """Fail on what is no valid HTML; only for the first page of each view and outcome, because parsing takes its time."""
    match = getattr(getattr(response, "wsgi_request", None), "resolver_match", None)
    seen = (match.view_name if match else "", response.status_code, is_whole(html))
    if seen in _READ:
        return
    _READ.add(seen)
    wrong = faults(html)
    assert not wrong, f"the page is no valid HTML: {wrong}"
