"""A village gives a hue; whatever it is, what is printed can be read."""

import re
from collections.abc import Iterable
from itertools import product

import typst

from balai.core.typesetting import FONTS, PACKAGE

TEXT_ON = (
    ("on-deep", "deep"), ("on-deep-soft", "deep"), ("accent", "deep"), ("deep", "accent"), ("on-deep", "brand"),
    *((text, ground) for text in ("ink", "ink-soft", "brand")
      for ground in ("on-deep", "brand-soft", "brand-faint", "accent-soft")),
    ("accent-ink", "accent-soft"),
)  # fmt: skip
HOSTILE = (
    "#ffe600",
    "#00e5ff",
    "#ffffff",
    "#000000",
    "#ff0000",
    "#0000ff",
    "#00ff00",
    "#808080",
    "#0d5c63",
    "#e0a21b",
)


type Tones = dict[str, tuple[int, ...]]


def tones(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Tones]:
    """Every tone as it is printed, by name, for each pair of colours that a village may give."""
    wanted = list(pairs)
    listed = ", ".join(f'("{main}", "{accent}")' for main, accent in wanted)
    source = (
        '#import "/balai/posters/typst/press.typ": tones\n'
        f"#for (main, accent) in ({listed},) {{ [/];\n"
        "for (name, tone) in tones(main, accent) [#name #tone.to-hex();] }"
    )
    drawn = typst.compile(source.encode(), root=str(PACKAGE.parent), font_paths=[str(FONTS)], format="html")
    each = re.sub("<[^>]+>", "", drawn.decode()).split("/")[1:]
    read = [re.findall(r"([a-z-]+) #([0-9a-f]{6})", part) for part in each]
    return {
        pair: {name: tuple(bytes.fromhex(code)) for name, code in found}
        for pair, found in zip(wanted, read, strict=True)
    }


def luminance(colour: tuple[int, ...]) -> float:
    linear = [
        (part / 255 / 12.92) if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_text_on_paper_has_enough_contrast_in_whatever_colours() -> None:
    weak = [
        (pair, text, ground)
        for pair, shown in tones(product(HOSTILE, repeat=2)).items()
        for text, ground in TEXT_ON
        if contrast(shown[text], shown[ground]) < 4.5
    ]

    assert weak == []
