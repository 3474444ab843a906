"""The archive of a village with 50,000 letters beside that of one with 500."""

from pathlib import Path

from django.db import connection

from balai.letters.drafting import this_village
from balai.letters.models import Letter
from bench.letters import issue
from bench.lists import compare_lists

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
    compare_lists(
        "letters in the archive",
        "/meja/surat/",
        PAGES,
        _fill,
        table="letters_letter",
        large=50_000,
        small=500,
    )


def _fill(count: int) -> None:
    letter = issue(this_village(), "domisili")
    before = Letter.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(FILL, [count, letter.pk])
    if Letter.objects.count() != before + count:
        raise AssertionError("the archive was not filled")
