"""Reading the table of a form strictly: a file that comes with Balai, or what was kept with an application.

What has passed can be asked, checked and printed. `plan_reading` reads what is done with the answers.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from balai.applications.form.codes import CODES
from balai.applications.form.consistency import FORM, MOST_REPEATS, check_consistency
from balai.applications.form.definition import (
    Agency,
    ApplicationForm,
    SameAs,
    Step,
)
from balai.applications.form.plan_reading import (
    read_checks,
    read_conditions,
    read_documents,
    read_events,
    read_sheets,
)
from balai.core.questions import Question, SchemaProblem, read_questions
from balai.core.strict_tables import (
    DefinitionProblem,
    Place,
    Table,
    check_size,
    choice,
    entries,
    flag,
    number,
    only,
    table,
    text,
    texts,
)

__all__ = ["DefinitionProblem", "read_form"]

MOST_STEPS = 40
MOST_QUESTIONS_A_STEP = 60
LONGEST_TEXT = 400
_SLUG = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
_KEYS = {
    "service", "revision", "purpose", "law", "agency", "nik_optional", "case", "steps", "checks", "sheets", "documents", "life_events",
}  # fmt: skip
_STEP_KEYS = {"name", "title", "intro", "questions", "when", "person", "repeat", "most", "same_as", "known"}


def read_form(content: Table) -> ApplicationForm:
    """Read and check a form. Raises `DefinitionProblem`, with the place, in Indonesian."""
    check_size(content)
    only(content, _KEYS, FORM)
    steps = tuple(
        _step(entry, Place(f"Langkah ke-{at}", ("steps", at - 1)))
        for at, entry in enumerate(entries(content, "steps", FORM, MOST_STEPS), 1)
    )
    form = ApplicationForm(
        service=_matching(content, "service", _SLUG, 60),
        revision=number(content, "revision", FORM, usual=1, largest=10_000),
        purpose=text(content, "purpose", FORM, LONGEST_TEXT),
        law=texts(content, "law", FORM, longest=200, most=12),
        agency=Agency(choice(content, "agency", FORM, tuple(Agency), "")),
        nik_optional=flag(content, "nik_optional", FORM),
        case=_case(content),
        steps=steps,
        checks=read_checks(content, FORM),
        sheets=read_sheets(content, FORM),
        documents=read_documents(content, FORM),
        life_events=read_events(content, FORM),
    )
    check_consistency(form)
    return form


def _matching(entry: Table, key: str, shape: re.Pattern[str], longest: int) -> str:
    found = text(entry, key, FORM, longest)
    if not shape.fullmatch(found):
        raise DefinitionProblem(f"'{key}' memakai huruf kecil dan angka.", FORM)
    return found


def _case(content: Table) -> Mapping[str, tuple[str, ...]]:
    source = table(content, "case", FORM, 10)
    return {name: texts(source, name, FORM, longest=60, most=30) for name in source}


def _step(entry: Any, where: Place) -> Step:
    only(entry, _STEP_KEYS, where)
    person = text(entry, "person", where, 30, needed=False)
    repeat = text(entry, "repeat", where, 60, needed=False)
    if person and not _NAME.fullmatch(person):
        raise DefinitionProblem("nama orang memakai huruf kecil, angka, dan garis bawah.", where)
    if repeat and not person:
        raise DefinitionProblem("yang berulang harus tentang orang.", where)
    name = text(entry, "name", where, 40)
    if not _SLUG.fullmatch(name):
        raise DefinitionProblem("nama langkah memakai huruf kecil, angka, dan tanda hubung.", where)
    return Step(
        name=name,
        title=text(entry, "title", where, 120),
        intro=text(entry, "intro", where, LONGEST_TEXT, needed=False),
        questions=_questions(entries(entry, "questions", where, MOST_QUESTIONS_A_STEP), where),
        when=read_conditions(entry, where),
        person=person,
        repeat=repeat,
        most=max(1, number(entry, "most", where, usual=1, largest=MOST_REPEATS)),
        known={
            name: text({"is": each}, "is", where, 60)
            for name, each in table(entry, "known", where, 6).items()
        },
        same_as=tuple(_same_as(each, where) for each in entries(entry, "same_as", where, 6)),
    )


def _same_as(entry: Any, where: Place) -> SameAs:
    only(entry, {"person", "when"}, where)
    return SameAs(text(entry, "person", where, 30), read_conditions(entry, where))


def _questions(source: Iterable[Any], where: Place) -> tuple[Question, ...]:
    """Questions as `core.questions` reads them; their conditions may name what was asked in an earlier step."""
    plain, conditions = [], []
    for each in source:
        if not isinstance(each, Mapping):
            raise DefinitionProblem("bentuknya bukan isian.", where)
        found = [condition for together in read_conditions(each, where) for condition in together]
        if len(found) > 1:
            raise DefinitionProblem("satu isian hanya punya satu syarat.", where)
        conditions.append(found[0] if found else None)
        plain.append(
            {**{key: value for key, value in each.items() if key != "when"}, **_options(each, where)}
        )
    try:
        read = read_questions(plain, where.words)
    except SchemaProblem as problem:
        raise DefinitionProblem(problem.problem, Place(problem.where, where.path)) from problem
    return tuple(replace(question, condition=found) for question, found in zip(read, conditions, strict=True))


def _options(entry: Mapping[str, Any], where: Place) -> dict[str, Any]:
    """`options = "religion"` stands for a code list that the law has closed."""
    told = entry.get("options")
    if not isinstance(told, str):
        return {}
    if told not in CODES:
        raise DefinitionProblem(f"daftar kode '{told[:40]}' tidak dikenal.", where)
    return {"options": [{"value": each.value, "label": each.label} for each in CODES[told]]}
