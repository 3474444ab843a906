"""Every setting that comes from the environment, in one place. Each is explained in docs/operations.md."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Misconfigured(Exception):
    """The environment holds a setting that can't be used; the sentence says which and what to write."""


@dataclass(frozen=True)
class MailServer:
    """How e-mail is handed over: `smtps` is encrypted from the first byte, `smtp+tls` by STARTTLS, `smtp` not at all."""

    host: str
    port: int
    user: str
    password: str
    scheme: str


@dataclass(frozen=True)
class Environment:
    data_dir: Path
    """BALAI_DATA_DIR: everything that must be kept."""
    database_url: str
    """BALAI_DATABASE_URL: login role. Empty: the embedded PostgreSQL."""
    owner_database_url: str
    """BALAI_OWNER_DATABASE_URL: owner of the schema; migrations and backups only."""
    as_owner: bool
    """BALAI_AS_OWNER: set by manage.py and the supervisor for what prepares and keeps the database, never by hand."""
    public_url: str
    """BALAI_PUBLIC_URL: what printed links begin with. Empty: letters print CONTOH."""
    hosts: tuple[str, ...]
    """BALAI_HOSTS: host names that are answered, separated by commas."""
    bind: str
    """BALAI_BIND: address that is listened on."""
    port: int
    """PORT: of the web server."""
    live_port: int
    """BALAI_LIVE_PORT: of the live process; next to PORT unless set."""
    tls: bool
    """BALAI_TLS: serve HTTPS with a certificate of the regency's own authority."""
    proxy: bool
    """BALAI_PROXY: a web server on this machine ends TLS and says who asks."""
    debug: bool
    """BALAI_DEBUG: error pages for programmers. Never in an office."""
    demo: bool
    """BALAI_DEMO: load the sample regency on first start and show its accounts."""
    web_workers: int
    """BALAI_WEB_WORKERS: web processes."""
    mail: MailServer | None
    """BALAI_MAIL: the office's mail server as an address. None: the hall sends no e-mail."""
    mail_from: str
    """BALAI_MAIL_FROM: the address that e-mail comes from."""
    certified_roots: "tuple[Certificate, ...]"
    """BALAI_CERTIFIED_ROOTS: a PEM file with the authorities that are believed for certified signatures (TTE)."""


def read_environment(variables: dict[str, str] | None = None) -> Environment:
    """Raises `Misconfigured` with a sentence that says what to write."""
    values = dict(os.environ) if variables is None else variables
    port = _number(values, "PORT", 8000)
    bind = values.get("BALAI_BIND") or "127.0.0.1"
    proxy, demo = _yes(values, "BALAI_PROXY"), _yes(values, "BALAI_DEMO")
    if demo and bind not in LOOPBACK:
        raise Misconfigured(
            "The sample's password is printed for everybody: with BALAI_DEMO=1, BALAI_BIND must stay 127.0.0.1. "
            "For the office network set BALAI_DEMO=0."
        )
    if proxy and bind not in LOOPBACK:
        raise Misconfigured(
            "BALAI_PROXY believes whoever reaches the port, so BALAI_BIND must stay 127.0.0.1 with it."
        )
    mail, mail_from = _mail_server(values, "BALAI_MAIL"), values.get("BALAI_MAIL_FROM", "")
    if mail is not None and "@" not in mail_from:
        raise Misconfigured(
            "BALAI_MAIL_FROM must be the address that e-mail comes from, such as balai@sukamaju.desa.id."
        )
    return Environment(
        data_dir=Path(values.get("BALAI_DATA_DIR") or ROOT / ".data").expanduser().resolve(),
        database_url=values.get("BALAI_DATABASE_URL", ""),
        owner_database_url=values.get("BALAI_OWNER_DATABASE_URL", ""),
        as_owner=_yes(values, "BALAI_AS_OWNER"),
        public_url=_url(values, "BALAI_PUBLIC_URL"),
        hosts=tuple(filter(None, values.get("BALAI_HOSTS", "").split(","))),
        bind=bind,
        port=port,
        live_port=_number(values, "BALAI_LIVE_PORT", port + 1),
        tls=_yes(values, "BALAI_TLS"),
        proxy=proxy,
        debug=_yes(values, "BALAI_DEBUG"),
        demo=demo,
        web_workers=_number(values, "BALAI_WEB_WORKERS", 1),
        mail=mail,
        mail_from=mail_from,
        certified_roots=_certificates(values, "BALAI_CERTIFIED_ROOTS"),
    )


def _number(values: dict[str, str], name: str, default: int) -> int:
    text = values.get(name, "")
    if not text:
        return default
    if not text.isdigit():
        raise Misconfigured(f"{name} must be a whole number, not {text!r}.")
    return int(text)


def _yes(values: dict[str, str], name: str) -> bool:
    text = values.get(name, "")
    if text not in {"", "0", "1"}:
        raise Misconfigured(f"{name} must be 0 or 1, not {text!r}.")
    return text == "1"


_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def _mail_server(values: dict[str, str], name: str) -> MailServer | None:
    text = values.get(name, "")
    if not text:
        return None
    try:
        address = urlsplit(text)
        port = address.port
    except ValueError:
        address, port = urlsplit(""), None
    if address.scheme not in _MAIL_PORTS or not address.hostname:
        # The address itself holds a password, so it is not repeated.
        raise Misconfigured(f"{name} must look like smtp+tls://user:password@host:587.")
    return MailServer(
        host=address.hostname,
        port=port or _MAIL_PORTS[address.scheme],
        user=unquote(address.username or ""),
        password=unquote(address.password or ""),
        scheme=address.scheme,
    )


def _certificates(values: dict[str, str], name: str) -> "tuple[Certificate, ...]":
    path = values.get(name, "")
    if not path:
        return ()
    from cryptography.x509 import load_pem_x509_certificates  # heavy; few offices name any

    try:
        return tuple(load_pem_x509_certificates(Path(path).expanduser().read_bytes()))
    except (OSError, ValueError) as problem:
        raise Misconfigured(
            f"{name} must be a readable file with certificates in PEM form, not {path!r}."
        ) from problem


def _url(values: dict[str, str], name: str) -> str:
    text = values.get(name, "").rstrip("/")
    if text and not text.startswith(("http://", "https://")):
        raise Misconfigured(f"{name} must begin with https:// or http://, not {text!r}.")
    return text
