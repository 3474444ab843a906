"""The catalogues of regional languages say everything that is said, and nothing else."""

import gettext
import re
from pathlib import Path

import polib
import pytest
from django.utils import translation

from balai.core.languages import REGIONAL, WRITTEN
from scripts import languages

PLACE = re.compile(r"%\((\w+)\)s")
REGIONAL_CATALOGUES = [path for path in languages.all_catalogues() if path.parts[-3] in REGIONAL]
TAG = re.compile(r"</?\w+[^>]*>")


@pytest.fixture(scope="module")
def wanted() -> dict[str, list[str]]:
    return languages.messages()


@pytest.mark.parametrize("code", REGIONAL)
def test_a_language_says_everything_and_nothing_else(code: str, wanted: dict[str, list[str]]) -> None:
    """`python -m scripts.languages` writes what is missing into the catalogue."""
    said = {entry.msgid: entry.msgstr for entry in polib.pofile(str(languages.catalogue_of(code)))}

    assert sorted(set(wanted) - set(said)) == []
    assert sorted(set(said) - set(wanted)) == []
    assert [text for text, words in said.items() if not words] == []


@pytest.mark.parametrize("path", REGIONAL_CATALOGUES, ids=str)
def test_the_values_of_a_text_stand_in_its_translation(path: Path) -> None:
    faults = [
        entry.msgid
        for entry in polib.pofile(str(path))
        if sorted(PLACE.findall(entry.msgid)) != sorted(PLACE.findall(entry.msgstr))
        or sorted(TAG.findall(entry.msgid)) != sorted(TAG.findall(entry.msgstr))
    ]

    assert faults == []


@pytest.mark.parametrize("path", languages.all_catalogues(), ids=str)
def test_the_compiled_catalogue_is_in_step_with_its_source(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    read = {(key[0] if isinstance(key, tuple) else key): text for key, text in catalogue.items() if key}

    assert read == {_key(entry): entry.msgstr or entry.msgstr_plural[0] for entry in polib.pofile(str(path))}


def _key(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else str(entry.msgid)


def test_indonesian_stays_as_it_is_written(wanted: dict[str, list[str]]) -> None:
    """Django has sentences of its own, with English keys: none of them may be one of our words."""
    changed = [text for text in wanted if translation.gettext(text) != text]

    assert changed == []


def test_data_has_keys_of_its_own() -> None:
    with translation.override("jv"):
        assert translation.gettext("Pengumuman") != "Pengumuman"
        assert translation.pgettext(WRITTEN, "Pengumuman") == "Pengumuman"
