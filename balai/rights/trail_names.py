"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions, name_fact
from balai.rights.enums import Action, Ground, Kind

name_fact("right", "hak", Kind.choices)
name_fact("ground", "alasan hukum", Ground.choices)
name_fact("event", "peristiwa")
name_fact("documents", "berkas dihapus")
name_fact("contacts", "kontak dihapus")
name_fact("drafts", "draf dihapus")

name_actions({action.value: action.label for action in Action})
