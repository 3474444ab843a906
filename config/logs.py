"""Log lines without people: PostgreSQL's DETAIL repeats the row that it refused."""

import logging
import re

DETAIL = re.compile(r"^(DETAIL|CONTEXT|HINT):.*$", re.MULTILINE)


class PrivateFormatter(logging.Formatter):
    """As Django's, but what PostgreSQL says about the values of a row stays in the database."""

    def format(self, record: logging.LogRecord) -> str:
        return DETAIL.sub(r"\1: (withheld)", super().format(record))
