"""What the pages that record events are tried with: a day, a family, and what every form asks."""

from typing import Any

import pytest
import time_machine

from balai.residents.models import Family, Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.factories import make_area, make_couple

NOW = "2026-11-22T09:00:00+07:00"
FORM: dict[str, Any] = {
    "occurred_on": "20 November 2026",
    "reported_on": "21-11-2026",
    "document": "Surat keterangan 12/2026",
    "note": "",
    "request_key": "01938f6e-0000-7000-8000-000000000001",
}

type Couple = tuple[Family, Resident, Resident, Resident]


@pytest.fixture
def the_day() -> Any:
    """The Sunday after what these forms tell."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def couple(village: Village) -> Couple:
    with acting_for(village):
        return make_couple(area=make_area())
