"""Doing one thing at a time in a village."""

from django.db import connection


def one_at_a_time(what: str) -> None:
    """Wait until nobody else in this village does `what` ('residents.import'); held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), current_setting('balai.village')::int)", [what]
        )
