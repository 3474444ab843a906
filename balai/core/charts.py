"""Charts drawn on the server as SVG, the same for a page and for paper.

A chart has no colours of its own: on pages the stylesheet gives them to its classes (`bar`, `bar-2`, `axis`, `value`), on
paper `for_print` does. Letters may grow to 20 px on a phone, therefore labels stand above their bars. Each
chart says all its values in `aria-label`; a table of the same figures belongs beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH: Final = 440
LABEL_CHARACTERS: Final = 27
LABEL_BESIDE_A_MEAN: Final = 34
LINE: Final = 20
BAR: Final = 13
ROW_GAP: Final = 13
FOOT: Final = 6

PYRAMID_ROW: Final = 27
MIDDLE: Final = 80
VALUE_ROOM: Final = 56

PRINT_STYLE: Final = (
    "text{font:16px 'Liberation Sans';fill:#43524f}.value{font-weight:bold;fill:#111}"
    ".bar{fill:#0b5057}.bar-2{fill:#d9b36c}.axis{fill:none;stroke:#d5dedc}"
)


FEW: Final = "kurang dari 5"
"""What is said instead of a value that is None: so few people that they would be recognised."""
FEW_SHORT: Final = "<5"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, made of one part for each series. A value of None is not told (`FEW`), and draws nothing."""

    label: str
    values: tuple[int | None, ...]

    @property
    def total(self) -> int:
        return sum(value or 0 for value in self.values)

    @property
    def is_told(self) -> bool:
        return any(value is not None for value in self.values)


def figure(number: float | Decimal) -> str:
    """'11.964' or '3,6', as Indonesians write numbers."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


def percentage(part: int, whole: int) -> str:
    """'12,5 %'; '< 0,1 %' for very few; '0 %' of nothing."""
    share = round(100 * part / whole, 1) if whole else 0.0
    if part and not share:
        return "< 0,1 %"
    return f"{figure(int(share) if share == int(share) else share)} %"


def bar_chart(
    bars: Sequence[Bar], *, label: str, series: Sequence[str] = (), shares: bool = True
) -> SafeString:
    """Horizontal bars, the parts of each side by side; the value and its share of all stand at the end of the label.

    Without `shares` for what doesn't add up to a whole. `label` says what is counted; `series` names the parts. Nothing to count gives an empty chart with its label.
    """
    whole, longest = sum(bar.total for bar in bars), max((bar.total for bar in bars), default=0)
    drawn: list[str] = []
    top = 0
    for bar in bars:
        lines = wrap(bar.label, LABEL_CHARACTERS) or [""]
        share = f" · {percentage(bar.total, whole)}" if shares and bar.is_told else ""
        drawn += _label(lines, top, f"{_said(bar)}{share}")
        top += LINE * len(lines) + 3
        drawn += _parts(bar, top, WIDTH / longest if longest else 0)
        top += BAR + ROW_GAP
    told = "; ".join(_told(bar, series) for bar in bars) or "tidak ada"
    return _svg(max(top - ROW_GAP, LINE) + FOOT, f"{label}: {told}.", drawn)


def scale_chart(lines: Sequence[tuple[str, Decimal]], *, label: str, lowest: int, highest: int) -> SafeString:
    """Where each line stands between `lowest` and `highest`: averages, which have no sum and no share."""
    scale = WIDTH / (highest - lowest)
    drawn: list[str] = []
    top = 0
    for name, value in lines:
        words = wrap(name, LABEL_BESIDE_A_MEAN) or [""]
        drawn += _label(words, top, figure(value))
        top += LINE * len(words) + 3
        drawn.append(f'<path class="axis" d="M0 {top + BAR + 0.5}H{WIDTH}"/>')
        drawn += _bar("bar", 0, top, max(round(float(value - lowest) * scale, 1), 1.5), BAR)
        top += BAR + ROW_GAP
    told = "; ".join(f"{name} {figure(value)}" for name, value in lines)
    return _svg(max(top - ROW_GAP, LINE) + FOOT, f"{label}: {told}.", drawn)


def pyramid(bars: Sequence[Bar], *, label: str, series: tuple[str, str]) -> SafeString:
    """An age pyramid: `bars` from the youngest; the first series to the left, the second to the right."""
    longest = max((value or 0 for bar in bars for value in bar.values), default=0)
    side = (WIDTH - MIDDLE) / 2
    scale = (side - VALUE_ROOM) / longest if longest else 0
    height = PYRAMID_ROW * (len(bars) + 1)
    drawn = [
        *_text(side, LINE - 4, series[0], anchor="end", kind="value"),
        *_text(side + MIDDLE, LINE - 4, series[1], kind="value"),
        f'<path class="axis" d="M{side} {PYRAMID_ROW}V{height}M{side + MIDDLE} {PYRAMID_ROW}V{height}"/>',
    ]
    for index, bar in enumerate(reversed(bars), 1):
        top = PYRAMID_ROW * index + 3
        left, right = (_length(value, scale) for value in bar.values)
        drawn += [
            *_bar("bar", side - left, top, left, PYRAMID_ROW - 6),
            *_bar("bar-2", side + MIDDLE, top, right, PYRAMID_ROW - 6),
            *_text(WIDTH / 2, top + 16, bar.label, anchor="middle"),
            *_text(side - left - 5, top + 16, _figure(bar.values[0]), anchor="end"),
            *_text(side + MIDDLE + right + 5, top + 16, _figure(bar.values[1])),
        ]
    told = "; ".join(_told(bar, series) for bar in bars) or "tidak ada"
    return _svg(height + FOOT, f"{label}: {told}.", drawn)


def for_print(svg: str) -> str:
    """The same chart as a file of its own, with colours and letters for paper."""
    head, _, rest = svg.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{PRINT_STYLE}</style>{rest}'


def _label(lines: Sequence[str], top: float, value: str) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield from _text(0, top + LINE * number - 4, line)
    yield from _text(WIDTH, top + LINE - 4, value, anchor="end", kind="value")


def _parts(bar: Bar, top: float, scale: float) -> Iterator[str]:
    yield f'<path class="axis" d="M0 {top + BAR + 0.5}H{WIDTH}"/>'
    start = 0.0
    for place, value in enumerate(bar.values):
        width = _length(value, scale)
        yield from _bar("bar" if place == 0 else "bar-2", start, top, width, BAR)
        start += width


def _figure(value: int | None) -> str:
    return FEW_SHORT if value is None else figure(value)


def _said(bar: Bar) -> str:
    return figure(bar.total) if bar.is_told else FEW


def _length(value: int | None, scale: float) -> float:
    """At least a hairline for the smallest value above nothing."""
    return max(round(value * scale, 1), 1.5) if value else 0.0


def _bar(kind: str, x: float, y: float, width: float, height: float) -> Iterator[str]:
    if width:
        yield f'<rect class="{kind}" x="{round(x, 1)}" y="{y}" width="{width}" height="{height}"/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", kind: str = "") -> Iterator[str]:
    attributes = f' class="{kind}"' if kind else ""
    if anchor != "start":
        attributes += f' text-anchor="{anchor}"'
    yield f'<text x="{round(x, 1)}" y="{y}"{attributes}>{escape(words)}</text>'


def _told(bar: Bar, series: Sequence[str]) -> str:
    if not series:
        return f"{bar.label} {_said(bar)}"
    parts = ", ".join(
        f"{name.lower()} {FEW if value is None else figure(value)}"
        for name, value in zip(series, bar.values, strict=True)
    )
    return f"{bar.label} {_said(bar)} ({parts})" if None not in bar.values else f"{bar.label} {parts}"


def _svg(height: float, label: str, drawn: Sequence[str]) -> SafeString:
    return mark_safe(  # noqa: S308  # every text in it is escaped
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}">{"".join(drawn)}</svg>'
    )
