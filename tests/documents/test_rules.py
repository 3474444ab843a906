"""When a photograph is called blurred, dark or small."""

import pytest
from PIL import Image, ImageChops

from balai.documents.pictures import measure
from balai.documents.rules import BLURRED, DARK, SMALL, Quality
from tests.documents import files


@pytest.mark.parametrize(
    ("quality", "warnings"),
    [
        (Quality(60, 230, 1600), ()),
        (Quality(40, 95, 900), ()),
        (Quality(39, 230, 1600), (BLURRED,)),
        (Quality(60, 94, 1600), (DARK,)),
        (Quality(60, 230, 899), (SMALL,)),
        (Quality(0, 0, 300), (DARK, BLURRED, SMALL)),
    ],
)
def test_a_photograph_that_an_officer_could_not_read_is_told(
    quality: Quality, warnings: tuple[str, ...]
) -> None:
    assert quality.warnings == warnings


@pytest.mark.parametrize(
    ("blurred", "light", "noise", "warnings"),
    [
        (0, 1, 0, ()),
        (1, 0.8, 8, ()),
        (2.5, 1, 0, (BLURRED,)),
        (4, 1, 8, (BLURRED,)),
        (0, 0.25, 4, (DARK,)),
        (4, 0.25, 0, (DARK, BLURRED)),
    ],
)
def test_measures_tell_a_readable_page_from_a_blurred_and_a_dark_one(
    blurred: float, light: float, noise: float, warnings: tuple[str, ...]
) -> None:
    picture = files.paper(blurred=blurred, light=light)
    grain = Image.effect_noise(picture.size, noise).convert("RGB")

    seen = ImageChops.add(picture, grain, offset=-128)

    assert measure(seen).warnings == warnings
