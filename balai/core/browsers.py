"""Which stylesheet a browser can read: cascade layers came in 2022, village phones are older."""

import re

CAMERA = "camera=(self), microphone=(), geolocation=()"
"""The Permissions-Policy of pages that read QR codes; no other page may ask for a device."""

# First versions with cascade layers (caniuse.com/css-cascade-layers).
FIRST_WITH_LAYERS = (
    (re.compile(r"Firefox/(\d+)"), 97.0),
    (re.compile(r"Chrom(?:e|ium)/(\d+)"), 99.0),
    (re.compile(r"(?:iPhone )?OS (\d+)_(\d+).*? like Mac OS X"), 15.4),
    (re.compile(r"Version/(\d+)\.(\d+).*Safari"), 15.4),
)
# Browsers that name no engine we can count, all without layers.
OLD_BY_NAME = re.compile(r"MSIE |Trident/|Presto/|UCWEB|Android [1-4]\.|Opera Mini|KAIOS/2")


def needs_flat_stylesheet(user_agent: str) -> bool:
    """Whether this browser ignores `@layer`. An unknown browser is taken for a new one."""
    if OLD_BY_NAME.search(user_agent):
        return True
    for pattern, first in FIRST_WITH_LAYERS:
        if match := pattern.search(user_agent):
            return float(".".join(match.groups())) < first
    return False
