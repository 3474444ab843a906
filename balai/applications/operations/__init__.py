"""Everything that changes an application."""

from balai.applications.operations.attaching import attach, detach, see_original, unsee_original
from balai.applications.operations.desk import set_application_rules, take_application, write_note
from balai.applications.operations.forgetting import (
    Forgettable,
    anonymise_what_is_old,
    close_what_is_over,
    forget_at_once,
    forget_drafts,
    forgettable,
)
from balai.applications.operations.moving import (
    accept_application,
    agree_to_application,
    approve_application,
    check_application,
    finish_application,
    forward_application,
    hand_over,
    reject_application,
    return_application,
    send_back_application,
    submit_application,
    withdraw_application,
)
from balai.applications.operations.opinions import answer_survey, rate_service, tell_why
from balai.applications.operations.proving import ask_for_code, make_code, must_prove, try_code
from balai.applications.operations.ready_texts import (
    put_away_ready_text,
    restore_ready_text,
    write_ready_text,
)
from balai.applications.operations.results import add_result, fetch_result
from balai.applications.operations.writing import (
    Applicant,
    Helper,
    Parent,
    begin_application,
    bring_to_counter,
    name_applicant,
    save_answers,
)

__all__ = [
    "Applicant",
    "Forgettable",
    "Helper",
    "Parent",
    "accept_application",
    "add_result",
    "agree_to_application",
    "anonymise_what_is_old",
    "answer_survey",
    "approve_application",
    "ask_for_code",
    "attach",
    "begin_application",
    "bring_to_counter",
    "check_application",
    "close_what_is_over",
    "detach",
    "fetch_result",
    "finish_application",
    "forget_at_once",
    "forget_drafts",
    "forgettable",
    "forward_application",
    "hand_over",
    "make_code",
    "must_prove",
    "name_applicant",
    "put_away_ready_text",
    "rate_service",
    "reject_application",
    "restore_ready_text",
    "return_application",
    "save_answers",
    "see_original",
    "send_back_application",
    "set_application_rules",
    "submit_application",
    "take_application",
    "tell_why",
    "try_code",
    "unsee_original",
    "withdraw_application",
    "write_note",
    "write_ready_text",
]
