"""The tabs of the desk: which there are, and which an officer sees."""

from collections.abc import Collection
from dataclasses import dataclass

from balai.accounts.enums import Permission


@dataclass(frozen=True)
class Tab:
    """One tab; without a permission every officer sees it."""

    name: str
    label: str
    url_name: str
    permission: Permission | None = None

    def is_for(self, permissions: Collection[str]) -> bool:
        return self.permission is None or self.permission in permissions


TABS = (
    Tab("today", "Hari ini", "desk:home"),
    Tab("residents", "Warga", "residents:list", Permission.READ_RESIDENTS),
    Tab("introductions", "Pengantar", "introductions:home", Permission.READ_AREA_RESIDENTS),
    Tab("applications", "Permohonan", "applications:desk", Permission.WORK_APPLICATIONS),
    Tab("letters", "Surat", "letters:list", Permission.READ_LETTERS),
    Tab("services", "Layanan", "services:desk", Permission.MANAGE_SERVICES),
    Tab("reports", "Laporan", "residents:statistics", Permission.READ_STATISTICS),
    Tab("site", "Situs", "publications:site", Permission.MANAGE_SITE),
    Tab("village", "{village}", "villages:settings", Permission.MANAGE_VILLAGE),
)
