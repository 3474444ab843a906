"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions
from balai.publications.enums import Action

name_actions({action.value: action.label for action in Action})
