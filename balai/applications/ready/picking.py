"""Ready texts beside the forms that return or refuse one application."""

from collections.abc import Iterable, Mapping

from balai.applications.desk_forms import SENTENCES_LIST, Place
from balai.applications.enums import TextUse
from balai.applications.ready.placeholders import DOCUMENT, filled_in
from balai.applications.ready.texts import ReadyText, all_ready_texts

type SentenceLists = list[tuple[str, list[str]]]
"""The id of each list that fields offer, with its sentences."""


def sentence_lists(places: Iterable[Place], facts: Mapping[str, str]) -> SentenceLists:
    """What the fields of a returned application offer: answers share a list, each document has its own. One query."""
    texts = all_ready_texts([TextUse.ANSWER, TextUse.DOCUMENT])
    lists = [(SENTENCES_LIST, _sentences(texts[TextUse.ANSWER], facts))]
    for place in places:
        if place.is_document:
            told = {**facts, DOCUMENT.name: place.label}
            lists.append((place.sentences_list, _sentences(texts[TextUse.DOCUMENT], told)))
    return lists


def picked(ready: Iterable[ReadyText], name: str) -> ReadyText | None:
    """The text that a button names."""
    return next((each for each in ready if each.name == name), None)


def _sentences(texts: Iterable[ReadyText], facts: Mapping[str, str]) -> list[str]:
    return [filled_in(each.text, facts) for each in texts if each.is_offered]
