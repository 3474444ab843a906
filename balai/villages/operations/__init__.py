"""Everything that changes what a village says about itself. All run inside the scope of that village, but for those
about the agencies of the regency.

What the database would refuse is raised as `ValidationError` with the sentence of the constraint.
"""

from balai.villages.operations.agencies import AgencyFacts, add_agency, change_agency, retire_agency
from balai.villages.operations.areas import (
    NewAreaHead,
    add_area,
    add_areas,
    appoint_area_head,
    appoint_area_heads,
    connect_area_head,
    end_headship,
    remove_area,
    rename_subarea,
)
from balai.villages.operations.hours import (
    add_closure,
    add_special_hours,
    remove_closure,
    remove_special_hours,
    set_collective_leave,
    set_week,
)
from balai.villages.operations.identity import (
    change_clock,
    change_colours,
    change_contact,
    change_languages,
    change_words,
    remove_logo,
    replace_logo,
)
from balai.villages.operations.officials import (
    appoint_official,
    correct_official,
    end_term,
    record_absence,
    remove_absence,
)

__all__ = [
    "AgencyFacts",
    "NewAreaHead",
    "add_agency",
    "add_area",
    "add_areas",
    "add_closure",
    "add_special_hours",
    "appoint_area_head",
    "appoint_area_heads",
    "appoint_official",
    "change_agency",
    "change_clock",
    "change_colours",
    "change_contact",
    "change_languages",
    "change_words",
    "connect_area_head",
    "correct_official",
    "end_headship",
    "end_term",
    "record_absence",
    "remove_absence",
    "remove_area",
    "remove_closure",
    "remove_logo",
    "remove_special_hours",
    "rename_subarea",
    "replace_logo",
    "retire_agency",
    "set_collective_leave",
    "set_week",
]
