"""Children among those whom an application tells of: their data is used with a parent's consent (UU 27/2022 pasal 25)."""

from collections.abc import Iterable
from datetime import date

from balai.applications.enums import Kinship
from balai.applications.filling import Filling
from balai.applications.form.people import birth_date_of, people
from balai.applications.models import Application, ParentalConsent
from balai.residents.rules import is_minor

_SAID = {"ayah": Kinship.FATHER, "ibu": Kinship.MOTHER}
"""How forms call whoever reports a birth."""


def children_in(filling: Filling) -> list[str]:
    """The names of all who are under eighteen, as they were told; who has none yet is 'anak'. No queries."""
    today = filling.today
    found: dict[tuple[str, date], str] = {}
    for group in people(filling.form, filling.counting(), today=today).values():
        born = birth_date_of(group, today=today)
        if born is not None and is_minor(born, today):
            name = str(group.get("full_name") or "") or "anak"
            found.setdefault((name.casefold(), born), name)
    return list(found.values())


def is_child(application: Application, today: date) -> bool:
    """Whether the applicant is a child."""
    return application.applicant_born is not None and is_minor(application.applicant_born, today)


def probable_kinship(filling: Filling) -> Kinship | None:
    """What the applicant seems to be to the child, by what was answered."""
    return _SAID.get(str(filling.known.get("applicant_is", "")))


def telling_of_children(applications: Iterable[Application]) -> set[object]:
    """The keys of those that tell of a child. One query."""
    keys = [each.pk for each in applications]
    return set(ParentalConsent.objects.filter(application__in=keys).values_list("application_id", flat=True))
