"""What templates of the site need."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(found: Mapping[Any, Any], key: object) -> Any:
    """What was found for a key, or None."""
    return found.get(key)
