"""What changes who can prove themselves at a kiosk, and the question who it is."""

from balai.access.operations.cards import end_card, give_card, print_cards
from balai.access.operations.collecting import may_collect_for
from balai.access.operations.forgetting import forget_what_opens_nothing
from balai.access.operations.helping import (
    AlreadyAnswered,
    HelpAnswer,
    ask_for_help,
    confirm_help,
    help_state,
    refuse_help,
    topic_of_calls,
    waiting_calls,
    withdraw_help,
)
from balai.access.operations.pins import (
    NotLivingHere,
    WeakPin,
    block_pin,
    change_pin,
    forgive,
    give_one_time_pin,
    give_pin,
    print_pin_slip,
    wait_for,
)
from balai.access.operations.recognising import NotRecognised, Recognised, kiosk_actor, recognise
from balai.access.operations.tags import NotATag, TagTaken, register_tag, remove_tag

__all__ = [
    "AlreadyAnswered",
    "HelpAnswer",
    "NotATag",
    "NotLivingHere",
    "NotRecognised",
    "Recognised",
    "TagTaken",
    "WeakPin",
    "ask_for_help",
    "block_pin",
    "change_pin",
    "confirm_help",
    "end_card",
    "forget_what_opens_nothing",
    "forgive",
    "give_card",
    "give_one_time_pin",
    "give_pin",
    "help_state",
    "kiosk_actor",
    "may_collect_for",
    "print_cards",
    "print_pin_slip",
    "recognise",
    "refuse_help",
    "register_tag",
    "remove_tag",
    "topic_of_calls",
    "wait_for",
    "waiting_calls",
    "withdraw_help",
]
