"""Whether the parts of a form fit together: conditions look back, plans name only what is asked."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from balai.applications.form.checking import RULES
from balai.applications.form.codes import CODED_OF_A_PERSON
from balai.applications.form.definition import (
    APPLICANT,
    BETWEEN,
    KNOWN_OF_APPLICANT,
    ApplicationForm,
    Conditions,
    Source,
    Step,
    head_of,
    named,
)
from balai.applications.form.sheets import ANSWERS
from balai.core.questions import Condition, QuestionType
from balai.core.strict_tables import DefinitionProblem, Place

FORM = Place("Formulir")
MOST_REPEATS = 15
_DERIVED = ("birth", "age")


def check_consistency(form: ApplicationForm) -> None:
    """Raise `DefinitionProblem` for what could not be asked, checked or printed."""
    _check_steps(form)
    _check_plans(form)
    _check_paths(form)


def _check_steps(form: ApplicationForm) -> None:
    """Names are used once, nobody is asked about twice, and conditions look back only."""
    names = [step.name for step in form.steps]
    if len(set(names)) < len(names):
        raise DefinitionProblem("nama langkah harus berbeda.", FORM)
    _check_persons(form)
    known = set(form.case) | {named(APPLICANT, each) for each in KNOWN_OF_APPLICANT}
    for at, step in enumerate(form.steps):
        where = Place(f"Langkah '{step.title}'", ("steps", at))
        if step.repeat and step.repeat not in known:
            raise DefinitionProblem(f"'{step.repeat}' belum ditanyakan sebelumnya.", where)
        for same in step.same_as:
            if same.person not in form.persons:
                raise DefinitionProblem(f"'{same.person}' tidak dikenal.", where)
        _check_conditions(_conditions_of_step(step), known, step, where)
        for question in step.questions:
            if question.condition:
                _check_conditions(((question.condition,),), known, step, where)
            full = named(step.person, question.name) if step.person else question.name
            if full in known or (not step.person and BETWEEN in question.name):
                raise DefinitionProblem(f"nama isian '{full}' tidak boleh dipakai di sini.", where)
            known.add(full)


def _check_persons(form: ApplicationForm) -> None:
    counts: dict[str, str] = {}
    for step in form.steps:
        if step.person and counts.setdefault(step.person, step.repeat) != step.repeat:
            raise DefinitionProblem(f"'{step.person}' di satu langkah berulang, di langkah lain tidak.", FORM)
    for person in form.repeated:
        numbered = {f"{person}{number}" for number in range(1, MOST_REPEATS + 1)}
        if clash := numbered & form.persons:
            raise DefinitionProblem(f"nama orang '{min(clash)}' sudah terpakai.", FORM)


def _conditions_of_step(step: Step) -> Conditions:
    return (*step.when, *(together for same in step.same_as for together in same.when))


def _flat(conditions: Conditions) -> Iterator[Condition]:
    return (condition for together in conditions for condition in together)


def _check_conditions(conditions: Conditions, known: set[str], step: Step, where: Place) -> None:
    for condition in _flat(conditions):
        if not {condition.question, named(step.person, condition.question)} & known:
            raise DefinitionProblem(
                f"syaratnya menunjuk '{condition.question}' yang belum ditanyakan.", where
            )


def _check_plans(form: ApplicationForm) -> None:
    """What is done with the answers names only what is asked, and only answers that can be given."""
    asked = dict(_answerable(form))
    for where, conditions in _conditions_of_plans(form):
        for condition in _flat(conditions):
            if condition.question not in asked:
                raise DefinitionProblem(
                    f"syaratnya menunjuk '{condition.question}' yang tidak ditanyakan.", where
                )
            _check_values(condition, asked[condition.question], where)
    for step in form.steps:
        own = [question.condition for question in step.questions if question.condition]
        for condition in (*_flat(_conditions_of_step(step)), *own):
            full = named(step.person, condition.question)
            name = full if step.person and full in asked else condition.question
            _check_values(condition, asked[name], Place(f"Langkah '{step.title}'"))
    _check_rules(form, asked.keys())
    sheets = {sheet.name for sheet in form.sheets}
    for sheet in form.documents.sheets.values():
        if sheet not in sheets:
            raise DefinitionProblem(f"formulir '{sheet}' tidak ada.", Place("Berkas"))
    for each in (*(sheet.each for sheet in form.sheets), *form.documents.each.values()):
        if each and each not in form.repeated:
            raise DefinitionProblem(f"'{each}' tidak berulang.", FORM)


def _check_rules(form: ApplicationForm, asked: Collection[str]) -> None:
    """Every rule exists, and looks at a question, a person, or a question about a person."""
    for at, check in enumerate(form.checks):
        where = Place(f"Pemeriksaan ke-{at + 1} ('{check.rule}')", ("checks", at))
        if check.rule not in RULES:
            raise DefinitionProblem("aturannya tidak dikenal.", where)
        for about in check.about:
            if about not in form.persons and about.replace(".", BETWEEN) not in asked:
                raise DefinitionProblem(f"'{about}' tidak ditanyakan.", where)


def _answerable(form: ApplicationForm) -> Iterator[tuple[str, frozenset[str]]]:
    """Every name that answers can have, with the values of a choice; persons of whom there may be several as one."""
    for name, values in form.case.items():
        yield name, frozenset(values)
    for known in KNOWN_OF_APPLICANT:
        yield named(APPLICANT, known), frozenset()
    for step in form.steps:
        for question in step.questions:
            name = named(step.person, question.name) if step.person else question.name
            closed = question.type is QuestionType.CHOICE and not question.other
            yield name, frozenset(option.value for option in question.options) if closed else frozenset()


def _check_values(condition: Condition, possible: frozenset[str], where: Place) -> None:
    if possible and (unknown := set(condition.any_of) - possible):
        raise DefinitionProblem(f"'{condition.question}' tidak punya jawaban '{min(unknown)}'.", where)


def _conditions_of_plans(form: ApplicationForm) -> Iterator[tuple[Place, Conditions]]:
    for check in form.checks:
        yield Place(f"Pemeriksaan '{check.rule}'"), check.when
    for sheet in form.sheets:
        where = Place(f"Formulir '{sheet.name}'")
        yield where, sheet.when
        for when in (*(when for _, when in sheet.ticks), *(rows.when for rows in sheet.lists.values())):
            yield where, when
        tables = (sheet.parties, sheet.answers, sheet.family, sheet.cells, sheet.of_village)
        rows = (rows.columns for rows in sheet.lists.values())
        for sources in (*tables, *rows):
            for source in sources.values():
                for told in source:
                    yield where, told.when
    for document in form.documents.more:
        yield Place(f"Berkas '{document.title}'"), document.when
    for event in form.life_events:
        yield Place(f"Peristiwa '{event.event}'"), event.when


def _sources_of_plans(form: ApplicationForm) -> Iterator[tuple[Place, Source]]:
    for sheet in form.sheets:
        tables: Iterable[Mapping[str, Source]] = (
            sheet.parties, sheet.answers, sheet.family, sheet.cells, *(rows.columns for rows in sheet.lists.values()),
        )  # fmt: skip
        for each in tables:
            for source in each.values():
                yield Place(f"Formulir '{sheet.name}'"), source
    for event in form.life_events:
        for source in (event.occurred_on, event.kk, *event.details.values()):
            yield Place(f"Peristiwa '{event.event}'"), source


def _check_paths(form: ApplicationForm) -> None:
    """Every path leads to a person, to something asked about a person, or to another answer."""
    particulars = {person: _particulars(form, person) for person in form.persons}
    particulars |= {head_of(person): particulars[person] for person in form.repeated}
    answers = {name for name, _ in _answerable(form) if BETWEEN not in name}
    for where, source in _sources_of_plans(form):
        for told in source:
            for path in filter(None, (told.path, told.label)):
                group, dot, name = path.partition(".")
                known = answers if group == ANSWERS else particulars.get(group)
                if known is None or (dot and name not in known):
                    raise DefinitionProblem(f"asal isi '{path}' tidak ditanyakan.", where)


def _particulars(form: ApplicationForm, person: str) -> frozenset[str]:
    """What may be known of somebody, of those who may be the same person included."""
    steps = [step for step in form.steps if step.person == person]
    found = {question.name for step in steps for question in step.questions}
    found |= {name for step in steps for name in step.known}
    found |= {f"{name}_code" for name in found & CODED_OF_A_PERSON} | set(_DERIVED)
    for same in (same for step in steps for same in step.same_as):
        found |= _particulars(form, same.person)
    return frozenset(found | set(KNOWN_OF_APPLICANT) if person == APPLICANT else found)
