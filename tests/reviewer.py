"""The test client reads every page as a reviewer would, so that no test has to remember to."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpResponse

WRITE = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE|MERGE INTO)\s+\"?(\w+)", re.IGNORECASE)
MAY_BE_WRITTEN_BY_READING = frozenset({
    "accounts_auditentry",  # audit.record_access: reading personal data is itself recorded
    "django_session",  # sessions and messages are the visitor's own, no business data
})  # fmt: skip

INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|<[^>]+\sstyle=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]+\son[a-z]+=", re.IGNORECASE),
    "an unrendered tag": re.compile(r"\{%|%\}|\{\{|\}\}"),
}  # fmt: skip


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
    """Fail on what a strict CSP would break and on what a resident should never see."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return
    html = response.content.decode()
    for fault, pattern in INLINE.items():
        if found := pattern.search(html):
            around = html[max(0, found.start() - 60) : found.end() + 60]
            raise AssertionError(f"the page has {fault}: …{around}…")
