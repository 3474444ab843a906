"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions, name_fact
from balai.api.enums import Action, Scope

name_fact("scopes", "boleh", Scope.choices)

name_actions({Action.KEY_CREATED: "Membuat kunci API", Action.KEY_REVOKED: "Mencabut kunci API"})
