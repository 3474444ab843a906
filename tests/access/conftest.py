"""A village with keys for its cards, and people who may want to be recognised there."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from balai.core import sealing
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.villages import keys
from tests.access.factories import make_woman


@pytest.fixture
def sealed(settings: Any, tmp_path: Path, village: Village) -> None:
    """A data folder of the test's own, with the keys of the village. Keys opened for other tests are forgotten."""
    settings.BALAI_DATA_DIR = tmp_path
    sealing._opened.cache_clear()
    keys._authority.cache_clear()
    keys.prepare_seal(village, at=datetime(2026, 1, 2, tzinfo=UTC))


@pytest.fixture
def siti(in_village: Village) -> Resident:
    """A woman of the village, whose mother the register knows."""
    return make_woman()
