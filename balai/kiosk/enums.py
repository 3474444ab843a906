"""How a device stands, and what the kiosk writes into the audit trail."""

from enum import StrEnum

from django.db.models import TextChoices


class DeviceState(TextChoices):
    """How a device is, as the desk sees it."""

    ONLINE = "online", "Tersambung"
    SILENT = "silent", "Tidak terdengar"
    LOCKED = "locked", "Dikunci"


class Ending(TextChoices):
    """How a visit ended."""

    DONE = "done", "Selesai"
    IDLE = "idle", "Ditinggal"
    LEFT = "left", "Digantikan orang lain"
    LOCKED = "locked", "Anjungan dikunci"


class IntroductionRule(TextChoices):
    """Whether the head of the RT must have been asked before a letter."""

    FORBIDDEN = "forbidden", "Tidak boleh diminta"
    OPTIONAL = "optional", "Boleh dipakai"
    REQUIRED = "required", "Wajib"


class Action(StrEnum):
    """What the kiosk's own operations write into the audit trail."""

    DEVICE_PAIRED = "kiosk.device_paired"
    DEVICE_CHANGED = "kiosk.device_changed"
    DEVICE_LOCKED = "kiosk.device_locked"
    DEVICE_UNLOCKED = "kiosk.device_unlocked"
    DEVICE_REVOKED = "kiosk.device_revoked"
    CALL_ANSWERED = "kiosk.call_answered"
    TAKEN_ALONG = "kiosk.taken_along"
    KINDS_CHANGED = "kiosk.kinds_changed"
    NOTICE_PUT_UP = "kiosk.notice_put_up"
    NOTICE_TAKEN_DOWN = "kiosk.notice_taken_down"
