"""What the law fixes, held against the answers while somebody gives them, with the article named.

A form says which rule looks at what, in which words and by which law; `RULES` says what a rule is. What only one rule
can know (how many digits are missing, say) is said by the rule.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from balai.applications.form.asking import called, kept, numbered, same_person
from balai.applications.form.definition import BETWEEN, Answers, ApplicationForm, Check, holds, named
from balai.applications.form.names import name_problems
from balai.applications.form.people import Group, birth_date_of, people
from balai.core.dates import read_date
from balai.core.identity import kk_problem, nik_contradicts, nik_facts, nik_problem
from balai.letters.values import age

HEAD = 1
"""The code of a head of family."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell whoever answers. What `blocks` must be put right before the application can be sent.

    `question` is the name of the answer that it is about, among the answers.
    """

    question: str
    sentence: str
    law: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Case:
    """The answers of one application, as rules look at them."""

    form: ApplicationForm
    answers: Mapping[str, Any]
    people: Mapping[str, Group]
    today: date
    only: tuple[str, str] = ("", "")
    """Of several such persons, the one at whom a rule looks."""

    def several(self, person: str) -> list[str]:
        if person == self.only[0]:
            return [self.only[1]]
        return numbered(self.form, person, self.answers)

    def everybody(self, persons: Iterable[str]) -> list[str]:
        """Of these, whoever the answers tell of."""
        return [each for person in persons for each in self.several(person) if each in self.people]

    def day(self, name: str) -> date | None:
        return read_date(str(self.answers.get(name) or ""))

    def born(self, person: str) -> date | None:
        return birth_date_of(self.people.get(person, {}), today=self.today)


def problems(form: ApplicationForm, answers: Answers, *, today: date) -> list[Problem]:
    """Everything that the answers given so far bring up; nothing about what was not answered yet."""
    counted = kept(form, answers)
    case = Case(form, counted, people(form, counted, today=today), today)
    found = [
        problem
        for check in form.checks
        for looked in _looked_at(check, case)
        for problem in RULES[check.rule](check, looked)
    ]
    return list(dict.fromkeys(_where_it_was_said(problem, case) for problem in found))


def _where_it_was_said(problem: Problem, case: Case) -> Problem:
    """What was said of somebody who is known already was said elsewhere."""
    person, _, short = problem.question.partition(BETWEEN)
    if not short or problem.question in case.answers:
        return problem
    same = same_person(case.form, person.rstrip("0123456789"), case.answers)
    return replace(problem, question=named(same, short)) if same else problem


def _looked_at(check: Check, case: Case) -> Iterator[Case]:
    """The case, where the conditions hold; on answers about one of several persons, once for each of them."""
    asked = {condition.question.partition(BETWEEN)[0] for together in check.when for condition in together}
    person = next(iter(asked & case.form.repeated.keys()), "")
    if not person:
        if holds(check.when, case.answers):
            yield case
        return
    for each in case.several(person):
        if holds(check.when, called(person, each, case.answers)):
            yield replace(case, only=(person, each))


type Rule = Callable[[Check, Case], Iterator[Problem]]


def _problem(check: Check, question: str, sentence: str = "") -> Problem:
    return Problem(question, sentence or check.sentence, check.law, check.blocks)


def _told(check: Check, case: Case) -> Iterator[Problem]:
    """The sentence itself, wherever the conditions hold and the answer was given."""
    for question in _questions(check, case):
        if case.answers.get(question) not in (None, ""):
            yield _problem(check, question)


def _questions(check: Check, case: Case) -> Iterator[str]:
    """The answers that a check is about: `baby.birth_date` is that of every baby."""
    for about in check.about:
        person, dot, short = about.partition(".")
        if dot:
            yield from (named(each, short) for each in case.several(person))
        else:
            yield about


def _longer_ago(check: Check, case: Case) -> Iterator[Problem]:
    """A day that lies more than so many days back."""
    for question in _questions(check, case):
        day = case.day(question)
        if day and (case.today - day).days > check.number:
            yield _problem(check, question)


def _not_yet_ago(check: Check, case: Case) -> Iterator[Problem]:
    """A day that lies so many days back at most."""
    for question in _questions(check, case):
        day = case.day(question)
        if day and (case.today - day).days <= check.number:
            yield _problem(check, question)


def _before(check: Check, case: Case) -> Iterator[Problem]:
    """The first day lies before the second, where it cannot; of several persons each on their own."""
    first, second = ([*_questions(replace(check, about=(about,)), case)] for about in check.about)
    for one, other in zip(first, second * (len(first) if len(second) == 1 else 1), strict=False):
        earlier, later = case.day(one), case.day(other)
        if earlier and later and earlier < later:
            yield _problem(check, one)


def _younger(check: Check, case: Case) -> Iterator[Problem]:
    """Somebody who has not completed so many years."""
    for person in case.everybody(check.about):
        born = case.born(person)
        if born and age(born, case.today) < check.number:
            yield _problem(check, named(person, "nik"))


def _young_head(check: Check, case: Case) -> Iterator[Problem]:
    """Of a family, a head who has not completed so many years."""
    for person in case.everybody(check.about):
        born = case.born(person) if case.people[person].get("relation_code") == HEAD else None
        if born and age(born, case.today) < check.number:
            yield _problem(check, named(person, "relation"))


def _older(check: Check, case: Case) -> Iterator[Problem]:
    """Somebody who has completed so many years already."""
    for person in case.everybody(check.about):
        born = case.born(person)
        if born and age(born, case.today) >= check.number:
            yield _problem(check, named(person, "nik"))


def _nobody_grown_up(check: Check, case: Case) -> Iterator[Problem]:
    """Of some persons, whose ages are all known, nobody has completed so many years."""
    found = case.everybody(check.about)
    ages = [age(born, case.today) if (born := case.born(each)) else None for each in found]
    if found and all(each is not None and each < check.number for each in ages):
        yield _problem(check, named(found[0], "nik"))


def _young_parent(check: Check, case: Case) -> Iterator[Problem]:
    """The first is not so many years older than the others."""
    first, *others = check.about
    older = case.born(first)
    for person in case.everybody(others):
        born = case.born(person)
        if older and born and age(older, born) < check.number:
            yield _problem(check, named(first, "birth_date"))


def _nik_differs(check: Check, case: Case) -> Iterator[Problem]:
    """A NIK that tells another sex or birth date than was answered: a reason to look again, never an error."""
    for person in case.everybody(check.about):
        group = case.people[person]
        nik, born = str(group.get("nik") or ""), group.get("birth_date")
        if not nik or nik_problem(nik) or not isinstance(born, date):
            continue
        said = case.answers.get(named(person, "sex"))
        told = ("L" if said == "1" else "P") if said else nik_facts(nik, case.today).sex
        if nik_contradicts(nik, told, born):
            yield _problem(check, named(person, "nik"))


def _sex_differs(check: Check, case: Case) -> Iterator[Problem]:
    """A NIK of a man (1) or a woman (2) where it must be the other."""
    for person in case.everybody(check.about):
        nik = str(case.people[person].get("nik") or "")
        if nik and nik_problem(nik) is None:
            is_man = nik_facts(nik, case.today).sex == "L"
            if is_man is (check.number != 1):
                yield _problem(check, named(person, "nik"))


def _same_nik(check: Check, case: Case) -> Iterator[Problem]:
    """Two who must be two people have one NIK."""
    seen: dict[str, str] = {}
    for person in case.everybody(check.about):
        nik = str(case.people[person].get("nik") or "")
        if nik and seen.setdefault(nik, person) != person:
            yield _problem(check, named(person, "nik"))


def _wrong_nik(check: Check, case: Case) -> Iterator[Problem]:
    for question in _questions(check, case):
        nik = str(case.answers.get(question) or "")
        if nik and (said := nik_problem(nik)):
            yield _problem(check, question, said)


def _wrong_kk(check: Check, case: Case) -> Iterator[Problem]:
    for question in _questions(check, case):
        kk = str(case.answers.get(question) or "")
        if kk and (said := kk_problem(kk)):
            yield _problem(check, question, said)


def _wrong_digits(check: Check, case: Case) -> Iterator[Problem]:
    """Not exactly so many digits: a postcode."""
    for question in _questions(check, case):
        text = str(case.answers.get(question) or "")
        if text and not (text.isdecimal() and len(text) == check.number):
            yield _problem(check, question)


def _wrong_name(check: Check, case: Case) -> Iterator[Problem]:
    """A name that may not be written into a certificate, or that should be longer."""
    for person in case.everybody(check.about):
        for sentence, law, blocks in name_problems(str(case.people[person].get("full_name") or "")):
            yield Problem(named(person, "full_name"), sentence, law, blocks)


def _not_one_head(check: Check, case: Case) -> Iterator[Problem]:
    """Of those whose place in the family is known, none or more than one is head."""
    known = [each for each in case.everybody(check.about) if case.people[each].get("relation_code")]
    heads = [each for each in known if case.people[each].get("relation_code") == HEAD]
    everybody = [each for person in check.about for each in case.several(person)]
    if len(heads) > 1 or (not heads and known and len(known) == len(everybody)):
        yield _problem(check, named((heads or known)[-1], "relation"))


def _far_apart(check: Check, case: Case) -> Iterator[Problem]:
    """Twins whose birth dates lie more than so many days apart."""
    (person,) = check.about
    days = {each: born for each in case.several(person) if (born := case.day(named(each, "birth_date")))}
    first = min(days.values(), default=None)
    for each, born in days.items():
        if first and (born - first).days > check.number:
            yield _problem(check, named(each, "birth_date"))


def _fewer(check: Check, case: Case) -> Iterator[Problem]:
    """Another number than was said: `about` is the number, `number` how many there must be."""
    (question,) = check.about
    said = str(case.answers.get(question) or "")
    if said.isdecimal() and int(said) < check.number:
        yield _problem(check, question)


def _more(check: Check, case: Case) -> Iterator[Problem]:
    (question,) = check.about
    said = str(case.answers.get(question) or "")
    if said.isdecimal() and int(said) > check.number:
        yield _problem(check, question)


RULES: Mapping[str, Rule] = {
    "told": _told,
    "longer_ago": _longer_ago,
    "not_yet_ago": _not_yet_ago,
    "before": _before,
    "younger": _younger,
    "young_head": _young_head,
    "older": _older,
    "nobody_grown_up": _nobody_grown_up,
    "young_parent": _young_parent,
    "nik_differs": _nik_differs,
    "sex_differs": _sex_differs,
    "same_nik": _same_nik,
    "wrong_nik": _wrong_nik,
    "wrong_kk": _wrong_kk,
    "wrong_digits": _wrong_digits,
    "wrong_name": _wrong_name,
    "not_one_head": _not_one_head,
    "far_apart": _far_apart,
    "fewer": _fewer,
    "more": _more,
}
