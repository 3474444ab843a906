"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import YES_OR_NO, name_actions, name_fact
from balai.introductions.enums import Action, Origin

name_fact("origin", "cara", Origin.choices)
name_fact("days", "berlaku (hari)")
name_fact("rw_endorses", "ketua RW menyetujui", YES_OR_NO)
name_fact("takes_photos", "foto kertas cukup", YES_OR_NO)
name_fact("resident", "warga")

name_actions({action.value: action.label for action in Action})
