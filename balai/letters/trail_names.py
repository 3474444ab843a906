"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions, name_fact
from balai.letters.enums import Action, Chain, NumberingScope, SealUsed, UpdateAnswer

name_fact("scope", "cakupan", NumberingScope.choices)
name_fact("chain", "jenjang", Chain.choices)
name_fact("form", "bentuk")
name_fact("serial", "nomor agenda")
name_fact("seal", "segel", SealUsed.choices)
name_fact("revision", "revisi")
name_fact("answer", "jawaban", UpdateAnswer.choices)
name_fact("codes", "jumlah kode")
name_fact("key", "hitungan", [("", "seluruh surat keluar")])
name_fact("year", "tahun")
name_fact("next", "nomor berikutnya")

name_actions(
    {
        Action.ISSUED: "Menerbitkan surat",
        Action.REVOKED: "Mencabut surat",
        Action.SUPERSEDED: "Mengganti surat",
        Action.VOIDED: "Membatalkan nomor surat",
        Action.OPENED: "Membuka surat",
        Action.REPRINTED: "Mencetak ulang surat",
        Action.DISPATCHED: "Mencatat pengiriman surat",
        Action.AGENDA_ENTERED: "Mencatat surat masuk",
        Action.BOOK_OPENED: "Membuka buku surat",
        Action.ARCHIVE_EXPORTED: "Mengunduh daftar surat",
        Action.LISTED: "Melihat daftar surat",
        Action.NUMBERED: "Memberi nomor surat",
        Action.PROPOSED: "Mengusulkan surat",
        Action.CHECKED: "Membubuhkan paraf",
        Action.SIGNED: "Menandatangani surat",
        Action.RETURNED: "Mengembalikan usulan surat",
        Action.WITHDRAWN: "Menarik usulan surat",
        Action.SENT_TO_DISTRICT: "Mengirim surat ke camat",
        Action.COSIGNED: "Camat menandatangani surat",
        Action.DISTRICT_RETURNED: "Camat mengembalikan surat",
        Action.DISTRICT_REFUSED: "Camat menolak surat",
        Action.DISTRICT_OPENED: "Camat membuka surat",
        Action.SEAL_CHOSEN: "Memilih segel",
        Action.SIGNED_OTHERWISE: "Mengganti cara menandatangani surat",
        Action.CHAIN_CHANGED: "Mengatur siapa yang menandatangani",
        Action.FORM_PRINTED: "Mencetak formulir",
        Action.KIND_PUBLISHED: "Memberlakukan jenis surat",
        Action.KIND_DRAFTED: "Memulai konsep jenis surat",
        Action.KIND_DRAFT_DISCARDED: "Membuang konsep jenis surat",
        Action.KIND_OFFERED: "Menawarkan jenis surat",
        Action.KIND_HIDDEN: "Menyembunyikan jenis surat",
        Action.KIND_UPDATE_ANSWERED: "Menjawab pembaruan jenis surat",
        Action.CODES_IMPORTED: "Memuat kode klasifikasi",
        Action.NUMBERING_CHANGED: "Mengatur penomoran surat",
    }
)
