"""Which other offices are believed when they sign a package: met by a code on the telephone, forgotten by a touch."""

import hmac
from dataclasses import dataclass

from cryptography import x509
from cryptography.x509.oid import NameOID

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.enums import Action
from balai.applications.packages.archive import office_code
from balai.applications.packages.refusals import PackageRefused
from balai.villages.known_offices import believe, forget, offices_met


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """An office that somebody vouched for: the area it signs for, what it is called, and its code."""

    area: str
    name: str
    code: str


def known_offices(area: str, name: str, *, at: str) -> list[KnownOffice]:
    """Who is believed for this area, which is called `name`, at the desk of the office with the area code `at`."""
    return [KnownOffice(area, name, office_code(each)) for each in offices_met(area, at=at)]


def meet_office(certificate: x509.Certificate, area: str, told: str, by: Actor, *, at: str) -> None:
    """Believe an office from now on at this desk alone, when its code is the one that was read out. Raises `PackageRefused`."""
    named = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    is_same = hmac.compare_digest(_bare(told).encode(), _bare(office_code(certificate)).encode())
    if not is_same or not named or named[0].value != area:
        raise PackageRefused(
            "Kode kantor itu bukan kode pengirim paket ini. Telepon pengirimnya lagi. "
            "Kalau tetap tidak cocok, jangan pakai paket ini."
        )
    believe(area, certificate, at=at)
    record(Action.OFFICE_KNOWN, by=by, facts={"code": area, "office": office_code(certificate)})


def forget_office(*, area: str, code: str, at: str, by: Actor) -> bool:
    """Believe an office no longer at this desk; the next package of it asks for its code again. False when nobody believed it.

    What it has sent before stays.
    """
    found = [each for each in offices_met(area, at=at) if office_code(each) == code]
    forgotten = [each for each in found if forget(area, each, at=at)]
    if forgotten:
        record(Action.OFFICE_FORGOTTEN, by=by, facts={"code": area, "office": code})
    return bool(forgotten)


def _bare(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
