"""The part of an address that names something: from its title, and not taken yet."""

from collections.abc import Iterable

from django.utils.text import slugify


def slug_of(title: str, *, longest: int, otherwise: str) -> str:
    """A title as an address says it; `otherwise` where none of its signs can stand in one."""
    return slugify(title)[:longest].strip("-") or otherwise


def free_slug(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or the first of 'wanted-2', 'wanted-3' … that is not taken."""
    used = set(taken)
    if wanted not in used:
        return wanted
    number = 2
    while f"{wanted}-{number}" in used:
        number += 1
    return f"{wanted}-{number}"
