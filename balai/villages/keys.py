"""The seal of a village, the keys that check what it signed, and what is needed to make both.

The seal's key also signs the facts in QR codes, so one certificate vouches for paper and file. It signs letters, and
below them whatever a village hands out with a code of its own. Keys stay loaded: opening one takes longer than
sealing with it.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from balai.core.authority import CertificateAuthority
from balai.core.keystore import KeyExists, KeyMissing, KeyStore
from balai.core.seals import SealUnavailable
from balai.core.signed_facts import key_id_of, public_key_of
from balai.tenancy.models import Regency, Village

if TYPE_CHECKING:
    from balai.core.sealing import VillageSeal


def key_store() -> KeyStore:
    """The keys of this installation. The master key lies apart, so that a copied folder of keys opens nothing."""
    kept: Path = settings.BALAI_DATA_DIR / "keys"
    return KeyStore(kept / "segel", kept / "kunci-utama")


def authority() -> CertificateAuthority:
    """The regency's authority. Raises `SealUnavailable` when there is none."""
    store = key_store()
    try:
        return _authority(store.folder, store.master_key_file)
    except KeyMissing as missing:
        raise SealUnavailable(str(missing)) from missing


@lru_cache(maxsize=8)
def _authority(folder: Path, master_key_file: Path) -> CertificateAuthority:
    return CertificateAuthority.open(KeyStore(folder, master_key_file))


def prepare_seal(village: Village, *, at: datetime) -> None:
    """Make the regency's authority and the village's seal where they are missing.

    Raises `KeyMissing` when keys were lost: a new seal beside lost keys would hide that.
    """
    opened = CertificateAuthority.open_or_create(key_store(), regency=str(village.regency), at=at)
    if not opened.seal_certificates(village.code):
        opened.issue_seal_certificate(code=village.code, name=f"Pemerintah {village.words.full_name}", at=at)


def prepare_district_seal(village: Village, *, at: datetime) -> None:
    """Make the seal of the village's district where it is missing. Raises `KeyMissing`."""
    opened = authority()
    if not opened.seal_certificates(village.district_code):
        with suppress(KeyExists):  # another process was first
            opened.issue_seal_certificate(code=village.district_code, name=village.words.full_district, at=at)


def district_seal_of(village: Village) -> "VillageSeal":
    """The seal of the village's district. Raises `SealUnavailable` with what to do."""
    return _seal(village.district_code)


def prepare_agency_seal(regency: Regency, *, at: datetime) -> None:
    """Make the seal of the regency's civil registry where it is missing. Raises `KeyMissing`, `SealUnavailable`."""
    opened = authority()
    if not opened.seal_certificates(regency.code):
        with suppress(KeyExists):  # another process was first
            opened.issue_seal_certificate(code=regency.code, name=f"Disdukcapil {regency}", at=at)


def agency_seal_of(regency: Regency) -> "VillageSeal":
    """The seal of the regency's civil registry. Raises `SealUnavailable` with what to do."""
    return _seal(regency.code)


def seal_of(village: Village) -> "VillageSeal":
    """The seal in use. Raises `SealUnavailable` with what to do."""
    return _seal(village.code)


def _seal(code: str) -> "VillageSeal":
    from balai.core.sealing import open_seal  # here, for pyHanko alone is a fifth of what a start has to load

    return open_seal(authority(), code)


def roots() -> Sequence[x509.Certificate]:
    """What vouches for village seals."""
    return [authority().root]


def public_keys(village: Village) -> Mapping[bytes, ec.EllipticCurvePublicKey]:
    """Every key that ever signed facts for this village, by its name in a QR code.

    Those of withdrawn seals too: what they signed before is in the letter book, and only that is believed.
    """
    return {
        key_id_of(seal.certificate): public_key_of(seal.certificate)
        for seal in authority().seal_certificates(village.code)
    }


def key_at_rest(village_id: int) -> bytes:
    """What encrypts the documents of a village (AES-256). Raises `KeyMissing`, `StorageFull`."""
    return key_store().derived_key(f"berkas-{village_id}")
