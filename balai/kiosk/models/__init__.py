"""The kiosk's tables."""

from balai.kiosk.models.devices import KioskDevice, PairingRequest
from balai.kiosk.models.kinds import KindAtKiosk
from balai.kiosk.models.notices import Notice
from balai.kiosk.models.visits import Errand, Visit

__all__ = ["Errand", "KindAtKiosk", "KioskDevice", "Notice", "PairingRequest", "Visit"]
