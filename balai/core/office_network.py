"""Where Balai itself calls machines: this one, and private networks. Nothing else is ever called for a printer."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

OFFICE_NETWORKS: Final = tuple(
    map(ipaddress.ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"))
)  # fmt: skip
"""RFC 1918 and RFC 4193, without link-local ones, where clouds keep their secrets."""


class ForeignAddress(ValueError):
    """The address is of another kind, or not in the office's own network."""


def host_and_port(address: str, *, schemes: frozenset[str], port: int) -> tuple[str, int]:
    """Whom `address` calls; `port` where it names none. A host name is checked when it is called (`is_in_office`).

    Raises `ForeignAddress`.
    """
    try:
        parts = urlsplit(address)
        host, number = parts.hostname, port if parts.port is None else parts.port
    except ValueError as unreadable:
        raise ForeignAddress(address) from unreadable
    if parts.scheme not in schemes or not host or parts.username is not None or parts.query or not number:
        raise ForeignAddress(address)
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        return host, number
    if not is_in_office(literal):
        raise ForeignAddress(address)
    return host, number


def is_in_office(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether this address is on this machine or in a private network."""
    plain = getattr(address, "ipv4_mapped", None) or address
    return any(plain.version == network.version and plain in network for network in OFFICE_NETWORKS)
