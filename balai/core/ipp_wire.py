"""One exchange with a printer, by pyipp and aiohttp. Apart from `ipp`, for both are heavy and few processes need them."""

import asyncio
import ipaddress
import socket
from typing import Any

import aiohttp
from aiohttp.abc import ResolveResult
from pyipp import IPP
from pyipp.enums import IppOperation, IppTag
from pyipp.exceptions import (
    IPPConnectionError,
    IPPConnectionUpgradeRequired,
    IPPError,
    IPPParseError,
    IPPResponseError,
)
from pyipp.tags import ATTRIBUTE_TAG_MAP
from yarl import URL

from balai.core.ipp import PORT, JobUnknown, Operation, PrinterBusy, PrinterRefused, PrinterUnreachable
from balai.core.office_network import is_in_office

# RFC 8011 5.2.11: the standard names of media are keywords; pyipp would send any as a name that somebody made up.
ATTRIBUTE_TAG_MAP["media"] = IppTag.KEYWORD
ATTRIBUTE_TAG_MAP["limit"] = IppTag.INTEGER  # which pyipp does not know and leaves out

_NOT_FOUND = frozenset({0x0406, 0x0407})
_BUSY = frozenset({0x0502, 0x0505, 0x0506, 0x0507, 0x050B})


def exchange(address: str, operation: Operation, message: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Ask, and return what the printer answers. Raises what `ipp` tells of."""
    return asyncio.run(_exchange(address, IppOperation(operation), message, seconds))


async def _exchange(
    address: str, operation: IppOperation, message: dict[str, Any], seconds: float
) -> dict[str, Any]:
    """On a connection of its own. `seconds` bound all of it: pyipp's own limit ends with the headers."""
    connector = aiohttp.TCPConnector(resolver=_OfficeResolver(), force_close=True)
    try:
        async with asyncio.timeout(seconds), aiohttp.ClientSession(connector=connector) as session:
            printer = IPP(_with_port(address), session=session, request_timeout=max(1, round(seconds)))
            answer: dict[str, Any] = await printer.execute(operation, message)
            return answer
    except (TimeoutError, IPPConnectionError, OSError, aiohttp.ClientError) as silent:
        raise PrinterUnreachable(address) from silent
    except (IPPResponseError, IPPParseError, IPPConnectionUpgradeRequired, UnicodeDecodeError) as stranger:
        # Something answers there, but no printer; pyipp reads its page as UTF-8 whatever it is.
        raise PrinterUnreachable(address) from stranger
    except IPPError as refused:
        raise _refusal(refused) from refused


def _refusal(error: IPPError) -> Exception:
    status = int(error.args[1]["status-code"]) & 0xFFFF if len(error.args) > 1 else 0
    if status in _NOT_FOUND:
        return JobUnknown()
    return PrinterBusy() if status in _BUSY else PrinterRefused(status)


def _with_port(address: str) -> str:
    parts = URL(address)
    return str(parts if parts.explicit_port else parts.with_port(PORT))


class _OfficeResolver(aiohttp.ThreadedResolver):
    """Host names lead only into the office's own network, whatever a name server answers."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await super().resolve(host, port, family)
        return [each for each in found if is_in_office(ipaddress.ip_address(each["host"].partition("%")[0]))]
