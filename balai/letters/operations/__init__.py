"""Everything that changes letters: installing kinds, numbering, proposing, signing, issuing, revoking, the books."""

from balai.letters.operations.agenda import enter_incoming, record_dispatch, reprint_letter
from balai.letters.operations.issuing import issue_letter, replace_letter, revoke_letter
from balai.letters.operations.kinds import (
    bring_letters,
    describe_kinds,
    install_kinds,
    prepare_village,
    publish_kind,
    set_chain,
)
from balai.letters.operations.numbering import set_next_serial, set_numbering
from balai.letters.operations.printing import print_form, print_letter_form
from balai.letters.operations.sealing import (
    choose_bsre,
    choose_own_seal,
    file_scan,
    seal_letter,
    sign_otherwise,
    void_letter,
)
from balai.letters.operations.signing import (
    check_proposal,
    propose_again,
    propose_letter,
    send_back,
    sign_proposal,
    withdraw_proposal,
)

__all__ = [
    "bring_letters",
    "check_proposal",
    "choose_bsre",
    "choose_own_seal",
    "describe_kinds",
    "enter_incoming",
    "file_scan",
    "install_kinds",
    "issue_letter",
    "prepare_village",
    "print_form",
    "print_letter_form",
    "propose_again",
    "propose_letter",
    "publish_kind",
    "record_dispatch",
    "replace_letter",
    "reprint_letter",
    "revoke_letter",
    "seal_letter",
    "send_back",
    "set_chain",
    "set_next_serial",
    "set_numbering",
    "sign_otherwise",
    "sign_proposal",
    "void_letter",
    "withdraw_proposal",
]
