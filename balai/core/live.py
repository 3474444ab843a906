"""Live screens: a page is told *that* something changed, never what; it then asks the web server itself.

The live process reads no cookie and no table: whoever holds a short-lived signed topic token may listen to that
topic. PostgreSQL's NOTIFY carries the topic's name from any transaction, when it commits.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import connections
from django.http import HttpRequest
from django.http.request import split_domain_port

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


def live_address(request: HttpRequest, topic: str) -> str:
    """Where the live process tells the page of this request that `topic` has changed."""
    host, _ = split_domain_port(request.get_host())
    return f"{request.scheme}://{host}:{settings.BALAI_LIVE_PORT}/?{urlencode({'topik': topic_token(topic)})}"


def announce(*topics: str, using: str = "default") -> None:
    """Say that each of `topics` changed; heard when the transaction commits. They name things by id, never people."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, topic) FROM unnest(%s::text[]) AS topic", [CHANNEL, [*topics]])
