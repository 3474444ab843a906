"""Reading a page as somebody who must not meet a word in another language than the page says."""

import re
from html.parser import HTMLParser

from django.utils.translation.trans_real import DjangoTranslation

OPEN, CLOSE = "⟦", "⟧"
BRACKETS = {OPEN: 1, CLOSE: -1}
CONTEXT_ENDS = "\x04"
HEAD = {"title", "meta"}
SPOKEN_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "data-label")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Marking(DjangoTranslation):
    """A language in which everything is said in brackets; data is not in its catalogue."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        if CONTEXT_ENDS in message:
            return message
        self.asked.add(message)
        return f"{OPEN}{message}{CLOSE}"


def untranslated(page: str, *, names: str, data: str = "") -> list[str]:
    """Words that stand outside of brackets, where the page claims to be in its own language, and are no `names`.

    Title and description of a page may hold `data` too: nothing can be said of the language of a part of them.
    """
    reader = _Reader()
    reader.feed(page)
    known = set(_WORD.findall(names))
    of_head = known | set(_WORD.findall(data))
    return [
        text
        for place, language, text in reader.outside
        if language == reader.own and set(_WORD.findall(text)) - (of_head if place in HEAD else known)
    ]


class _Reader(HTMLParser):
    """Collects what stands outside of brackets, with its language. A bracket may hold elements and other brackets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = [("", "")]
        self.outside: list[tuple[str, str, str]] = []
        self.own = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self.open[-1][1]
        self.own = self.own or language
        spoken = [given.get(name) for name in SPOKEN_ATTRIBUTES]
        if tag == "meta" and given.get("name") == "description":
            spoken.append(given["content"])
        for text in filter(None, spoken):
            before, self.depth = self.depth, 0
            self.outside.append((tag, language, self._outside(text)))
            self.depth = before
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self.open[-1]
        if tag not in {"script", "style"}:
            self.outside.append((tag, language, self._outside(data)))

    def _outside(self, text: str) -> str:
        kept = []
        for sign in text:
            if sign in BRACKETS:
                self.depth += BRACKETS[sign]
            elif not self.depth:
                kept.append(sign)
        return " ".join(_ADDRESS.sub("", "".join(kept)).split())
