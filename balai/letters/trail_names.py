"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions
from balai.letters.enums import Action

name_actions(
    {
        Action.ISSUED: "Menerbitkan surat",
        Action.REVOKED: "Mencabut surat",
        Action.SUPERSEDED: "Mengganti surat",
        Action.VOIDED: "Membatalkan nomor surat",
        Action.OPENED: "Membuka surat",
        Action.LISTED: "Melihat daftar surat",
        Action.NUMBERED: "Memberi nomor surat",
        Action.PROPOSED: "Mengusulkan surat",
        Action.CHECKED: "Membubuhkan paraf",
        Action.SIGNED: "Menandatangani surat",
        Action.RETURNED: "Mengembalikan usulan surat",
        Action.WITHDRAWN: "Menarik usulan surat",
        Action.CHAIN_CHANGED: "Mengatur siapa yang menandatangani",
        Action.FORM_PRINTED: "Mencetak formulir",
        Action.KIND_PUBLISHED: "Memberlakukan jenis surat",
        Action.NUMBERING_CHANGED: "Mengatur penomoran surat",
    }
)
