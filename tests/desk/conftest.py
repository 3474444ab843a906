"""The desk gathers from every app, so its tests start from a village that already works."""

from tests.letters.conftest import hall, ready

__all__ = ["hall", "ready"]
