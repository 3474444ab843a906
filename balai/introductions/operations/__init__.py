"""Everything that changes introductions."""

from balai.introductions.operations.giving import give_introduction, photograph_paper, record_paper
from balai.introductions.operations.standing import (
    endorse_introduction,
    record_endorsement,
    withdraw_introduction,
)
from balai.introductions.operations.using import is_introduction, read_introduction, use_introduction
from balai.introductions.operations.village import change_rules, current_rules

__all__ = [
    "change_rules",
    "current_rules",
    "endorse_introduction",
    "give_introduction",
    "is_introduction",
    "photograph_paper",
    "read_introduction",
    "record_endorsement",
    "record_paper",
    "use_introduction",
    "withdraw_introduction",
]
