"""Whether a page is valid HTML: parsed as the standard says, without an error, and put together from what may stand where.

The parser finds tags that do not match and elements in places that it must mend. The rules below find what parses, but
means nothing: two elements of one id, references to none, blocks inside of words, controls inside of controls.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from tinyhtml5.parser import HTMLParser

WORDS: Final = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "span",
        "b",
        "i",
        "em",
        "strong",
        "small",
        "u",
        "s",
        "label",
        "button",
        "legend",
        "q",
        "cite",
        "code",
        "time",
    ]
)
BLOCKS: Final = frozenset(
    [
        "div",
        "p",
        "ul",
        "ol",
        "dl",
        "table",
        "section",
        "article",
        "aside",
        "nav",
        "header",
        "footer",
        "main",
        "form",
        "fieldset",
        "figure",
        "details",
        "blockquote",
        "hr",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
CONTROLS: Final = frozenset(["a", "button", "input", "select", "textarea", "details"])
HOLD_NO_CONTROLS: Final = frozenset({"a", "button"})
ONLY_INSIDE: Final = {
    "ul": frozenset({"li", "script", "template"}),
    "ol": frozenset({"li", "script", "template"}),
    "dl": frozenset({"dt", "dd", "div", "script", "template"}),
    "datalist": frozenset({"option", "script", "template"}),
}
REFERENCES: Final = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form", "headers")
OBSOLETE: Final = frozenset({"align", "bgcolor", "border", "cellpadding", "cellspacing", "valign", "nowrap"})
DAY_OR_MOMENT: Final = re.compile(
    r"\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?)?|\d\d:\d\d"
)
AROUND: Final = {"tr": "tbody", "td": "tr", "th": "tr", "option": "select"}
_FIRST_TAG: Final = re.compile(r"\s*<(\w+)")


def is_whole(page: str) -> bool:
    """Whether it is a page, and not a part that replaces another on one."""
    return page.lstrip()[:9].lower() == "<!doctype"


def faults(page: str) -> list[str]:
    """What is wrong with a page or a part of one, each in a few words; none for a valid one."""
    parser = HTMLParser(namespace_html_elements=False)
    if whole := is_whole(page):
        root = parser.parse(page)
    else:
        first = _FIRST_TAG.match(page)
        root = parser.parse_fragment(page, container=AROUND.get(first[1], "div") if first else "div")
    lines = page.splitlines()
    parsed = [
        f"{code} {told or ''}: {lines[line - 1].strip()[:160]}" for (line, _), code, told in parser.errors
    ]
    elements = list(_elements(root, ()))
    placed = [fault for element, above in elements for fault in _placing(element, above)]
    return [*parsed, *_identities([element for element, _ in elements], whole=whole), *placed]


def _elements(node: Any, above: tuple[str, ...]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every element with what it stands in, the nearest last. A drawing has rules of its own."""
    for child in node:
        if isinstance(child.tag, str):
            yield child, above
            if child.tag.rpartition("}")[2] != "svg":
                yield from _elements(child, (*above, child.tag))


def _identities(elements: list[Any], *, whole: bool) -> Iterator[str]:
    """An id names one element, and what refers to an id finds it."""
    named = Counter(each.get("id") for each in elements if each.get("id"))
    yield from (f"two elements have the id {name}" for name, count in named.items() if count > 1)
    for each in elements if whole else ():  # the page around a part may hold them
        wanted = [(name, word) for name in REFERENCES for word in each.get(name, "").split()]
        address = each.get("href", "")
        if each.tag == "a" and address.startswith("#") and len(address) > 1:
            wanted.append(("href", address[1:]))
        yield from (
            f"{name} of <{each.tag}> leads to no {word}" for name, word in wanted if word not in named
        )


def _placing(element: Any, above: tuple[str, ...]) -> Iterator[str]:
    name, attributes, parent = element.tag, element.attrib, above[-1] if above else ""
    if name in BLOCKS and (words := WORDS.intersection(above)):
        yield f"<{name}> stands inside of <{min(words)}>"
    is_control = name in CONTROLS and attributes.get("type") != "hidden"
    if (
        is_control
        and (name != "a" or "href" in attributes)
        and (control := HOLD_NO_CONTROLS.intersection(above))
    ):
        yield f"<{name}> stands inside of <{min(control)}>"
    if parent in ONLY_INSIDE and name not in ONLY_INSIDE[parent]:
        yield f"<{name}> stands directly in <{parent}>"
    if name == "li" and parent not in {"ul", "ol", "menu", ""}:
        yield f"<li> stands in <{parent}>"
    if name == "img" and "alt" not in attributes:
        yield "a picture says nothing to those who do not see it"
    if name == "time" and "datetime" in attributes and not DAY_OR_MOMENT.fullmatch(attributes["datetime"]):
        yield f"no day or moment: {attributes['datetime']}"
    if attributes.get("type") == "hidden" and attributes.get("autocomplete") in {"on", "off"}:
        yield "nobody fills in a hidden field: it has no autocomplete"
    if wrong := OBSOLETE & attributes.keys():
        yield f"<{name}> has {min(wrong)}, which is for the stylesheet to say"
