"""Answers to whatever a kind asks, made by chance from its questions: every branch, short and long."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from balai.core.questions import OTHER, Answer, Question, QuestionType
from balai.letters.definitions import MAIN_PARTY, KindDefinition, all_questions
from balai.letters.drafting import Wish, members_of
from balai.letters.enums import Source
from balai.letters.models import KindVersion
from balai.residents.models import Resident
from tests.letters.kinds.people import suited

WORDS = [
    "tanah",
    "sawah",
    "warung",
    "sekolah",
    "rumah",
    "keluarga",
    "pembangunan",
    "pertanggungjawaban",
    "di",
    "ke",
    "dan",
    "untuk",
    "bersama",
    "Mekarsari",
    "Nusa",
    "Raya",
    "anak",
    "bantuan",
    "kesehatan",
    "kemasyarakatan",
    "usaha",
    "tani",
    "nelayan",
    "KUR",
    "bank",
    "RT",
]
LARGEST = 1_000_000_000


class Answering:
    """Answers a kind for residents. `talkative` fills everything, in as many letters as are allowed.

    The chance of each paper is its own, so that one alone can be drawn again.
    """

    def __init__(self, people: Sequence[Resident], *, on: date) -> None:
        self.people, self.on = people, on
        self.chance = random.Random()
        self.members: Sequence[Resident] = ()

    def wish(self, version: KindVersion, number: int, *, talkative: bool = False) -> Wish:
        """What is asked for the resident with that number; others of them are parties beside it."""
        definition = version.definition
        self.chance.seed(f"{definition.slug} {number}")
        main, *others = definition.parties
        resident = suited(self.people[number], main, self.on)
        self.members = members_of(resident) if definition.tells_of_family else ()
        parties = {
            party.name: suited(self.chance.choice(self.people), party, self.on)
            for party in others
            if party.source is Source.EITHER and self.chance.random() < 0.5
            and not (party.optional and not talkative and self.chance.random() < 0.5)
        }  # fmt: skip
        answers = self._answers(all_questions(definition, known=parties), talkative=talkative)
        return Wish(version, resident, answers, parties)

    def completed(self, wish: Wish, missing: Sequence[str]) -> Wish:
        """The same with answers to what the officer is told to complete. Raises `AssertionError` for anything else."""
        paths = _labels_of_questions(wish.version.definition)
        unknown = [label for label in missing if label not in paths]
        assert not unknown, f"the letter lacks what nobody is asked for: {unknown}"
        added = {paths[label].name: self._answer(paths[label], talkative=False) for label in missing}
        return Wish(wish.version, wish.resident, {**wish.answers, **added}, wish.parties)

    def _answers(self, questions: Sequence[Question], *, talkative: bool) -> Mapping[str, Answer]:
        answers: dict[str, Answer] = {}
        for question in questions:
            if question.condition and not question.condition.holds(answers):
                continue
            if question.required or talkative or self.chance.random() < 0.5:
                answers[question.name] = self._answer(question, talkative=talkative)
        return answers

    def _answer(self, question: Question, *, talkative: bool) -> Answer:  # noqa: PLR0911  # one for each type
        chance = self.chance
        match question.type:
            case QuestionType.DATE:
                days = chance.randrange(0, 30_000) if question.past else chance.randrange(-400, 400)
                return (self.on - timedelta(days=days)).isoformat()
            case QuestionType.TIME:
                return f"{chance.randrange(24):02}:{chance.randrange(60):02}"
            case QuestionType.NUMBER | QuestionType.MONEY:
                largest = min(question.largest, LARGEST)
                return largest if talkative else chance.choice((question.smallest, largest))
            case QuestionType.YES_NO:
                return talkative or chance.random() < 0.5
            case QuestionType.PHONE:
                return "081234567890"
            case QuestionType.NIK:
                return f"990101{chance.randrange(1, 29):02}0799{chance.randrange(9000, 10_000)}"
            case QuestionType.CHOICE:
                options = [option.value for option in question.options] + [OTHER] * question.other
                chosen = chance.choice(options)
                return (
                    self._text(min(question.longest, 80), talkative=talkative) if chosen == OTHER else chosen
                )
            case QuestionType.TEXT | QuestionType.LONG_TEXT:
                return self._text(question.longest, talkative=talkative)
            case QuestionType.MEMBERS:
                some = len(self.members) if talkative else chance.randint(1, len(self.members))
                return " ".join(str(each.pk) for each in chance.sample(self.members, some))

    def _text(self, longest: int, *, talkative: bool) -> str:
        length = longest if talkative else self.chance.choice((1, 12, 30, min(longest, 60)))
        words = ""
        while len(words) < length:
            words += self.chance.choice(WORDS) + " "
        return words[: min(length, longest)].strip() or "x"


def _labels_of_questions(definition: KindDefinition) -> dict[str, Question]:
    """The words by which a draft says what is missing, with the question that fills it."""
    found = {question.label: question for question in definition.questions}
    asked = {question.name: question for question in all_questions(definition)}
    for party in definition.parties:
        about = "" if party.name == MAIN_PARTY else f" {party.label.lower()}"
        found |= {question.label + about: asked[party.field(question.name)] for question in party.asks}
    return found
