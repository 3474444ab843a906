"""The requirement finder (*pencari syarat*): what is asked next, and what somebody with these answers needs.

It asks nothing about the person: the answers stand in the address of the page, and nothing is kept.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from balai.services.rules import asked_questions, in_force, is_answered, known_answers, needed
from balai.services.standard import Answers, Case, Option, Question, Requirement, Standard
from balai.services.telling import condition_words


@dataclass(frozen=True)
class Asked:
    """A question with what was answered; `chosen` is None while it is open."""

    place: int
    question: Question
    chosen: Option | None


@dataclass(frozen=True)
class CaseLink:
    """A case of the law as a link: the answers that lead to its list."""

    case: Case
    query: str
    is_here: bool


@dataclass(frozen=True)
class Elsewhere:
    """A requirement of other cases than this one, with the words that say when it is asked for."""

    requirement: Requirement
    condition: str


@dataclass(frozen=True)
class Finding:
    """What the finder says to somebody with these answers on that day."""

    standard: Standard
    answers: Answers
    on: date

    @classmethod
    def of(cls, standard: Standard, given: Answers, on: date) -> "Finding":
        """Of what stands in an address, whatever it is: answers that the service does not know are passed over."""
        return cls(standard, known_answers(standard, given), on)

    @cached_property
    def questions(self) -> list[Asked]:
        """All that is answered, and what comes next."""
        asked = asked_questions(self.standard, self.answers)
        return [Asked(place, each, _chosen(each, self.answers)) for place, each in enumerate(asked, 1)]

    @property
    def left(self) -> int:
        """How many of the questions that are shown are still open."""
        return sum(each.chosen is None for each in self.questions)

    @property
    def is_complete(self) -> bool:
        return is_answered(self.standard, self.answers)

    @property
    def may_ask_more(self) -> bool:
        """Whether some answer to what is shown now leads to another question."""
        shown = {each.question.name for each in self.questions}
        return any(
            each.name not in shown and shown & each.when.keys() and self._is_open(each)
            for each in self.standard.questions
        )

    def _is_open(self, question: Question) -> bool:
        """Whether the answers so far leave room for the question."""
        return all(self.answers.get(name) in {None, *wanted} for name, wanted in question.when.items())

    @cached_property
    def needed(self) -> list[Requirement]:
        """The documents of this case; while questions are open, those that everybody needs."""
        return needed(self.standard, self.answers, self.on)

    @cached_property
    def elsewhere(self) -> list[Elsewhere]:
        """What others need and this case does not, so that the whole of component b stands on the page."""
        own = set(map(id, self.needed))
        others = (each for each in in_force(self.standard, self.on) if id(each) not in own)
        return [Elsewhere(each, condition_words(each.when, self.standard)) for each in others]

    @property
    def query(self) -> str:
        """The answers as they stand in the address."""
        return urlencode(self.answers)

    @property
    def cases(self) -> list[CaseLink]:
        """Every case that the law knows by name."""
        return [
            CaseLink(case, urlencode(answers), answers == self.answers)
            for case in self.standard.cases
            for answers in [known_answers(self.standard, case.answers)]
        ]

    @property
    def told(self) -> str:
        """The answers in words: 'Di mana bayi lahir? Di rumah. Orang tua punya buku nikah? Punya.'"""
        return " ".join(
            f"{each.question.label} {each.chosen.label}." for each in self.questions if each.chosen
        )


def _chosen(question: Question, answers: Answers) -> Option | None:
    value = answers.get(question.name)
    return next((option for option in question.options if option.value == value), None)
