"""A village with kinds of letters to change."""

import pytest

from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.letters.factories import make_ready


@pytest.fixture
def sukamaju(hall: None, village: Village) -> Village:
    with acting_for(village):
        make_ready()
    return village
