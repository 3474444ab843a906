"""The statutory sheets of an application, and what stands on each: values still, `filling` typesets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from balai.applications.form.asking import called, kept, numbered
from balai.applications.form.definition import (
    Answers,
    ApplicationForm,
    Rows,
    SheetPlan,
    Source,
    Told,
    head_of,
    holds,
)
from balai.applications.form.people import Group, Groups, people, typed
from balai.core.questions import Value
from balai.letters.wording import written

ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One statutory sheet of one application, not yet drawn.

    `name` tells it from the others of the same application, `kind` is the kind of letter that draws it. `persons` says
    who of the application is which party of the kind, so that the register can add what was not asked.
    """

    name: str
    kind: str
    title: str
    parties: Mapping[str, Group]
    persons: Mapping[str, str]
    answers: Group
    family: Group
    members: Sequence[Group] = ()
    member_names: Sequence[str] = ()
    whole_family: bool = False
    cells: Mapping[str, Value] = field(default_factory=dict)
    of_village: Mapping[str, str] = field(default_factory=dict)
    ticks: tuple[str, ...] = ()
    lists: Mapping[str, Sequence[Mapping[str, Value]]] = field(default_factory=dict)


def sheets(form: ApplicationForm, answers: Answers, *, today: date) -> list[Sheet]:
    """The sheets that go with these answers, in the order of the form; one for each where there are several."""
    filler = _Filler(form, kept(form, answers), today)
    return [
        sheet for plan in form.sheets if holds(plan.when, filler.answers) for sheet in filler.sheets(plan)
    ]


def said(form: ApplicationForm, answers: Answers) -> dict[str, Value]:
    """The answers about nobody in particular, as values."""
    kinds = {each.name: each.type for step in form.steps if not step.person for each in step.questions}
    return {name: typed(value, kinds[name]) if name in kinds else value for name, value in answers.items()}


def told(source: Source, groups: Groups, answers: Answers) -> Value | None:
    """The first value of a source that holds and gives something."""
    for each in source:
        if holds(each.when, answers):
            value = _value(each, groups)
            if value not in (None, ""):
                return value
    return None


def who(source: Source, groups: Groups, answers: Answers) -> str:
    """The first person of a source that holds and is known; "" when there is none."""
    return next((each.path for each in source if holds(each.when, answers) and each.path in groups), "")


def _value(each: Told, groups: Groups) -> Value | None:
    value = each.text or _at(each.path, groups)
    if each.label and value not in (None, ""):
        return f"{_at(each.label, groups)}: {written(value)}"
    return value


def _at(path: str, groups: Groups) -> Value | None:
    group, _, name = path.partition(".")
    return groups.get(group, {}).get(name)


def heads(form: ApplicationForm, found: Mapping[str, Group], answers: Answers) -> dict[str, Group]:
    """Of several persons the one who is head of the family."""
    known = {
        head_of(person): next(
            (
                found[name]
                for name in numbered(form, person, answers)
                if found.get(name, {}).get("relation_code") == 1
            ),
            None,
        )
        for person in form.repeated
    }
    return {name: group for name, group in known.items() if group}


def filled(sources: Mapping[str, Source], groups: Groups, answers: Answers) -> dict[str, Value]:
    """What the sources give, by name; those that give nothing are left out."""
    values = {name: told(source, groups, answers) for name, source in sources.items()}
    return {name: value for name, value in values.items() if value is not None}


class _Filler:
    """Fills the sheets of one application."""

    def __init__(self, form: ApplicationForm, answers: Answers, today: date) -> None:
        self.form = form
        self.answers = answers
        self.people = people(form, answers, today=today)
        self.groups: dict[str, Mapping[str, Value | None]] = {
            **self.people,
            **heads(form, self.people, answers),
            ANSWERS: said(form, answers),
        }

    def sheets(self, plan: SheetPlan) -> list[Sheet]:
        if not plan.each:
            return [self._sheet(plan, self.groups, "", "")]
        several = numbered(self.form, plan.each, self.answers)
        return [
            self._sheet(
                plan,
                {**self.groups, plan.each: self.people.get(each, {})},
                each,
                each.removeprefix(plan.each) if len(several) > 1 else "",
            )
            for each in several
        ]

    def _sheet(self, plan: SheetPlan, groups: Groups, each: str, number: str) -> Sheet:
        chosen = {party: who(source, groups, self.answers) for party, source in plan.parties.items()}
        parties = {party: person for party, person in chosen.items() if person}
        members = self._members(plan.members)
        picked = {plan.picked: " ".join(members)} if plan.picked else {}
        title = f"{plan.title} ({groups[plan.each].get('full_name') or number})" if number else plan.title
        return Sheet(
            name=f"{plan.name}-{number}" if number else plan.name,
            kind=plan.kind,
            title=title,
            parties={party: dict(groups[person]) for party, person in parties.items()},
            persons={party: each if person == plan.each else person for party, person in parties.items()},
            answers={**self._filled(plan.answers, groups), **picked},
            family={**self._filled(plan.family, groups)},
            members=[{**self.people[name], "id": name} for name in members],
            member_names=members,
            whole_family=plan.whole_family,
            cells=self._filled(plan.cells, groups),
            of_village={cell: str(name) for cell, name in self._filled(plan.of_village, groups).items()},
            ticks=tuple(cell for cell, when in plan.ticks if holds(when, self.answers)),
            lists={name: self._lines(rows, groups) for name, rows in plan.lists.items()},
        )

    def _members(self, person: str) -> list[str]:
        """Those whom the answers tell of, each once."""
        found: dict[object, str] = {}
        for name in self._several(person):
            if group := self.people.get(name):
                found.setdefault(group.get("nik") or name, name)
        return list(found.values())

    def _several(self, person: str) -> list[str]:
        return numbered(self.form, person, self.answers) if person else []

    def _filled(self, sources: Mapping[str, Source], groups: Groups) -> dict[str, Value]:
        return filled(sources, groups, self.answers)

    def _lines(self, rows: Rows, groups: Groups) -> list[dict[str, Value]]:
        """A line for each of these persons; in its sources the person goes by the name without a number."""
        lines = []
        for name in self._several(rows.of):
            answers = called(rows.of, name, self.answers)
            if holds(rows.when, answers):
                here = {**groups, rows.of: groups.get(name, {})}
                lines.append(filled(rows.columns, here, answers))
        return lines
