"""The statutory sheets of an application, as offices print them for signature and for the file."""

from datetime import datetime

from balai.applications.comparing import Comparison
from balai.applications.form.definition import APPLICANT
from balai.applications.form.filling import fill
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.villages.models import Identity


def drawn_sheet(compared: Comparison, name: str, *, village: Village, at: datetime) -> bytes | None:
    """One of them as PDF; None where these answers have no such sheet. Raises `TypesettingFailed`."""
    sheet = next((each for each in compared.sheets() if each.name == name), None)
    if sheet is None:
        return None
    known = {
        person: compared.residents[nik]
        for person, group in compared.groups.items()
        if (nik := str(group.get("nik") or "")) in compared.residents
    }
    applicant = known.get(APPLICANT)
    family: list[Resident] = []
    if applicant is not None and applicant.family is not None:
        members = Resident.objects.living().filter(family=applicant.family).with_family()
        family = list(members.in_kk_order())
    identity = Identity.objects.current()
    return fill(sheet, village=village, identity=identity, at=at, people=known, family=family)
