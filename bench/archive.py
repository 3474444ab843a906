"""The archive of a village with 50,000 letters beside that of one with 500: looking must cost the same."""

from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from balai.accounts.models import Officer
from balai.letters.models import Letter
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from bench.figures import compare, interleaved, percentile, show
from bench.letters import issue

LARGE, SMALL = ("sukamaju", 50_000), ("air-jernih", 500)
ROUNDS = 40
PAGES = {
    "newest": "", "a month": "?month=2026-03", "a kind": "?kind=domisili", "revoked": "?state=revoked", "page 20": "?page=20",
}  # fmt: skip

FILL = """
INSERT INTO letters_letter SELECT (jsonb_populate_record(one, jsonb_build_object(
    'id', uuidv7(), 'request_key', 'isi-' || n, 'serial', n + 10, 'number', 'ISI/' || n, 'verify_id', gen_random_uuid(),
    'state', CASE WHEN n %% 100 = 0 THEN 'revoked' ELSE 'issued' END,
    'issued_on', date '2026-11-20' - (n %% 700), 'numbered_at', now() - n * interval '20 minutes'))).*
FROM letters_letter one, generate_series(1, %s) n WHERE one.id = %s
"""


def run(data_dir: Path) -> None:
    call_command("load_sample", small=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    visits: dict[str, Callable[[], object]] = {}
    for slug, count in (LARGE, SMALL):
        village = Village.objects.select_related("regency").get(slug=slug)
        _fill(village, count)
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(Officer.objects.get(username=f"admin.{slug}"))
        for name, query in PAGES.items():
            address = f"/{slug}/meja/surat/{query}"
            visits[f"{slug} {name}"] = lambda browser=browser, address=address: _open(browser, address)
    times = interleaved(visits, ROUNDS)
    show("letters in the archive", f"{LARGE[1]:,} beside {SMALL[1]:,}")
    for name in PAGES:
        large, small = (percentile(times[f"{slug} {name}"], 95) for slug, _ in (LARGE, SMALL))
        compare(f"p95 archive, {name}", large, small, beside="small archive", at_most=1.5)


def _fill(village: Village, count: int) -> None:
    letter = issue(village, "domisili")
    with acting_for(village), connection.cursor() as cursor:
        before = Letter.objects.count()
        cursor.execute(FILL, [count, letter.pk])
        if Letter.objects.count() != before + count:
            raise AssertionError("the archive was not filled")
    with connections["owner"].cursor() as cursor:  # as PostgreSQL does by itself after a while
        cursor.execute("ANALYZE letters_letter")


def _open(browser: Client, address: str) -> None:
    answer = browser.get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answered {answer.status_code}")
