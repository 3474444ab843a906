"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import YES_OR_NO, name_actions, name_fact
from balai.printing.enums import Action

name_fact("printer", "pencetak")
name_fact("job", "cetakan")
name_fact("sheets", "lembar")
name_fact("came_out", "sudah keluar", YES_OR_NO)

name_actions(
    {
        Action.PRINTER_ADDED: "Menambah pencetak",
        Action.PRINTER_CHANGED: "Mengubah pencetak",
        Action.PRINTER_RETIRED: "Menonaktifkan pencetak",
        Action.PRINTER_RESTORED: "Mengaktifkan pencetak lagi",
        Action.ENQUEUED: "Mencetak",
        Action.HANDED_OVER: "Menyerahkan cetakan ke peramban",
        Action.DOCUMENT_OPENED: "Membuka berkas cetakan",
        Action.PRINTED_AGAIN: "Mencetak lagi",
        Action.CANCELLED: "Membatalkan cetakan",
        Action.SETTLED: "Memastikan hasil cetakan",
        Action.SPOILED: "Mencatat kertas rusak",
        Action.SLIP_PRINTED: "Mencetak struk",
    }
)
