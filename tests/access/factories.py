"""Residents who may be recognised, and those who give them what they need for it."""

from datetime import date

from balai.accounts.actors import Actor
from balai.residents.enums import Sex
from balai.residents.models import Resident
from tests.residents.factories import make_family, person

CLERK = Actor.system("uji")
KIOSK = "Anjungan Balai Desa"
BORN = date(1992, 7, 5)
MOTHER = "Sri Wahyuni"


def make_woman(full_name: str = "Siti Aminah Lestari", **others: object) -> Resident:
    """The head of a family of her own."""
    family = make_family(
        person(full_name, sex=Sex.FEMALE, birth_date=BORN, **{"mother_name": MOTHER, **others})
    )
    return family.members.get()
