"""Paired devices and their browsers."""

from balai.accounts.actors import Actor
from balai.kiosk.http import TOKEN_COOKIE
from balai.kiosk.models import KioskDevice
from balai.kiosk.operations.pairing import ask_to_pair, pair
from balai.tenancy.models import Village
from tests.factories import HallClient, count


def make_kiosk(*, by: Actor, name: str = "", place: str = "Ruang tunggu") -> tuple[KioskDevice, str]:
    """A device of the scope's village, and its token."""
    asking, token = ask_to_pair()
    device = pair(code=asking.code, name=name or f"Anjungan {next(count)}", place=place, by=by)
    return device, token


def kiosk_browser(village: Village, token: str) -> HallClient:
    """A browser that holds the token of a device."""
    browser = HallClient(village)
    browser.cookies[TOKEN_COOKIE] = token
    return browser
