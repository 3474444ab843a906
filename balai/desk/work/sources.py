"""The officer's work list: what waits, where it is done, and how urgent it is.

Each source looks at one thing and names the permission of those who can do something about it. Only what somebody must
act on is listed; counts for their own sake are not.
"""

from collections.abc import Collection

from balai.accounts.enums import Permission
from balai.desk.work.applications import applications_to_work, late_applications
from balai.desk.work.data_requests import data_requests_to_answer, late_data_requests
from balai.desk.work.items import Situation, Source, WorkItem
from balai.desk.work.letters import (
    introductions_to_endorse,
    letters_at_the_district,
    letters_to_sign,
    returned_letters,
    unsealed_letters,
)
from balai.desk.work.machines import calling_kiosks, printers_in_trouble, prints_to_look_at
from balai.desk.work.office import missing_letterhead, missing_signer
from balai.desk.work.public_face import (
    papers_to_replace,
    periodic_information,
    reports_of_mistakes,
    standards_to_read,
    standards_to_review,
    texts_to_review,
)
from balai.desk.work.register import stale_register, undecided_imports, untold_changes
from balai.posters.permissions import MAKES_PAPERS


def work_list(situation: Situation, permissions: Collection[Permission]) -> list[WorkItem]:
    """Everything that waits for somebody with these permissions, the most urgent first."""
    items = [
        item for permission, source in SOURCES if permission in permissions for item in source(situation)
    ]
    return sorted(items, key=lambda item: item.urgency)


SOURCES: tuple[tuple[Permission, Source], ...] = (
    (Permission.IMPORT_RESIDENTS, stale_register),
    (Permission.IMPORT_RESIDENTS, undecided_imports),
    (Permission.EXPORT_RESIDENTS, untold_changes),
    (Permission.ISSUE_LETTERS, calling_kiosks),
    (Permission.OVERSEE_APPLICATIONS, late_applications),
    (Permission.OVERSEE_APPLICATIONS, late_data_requests),
    (Permission.WORK_APPLICATIONS, applications_to_work),
    (Permission.ANSWER_DATA_REQUESTS, data_requests_to_answer),
    (Permission.ISSUE_LETTERS, letters_to_sign),
    (Permission.ISSUE_LETTERS, returned_letters),
    (Permission.ISSUE_LETTERS, unsealed_letters),
    (Permission.ISSUE_LETTERS, letters_at_the_district),
    (Permission.ENDORSE_INTRODUCTIONS, introductions_to_endorse),
    (Permission.ISSUE_LETTERS, printers_in_trouble),
    (Permission.ISSUE_LETTERS, prints_to_look_at),
    (Permission.MANAGE_SITE, reports_of_mistakes),
    (Permission.MANAGE_SITE, texts_to_review),
    (Permission.MANAGE_SERVICES, standards_to_read),
    (Permission.MANAGE_SERVICES, standards_to_review),
    (Permission.MANAGE_SITE, periodic_information),
    (Permission.MANAGE_VILLAGE, missing_signer),
    (Permission.MANAGE_VILLAGE, missing_letterhead),
    (MAKES_PAPERS, papers_to_replace),
)
