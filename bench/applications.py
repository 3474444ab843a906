"""The inbox of a village with 100,000 applications beside that of one with 100."""

from pathlib import Path

from django.db import connection

from balai.applications.models import Application
from bench.lists import compare_lists
from tests.applications.factories import submitted

PAGES = {
    "office": "",
    "applicants": "?tempat=pemohon",
    "registry": "?tempat=disdukcapil",
    "page 3": "?page=3",
}

FILL = """
INSERT INTO applications_application SELECT (jsonb_populate_record(one, jsonb_build_object(
    'id', uuidv7(), 'key', gen_random_uuid(),
    'code', translate(lpad(n::text, 15, '0'), '0123456789', 'BCDFGHJKMN'),
    'state', (ARRAY['submitted', 'approved', 'returned', 'forwarded', 'in_process', 'finished', 'closed', 'rejected'])[1 + n %% 8],
    'reason', 'Alasan', 'remedy', 'Jalan lain',
    'applicant_nik', '990105' || lpad(n::text, 10, '0'),
    'submitted_at', now() - n * interval '7 minutes',
    'due_on', current_date - (n %% 60) + 20, 'step_due_on', current_date - (n %% 40) + 10))).*
FROM applications_application one, generate_series(1, %s) n WHERE one.id = %s
"""


def run(data_dir: Path) -> None:
    compare_lists(
        "applications in the inbox", "/meja/permohonan/", PAGES, _fill, table="applications_application",
        large=100_000, small=100,
    )  # fmt: skip


def _fill(count: int) -> None:
    application = submitted()  # along a small form: lists never read forms
    before = Application.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(FILL, [count, application.pk])
    if Application.objects.count() != before + count:
        raise AssertionError("the inbox was not filled")
