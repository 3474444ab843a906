"""How large a file may be, and when a photograph is too blurred or too dark to be read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from balai.documents.refusals import REFUSALS

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 15 * MEGABYTE
LARGEST_CHUNK: Final = 64 * 1024
MOST_PAGES: Final = 30

WIDEST: Final = 12_000
"""Pixels on a side, as sent: a camera of 108 megapixels has 12,000."""
NARROWEST: Final = 240
"""Pixels on the longer side, as sent: nothing can be read in less."""
LONG_SIDE: Final = 2_000
"""Pixels on the longer side, as kept: A4 at 170 dpi."""
LONG_SIDE_SENT: Final = 1_600
"""Pixels on the longer side, as a browser with scripts sends them: A4 at 137 dpi."""
GLIMPSED: Final = 10
"""Dots an inch of a picture by which a paper is known and not read: a digit of 18 points is two of them high."""
SENT_BYTES: Final = 250 * 1024
"""What a browser tries to stay below for each photograph."""

BLURRED_BELOW: Final = 40
"""Print of 11 points can just be read, print of 6 points no more (A4 at 1,600 pixels)."""
DARK_BELOW: Final = 95
SMALL_BELOW: Final = 900

BLURRED: Final = (
    "Foto ini buram. Pegang ponsel dengan dua tangan, ketuk layar pada tulisannya, lalu foto lagi."
)
DARK: Final = "Foto ini gelap. Foto di dekat jendela, atau nyalakan lampu."
SMALL: Final = "Foto ini kecil, tulisannya mungkin tidak terbaca. Foto dari lebih dekat."


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a photograph can be read.

    `sharpness` 0–100: how much of the contrast between neighbouring pixels goes when the picture is smoothed; little goes
    when it is blurred already (after F. Crété and others, "The blur effect", 2007: independent of what is shown).
    `brightness` 0–255: the grey above which a quarter of the picture lies, which is the paper. `long_side` in pixels.
    """

    sharpness: int
    brightness: int
    long_side: int

    @property
    def warnings(self) -> tuple[str, ...]:
        """What somebody should do before an officer has to ask for it; nothing for a good photograph."""
        found = {
            DARK: self.brightness < DARK_BELOW,
            BLURRED: self.sharpness < BLURRED_BELOW,
            SMALL: self.long_side < SMALL_BELOW,
        }
        return tuple(sentence for sentence, holds in found.items() if holds)


def limits_for_browsers() -> Mapping[str, int | str]:
    """What the JavaScript module must know, so that it says the same as the server."""
    return {
        "largestFile": LARGEST_FILE,
        "largestChunk": LARGEST_CHUNK,
        "longSide": LONG_SIDE_SENT,
        "sentBytes": SENT_BYTES,
        "blurredBelow": BLURRED_BELOW,
        "darkBelow": DARK_BELOW,
        "smallBelow": SMALL_BELOW,
        "blurred": BLURRED,
        "dark": DARK,
        "small": SMALL,
        "tooLarge": REFUSALS["too_large"],
        "empty": REFUSALS["empty"],
        "unreadable": REFUSALS["unreadable_picture"],
    }
