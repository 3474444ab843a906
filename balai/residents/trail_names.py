"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions
from balai.residents.enums import EventKind

name_actions(
    {
        **{f"residents.{kind.value}": f"Mencatat peristiwa: {kind.label}" for kind in EventKind},
        "residents.book_opened": "Membuka buku register",
        "residents.crosschecked": "Mencocokkan NIK dengan desa lain",
        "residents.differences_exported": "Mengunduh selisih data",
        "residents.exported": "Mengunduh data warga",
        "residents.import": "Memuat data warga dari berkas",
        "residents.import_uploaded": "Mengunggah berkas data warga",
        "residents.import_rechecked": "Memeriksa ulang berkas data warga",
        "residents.import_decided": "Memutuskan memuat berkas data warga",
        "residents.import_cancelled": "Membatalkan berkas data warga",
        "residents.initial": "Memuat data awal",
    }
)
