"""Everything that changes the register. Each operation records one event, all of it or nothing.

All take `by` and (but for loads) an `Occasion`, return the event, and raise `ChangeNotAllowed` with a sentence for the
officer when the register refuses.
"""

from balai.residents.operations.corrections import correct_data, correct_relation, last_change, last_changes
from balai.residents.operations.families import change_head, join_family, reissue_kk, split_family
from balai.residents.operations.loading import InitialFamily, Load, load_initial, refresh_statistics
from balai.residents.operations.moves import move_within, record_arrival, record_departure
from balai.residents.operations.occasions import (
    NOBODY,
    Elements,
    NewFamily,
    NewPerson,
    Occasion,
    Relations,
    Succession,
)
from balai.residents.operations.publishing import publish_figures
from balai.residents.operations.refusals import (
    AlreadyRegistered,
    ChangedMeanwhile,
    ChangeNotAllowed,
    NextHeadMissing,
    NothingChanged,
    NotInFamily,
    RelationImpossible,
    RuleBroken,
    StandingNotReachable,
)
from balai.residents.operations.vital import (
    annul,
    record_away,
    record_birth,
    record_death,
    record_missing,
    record_return,
)

__all__ = [
    "NOBODY",
    "AlreadyRegistered",
    "ChangeNotAllowed",
    "ChangedMeanwhile",
    "Elements",
    "InitialFamily",
    "Load",
    "NewFamily",
    "NewPerson",
    "NextHeadMissing",
    "NotInFamily",
    "NothingChanged",
    "Occasion",
    "RelationImpossible",
    "Relations",
    "RuleBroken",
    "StandingNotReachable",
    "Succession",
    "annul",
    "change_head",
    "correct_data",
    "correct_relation",
    "join_family",
    "last_change",
    "last_changes",
    "load_initial",
    "move_within",
    "publish_figures",
    "record_arrival",
    "record_away",
    "record_birth",
    "record_death",
    "record_departure",
    "record_missing",
    "record_return",
    "refresh_statistics",
    "reissue_kk",
    "split_family",
]
