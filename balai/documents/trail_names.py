"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions, name_fact
from balai.documents.enums import Action, MediaType

name_fact("media_type", "jenis berkas", MediaType.choices)
name_fact("pages", "halaman")

name_actions({str(action.value): str(action.label) for action in Action})
