"""An application as its applicant goes through it: what comes first, what is asked now, what is still missing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any

from django.utils import timezone

from balai.applications.form.asking import AskedStep, asked_steps, kept, suggested
from balai.applications.form.checking import Problem, problems
from balai.applications.form.definition import APPLICANT, ApplicationForm, named
from balai.applications.form.documents import RequiredDocument, required_documents
from balai.applications.form.reading import read_form
from balai.applications.models import Application
from balai.core.calendar import clock, long_date
from balai.core.question_forms import QuestionForm, question_form
from balai.core.questions import Question, QuestionType, typed_answers


@dataclass(frozen=True, slots=True)
class Told:
    """One answer on the page that shows all of them."""

    question: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class ToldStep:
    """The answers of one step; a step that is incomplete says so."""

    step: AskedStep
    answers: tuple[Told, ...]
    is_complete: bool


class Filling:
    """The form of an application beside its answers. No queries."""

    def __init__(self, application: Application, *, today: date) -> None:
        self.application, self.today = application, today

    @cached_property
    def form(self) -> ApplicationForm:
        """The form it was begun with, whatever Balai asks today."""
        return read_form(self.application.form)

    @cached_property
    def known(self) -> dict[str, Any]:
        """Everything that conditions may look at: the case, the applicant, the answers."""
        told = self.application
        applicant = {
            "full_name": told.applicant_name,
            "nik": told.applicant_nik,
            "kk": told.applicant_kk,
            "birth_date": told.applicant_born.isoformat() if told.applicant_born else "",
            "phone": told.phone,
            "email": told.email,
        }
        return {
            **told.case_answers,
            **{named(APPLICANT, name): value for name, value in applicant.items() if value},
            **told.answers,
        }

    @cached_property
    def steps(self) -> tuple[AskedStep, ...]:
        return asked_steps(self.form, self.known)

    def step(self, name: str) -> AskedStep | None:
        return next((each for each in self.steps if each.name == name), None)

    def after(self, step: AskedStep) -> AskedStep | None:
        """The step that follows, after the answers as they are now."""
        names = [each.name for each in self.steps]
        following = names.index(step.name) + 1 if step.name in names else len(names)
        return self.steps[following] if following < len(names) else None

    def asked(self, step: AskedStep, data: Mapping[str, Any] | None = None) -> QuestionForm:
        """The form of one step, filled in with what is known."""
        initial = suggested(step, self.known)
        return question_form(step.questions, today=self.today)(data, initial=initial)

    def told(self) -> list[ToldStep]:
        """All answers in words, step by step."""
        return [self._told(step) for step in self.steps]

    def unanswered(self) -> AskedStep | None:
        """The first step in which something that must be answered is not."""
        return next((each.step for each in self.told() if not each.is_complete), None)

    def problems(self) -> Sequence[Problem]:
        """What the law says about these answers."""
        return problems(self.form, self.counting(), today=self.today)

    @cached_property
    def papers(self) -> list[RequiredDocument]:
        """What must be handed in after these answers, by the standard that the application was begun with."""
        return required_documents(
            self.form,
            self.application.version.standard,
            self.known,
            on=timezone.localdate(self.application.begun_at),
        )

    def missing(self, attached: Collection[str]) -> list[RequiredDocument]:
        """What is required and of which there is no page."""
        return [each for each in self.papers if not each.is_optional and each.name not in attached]

    def counting(self) -> dict[str, Any]:
        """The answers without those to questions that are no longer asked."""
        return kept(self.form, self.known)

    def _told(self, step: AskedStep) -> ToldStep:
        asked = [
            each for each in step.questions if each.condition is None or each.condition.holds(self.known)
        ]
        answered = [each for each in asked if self.known.get(each.name) not in (None, "")]
        typed = typed_answers(answered, {each.name: self.known[each.name] for each in answered})
        missing = any(
            each.required and each.type is not QuestionType.YES_NO and each not in answered for each in asked
        )
        told = tuple(Told(each.name, each.label, in_words(each, typed[each.name])) for each in answered)
        return ToldStep(step, told, is_complete=not missing)


def in_words(question: Question, value: Any) -> str:
    """A typed answer as it is read on a page."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if question.type is QuestionType.MONEY:
        return f"Rp{value:,}".replace(",", ".")
    if isinstance(value, time):
        return clock(value)
    return long_date(value) if isinstance(value, date) else str(value)
