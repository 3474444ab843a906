"""The people of an application as groups of values, as letters and sheets print them: typed, or from the register."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from balai.applications.form.asking import AskedStep, answers_about, kept, numbered, same_person
from balai.applications.form.codes import CODED_OF_A_PERSON
from balai.applications.form.definition import APPLICANT, BETWEEN, Answers, ApplicationForm, Step, named
from balai.core.identity import nik_facts, nik_problem
from balai.core.questions import QuestionType, Value
from balai.letters import values
from balai.residents.enums import CODED
from balai.residents.models import Resident
from balai.tenancy.rules import RegionalWords

type Group = dict[str, Value | None]
type Groups = Mapping[str, Mapping[str, Value | None]]


def people(form: ApplicationForm, answers: Answers, *, today: date) -> dict[str, Group]:
    """Everybody whom the answers tell of, by the names under which they were asked about."""
    counted = kept(form, answers)
    found = {APPLICANT: typed_group(form, APPLICANT, counted, today)}
    for person in dict.fromkeys(step.person for step in form.steps if step.person):
        same = same_person(form, person, counted)
        for instance in numbered(form, person, counted):
            known = found.get(same, {}) if same else {}
            group = with_birth({**known, **typed_group(form, instance, counted, today)}, today)
            if group:
                found[instance] = group
    return found


def typed_group(form: ApplicationForm, person: str, answers: Answers, today: date) -> Group:
    """What was answered about one person, as values: days are days, codes are words with `…_code` beside them."""
    kinds = _types(form, person)
    group: Group = {}
    said = answers_about(person, answers)
    known = (
        {name: value for step in _steps(form, person) for name, value in step.known.items()} if said else {}
    )
    for name, answer in {**known, **said}.items():
        if name in CODED_OF_A_PERSON and str(answer).isdecimal():
            group[name] = _label(name, int(answer))
            group[f"{name}_code"] = int(answer)
        else:
            group[name] = typed(answer, kinds.get(name, QuestionType.TEXT))
    return with_birth(group, today)


def with_birth(group: Group, today: date) -> Group:
    """A person with place and day of birth in one line, and the age, where the day is known."""
    born = group.get("birth_date")
    if not isinstance(born, date):
        return group
    place = str(group.get("birth_place") or "")
    return {**group, "birth": values.birth(place, born), "age": values.age(born, today)}


def _types(form: ApplicationForm, person: str) -> dict[str, QuestionType]:
    known = {"birth_date": QuestionType.DATE} if person == APPLICANT else {}
    return known | {
        question.name: question.type for step in _steps(form, person) for question in step.questions
    }


def _steps(form: ApplicationForm, person: str) -> list[Step]:
    whose = {person, person.rstrip("0123456789")}
    return [step for step in form.steps if step.person in whose]


def _label(name: str, code: int) -> str:
    """The word that is printed for a code; the code itself where the list does not have it."""
    try:
        return str(CODED[name](code).label)
    except ValueError:
        return str(code)


def typed(answer: Any, kind: QuestionType) -> Value:
    """An answer as a value that can be printed. What is no day or time stays a text."""
    try:
        match kind:
            case QuestionType.DATE:
                return date.fromisoformat(str(answer))
            case QuestionType.TIME:
                return time.fromisoformat(str(answer))
    except ValueError:
        return str(answer)
    return answer if isinstance(answer, int) else str(answer)


def birth_date_of(group: Mapping[str, Value | None], *, today: date) -> date | None:
    """When somebody was born: as said, else as the NIK tells."""
    said = group.get("birth_date")
    if isinstance(said, date):
        return said
    nik = str(group.get("nik") or "")
    return nik_facts(nik, today).birth_date if nik and nik_problem(nik) is None else None


def from_register(step: AskedStep, resident: Resident, words: RegionalWords, *, on: date) -> dict[str, Any]:
    """The answers that the register gives to the questions of a step about one person."""
    if not step.person:
        return {}
    told = values.person(resident, words, on)
    found: dict[str, Any] = {}
    for question in step.questions:
        name = question.name.removeprefix(step.person + BETWEEN)
        value = told.get(f"{name}_code") if name in CODED_OF_A_PERSON else told.get(name)
        if value not in (None, ""):
            found[question.name] = _as_answer(value, question.type)
    return found


def _as_answer(value: Value | None, kind: QuestionType) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if kind is QuestionType.CHOICE else value


def told_of(person: str, resident: Resident) -> dict[str, Any]:
    """What is known of an applicant from the register, under the names that every form knows."""
    family = resident.family
    told = {
        "full_name": resident.full_name,
        "nik": resident.nik,
        "kk": family.kk if family else "",
        "birth_date": resident.birth_date.isoformat(),
    }
    return {named(person, name): value for name, value in told.items() if value}
