"""The forms that come with Balai: `forms/<service>.toml`, their common questions written out."""

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

FORMS = Path(__file__).parent.parent / "forms"
COMMON = "common"


def shipped_slugs() -> list[str]:
    """The services that have a form."""
    return sorted(path.stem for path in FORMS.glob("*.toml") if path.stem != COMMON)


def shipped_form(service_slug: str) -> dict[str, Any] | None:
    """The table of a service's form as it is kept with an application; None where the service has none."""
    found = _shipped(service_slug) if service_slug in shipped_slugs() else None
    return deepcopy(found)


@cache
def _shipped(slug: str) -> dict[str, Any]:
    source = _read(slug)
    for part in ("steps", "checks", "sheets"):
        source[part] = [each for entry in source.get(part, ()) for each in _used(part, entry)]
    for step in source["steps"]:
        step["questions"] = [_written_out(each) for each in step["questions"]]
    return source


def _used(part: str, entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    """An entry that says `use` stands for those that several forms have in common; what it says itself goes over them."""
    own = dict(entry)
    common = own.pop("use", "")
    return [{**deepcopy(each), **own} for each in _common()[part][common]] if common else [own]


def _written_out(question: str | Mapping[str, Any]) -> dict[str, Any]:
    """A question by its name is the common one; with more keys (`like` names another), it overrides them."""
    given = {"name": question} if isinstance(question, str) else dict(question)
    usual = _common()["questions"].get(str(given.pop("like", given["name"])), {})
    return {**usual, **given}


@cache
def _common() -> Mapping[str, Any]:
    return _read(COMMON)


def _read(slug: str) -> dict[str, Any]:
    return tomllib.loads((FORMS / f"{slug}.toml").read_text(encoding="utf-8"))
