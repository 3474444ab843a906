"""Ranges for exclusion constraints: terms of office and opening hours that may not overlap."""

from django.contrib.postgres.fields import DateRangeField, IntegerRangeField
from django.db import models


def days(first: str, last: str) -> models.Func:
    """The days from one column to another, both included; an empty column leaves that end open."""
    return models.Func(first, last, models.Value("[]"), function="daterange", output_field=DateRangeField())


class MinuteOfDay(models.Func):
    """Minutes since midnight."""

    template = "(EXTRACT(EPOCH FROM (%(expressions)s)::time) / 60)::int"
    output_field = models.IntegerField()


def minutes(opens: str, closes: str) -> models.Func:
    """The minutes of a day from one column up to another, the end not included."""
    return models.Func(
        MinuteOfDay(opens), MinuteOfDay(closes), function="int4range", output_field=IntegerRangeField()
    )
