"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions
from balai.services.operations import PUBLISHED

name_actions({PUBLISHED: "Memberlakukan standar layanan"})
