"""Who may see which rows of a table."""

from enum import StrEnum

from django.db import models


class Isolation(StrEnum):
    """What a model declares about its table; the architecture test and `check_isolation` read it."""

    VILLAGE = "village"
    """Rows belong to one village; row security, one policy per role."""
    APPEND_ONLY = "append_only"
    """As VILLAGE, but no role may update or delete."""
    SHARED = "shared"
    """No personal data of residents that opens without a key; readable by every role."""
    PRIVATE = "private"
    """Readable by the owner alone (Django's own bookkeeping)."""


class DatabaseRole(StrEnum):
    """PostgreSQL roles. The login role may become the other two and holds nothing on village tables itself."""

    LOGIN = "balai"
    VILLAGE = "balai_village"
    REGENCY = "balai_regency"


class TimeZone(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"
