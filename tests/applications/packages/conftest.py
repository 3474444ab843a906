"""Two halls: a village without a line, and the civil registry's, where the same village has another number."""

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.core import sealing
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from balai.villages.known_offices import believe
from tests.applications.factories import birth_service
from tests.applications.form.answers import TODAY


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime.combine(TODAY, time(9), tzinfo=ZoneInfo("Asia/Jakarta")), tick=True):
        yield


@pytest.fixture(autouse=True)
def own_keys(settings: Any, tmp_path: Path) -> None:
    """A data folder of the test's own. Keys opened for other tests are forgotten."""
    settings.BALAI_DATA_DIR = tmp_path
    sealing._opened.cache_clear()
    keys._authority.cache_clear()


@pytest.fixture
def sealed(village: Village, own_keys: None) -> Village:
    keys.prepare_seal(village, at=timezone.now())
    return village


@pytest.fixture
def far_hall(sealed: Village, other_village: Village) -> Village:
    """The village as the registry's hall has it: it believes the village's own seal."""
    keys.prepare_seal(other_village, at=timezone.now())
    believe(other_village.code, keys.seal_of(sealed).certificate, at=other_village.regency.code)
    with acting_for(other_village):
        birth_service()
    return other_village


@pytest.fixture
def registry() -> Actor:
    return Actor(officer=None, label="Disdukcapil")
