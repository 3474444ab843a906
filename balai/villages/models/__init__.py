"""Tables of the village: areas, offices, calendar, and the national table of area codes."""

from balai.villages.models.agencies import Agency
from balai.villages.models.areas import Area, AreaHead
from balai.villages.models.national import AdministrativeArea
from balai.villages.models.office import Closure, Identity, OfficeHours
from balai.villages.models.officials import Absence, Official

__all__ = [
    "Absence",
    "AdministrativeArea",
    "Agency",
    "Area",
    "AreaHead",
    "Closure",
    "Identity",
    "OfficeHours",
    "Official",
]
