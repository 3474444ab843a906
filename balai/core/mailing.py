"""E-mail that the hall sends: plain text, through the office's own mail server (docs/operations.md)."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail


class MailFailed(Exception):
    """The mail server did not take it: it may be tried again."""


def can_mail() -> bool:
    """Whether the hall knows a mail server."""
    return bool(settings.MAILERS)


def mail(*, to: str, subject: str, text: str) -> None:
    """Hand one message to the mail server. Takes its time: no transaction should be open. Raises `MailFailed`."""
    if not can_mail():
        raise MailFailed("no mail server is set")
    try:
        send_mail(subject, text, None, [to], using="default")
    except (OSError, SMTPException) as failed:
        raise MailFailed(type(failed).__name__) from failed
