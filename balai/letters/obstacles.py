"""What may stand in the way of a letter. Each is a sentence that says what to do; nothing was numbered then."""

from balai.core.files import FileDamaged, FileMissing, StorageFull
from balai.core.seals import SealUnavailable
from balai.core.typesetting import TypesettingFailed
from balai.letters.drafting import (
    MissingAnswers,
    NobodyMaySign,
    NotEligible,
    PublicAddressMissing,
    WrongPaper,
)
from balai.letters.numbering import PatternProblem
from balai.letters.operations.issuing import MustBeProposed
from balai.letters.operations.making import NumberTaken
from balai.letters.operations.numbering import NumberingMissing
from balai.letters.operations.sealing import SealingNotAllowed
from balai.letters.operations.signing import ContentChanged
from balai.letters.rules import StepNotAllowed, TransitionNotAllowed

OBSTACLES = (
    ContentChanged, FileDamaged, FileMissing, MissingAnswers, MustBeProposed, NobodyMaySign, NotEligible,
    NumberingMissing, NumberTaken, PatternProblem, PublicAddressMissing, SealingNotAllowed, SealUnavailable, StepNotAllowed, StorageFull,
    TransitionNotAllowed, TypesettingFailed, WrongPaper,
)  # fmt: skip
