"""What the actions of this app are called in the audit trail."""

from balai.access.enums import Action, CardState, Way
from balai.accounts.trail import YES_OR_NO, name_actions, name_fact

name_fact("way", "cara", Way.choices)
name_fact("hours", "jam")
name_fact("card", "kartu")
name_fact("kiosk", "anjungan")
name_fact("replaced", "mengganti kartu lama", YES_OR_NO)
name_fact("pins", "PIN")
name_fact("chips", "KTP-el")
name_fact("cards", "kartu")
name_fact("calls", "permintaan lama")
name_fact("unanswered", "permintaan tak terjawab")
name_fact("state", "keadaan", CardState.choices)

name_actions({action.value: str(action.label) for action in Action})
