"""Live screens: a page is told *that* something changed, never what; it then asks the web server itself.

The live process reads no cookie and no table: whoever holds a short-lived signed topic token may listen to that
topic. PostgreSQL's NOTIFY carries the topic's name from any transaction, when it commits.
"""

from django.core.signing import BadSignature, TimestampSigner
from django.db import connections

CHANNEL = "balai_live"
TOKEN_SECONDS = 12 * 3600

_signer = TimestampSigner(salt="balai.live")


class TopicForged(Exception):
    """The token wasn't made here, or is too old."""


def topic_token(topic: str) -> str:
    """What a page shows the live process in order to listen to `topic` for half a day."""
    return _signer.sign(topic)


def read_topic(token: str) -> str:
    """The topic of a token. Raises `TopicForged`."""
    try:
        return _signer.unsign(token, max_age=TOKEN_SECONDS)
    except BadSignature as forged:
        raise TopicForged from forged


def announce(topic: str, *, using: str = "default") -> None:
    """Say that `topic` changed; heard when the transaction commits. Topics name things by id, never people."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, topic])
