"""What a visitor has said about the visit so far, kept by the browser until it is said to the end and counted.

The server keeps only that something was said. What the browser holds is signed for this one visit, so that the next
visitor can neither read on nor go on.
"""

from dataclasses import dataclass
from typing import Self

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from balai.kiosk.http import drop_cookie, set_cookie
from balai.kiosk.models import Visit
from balai.surveys.enums import Element
from balai.surveys.operations import Respondent
from balai.surveys.questions import ELEMENT_QUESTIONS, QUESTIONS

COOKIE = "balai_pendapat"


@dataclass(frozen=True, slots=True)
class Opinion:
    """The face that was touched (0 for none), and the answers to the survey in the order of its questions."""

    score: int = 0
    answers: tuple[str, ...] = ()

    @property
    def has_all_elements(self) -> bool:
        """Whether it counts: what is asked about the respondent may be left out."""
        return len(self.answers) >= len(ELEMENT_QUESTIONS)

    @property
    def elements(self) -> dict[Element, int]:
        """The nine answers; fewer while there are fewer."""
        said = self._said
        return {element: int(said[element.value]) for element in Element if element.value in said}

    @property
    def respondent(self) -> Respondent:
        said = self._said
        return Respondent(**{q.name: said.get(q.name, "") for q in QUESTIONS if q.is_about_respondent})

    @property
    def _said(self) -> dict[str, str]:
        return {question.name: answer for question, answer in zip(QUESTIONS, self.answers, strict=False)}

    @classmethod
    def of(cls, request: HttpRequest, visit: Visit) -> Self:
        """What this visitor has said; nothing when it was said in another visit."""
        try:
            score, answers = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_salt(visit))
        except signing.BadSignature:
            return cls()
        return cls(score, tuple(answers))

    def keep(self, response: HttpResponseBase, visit: Visit) -> None:
        """Give it to the browser, until it closes."""
        set_cookie(response, COOKIE, signing.dumps([self.score, self.answers], salt=_salt(visit)))


def forget_opinion(response: HttpResponseBase) -> None:
    drop_cookie(response, COOKIE)


def _salt(visit: Visit) -> str:
    return f"kiosk.opinion:{visit.pk}"
