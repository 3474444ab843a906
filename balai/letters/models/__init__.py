"""Tables of letters: kinds, versions and drafts, rows of numbers, letters with their history, the agenda."""

from balai.letters.models.agenda import AgendaEntry, Dispatch, Reprint
from balai.letters.models.district import DistrictReview
from balai.letters.models.drafts import ClassificationCode, KindDraft, KindUpdate
from balai.letters.models.kinds import Kind, KindVersion
from balai.letters.models.letters import Letter, LetterEvent, LetterWord
from balai.letters.models.numbering import Counter, Numbering
from balai.letters.models.proposals import Proposal, ProposalStep
from balai.letters.models.seals import SealChoice

__all__ = [
    "AgendaEntry",
    "ClassificationCode",
    "Counter",
    "Dispatch",
    "DistrictReview",
    "Kind",
    "KindDraft",
    "KindUpdate",
    "KindVersion",
    "Letter",
    "LetterEvent",
    "LetterWord",
    "Numbering",
    "Proposal",
    "ProposalStep",
    "Reprint",
    "SealChoice",
]
