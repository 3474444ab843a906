"""Specific personal data among answers (UU 27/2022 pasal 4 ayat (2)): for whoever may read disabilities, and for nobody else.

Applicants see their own. At the desks an answer that is hidden is left out whole, with its question: that it was asked tells
enough.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from balai.accounts.enums import Permission
from balai.applications.form.definition import is_specific
from balai.applications.models import Application, Finding
from balai.applications.rules import AT_THE_COUNTER

LETTER_HIDDEN = "Surat ini memuat data disabilitas. Minta petugas dengan izin Melihat data disabilitas yang membuat dan membukanya."


def sees_specific(permissions: Collection[Permission]) -> bool:
    """Whether an officer with these permissions sees everything that was answered."""
    return Permission.READ_DISABILITY in permissions


def without_specific(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that every officer of the desk may see."""
    return {name: answer for name, answer in answers.items() if not is_specific(name)}


def tells_specific(application: Application) -> bool:
    """Whether somebody answered such a question."""
    return any(is_specific(name) and answer not in (None, "") for name, answer in application.answers.items())


def sees_whole(application: Application, permissions: Collection[Permission]) -> bool:
    """Whether an officer may see every answer of it, and so the letter that is made of them: paper cannot leave out half."""
    return sees_specific(permissions) or not tells_specific(application)


def seen_findings(findings: Iterable[Finding], *, with_specific: bool) -> list[Finding]:
    """What is wrong, without what is said of answers that are hidden."""
    return [each for each in findings if with_specific or not is_specific(each.place.rpartition(":")[2])]


def may_go_on(application: Application, permissions: Collection[Permission]) -> bool:
    """Whether an officer may fill it in further: the pages of the form show every answer."""
    return application.channel in AT_THE_COUNTER or sees_whole(application, permissions)
