"""A service in the words of schema.org: what search engines show of it."""

from typing import Any

from balai.services.standard import Channel, Standard
from balai.tenancy.rules import RegionalWords


def described(standard: Standard, words: RegionalWords, site: str) -> dict[str, Any]:
    """A `GovernmentService` (schema.org) of the village whose site begins at `site`."""
    address = f"{site}layanan/{standard.slug}/"
    office = {"@type": "GovernmentOffice", "name": words.full_name, "url": site}
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": standard.name,
        "description": standard.summary,
        "url": address,
        "serviceType": standard.category,
        "inLanguage": "id",
        "areaServed": {"@type": "AdministrativeArea", "name": words.full_name},
        "provider": office,
        "serviceOperator": {"@type": "GovernmentOrganization", "name": standard.issuer or words.full_name},
        "serviceOutput": [{"@type": "Thing", "name": each} for each in standard.output],
        "offers": {"@type": "Offer", "price": str(standard.fee.amount), "priceCurrency": "IDR"},
        "availableChannel": [_channel(each, address) for each in standard.channels],
        "termsOfService": "; ".join(standard.legal_basis),
    }


def _channel(channel: Channel, address: str) -> dict[str, str]:
    told = {"@type": "ServiceChannel", "name": channel.value}
    return {**told, "serviceUrl": address} if channel is Channel.ONLINE else told
