"""Which village an address means."""

from django.test import Client

from balai.tenancy.models import Village


def test_an_address_that_no_database_can_hold_is_no_address(village: Village) -> None:
    assert [Client().get(path).status_code for path in ("/%00/", "/sukamaju%00/", "/sukamaju/%00/")] == [
        400
    ] * 3
