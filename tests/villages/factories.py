"""Plain makers of what a village says about itself."""

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from balai.villages.enums import AreaLevel, Position, SigningForm
from balai.villages.models import Area, Official


def make_area(dusun: str = "Krajan", rw: str = "", rt: str = "") -> Area:
    """An area with all areas above it."""
    level = AreaLevel.RT if rt else AreaLevel.RW if rw else AreaLevel.DUSUN
    parent = None
    if rt and (rw or dusun):
        parent = make_area(dusun, rw)
    elif rw and dusun:
        parent = make_area(dusun)
    return Area.objects.get_or_create(dusun=dusun, rw=rw, rt=rt, defaults={"level": level, "parent": parent})[
        0
    ]


def make_official(**fields: Any) -> Official:
    """A head in office since 2024, unless told otherwise."""
    defaults = {
        "name": "Suparno Hadi",
        "position": Position.HEAD,
        "signing_form": SigningForm.HEAD,
        "since": date(2024, 1, 1),
    }
    return Official.objects.create(**{**defaults, **fields})


def make_picture(size: tuple[int, int] = (300, 200), kind: str = "PNG", **options: Any) -> bytes:
    output = BytesIO()
    Image.new("RGB", size, "#0d5c63").save(output, format=kind, **options)
    return output.getvalue()
