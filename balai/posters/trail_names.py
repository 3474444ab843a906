"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions, name_fact
from balai.posters.enums import Action

name_fact("paper", "cetakan")
name_fact("size", "ukuran")
name_fact("copies", "lembar")

name_actions({action.value: action.label for action in Action})
