"""A village that is ready to issue letters."""

from pathlib import Path
from typing import Any

import pytest

from balai.core import sealing
from balai.tenancy.models import Village
from balai.villages import keys
from tests.letters.factories import PUBLIC_URL, make_ready


@pytest.fixture
def hall(settings: Any, tmp_path: Path) -> None:
    """A data folder of the test's own and a public address. Keys opened for other tests are forgotten."""
    settings.BALAI_DATA_DIR = tmp_path
    settings.BALAI_PUBLIC_URL = PUBLIC_URL
    sealing._opened.cache_clear()
    keys._authority.cache_clear()


@pytest.fixture
def ready(hall: None, in_village: Village) -> Village:
    """A village that has kinds, a seal, an official and a rule for numbers; the test acts for it."""
    make_ready()
    return in_village
