"""A village with a kiosk in its hall."""

import pytest

from balai.accounts.actors import Actor
from balai.kiosk.models import KioskDevice
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.kiosk.factories import kiosk_browser, make_kiosk


@pytest.fixture
def kiosk(village: Village) -> tuple[KioskDevice, str]:
    """A paired device and its token."""
    with acting_for(village):
        return make_kiosk(by=Actor.system("uji"))


@pytest.fixture
def device(kiosk: tuple[KioskDevice, str]) -> KioskDevice:
    return kiosk[0]


@pytest.fixture
def paired(village: Village, kiosk: tuple[KioskDevice, str]) -> HallClient:
    """The browser of the device; paths begin at the village's root: '/anjungan/'."""
    return kiosk_browser(village, kiosk[1])
