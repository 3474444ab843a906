"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import YES_OR_NO, name_actions, name_fact
from balai.residents.enums import EventKind
from balai.residents.exchange.enums import Decision
from balai.residents.exchange.layouts import LAYOUTS

name_fact("book", "buku")
name_fact("month", "bulan")
name_fact("bytes", "ukuran (bita)")
name_fact("families", "keluarga")
name_fact("added", "baru")
name_fact("changed", "berubah")
name_fact("events", "peristiwa", YES_OR_NO)
name_fact("run", "nomor berkas")
name_fact("decision", "keputusan", Decision.choices)
name_fact("layout", "susunan", [(layout.name, layout.title) for layout in LAYOUTS.values()])
name_fact("living_only", "hanya yang masih tinggal di sini", YES_OR_NO)
name_fact("disability", "dengan data disabilitas", YES_OR_NO)

name_actions(
    {
        **{f"residents.{kind.value}": f"Mencatat peristiwa: {kind.label}" for kind in EventKind},
        "residents.book_opened": "Membuka buku register",
        "residents.crosschecked": "Mencocokkan NIK dengan desa lain",
        "residents.differences_exported": "Mengunduh selisih data",
        "residents.exported": "Mengunduh data warga",
        "residents.figures_published": "Mengumumkan angka warga",
        "residents.import": "Memuat data warga dari berkas",
        "residents.import_uploaded": "Mengunggah berkas data warga",
        "residents.import_rechecked": "Memeriksa ulang berkas data warga",
        "residents.import_decided": "Memutuskan memuat berkas data warga",
        "residents.import_cancelled": "Membatalkan berkas data warga",
        "residents.initial": "Memuat data awal",
    }
)
