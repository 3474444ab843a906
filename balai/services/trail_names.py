"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions, name_fact
from balai.services.operations.layers import PUBLISHED
from balai.services.operations.looking import HIDDEN, INTERVAL_CHANGED, OFFERED, REVIEWED, SEEN
from balai.services.operations.regency import COMMON_PUBLISHED, REGENCY_PUBLISHED

name_fact("months", "bulan")
name_actions(
    {
        PUBLISHED: "Memberlakukan standar layanan",
        REVIEWED: "Meninjau standar layanan",
        SEEN: "Membaca perubahan standar layanan",
        INTERVAL_CHANGED: "Mengatur jadwal tinjauan layanan",
        OFFERED: "Menawarkan layanan",
        HIDDEN: "Menyembunyikan layanan",
        COMMON_PUBLISHED: "Mengubah komponen bersama",
        REGENCY_PUBLISHED: "Menetapkan standar kabupaten",
    }
)
