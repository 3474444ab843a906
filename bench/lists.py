"""A list of a village that has very many lines beside that of one with few: looking must cost the same."""

from collections.abc import Callable, Mapping

from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.accounts.models import Officer
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from bench.figures import compare, interleaved, percentile, show

ROUNDS = 40
LARGE, SMALL = "sukamaju", "air-jernih"

type Fill = Callable[[int], None]
"""Gives the village of the scope so many lines more."""


def compare_lists(
    what: str, path: str, pages: Mapping[str, str], fill: Fill, *, table: str, large: int, small: int
) -> None:
    """Open each of `pages` (what it is called, its query) of the desk's `path` in both villages, and print the ratios.

    A page further on is looked at beside the first one of the small village, whose list may end before.
    """
    call_command("load_sample", small=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    visits: dict[str, Callable[[], object]] = {}
    questions: dict[str, list[int]] = {name: [] for name in pages}
    for slug, count in ((LARGE, large), (SMALL, small)):
        with acting_for(Village.objects.get(slug=slug)):
            fill(count)
        with connections["owner"].cursor() as cursor:  # as PostgreSQL does by itself after a while
            cursor.execute(f"ANALYZE {table}")
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(Officer.objects.get(username=f"admin.{slug}"))
        for name, query in pages.items():
            shown = "" if slug == SMALL and query.startswith("?page=") else query
            address = f"/{slug}{path}{shown}"
            visits[f"{slug} {name}"] = lambda browser=browser, address=address: _open(browser, address)
            _open(browser, address)
            with CaptureQueriesContext(connection) as asked:
                _open(browser, address)
            questions[name].append(len(asked))
    times = interleaved(visits, ROUNDS)
    show(what, f"{large:,} beside {small:,}")
    for name, (many, few) in questions.items():
        show(f"questions to the database, {name}", f"{many} and {few}")
    for name in pages:
        slow, quick = (percentile(times[f"{slug} {name}"], 95) for slug in (LARGE, SMALL))
        compare(f"p95, {name}", slow, quick, beside="the small one", at_most=1.5)


def _open(browser: Client, address: str) -> None:
    answer = browser.get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answered {answer.status_code}")
