"""The letter for the phone: an address that works for a day, for whoever scanned it from the screen."""

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import get_script_prefix, reverse

from balai.letters.models import Letter
from balai.tenancy.addresses import site_of
from balai.tenancy.models import Village

LASTS_SECONDS = 24 * 3600

_signer = TimestampSigner(salt="balai.kiosk.along")


class LinkOver(Exception):
    """The address was never given out, or a day has passed."""


def address_of(letter: Letter, village: Village) -> str:
    """The address for the phone; "" as long as the hall has no public one."""
    if not settings.BALAI_PUBLIC_URL:
        return ""
    path = reverse("kiosk:along", args=[token_of(letter)]).removeprefix(get_script_prefix())
    return f"{site_of(village, settings.BALAI_PUBLIC_URL)}{path}"


def token_of(letter: Letter) -> str:
    """What stands in the address: the letter and the time, signed."""
    return _signer.sign(letter.pk.hex)


def letter_behind(token: str) -> str:
    """The id of the letter. Raises `LinkOver`."""
    try:
        return _signer.unsign(token, max_age=LASTS_SECONDS)
    except BadSignature as over:
        raise LinkOver from over
