"""Regional languages. Everything is written in Indonesian; a catalogue says the same in another language.

The catalogue of a language is `locale/<code>/LC_MESSAGES/django.po` of this app, with the Indonesian words as keys;
what it does not have stays Indonesian. `python -m scripts.languages` finds what is to be said and compiles the catalogues.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language, gettext, override, pgettext


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code (BCP 47), which is a part of addresses too, and what it is called in itself and in Indonesian."""

    code: str
    own_name: str
    name: str


INDONESIAN: Final = Language("id", "Bahasa Indonesia", "Bahasa Indonesia")
REGIONAL: Final[Mapping[str, Language]] = {
    each.code: each for each in (Language("jv", "Basa Jawi", "Bahasa Jawa"),)
}
WRITTEN: Final = "written"
"""The context of texts that are data, such as those of standards: their keys are apart from the words of pages."""


def say(text: str, **values: object) -> str:
    """The words in the language of the page; `values` stand in the places that the text names: '%(clock)s'."""
    said = gettext(text)
    return said % values if values else said


def to_say[Words](words: Words) -> Words:
    """Mark words (one text, or a mapping or sequence of them) that are said later, when the language is known."""
    return words


def say_written(text: str) -> str | None:
    """Words that are data in the language of the page; None where they are to be read as Indonesian in a page that is not."""
    if not text or get_language() == INDONESIAN.code:
        return text
    said = pgettext(WRITTEN, text)
    return None if said == text else said


def in_indonesian() -> override:
    """Say everything inside in Indonesian: what is told by voice, sent to others, or marked as Indonesian as a whole."""
    return override(INDONESIAN.code)
