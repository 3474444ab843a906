"""Numbers that belong to nobody: the area 99 does not exist, and serials run from 9000 to 9999."""

from collections import Counter
from datetime import date

from balai.residents.enums import Sex

FIRST_SERIAL, LAST_SERIAL = 9000, 9999
DAYS_ADDED_FOR_WOMEN = 40


class NumbersExhausted(ValueError):
    """More than a thousand numbers were asked for one district and day."""


class NumberIssuer:
    """Hands out NIK and KK numbers, each once in the whole sample."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def nik(self, district: str, born: date, sex: Sex) -> str:
        """`district` is the dotted code, '99.01.01'; the day of birth is increased by 40 for women."""
        day = born.day + (DAYS_ADDED_FOR_WOMEN if sex == Sex.FEMALE else 0)
        return self._numbered("nik", f"{district.replace('.', '')}{day:02d}{born:%m%y}")

    def kk(self, district: str, registered: date) -> str:
        return self._numbered("kk", f"{district.replace('.', '')}{registered:%d%m%y}")

    def _numbered(self, kind: str, prefix: str) -> str:
        serial = FIRST_SERIAL + self._used[kind + prefix]
        if serial > LAST_SERIAL:
            raise NumbersExhausted(prefix)
        self._used[kind + prefix] += 1
        return f"{prefix}{serial}"
