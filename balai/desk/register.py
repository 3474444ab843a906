"""How large and how fresh the register is, in one look."""

from dataclasses import dataclass
from datetime import date

from balai.residents.freshness import register_freshness
from balai.residents.models import Family, Resident
from balai.residents.rules import Freshness
from balai.tenancy.models import Village


@dataclass(frozen=True)
class RegisterState:
    residents: int
    families: int
    freshness: Freshness


def register_state(village: Village, today: date) -> RegisterState:
    """The register of the village in scope. Three queries."""
    return RegisterState(
        Resident.objects.living().count(),
        Family.objects.active().count(),
        register_freshness(village, today),
    )
