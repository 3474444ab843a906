"""Service workers: which files a page needs when there is no line, and a version that changes with them."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

_LINKED: Final = re.compile(r'<(?:link|script|img|audio)\b[^>]*?\b(?:href|src)="([^"]+)"')


def linked_files(page: str) -> list[str]:
    """The addresses of the styles, scripts, pictures and sounds that a page names; what is told in the picture itself is none."""
    found = (address.replace("&amp;", "&") for address in _LINKED.findall(page))
    return [
        address
        for address in found
        if not address.endswith(".webmanifest") and not address.startswith("data:")
    ]


def versioned(page: str, plan: Mapping[str, Any]) -> dict[str, Any]:
    """The plan of a worker with its version: another one when the page or one of its files is another."""
    return {**plan, "version": sha256((page + json.dumps(plan)).encode()).hexdigest()[:16]}


def as_script(plan: Mapping[str, Any]) -> SafeString:
    """The plan as a script has it; it holds our own addresses only."""
    return mark_safe(json.dumps(plan))  # noqa: S308  # see above
