"""Django's way to the office's mail server."""

from typing import Any

from config.env import MailServer


def mailers(server: MailServer | None) -> dict[str, dict[str, Any]]:
    """The setting `MAILERS`; empty where the hall sends no e-mail."""
    if server is None:
        return {}
    options = {
        "host": server.host,
        "port": server.port,
        "username": server.user,
        "password": server.password,
        "use_tls": server.scheme == "smtp+tls",
        "use_ssl": server.scheme == "smtps",
        "timeout": 20,
    }
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
