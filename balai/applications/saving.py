"""What pages that save an application have in common."""

from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import QueryDict

CONFLICT = 409
REVISION = "revisi"


def read_revision(typed: QueryDict) -> int:
    """Which state of the application somebody saw. Raises `BadRequest` for what no page of ours sends."""
    revision = typed.get(REVISION, "")
    if not revision.isdecimal() or len(revision) > 9:
        raise BadRequest("revision")
    return int(revision)


def read_key(text: str) -> UUID | None:
    """Which row a button or a field names; None for what no page of ours sends."""
    try:
        return UUID(text)
    except ValueError:
        return None
