"""The public face shows what other apps hold, so its tests start from a village that already works."""

from tests.letters.conftest import hall, ready

__all__ = ["hall", "ready"]
