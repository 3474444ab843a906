"""What a finished application changes in the register: a life event with its facts, for an officer to confirm.

Nothing is written here. The officer sees what is proposed, adds what only the issued document tells (the NIK of a
newborn, the number of a new KK), and calls the operation of `residents.operations` that `kind` names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from balai.applications.form.asking import kept, numbered
from balai.applications.form.definition import Answers, ApplicationForm, EventPlan, holds
from balai.applications.form.people import Group, people
from balai.applications.form.sheets import ANSWERS, filled, said, told
from balai.core.identity import nik_facts, nik_problem
from balai.core.questions import Value
from balai.residents.enums import CODED, EventKind, Relation
from balai.residents.rules import CORRECTABLE_FIELDS

ELEMENTS = frozenset(CORRECTABLE_FIELDS)
CODES_OF_EVENTS = frozenset({"place_kind", "birth_kind", "attendant", "order", "reason", "move_class"})
"""Details of an event that the register keeps as numbers."""


@dataclass(frozen=True, slots=True)
class ProposedPerson:
    """Somebody whom the event concerns. `elements` are values by field name of Resident; the relation is a code."""

    name: str
    nik: str
    full_name: str
    elements: Mapping[str, Value]
    relation: int | None = None


@dataclass(frozen=True, slots=True)
class ProposedEvent:
    """A life event that the register does not have yet. `kk` is the family that it happens in, where it was said.

    `staying` are those whom the application names as staying behind, with what each is to `next_head`.
    """

    kind: EventKind
    occurred_on: date | None
    kk: str
    people: tuple[ProposedPerson, ...]
    next_head: ProposedPerson | None = None
    staying: tuple[ProposedPerson, ...] = ()
    widowed: ProposedPerson | None = None
    details: Mapping[str, Value] = field(default_factory=dict)


def life_events(form: ApplicationForm, answers: Answers, *, today: date) -> list[ProposedEvent]:
    """The events that follow from these answers; most applications have one, twins two, a lost card none."""
    counted = kept(form, answers)
    found = people(form, counted, today=today)
    proposer = _Proposer(form, counted, found, today)
    return [
        proposer.event(plan, each)
        for plan in form.life_events
        if holds(plan.when, counted)
        for each in (numbered(form, plan.each, counted) if plan.each else [""])
        if _concerns(plan, found.get(each, {}))
    ]


def _concerns(plan: EventPlan, group: Mapping[str, Value | None]) -> bool:
    return (not plan.has or bool(group.get(plan.has))) and not (plan.lacks and group.get(plan.lacks))


def _head_among(staying: Sequence[ProposedPerson]) -> ProposedPerson | None:
    """Who is named alone, or, of several who stay, whoever is head among them."""
    if len(staying) == 1:
        return staying[0]
    return next((each for each in staying if each.relation == Relation.HEAD), None)


@dataclass(frozen=True, slots=True)
class _Proposer:
    """Makes the events of one application."""

    form: ApplicationForm
    answers: Answers
    people: Mapping[str, Group]
    today: date

    def event(self, plan: EventPlan, each: str) -> ProposedEvent:
        groups: dict[str, Mapping[str, Value | None]] = {
            **self.people,
            ANSWERS: said(self.form, self.answers),
        }
        concerned = [name for of in plan.people for name in numbered(self.form, of, self.answers)]
        if each:
            groups[plan.each] = self.people.get(each, {})
            concerned = [each]
        kind = EventKind(plan.event)
        day = told(plan.occurred_on, groups, self.answers)
        details = filled(plan.details, groups, self.answers)
        more = {name: value for name, value in details.items() if name in ELEMENTS}
        staying = self._staying(kind, plan.next_head)
        return ProposedEvent(
            kind=kind,
            occurred_on=day if isinstance(day, date) else None,
            kk=str(told(plan.kk, groups, self.answers) or ""),
            people=tuple(self._person(kind, name, more) for name in concerned if name in self.people),
            next_head=_head_among(staying),
            staying=staying,
            widowed=self._person(kind, plan.widowed, {}) if plan.widowed in self.people else None,
            details={
                name: int(str(value)) if name in CODES_OF_EVENTS else value
                for name, value in details.items()
                if name not in ELEMENTS and (name not in CODES_OF_EVENTS or str(value).isdecimal())
            },
        )

    def _staying(self, kind: EventKind, of: str) -> tuple[ProposedPerson, ...]:
        named = numbered(self.form, of, self.answers) if of else []
        return tuple(self._person(kind, name, {}) for name in named if name in self.people)

    def _person(self, kind: EventKind, name: str, more: Mapping[str, Value]) -> ProposedPerson:
        group = self.people[name]
        relation = group.get("relation_code")
        return ProposedPerson(
            name=name,
            nik=str(group.get("nik") or ""),
            full_name=str(group.get("full_name") or ""),
            elements={**self._elements(kind, group), **more},
            relation=relation if isinstance(relation, int) else None,
        )

    def _elements(self, kind: EventKind, group: Group) -> dict[str, Value]:
        """What was said of somebody, as the register keeps it: codes as codes.

        Who is corrected is named by name and NIK; neither is what changes. Of a newcomer the NIK tells sex and birth
        date, where nobody asked.
        """
        kept_as = {key: group.get(f"{key}_code") if key in CODED else value for key, value in group.items()}
        elements: dict[str, Value] = {
            key: value
            for key, value in kept_as.items()
            if key in ELEMENTS and value is not None and value != ""
        }
        nik = str(group.get("nik") or "")
        if kind is EventKind.CORRECTION:
            return {key: value for key, value in elements.items() if key not in {"full_name", "nik"}}
        if kind is EventKind.ARRIVAL and nik and nik_problem(nik) is None:
            facts = nik_facts(nik, self.today)
            return {"sex": 1 if facts.sex == "L" else 2, "birth_date": facts.birth_date, **elements}
        return elements
