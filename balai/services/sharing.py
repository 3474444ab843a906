"""A list of documents to send on: as plain text for WhatsApp, which asks for no script."""

from collections.abc import Iterator
from urllib.parse import urlencode

from balai.services.explaining import Explained

LONGEST = 1500
"""Characters of a message; a longer list is sent without the proofs, which the page tells."""


def share_text(page: Explained, office: str, address: str) -> str:
    """Name, fee, time and list, then the address at which the same list stands."""
    whole = _message(page, office, address, with_proofs=True)
    return whole if len(whole) <= LONGEST else _message(page, office, address, with_proofs=False)


def whatsapp_address(text: str) -> str:
    """Opens WhatsApp, where one chooses whom to send it to."""
    return f"https://wa.me/?{urlencode({'text': text})}"


def _message(page: Explained, office: str, address: str, *, with_proofs: bool) -> str:
    return "\n".join(_lines(page, office, address, with_proofs))


def _lines(page: Explained, office: str, address: str, with_proofs: bool) -> Iterator[str]:
    standard, finding = page.standard, page.finding
    yield f"*{standard.name}*, {office}"
    yield f"Biaya: {standard.fee}. Waktu: {standard.time}."
    if finding.told:
        yield finding.told
    yield ""
    if finding.needed:
        yield "Yang perlu disiapkan:" if finding.is_complete else "Yang selalu perlu:"
    for place, requirement in enumerate(finding.needed, 1):
        proofs = f". {requirement.accepted}" if with_proofs and requirement.proofs else ""
        yield f"{place}. {requirement.name}{proofs}"
    if standard.drops_introduction:
        yield "Surat pengantar RT/RW tidak perlu."
    yield ""
    yield f"Selengkapnya: {address}"
