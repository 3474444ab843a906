"""A village with a neighbourhood, on a set day."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from balai.core import sealing
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from tests.introductions.factories import Neighbourhood, make_neighbourhood

NOW = datetime(2026, 11, 20, 2, 41, 58, tzinfo=UTC)


@pytest.fixture(autouse=True)
def morning() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def own_keys(settings: Any, tmp_path: Path) -> None:
    """A data folder of the test's own. Keys opened for other tests are forgotten."""
    settings.BALAI_DATA_DIR = tmp_path
    sealing._opened.cache_clear()
    keys._authority.cache_clear()


@pytest.fixture
def people(village: Village, own_keys: None) -> Neighbourhood:
    """The neighbourhood of `village`, which has its keys."""
    keys.prepare_seal(village, at=NOW)
    with acting_for(village):
        return make_neighbourhood(village)
