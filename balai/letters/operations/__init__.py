"""Everything that changes letters: installing kinds, numbering, issuing, revoking, replacing."""

from balai.letters.operations.issuing import issue_letter, replace_letter, revoke_letter
from balai.letters.operations.kinds import install_kinds, prepare_village, publish_kind
from balai.letters.operations.numbering import set_next_serial, set_numbering

__all__ = [
    "install_kinds",
    "issue_letter",
    "prepare_village",
    "publish_kind",
    "replace_letter",
    "revoke_letter",
    "set_next_serial",
    "set_numbering",
]
