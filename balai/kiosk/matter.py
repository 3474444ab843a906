"""An errand as the visit sees it: what is known, what is still asked, and which screen comes next.

Only what the register cannot answer and the letter cannot do without is asked on the way; the rest can be added on
the page where everything is checked.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.http import QueryDict

from balai.access.enums import Way
from balai.access.operations import may_collect_for
from balai.core.question_forms import QuestionForm, question_form
from balai.core.questions import Answer, Question, QuestionType
from balai.introductions.models import Introduction
from balai.kiosk.enums import IntroductionRule
from balai.kiosk.ladder import Policy
from balai.kiosk.models import Errand, Visit
from balai.kiosk.policies import policy_of
from balai.kiosk.resting import introduction_for
from balai.letters.asking import as_filled_in, known_answers, questions_for
from balai.letters.definitions import KindDefinition, Party
from balai.letters.drafting import Wish, members_of
from balai.letters.enums import Source
from balai.letters.operations.issuing import must_be_proposed
from balai.letters.rules import first_unmet
from balai.letters.values import required
from balai.printing.models import PrintJob
from balai.residents.models import Resident

TYPED = ""
"""In `Errand.parties`: somebody of whom the visitor tells, not the register."""


class Screen(StrEnum):
    """The steps of an errand; each is the name of its page's URL."""

    IDENTIFY = "identify"
    INTRODUCE = "introduce"
    PARTY = "party"
    ASK = "ask"
    CHECK = "check"
    OUT = "out"


@dataclass
class Matter:
    """One errand of a running visit, with the questions that are still open. One that only collects has nothing but its screen."""

    visit: Visit
    errand: Errand
    today: date

    @cached_property
    def policy(self) -> Policy:
        """What the village's kiosks ask for this kind."""
        return policy_of(self.errand.kind)

    @cached_property
    def parties(self) -> dict[str, Resident]:
        """The others in the letter whom the register knows."""
        named = {name: uuid.UUID(key) for name, key in self.errand.parties.items() if key != TYPED}
        if not named:
            return {}
        found = Resident.objects.with_family().in_bulk(list(named.values()))
        return {name: found[key] for name, key in named.items()}

    @property
    def definition(self) -> KindDefinition:
        definition: KindDefinition = self.errand.version.definition
        return definition

    @property
    def screen(self) -> Screen:
        """Where this errand stands."""
        if self.errand.made_at:
            return Screen.OUT
        if not self.is_recognised:
            return Screen.IDENTIFY
        if self.needs_introduction:
            return Screen.INTRODUCE
        if self.open_party:
            return Screen.PARTY
        return Screen.ASK if self.open_question else Screen.CHECK

    @cached_property
    def introduction(self) -> Introduction | None:
        """What this errand rests on, shown or known."""
        return introduction_for(self.errand, self.policy, self.today)

    def met(self, visit: Visit) -> "Matter":
        """The same errand after somebody was recognised: `visit` is the visit as it is now."""
        self.errand.visit = visit
        if self.errand.resident_id is None:
            self.errand.resident = visit.resident
        met = Matter(visit, self.errand, self.today)
        met.policy = self.policy
        return met

    @property
    def needs_introduction(self) -> bool:
        """Whether the word of the RT is still to come. In training there is none."""
        required = self.policy.introduction is IntroductionRule.REQUIRED and not self.visit.is_training
        return required and self.introduction is None

    @property
    def is_recognised(self) -> bool:
        """Whether the visitor is known well enough for this kind. In training any data will do.

        An introduction is good for the one letter for which it was shown.
        """
        if self.visit.is_training:
            return bool(self.visit.way)
        if self.visit.way == Way.INTRODUCTION and self.errand.introduction_id is None:
            return False
        return self.visit.resident_id is not None and self.policy.admits(self.visit.way)

    @property
    def wish(self) -> Wish:
        """What would be issued with the answers as they are. Only for a visitor who is known."""
        if self.errand.resident is None:
            raise ValueError("nobody is known yet")
        return Wish(self.errand.version, self.errand.resident, self.answers, self.parties)

    @property
    def obstacle(self) -> str | None:
        """Why the register does not allow this kind for this person."""
        if self.errand.resident is None:
            return None
        main = self.definition.parties[0]
        return first_unmet(main, required(main, self.errand.resident, self.today))

    @property
    def open_party(self) -> Party | None:
        """Somebody else in the letter of whom it must be said whether the register knows them."""
        if self.visit.is_training:
            return None
        return next((party for party in self._parties_to_name if party.name not in self.errand.parties), None)

    def candidates(self, party: Party) -> list[Resident]:
        """Who of the visitor's own family may be meant; nobody else's name is shown."""
        chosen = {resident.pk for name, resident in self.parties.items() if name != party.name}
        holder = self.errand.resident
        family = members_of(holder) if holder else []
        return [member for member in family if member != holder and member.pk not in chosen]

    @cached_property
    def questions(self) -> list[Question]:
        """Every question of the kind about those who are named, in order."""
        if self.errand.resident is None:
            found = list(self.definition.questions)
        else:
            found = questions_for(self.definition, self.errand.resident, known=self.parties)
        unnamed = tuple(
            party.field("")
            for party in self.definition.parties
            if party.optional and party.name not in self.parties
        )
        return [each for each in found if not each.name.startswith(unnamed)]

    @cached_property
    def known(self) -> dict[str, Any]:
        """What the register answers."""
        if self.errand.resident is None:
            return {}
        found = known_answers(
            self.questions, Wish(self.errand.version, self.errand.resident, {}, self.parties)
        )
        return {name: answer for name, answer in found.items() if answer != ""}

    @property
    def answers(self) -> dict[str, Answer]:
        """What the register and the visitor said; what is not asked under the conditions is left out."""
        said = {**self.known, **self.errand.answers}
        return {
            each.name: said[each.name]
            for each in self.questions
            if each.name in said and (each.condition is None or each.condition.holds(said))
        }

    @property
    def to_ask(self) -> list[Question]:
        """What must be asked under the answers so far, answered or not."""
        said = self.answers
        return [
            each
            for each in self.questions
            if each.required
            and each.type is not QuestionType.YES_NO
            and each.name not in self.known
            and (each.condition is None or each.condition.holds(said))
        ]

    @property
    def open_question(self) -> Question | None:
        return next((each for each in self.to_ask if each.name not in self.errand.answers), None)

    def question(self, name: str) -> Question | None:
        """One of the questions of this paper by its name."""
        return next((each for each in self.questions if each.name == name), None)

    def form(self, data: QueryDict | None = None, *, only: Question | None = None) -> QuestionForm:
        """The form with every question, or with one."""
        questions = [replace(only, condition=None)] if only else self.questions
        initial = as_filled_in(questions, self.answers)
        return question_form(questions, today=self.today)(data, initial=initial)

    @cached_property
    def others(self) -> list[Resident]:
        """Of whom in the family the visitor may collect a paper."""
        return may_collect_for(self.visit.resident) if self.visit.resident else []

    @cached_property
    def is_only_proposed(self) -> bool:
        """Whether somebody must sign first, so that no paper comes out today."""
        return self.definition.is_letter and must_be_proposed(self.errand.version)

    @property
    def is_for_another(self) -> bool:
        return self.errand.resident_id != self.visit.resident_id

    @property
    def _parties_to_name(self) -> list[Party]:
        return [
            party for party in self.definition.parties if party.source is Source.EITHER and not party.optional
        ]


def matter_of(visit: Visit, today: date) -> Matter | None:
    """The errand that the visitor is at: the one chosen last."""
    errand = Errand.objects.with_kind().filter(visit=visit).order_by("-chosen_at", "-id").first()
    if errand is None:
        return None
    errand.visit = visit
    if errand.version is not None:
        errand.version.kind = errand.kind
    if errand.print_job_id:
        errand.print_job = PrintJob.objects.select_related("printer").get(pk=errand.print_job_id)
    if errand.resident_id and not errand.made_at:  # of a paper that is made nobody is shown any more
        errand.resident = Resident.objects.with_family().get(pk=errand.resident_id)
        if visit.resident_id == errand.resident_id:
            visit.resident = errand.resident
    return Matter(visit, errand, today)
