"""What the actions of this app are called in the audit trail."""

from balai.access.enums import Way
from balai.accounts.trail import YES_OR_NO, name_actions, name_fact
from balai.kiosk.enums import Action, IntroductionRule

name_fact("offered", "ada di anjungan", YES_OR_NO)
name_fact("ways", "cara dikenali", Way.choices)
name_fact("introduction", "pengantar", IntroductionRule.choices)

name_actions(
    {
        Action.DEVICE_PAIRED: "Memasang anjungan",
        Action.DEVICE_CHANGED: "Mengubah anjungan",
        Action.DEVICE_LOCKED: "Mengunci anjungan",
        Action.DEVICE_UNLOCKED: "Membuka kunci anjungan",
        Action.DEVICE_REVOKED: "Mencabut anjungan",
        Action.CALL_ANSWERED: "Mendatangi anjungan yang memanggil",
        Action.TAKEN_ALONG: "Surat diunduh ke ponsel",
        Action.KINDS_CHANGED: "Mengatur surat di anjungan",
        Action.NOTICE_PUT_UP: "Memasang pengumuman di anjungan",
        Action.NOTICE_TAKEN_DOWN: "Menghapus pengumuman di anjungan",
    }
)
