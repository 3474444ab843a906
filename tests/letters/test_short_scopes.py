"""What takes long holds no transaction open."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.letters.enums import Verdict
from balai.letters.verification import check_pdf
from balai.tenancy.scope import acting_for
from tests.factories import make_village
from tests.letters.factories import NOW, make_ready


def test_no_transaction_waits_while_a_strange_file_is_looked_into(committed: str, hall: None) -> None:
    village = make_village()
    with acting_for(village):
        make_ready()

    with CaptureQueriesContext(connection) as queries:
        finding = check_pdf(b"%PDF-", village=village, at=NOW)

    turns = [query["sql"] for query in queries if query["sql"] in {"BEGIN", "COMMIT"}]
    assert (finding.verdict, turns) == (Verdict.UNKNOWN, ["BEGIN", "COMMIT"])
