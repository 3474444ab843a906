"""How large and how fresh the register is, in one look."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from balai.desk.rules import RegisterAge
from balai.residents.models import Family, Resident


@dataclass(frozen=True)
class RegisterState:
    residents: int
    families: int
    as_of: date | None
    """The day for which the newest rows hold; None for an empty register."""

    def age(self, today: date, update_days: int) -> RegisterAge | None:
        return RegisterAge(self.as_of, today, update_days) if self.as_of else None


def register_state() -> RegisterState:
    """The register of the village in scope. Two queries."""
    found = Resident.objects.living().aggregate(residents=Count("id"), as_of=Max("data_as_of"))
    return RegisterState(found["residents"], Family.objects.active().count(), found["as_of"])
