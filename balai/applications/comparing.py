"""The answers of an application beside what the register knows of the same people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from balai.applications.desk_forms import Place
from balai.applications.filling import Filling, in_words
from balai.applications.form.asking import AskedStep
from balai.applications.form.checking import Problem
from balai.applications.form.definition import APPLICANT, is_specific, named
from balai.applications.form.documents import RequiredDocument
from balai.applications.form.people import Group, from_register, people, told_of
from balai.applications.form.sheets import Sheet, sheets
from balai.applications.hiding import without_specific
from balai.applications.models import Application
from balai.applications.models.history import ANSWER, DOCUMENT
from balai.core.questions import Question, QuestionType, typed_answers
from balai.residents.models import Resident
from balai.residents.search_index import SearchToken
from balai.residents.spelling import name_words
from balai.tenancy.rules import RegionalWords

MOST_LIKE = 5
_APPLICANT_LABELS = {
    "full_name": "Nama pemohon",
    "nik": "NIK pemohon",
    "kk": "Nomor KK",
    "birth_date": "Tanggal lahir",
}


class Match(StrEnum):
    """How an answer stands to the register."""

    SAME = "same"
    SPELLED = "spelled"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Beside:
    """One answer in words, what the register says in words ("" where it says nothing), and whether they agree."""

    place: str
    label: str
    told: str
    known: str
    match: Match

    @property
    def is_number(self) -> bool:
        """Whether it is read digit by digit."""
        return len(self.told) == len("9901010203040001") and self.told.isdecimal()


@dataclass(frozen=True, slots=True)
class BesideStep:
    """The answers of one step; `resident` is whom the register knows by the NIK of the person it is about."""

    title: str
    answers: tuple[Beside, ...]
    resident: Resident | None
    is_about_somebody: bool

    @property
    def different(self) -> int:
        return sum(each.match in {Match.SPELLED, Match.DIFFERENT} for each in self.answers)


class Comparison:
    """An application's answers and the register of the village in scope. One query for people, one for lookalikes.

    `with_specific` says whether whoever looks may see specific personal data.
    """

    def __init__(
        self, application: Application, words: RegionalWords, *, today: date, with_specific: bool
    ) -> None:
        self.application, self.words, self.today = application, words, today
        self.with_specific = with_specific
        self.filling = Filling(application, today=today)

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Everybody whom the answers tell of."""
        return people(self.filling.form, self.filling.counting(), today=self.today)

    @cached_property
    def residents(self) -> Mapping[str, Resident]:
        """Whom the register knows by a NIK that was told, by NIK."""
        niks = {str(group["nik"]) for group in self.groups.values() if group.get("nik")}
        found = Resident.objects.filter(nik__in=niks).with_family()
        return {resident.nik: resident for resident in found}

    def steps(self) -> list[BesideStep]:
        """The applicant, then every step that was answered, beside the register."""
        asked = (self._step(step) for step in self.filling.steps)
        return [self._applicant(), *(step for step in asked if step.answers)]

    def sheets(self) -> list[Sheet]:
        """The statutory sheets that go with the answers; what is hidden leaves its place empty. No queries."""
        known = self.filling.known
        shown = known if self.with_specific else without_specific(known)
        return sheets(self.filling.form, shown, today=self.today)

    def problems(self) -> list[Problem]:
        """What the law says about the answers that are seen."""
        return [each for each in self.filling.problems() if self._is_seen(each.question)]

    def lookalikes(self) -> list[Resident]:
        """People of the register with the name and birth date of somebody told of, but another NIK, or none."""
        wanted = {
            (
                name_words(str(group.get("full_name") or "")),
                group.get("birth_date"),
                str(group.get("nik") or ""),
            )
            for group in self.groups.values()
        }
        known = [(heard, day, nik) for heard, day, nik in wanted if heard and isinstance(day, date)]
        if not known:
            return []
        tokens = SearchToken.objects.filter(token__in={max(heard, key=len) for heard, _, _ in known})
        found = Resident.objects.filter(
            pk__in=tokens.values("resident_id"), birth_date__in={day for _, day, _ in known}
        )
        return [
            resident
            for resident in found.with_family().order_by("full_name", "id")[: MOST_LIKE * 10]
            if any(
                set(name_words(resident.full_name)) == set(heard)
                and resident.birth_date == day
                and (not nik or resident.nik != nik)
                for heard, day, nik in known
            )
        ][:MOST_LIKE]

    def _applicant(self) -> BesideStep:
        told = self.filling.known
        nik = str(told.get(named(APPLICANT, "nik"), ""))
        resident = self.residents.get(nik)
        known = told_of(APPLICANT, resident) if resident else {}
        rows = []
        for name, label in _APPLICANT_LABELS.items():
            kind = QuestionType.DATE if name == "birth_date" else QuestionType.TEXT
            question = Question(named(APPLICANT, name), label, kind)
            if told.get(question.name):
                rows.append(_beside(question, told[question.name], known.get(question.name)))
        return BesideStep("Pemohon", tuple(rows), resident, is_about_somebody=True)

    def _step(self, step: AskedStep) -> BesideStep:
        group = self.groups.get(step.person, {}) if step.person else {}
        resident = self.residents.get(str(group.get("nik") or ""))
        known = from_register(step, resident, self.words, on=self.today) if resident else {}
        told = self.filling.known
        answered = [each for each in self._asked(step) if told.get(each.name) not in (None, "")]
        rows = tuple(_beside(each, told[each.name], known.get(each.name)) for each in answered)
        return BesideStep(step.title, rows, resident, is_about_somebody=bool(step.person))

    def _asked(self, step: AskedStep) -> Iterator[Question]:
        for each in step.questions:
            is_asked = each.condition is None or each.condition.holds(self.filling.known)
            if is_asked and self._is_seen(each.name):
                yield each

    def _is_seen(self, question: str) -> bool:
        return self.with_specific or not is_specific(question)


def places_of(steps: Sequence[BesideStep], documents: Sequence[RequiredDocument]) -> list[Place]:
    """The parts of an application that can be returned: each answer and each document."""
    answers = [
        Place(each.place, step.title, each.label, each.told) for step in steps for each in step.answers
    ]
    return answers + [Place(f"{DOCUMENT}:{each.name}", "Berkas", each.title, "") for each in documents]


def _beside(question: Question, told: Any, known: Any) -> Beside:
    told_words = _words(question, told)
    known_words = _words(question, known) if known not in (None, "") else ""
    return Beside(
        place=f"{ANSWER}:{question.name}",
        label=question.label,
        told=told_words,
        known=known_words,
        match=_match(told_words, known_words) if known_words else Match.UNKNOWN,
    )


def _match(told: str, known: str) -> Match:
    """Capitals and spaces don't count; what only sounds alike is spelled differently."""
    if " ".join(told.split()).casefold() == " ".join(known.split()).casefold():
        return Match.SAME
    heard = name_words(told)
    return Match.SPELLED if heard and heard == name_words(known) else Match.DIFFERENT


def _words(question: Question, answer: Any) -> str:
    typed = typed_answers([question], {question.name: answer})
    return in_words(question, typed[question.name])
