"""Words about officers for templates."""

from typing import Any

from django import template

from balai.accounts.enums import Role
from balai.accounts.rules import role_name

register = template.Library()


@register.filter
def in_village(role: str, village: Any) -> str:
    """What a role is called in that village; its plain name at the regency or where the level is gone."""
    if village is None:
        return str(Role(role).label)
    return role_name(Role(role), village.words) or str(Role(role).label)
