"""Makes a copy of the stylesheet for browsers from before cascade layers (Chrome 98 and older).

    python -m balai.core.flatten_css

Each layer becomes plain rules, and every selector of a later layer is made more specific than all earlier ones by
`:not(#\\#)`. Properties that follow the direction of writing become left, right, top and bottom: Indonesian has one
direction. Reading the same source always gives the same copy; a test keeps the two in step.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "static" / "balai" / "balai.css"
COPY = SOURCE.with_name("balai-flat.css")
LEVEL = r":not(#\#)"  # matches everything and counts as one id

SIDES = {"inline": ("left", "right"), "block": ("top", "bottom")}
CORNERS = {
    "border-start-start-radius": "border-top-left-radius",
    "border-start-end-radius": "border-top-right-radius",
    "border-end-start-radius": "border-bottom-left-radius",
    "border-end-end-radius": "border-bottom-right-radius",
}
SIZES = {"inline-size": "width", "block-size": "height"}
SIDE = re.compile(
    r"(?P<what>margin|padding|border|inset)-(?P<axis>inline|block)(?:-(?P<edge>start|end))?(?P<rest>-\w+)?"
)
SIZE = re.compile(r"(?P<limit>min-|max-)?(?P<size>inline-size|block-size)")
WRITTEN = {"start": "left", "end": "right", "inline-start": "left", "inline-end": "right"}


@dataclass(frozen=True)
class Block:
    """A rule or at-rule with its body, or a statement such as `@layer a, b` without one (None)."""

    head: str
    body: str | None


def flatten(css: str) -> str:
    """The stylesheet without layers, same result in a browser that knows layers."""
    blocks = list(read_blocks(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))
    order = [name.strip() for name in blocks[0].head.removeprefix("@layer").split(",")]
    lines = ["/* Made by balai/core/flatten_css.py from balai.css. Do not edit. */"]
    for name in order:
        for block in blocks[1:]:
            if block.head == f"@layer {name}" and block.body is not None:
                lines += write(block.body, level=_level(order.index(name)))
    return "\n".join(lines) + "\n"


def _level(place: int) -> int:
    """How many ids a layer's selectors gain. Reset and tokens never compete: tokens set custom properties."""
    return max(0, place - 1)


def read_blocks(css: str) -> Iterator[Block]:
    """The rules and statements of one nesting level, in order."""
    depth, start, head = 0, 0, ""
    for place, character in enumerate(css):
        if character == "{":
            if depth == 0:
                head, start = _tidy(css[start:place]), place + 1
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield Block(head, css[start:place])
                start = place + 1
        elif character == ";" and depth == 0:
            yield Block(_tidy(css[start:place]), None)
            start = place + 1


def write(css: str, *, level: int) -> Iterator[str]:
    """The rules of one layer as flat text, one line each."""
    for block in read_blocks(css):
        if block.body is None:
            yield block.head + ";"
        elif block.head.startswith("@keyframes"):
            yield f"{block.head}{{{''.join(_plain_rules(block.body))}}}"
        elif block.head.startswith("@"):
            yield f"{block.head}{{"
            yield from write(block.body, level=level)
            yield "}"
        else:
            body = declarations(block.body)
            for selectors in _groups(block.head):
                yield f"{','.join(raise_selector(selector, level) for selector in selectors)}{{{body}}}"


def _plain_rules(css: str) -> Iterator[str]:
    for block in read_blocks(css):
        yield f"{block.head}{{{declarations(block.body or '')}}}"


def _groups(head: str) -> Iterator[list[str]]:
    """Selectors that may share a rule. An older browser drops a whole rule for one part that it does not know."""
    plain: list[str] = []
    for selector in _expand(head):
        if re.search(r":focus-visible|:has\(|:modal|::-", selector):
            yield [selector]
        else:
            plain.append(selector)
    if plain:
        yield plain


def _expand(head: str) -> Iterator[str]:
    """Single selectors, with each `:is(a, b)` written out."""
    for selector in split_commas(head):
        if match := re.search(r":is\(([^()]*)\)", selector):
            for choice in split_commas(match[1]):
                yield from _expand(selector[: match.start()] + choice + selector[match.end() :])
        else:
            yield selector


def raise_selector(selector: str, level: int) -> str:
    """The selector with the weight of its layer, put before a pseudo-element."""
    stem, pseudo, element = selector.partition("::")
    return f"{stem}{LEVEL * level}{pseudo}{element}"


def declarations(body: str) -> str:
    """Declarations with physical sides, tidied."""
    written = []
    for declaration in _split(body, ";"):
        name, _, value = declaration.partition(":")
        written += [f"{name}:{value}" for name, value in physical(name.strip(), _tidy(value))]
    return ";".join(written)


def physical(name: str, value: str) -> list[tuple[str, str]]:
    """One declaration in terms of left, right, top, bottom, width, height and `transform`."""
    for reading in (_named, _edges):
        if pairs := reading(name, value):
            return pairs
    return [(name, value)]


def _named(name: str, value: str) -> list[tuple[str, str]]:
    """Properties with one older name, or an older name of their value; [] for any other."""
    size = SIZE.fullmatch(name)
    if name in CORNERS:
        name = CORNERS[name]
    elif size:
        name = (size["limit"] or "") + SIZES[size["size"]]
    elif name in ("text-align", "float"):
        value = WRITTEN.get(value, value)
    elif name == "transition":
        value = re.sub("|".join(SIZES), lambda found: SIZES[found[0]], value)
    elif name in ("translate", "rotate"):
        name, value = "transform", f"{name}({', '.join(_split(value, ' '))})"
    else:
        return []
    return [(name, value)]


def _edges(name: str, value: str) -> list[tuple[str, str]]:
    """Margins, paddings, borders and insets that name sides of the writing; [] for any other."""
    if name == "inset":
        return list(zip(("top", "right", "bottom", "left"), _four(value), strict=True))
    match = SIDE.fullmatch(name)
    if match is None:
        return []
    stem = "" if match["what"] == "inset" else f"{match['what']}-"
    first, last = SIDES[match["axis"]]
    rest = match["rest"] or ""
    if match["edge"]:
        return [(f"{stem}{first if match['edge'] == 'start' else last}{rest}", value)]
    # A border's value is one whole, a margin's may be two lengths.
    parts = [value] if match["what"] == "border" else _split(value, " ")
    return [(f"{stem}{first}{rest}", parts[0]), (f"{stem}{last}{rest}", parts[-1])]


def _four(value: str) -> tuple[str, str, str, str]:
    parts = _split(value, " ")
    top, right = parts[0], parts[1] if len(parts) > 1 else parts[0]
    return top, right, parts[2] if len(parts) > 2 else top, parts[3] if len(parts) > 3 else right


def split_commas(text: str) -> list[str]:
    """Parts between commas that stand outside brackets."""
    return _split(text, ",")


def _split(text: str, separator: str) -> list[str]:
    parts, depth, quote, part = [], 0, "", ""
    for character in text:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        depth += (character in "([") - (character in ")]")
        if character == separator and depth == 0 and not quote:
            parts.append(part.strip())
            part = ""
        else:
            part += character
    parts.append(part.strip())
    return [part for part in parts if part]


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


if __name__ == "__main__":
    COPY.write_text(flatten(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
