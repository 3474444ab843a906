"""Which applications: as offices work through them, as lists show them, as somebody looks for them."""

import re
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import FilteredRelation, Q
from django.db.models.functions import Least

from balai.applications import rules
from balai.applications.enums import Side, State
from balai.applications.models.words import ApplicationWord
from balai.letters.enums import LetterState
from balai.letters.models import letters, proposals
from balai.residents.models import Resident
from balai.residents.spelling import question_words

if TYPE_CHECKING:
    from balai.applications.models.applications import Application

NIK_LENGTH = 16
MOST_ASKED = 4
AFTER_PREFIX = "~"
"""Sorts after every character of a word that is searched for."""
LETTER_CONTENT = (
    *(f"proposal__{name}" for name in (*proposals.HEAVY, "facts_then")),
    *(f"proposal__letter__{name}" for name in letters.HEAVY),
)
"""What the letter of an application says, and nobody needs who asks how far it is."""
NOT_LISTED = ("form", "answers", "case_answers", *LETTER_CONTENT)
URGENT_ON = Least("step_due_on", "due_on")
"""The earlier one of both clocks' last days."""


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications as offices work through them."""

    def about(self, resident: Resident) -> Self:
        """Those of the resident, and those that only name this NIK and birth date: a KK number was mistyped, or somebody forged.

        Of the latter nobody may learn more than that they are there (`is_matched` is false).
        """
        if not resident.nik or resident.birth_date is None:
            return self.filter(resident=resident)
        named = Q(resident=None, applicant_nik=resident.nik, applicant_born=resident.birth_date)
        return self.filter(Q(resident=resident) | named)

    def ever_sent(self) -> Self:
        """All that offices know of, the newest first: also what was taken back after it was sent."""
        return self.filter(submitted_at__isnull=False).order_by("-submitted_at", "-id")

    def whole(self) -> Self:
        """With everybody that a page about one of them names."""
        return self.select_related(
            "service", "version", "assigned_to", "checked_by", "helped_by", "resident__family__area",
            "kind_version__kind", "proposal__letter", "letter",
        )  # fmt: skip

    def with_progress(self) -> Self:
        """With how far each is, and nothing of what its letter says: for its applicant."""
        return self.select_related("service", "version", "proposal__letter").defer(*LETTER_CONTENT)

    def signed(self) -> Self:
        """Those whose letter was proposed and has been issued since: it can be given to the applicant."""
        issued = LetterState.ISSUED
        return self.filter(state=State.APPROVED, proposal__letter__state=issued).order_by(
            "submitted_at", "id"
        )

    def waiting_for(self, side: Side) -> Self:
        """What that side has on its desk, the most urgent first."""
        return self.filter(state__in=rules.on_the_desk_of(side)).most_urgent_first()

    def seen_by_agency(self) -> Self:
        """What the civil registry has, or has had and decided."""
        refused = FilteredRelation("events", condition=Q(events__target=State.REJECTED))
        known = Q(state__in=rules.SEEN_BY_AGENCY) | Q(state=State.REJECTED, refusal__side=Side.AGENCY)
        return self.alias(refusal=refused).filter(known, is_civil=True)

    def most_urgent_first(self) -> Self:
        return self.order_by(URGENT_ON, "submitted_at", "id")

    def after(self, other: "Application") -> Self:
        """Those that are less urgent than `other`, the next one first."""
        days = [day for day in (other.step_due_on, other.due_on) if day is not None]
        if not days:
            return self.none()
        beside = self.alias(urgent_on=URGENT_ON).filter(urgent_on__gte=min(days))
        later = Q(submitted_at=other.submitted_at, id__gt=other.pk) | Q(submitted_at__gt=other.submitted_at)
        return beside.filter(Q(urgent_on__gt=min(days)) | later).most_urgent_first()

    def before(self, other: "Application") -> Self:
        """Those that are more urgent than `other`, the one just before it first."""
        days = [day for day in (other.step_due_on, other.due_on) if day is not None]
        if not days:
            return self.none()
        beside = self.alias(urgent_on=URGENT_ON).filter(urgent_on__lte=min(days))
        earlier = Q(submitted_at=other.submitted_at, id__lt=other.pk) | Q(submitted_at__lt=other.submitted_at)
        return beside.filter(Q(urgent_on__lt=min(days)) | earlier).most_urgent_first().reverse()

    def late(self, today: date) -> Self:
        """Beyond the day on which the step, or the whole way, should have ended."""
        running = self.filter(state__in=list(rules.STEP_DAYS)).alias(urgent_on=URGENT_ON)
        return running.filter(urgent_on__lt=today)

    def over(self) -> Self:
        """Sent once, and no longer waited for by anybody, the newest first."""
        ended = self.filter(state__in=rules.OVER, submitted_at__isnull=False)
        return ended.order_by("-submitted_at", "-id")

    def found_by(self, text: str) -> Self:
        """What somebody typed: a tracking code, a NIK, or beginnings of the applicant's names."""
        if code := rules.typed_code(text):
            return self.filter(code=code)
        digits = re.sub(r"[\s.-]", "", text)
        if len(digits) == NIK_LENGTH and digits.isdecimal():
            return self.filter(applicant_nik=digits)
        found = self
        for start in question_words(text)[:MOST_ASKED]:
            begin_so = ApplicationWord.objects.filter(word__gte=start, word__lt=start + AFTER_PREFIX)
            found = found.filter(pk__in=begin_so.values("application_id"))
        return found if question_words(text) else self.none()

    def for_lists(self) -> Self:
        return self.select_related("service", "assigned_to", "proposal__letter").defer(*NOT_LISTED)

    def like(self, application: "Application") -> Self:
        """Others of the same service for the same person that are still under way: perhaps asked for twice."""
        same = self.filter(service=application.service, state__in=list(rules.OPEN))
        same = same.filter(applicant_nik=application.applicant_nik).exclude(pk=application.pk)
        if application.applicant_nik:
            return same
        return same.filter(
            applicant_name__iexact=application.applicant_name, applicant_born=application.applicant_born
        )
