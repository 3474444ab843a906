"""Standards in regional languages: their texts, and the words in which residents ask for them."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

from balai import services
from balai.core.closeness import Described, closest
from balai.core.languages import REGIONAL, WRITTEN
from tests.services.test_standards import AMONG_THREE, every

FOLDER = Path(services.__file__).parent
"""The package of services."""


def texts(table: Any) -> Iterator[str]:
    """Every text of a table, however deep."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict | list):
        for each in table.values() if isinstance(table, dict) else table:
            yield from texts(each)


@pytest.mark.parametrize("code", REGIONAL)
def test_only_texts_of_standards_are_translated(code: str) -> None:
    """One that was worded anew is Indonesian again until somebody translates it."""
    shipped = {
        text for path in FOLDER.glob("standards/*.toml") for text in texts(tomllib.loads(path.read_text()))
    }
    catalogue = polib.pofile(str(FOLDER / "locale" / code / "LC_MESSAGES" / "django.po"))

    assert [
        entry.msgid for entry in catalogue if entry.msgid not in shipped or entry.msgctxt != WRITTEN
    ] == []
    assert catalogue.untranslated_entries() == []


@pytest.mark.parametrize("code", REGIONAL)
def test_everyday_words_of_the_language_find_the_service_among_all(code: str) -> None:
    offered = list(every().values())
    described = [Described(each.name, each.search_words, each.summary) for each in offered]
    with Path(__file__).with_name(f"phrases_{code}.csv").open(encoding="utf-8") as lines:
        asked = {row["phrase"]: set(row["service"].split("/")) for row in csv.DictReader(lines)}

    found = {phrase: [offered[place].slug for place in closest(phrase, described)[:3]] for phrase in asked}

    assert {slug for wanted in asked.values() for slug in wanted} <= set(every())
    missed = {phrase: found[phrase] for phrase in asked if not asked[phrase] & set(found[phrase])}
    assert 1 - len(missed) / len(asked) >= AMONG_THREE, missed
