"""E-mail through the protocol itself: to a server on this machine, which takes it or doesn't."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from balai.core.mailing import MailFailed, can_mail, mail
from config.env import read_environment
from config.mailing import mailers
from tests.post_office import PostOffice


@contextmanager
def post_office(settings: Any, *, refuses: bool = False) -> Iterator[PostOffice]:
    """A mail server that the hall has been told of."""
    with PostOffice(refuses=refuses) as office:
        told = read_environment(office.told)
        settings.MAILERS, settings.DEFAULT_FROM_EMAIL = mailers(told.mail), told.mail_from
        yield office


def test_a_message_reaches_the_mail_server(settings: Any) -> None:
    with post_office(settings) as office:
        mail(to="sari@contoh.example", subject="Kode Anda", text="Kode: 123456")

    [message] = office.received
    assert office.signed_in == [("desa", "kata@sandi")]
    assert "From: balai@sukamaju.example" in message
    assert "To: sari@contoh.example" in message
    assert "Kode: 123456" in message


def test_what_the_mail_server_refuses_is_known(settings: Any) -> None:
    with post_office(settings, refuses=True) as office, pytest.raises(MailFailed):
        mail(to="tidak-ada@contoh.example", subject="Kode Anda", text="Kode: 123456")

    assert office.received == []


def test_a_mail_server_that_is_away_is_known(settings: Any) -> None:
    with post_office(settings):
        pass

    with pytest.raises(MailFailed):
        mail(to="sari@contoh.example", subject="Kode Anda", text="Kode: 123456")


def test_without_a_mail_server_nothing_is_sent(settings: Any) -> None:
    settings.MAILERS = mailers(read_environment({}).mail)

    assert not can_mail()
    with pytest.raises(MailFailed):
        mail(to="sari@contoh.example", subject="Kode Anda", text="Kode: 123456")
