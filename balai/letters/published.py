"""What a verify page keeps, so that it can judge letters without internet.

Two lists: the keys that check the codes of all villages of the regency, and the letters that are no longer in force. A
statement signed by the regency's authority names the SHA-256 of both and the time, so the lists may be kept and
carried by anybody, and nobody can hold back a newer one without the page telling how old its own is. The key that
checks the statement comes with the page itself.

A letter is named by eight bytes of the SHA-256 of its secret id: who has the paper finds it, nobody else learns more
than how many there are. 1 % of 50,000 letters are 4 KB; those that have expired since are left out.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

import cbor2
from django.core.cache import cache

from balai.core.calendar import local
from balai.core.signed_facts import key_id_of, public_key_of, public_point
from balai.letters.enums import LetterState
from balai.letters.models import Letter
from balai.tenancy.models import Regency, Village
from balai.tenancy.scope import acting_for_regency
from balai.villages import keys

# Read by every verify page that was ever installed: never renumber, only add.
_AT, _KEYS, _WITHDRAWN, _REGENCY = range(1, 5)
_REVOKED, _SUPERSEDED = 1, 2

NAME_BYTES: Final = 8
KEPT_SECONDS: Final = 10
# A letter stays on the list a little longer than it was valid: clocks of phones run behind.
_AFTER_EXPIRY: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Published:
    """The signed statement (COSE) and the two lists it names (CBOR)."""

    statement: bytes
    keys: bytes
    withdrawn: bytes


def published(*, at: datetime) -> Published:
    """What holds now, made anew every few seconds. Raises `SealUnavailable` where there is no authority."""
    made: Published | None = cache.get("letters.published")
    if made is None:
        made = publish(at=at)
        cache.set("letters.published", made, KEPT_SECONDS)
    return made


def publish(*, at: datetime) -> Published:
    """Make the statement and both lists. Raises `SealUnavailable`."""
    known, withdrawn = _key_list(at), _withdrawn_list(at)
    regency = Regency.objects.first()
    statement = {
        _AT: int(at.timestamp()),
        _KEYS: sha256(known).digest(),
        _WITHDRAWN: sha256(withdrawn).digest(),
        _REGENCY: str(regency) if regency else "",
    }
    return Published(keys.authority().sign(statement), known, withdrawn)


def root_point() -> str:
    """The key that checks the statement, as a browser takes it, in base64url. Raises `SealUnavailable`."""
    return urlsafe_b64encode(public_point(public_key_of(keys.authority().root))).rstrip(b"=").decode()


def published_name(verify_id: UUID) -> bytes:
    """How the list of withdrawn letters names one."""
    return sha256(verify_id.bytes).digest()[:NAME_BYTES]


def _key_list(at: datetime) -> bytes:
    """[[code, name, what it is called, hours east of Greenwich, [[name of key, point, since, until, believed]]]]."""
    authority = keys.authority()
    revoked = authority.revoked()
    listed = []
    for village in Village.objects.select_related("regency").order_by("code"):
        seals = [
            [
                key_id_of(certificate),
                public_point(public_key_of(certificate)),
                int(certificate.not_valid_before_utc.timestamp()),
                int(certificate.not_valid_after_utc.timestamp()),
                certificate.serial_number not in revoked,
            ]
            for certificate in (seal.certificate for seal in authority.seal_certificates(village.code))
        ]
        offset = local(at, village.time_zone).utcoffset() or timedelta()
        hours = int(offset.total_seconds()) // 3600
        listed.append([village.code, village.words.full_name, village.words.village, hours, seals])
    return cbor2.dumps(listed, canonical=True)


def _withdrawn_list(at: datetime) -> bytes:
    """{1: revoked, 2: replaced}: the names in order, one behind the other."""
    still_valid: date = (at - _AFTER_EXPIRY).date()
    with acting_for_regency("daftar pencabutan surat untuk halaman periksa"):
        found = list(Letter.objects.withdrawn(still_valid).values_list("verify_id", "state"))
    replaced = {verify_id for verify_id, state in found if state == LetterState.SUPERSEDED}
    return cbor2.dumps(
        {
            _REVOKED: _in_order([verify_id for verify_id, _ in found if verify_id not in replaced]),
            _SUPERSEDED: _in_order(list(replaced)),
        },
        canonical=True,
    )


def _in_order(letters: list[UUID]) -> bytes:
    return b"".join(sorted(map(published_name, letters)))
