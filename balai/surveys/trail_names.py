"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions, name_fact
from balai.surveys.enums import Action

name_fact("period", "masa")
name_fact("index", "IKM")

name_actions({action.value: action.label for action in Action})
