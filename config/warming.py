"""What the first letter after a start would wait for, loaded while nobody asks for it.

Sealing, the printers' protocol and the voice are loaded when they are first used, so that `make run` shows its first page
soon. The first resident at the kiosk is not to pay for that: a second and more of the minute.
"""

import logging
import threading
from importlib import import_module
from typing import Final

AFTER_SECONDS: Final = 3.0
"""By then the first page is out."""
HEAVY: Final = ("config.urls_village", "balai.core.sealing", "balai.core.ipp_wire")

logger = logging.getLogger(__name__)


def warm_soon() -> None:
    """Load in the background what letters need, a moment after the start. Called once in each web process."""
    timer = threading.Timer(AFTER_SECONDS, warm)
    timer.daemon = True
    timer.start()


def warm() -> None:
    """Load it now. A part that cannot be loaded says so to whoever uses it first."""
    from balai.access.keeping import decoy
    from balai.core.voice import VoiceUnavailable, voice

    for name in HEAVY:
        import_module(name)
    decoy()
    try:
        voice().clip("")
    except VoiceUnavailable:
        logger.warning("the kiosk has no voice on this machine")
