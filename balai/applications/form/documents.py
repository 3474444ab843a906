"""What is handed in with an application: the requirements of the service's standard for these answers, and more."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.text import slugify

from balai.applications.form.asking import answers_about, kept, numbered
from balai.applications.form.definition import Answers, ApplicationForm, holds
from balai.services.rules import known_answers, needed
from balai.services.standard import Requirement, Standard


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """A document to photograph. `name` stays the same as long as the requirement does.

    `sheet` names the sheet of this application (`sheets.Sheet.name`) that is signed and then photographed.
    """

    name: str
    title: str
    law: str
    proofs: tuple[str, ...]
    note: str = ""
    is_optional: bool = False
    sheet: str = ""


def required_documents(
    form: ApplicationForm, standard: Standard, answers: Answers, *, on: date
) -> list[RequiredDocument]:
    """What must be handed in after these answers, on that day; what the agency makes itself is not among it."""
    counted = kept(form, answers)
    case = known_answers(standard, {name: str(value) for name, value in counted.items()})
    found = [
        document
        for requirement in needed(standard, case, on)
        if requirement.name not in form.documents.made_by_agency
        for document in _of_requirement(form, requirement, counted)
    ]
    found += [
        RequiredDocument(slugify(each.title), each.title, each.law, each.proofs, each.note)
        for each in form.documents.more
        if holds(each.when, counted)
    ]
    return list({document.name: document for document in found}.values())


def _of_requirement(
    form: ApplicationForm, requirement: Requirement, answers: Answers
) -> list[RequiredDocument]:
    """One document, or one for each person where there are several."""
    person = form.documents.each.get(requirement.name, "")
    sheet = form.documents.sheets.get(requirement.name, "")
    one = RequiredDocument(
        name=slugify(requirement.name),
        title=requirement.name,
        law=requirement.law,
        proofs=requirement.proofs,
        note=requirement.note,
        is_optional=requirement.name in form.documents.optional,
        sheet=sheet,
    )
    several = numbered(form, person, answers) if person else []
    if len(several) < 2:
        return [one]
    return [
        replace(
            one,
            name=f"{one.name}-{number}",
            title=f"{one.title}: {answers_about(each, answers).get('full_name') or f'ke-{number}'}",
            sheet=sheet and f"{sheet}-{number}",
        )
        for number, each in enumerate(several, 1)
    ]
