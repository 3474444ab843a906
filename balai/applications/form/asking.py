"""What is asked after the answers given so far: conditions looked at, persons counted out, nothing asked twice."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from balai.applications.form.definition import (
    APPLICANT,
    BETWEEN,
    KNOWN_OF_APPLICANT,
    Answers,
    ApplicationForm,
    Step,
    holds,
    named,
)
from balai.core.questions import Condition, Question


@dataclass(frozen=True, slots=True)
class AskedStep:
    """A step as one applicant meets it. `person` is numbered where there may be several; `name` is unique.

    The conditions of `questions` name questions of the same step only: those of earlier steps are settled.
    """

    name: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    person: str = ""


def asked_steps(form: ApplicationForm, answers: Answers) -> tuple[AskedStep, ...]:
    """Every step that is asked, in order. A step without a question that is left is not asked."""
    return tuple(_Walker(form, answers).steps())


def kept(form: ApplicationForm, answers: Answers) -> dict[str, Any]:
    """The answers that count: to the finder, of the applicant, and to what is asked."""
    walker = _Walker(form, answers)
    for _ in walker.steps():
        pass  # walking settles what is known
    return walker.known


def suggested(step: AskedStep, answers: Answers) -> dict[str, Any]:
    """What a step is filled in with: what was answered, else what is known from elsewhere by a default."""
    filled: dict[str, Any] = {}
    for question in step.questions:
        given = answers.get(question.name)
        if given in (None, "") and question.default:
            given = _usual(question.default, answers)
        if given not in (None, ""):
            filled[question.name] = given
    return filled


def _usual(default: str, answers: Answers) -> Any:
    """A default is the path of another answer (`applicant.kk`), or the usual answer itself."""
    return answers.get(default.replace(".", BETWEEN)) if "." in default else default


def how_many(form: ApplicationForm, person: str, answers: Answers) -> int:
    """How many of these persons there are: as many as was said, one while nothing was."""
    step = next((each for each in form.steps if each.person == person and each.repeat), None)
    if step is None:
        return 1
    said = str(answers.get(step.repeat, ""))
    return min(max(int(said), 1), step.most) if said.isdecimal() else 1


def numbered(form: ApplicationForm, person: str, answers: Answers) -> list[str]:
    """The names under which these persons are asked about: `mother` as she is, `baby` as `baby1`, `baby2`."""
    if person not in form.repeated:
        return [person]
    return [f"{person}{number}" for number in range(1, how_many(form, person, answers) + 1)]


def same_person(form: ApplicationForm, person: str, answers: Answers) -> str:
    """Who that is, where the answers say that it is somebody who is known already; else ""."""
    for step in form.steps:
        if step.person == person:
            for same in step.same_as:
                if holds(same.when, answers):
                    return same.person
    return ""


@dataclass(slots=True)
class _Walker:
    form: ApplicationForm
    answers: Answers
    known: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        always = {*self.form.case, *(named(APPLICANT, each) for each in KNOWN_OF_APPLICANT)}
        self.known = {name: self.answers[name] for name in always if name in self.answers}

    def steps(self) -> Iterator[AskedStep]:
        for (person, repeat), found in groupby(self.form.steps, lambda step: (step.person, step.repeat)):
            run = list(found)
            for instance in numbered(self.form, person, self.known) if repeat else [person]:
                several = repeat and how_many(self.form, person, self.known) > 1
                for step in run:
                    if asked := self._asked(step, instance, instance[len(person) :] if several else ""):
                        yield asked

    def _asked(self, step: Step, instance: str, number: str) -> AskedStep | None:
        own = {
            each.name for other in self.form.steps if other.person == step.person for each in other.questions
        }
        whose = own if step.person else set()
        if not holds(tuple(_about(each, instance, whose) for each in step.when), self.known):
            return None
        same = same_person(self.form, step.person, self.known) if step.person else ""
        questions: dict[str, Question] = {}
        for question in step.questions:
            if same and named(same, question.name) in self.known:
                continue
            if asked := self._question(question, instance, whose, questions.keys()):
                questions[question.name] = asked
        if not questions:
            return None
        return AskedStep(
            name=f"{step.name}-{number}" if number else step.name,
            title=f"{step.title} ke-{number}" if number else step.title,
            intro=step.intro,
            questions=tuple(questions.values()),
            person=instance,
        )

    def _question(
        self, question: Question, instance: str, whose: set[str], here: Collection[str]
    ) -> Question | None:
        name = named(instance, question.name) if instance else question.name
        condition = question.condition
        if condition:
            settled = condition.question not in here
            (condition,) = _about([condition], instance, whose)
            held = condition.holds(self.known)
            if settled and not held:
                return None
            if not held:  # the page shows it as soon as the answer above asks for it
                return replace(question, name=name, condition=condition)
            condition = None if settled else condition
        if name in self.answers:
            self.known[name] = self.answers[name]
        return replace(question, name=name, condition=condition)


def _about(conditions: Sequence[Condition], instance: str, whose: set[str]) -> tuple[Condition, ...]:
    """Conditions on a person's own answers, under the person's name."""
    return tuple(
        Condition(named(instance, each.question), each.any_of) if each.question in whose else each
        for each in conditions
    )


def answers_about(person: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered about somebody, by the short names."""
    prefix = person + BETWEEN
    return {name.removeprefix(prefix): value for name, value in answers.items() if name.startswith(prefix)}


def called(person: str, instance: str, answers: Answers) -> dict[str, Any]:
    """The answers with those about one of several persons also under the name without a number."""
    about = answers_about(instance, answers)
    return {**answers, **{named(person, name): value for name, value in about.items()}}
