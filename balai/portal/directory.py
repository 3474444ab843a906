"""The villages of the regency as their front page lists them."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import get_script_prefix

from balai.tenancy.models import Village


@dataclass(frozen=True)
class Entry:
    name: str
    district: str
    code: str
    address: str


def find_villages(asked: str) -> list[Entry]:
    """Villages by district and name; with words asked for, those whose name or district holds all of them."""
    villages = Village.objects.select_related("regency").in_order()
    for word in asked.split():
        villages = villages.filter(
            Q(name__icontains=word) | Q(word_village__icontains=word) | Q(district__icontains=word)
        )
    return [
        Entry(village.words.full_name, village.words.full_district, village.code, front_page(village))
        for village in villages
    ]


def front_page(village: Village) -> str:
    """Where a village's site begins: its own host, else its part of the path of this one."""
    return f"//{village.host}/" if village.host else f"{get_script_prefix()}{village.slug}/"
