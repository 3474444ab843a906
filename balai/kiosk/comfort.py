"""How the person in front of the screen wants it: with voice, in large letters, in high contrast.

Kept in a cookie of the browser's session, so that pages come out right at once; forgotten with the visit.
"""

from dataclasses import dataclass, replace
from typing import Self

from django.http.response import HttpResponseBase

from balai.kiosk.http import KioskRequest, drop_cookie, set_cookie

COOKIE = "balai_layar"
_SIGNS = {"speaks": "s", "large": "b", "contrast": "k"}


@dataclass(frozen=True, slots=True)
class Comfort:
    speaks: bool
    large: bool = False
    contrast: bool = False

    @classmethod
    def of(cls, request: KioskRequest) -> Self:
        """What this visitor chose, else what the device begins with."""
        chosen = request.COOKIES.get(COOKIE)
        if not chosen:
            return cls(speaks=request.device.speaks)
        return cls(**{name: sign in chosen for name, sign in _SIGNS.items()})

    def switched(self, name: str) -> Self:
        """The other way round in one respect; an unknown name changes nothing."""
        return replace(self, **{name: not getattr(self, name)}) if name in _SIGNS else self

    @property
    def signs(self) -> str:
        return "".join(sign for name, sign in _SIGNS.items() if getattr(self, name)) or "-"


def keep_comfort(response: HttpResponseBase, comfort: Comfort) -> None:
    set_cookie(response, COOKIE, comfort.signs)


def forget_comfort(response: HttpResponseBase) -> None:
    drop_cookie(response, COOKIE)
