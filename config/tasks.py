"""Housekeeping that concerns the whole hall: no app owns it."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from balai.core import files
from balai.letters.models import Letter
from balai.tenancy.scope import acting_for_regency
from balai.villages.models import Identity

STALLED_SECONDS = 60
PATIENT = RetryStrategy(max_attempts=5, exponential_wait=3)


@app.periodic(cron="* * * * *")
@app.task(name="hall.retry_stalled_jobs", retry=PATIENT)
async def retry_stalled_jobs(timestamp: int) -> None:
    """A killed worker leaves its jobs as if they were still being done. Every task is safe to repeat."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await app.job_manager.retry_job(job)


@app.periodic(cron="40 2 * * *")
@app.task(name="hall.sweep_files", retry=PATIENT)
def sweep_files(timestamp: int) -> None:
    """Delete stored files that no row names: what a rolled-back transaction left behind."""
    with acting_for_regency("menyapu berkas tanpa pemilik"):
        known = {
            *Letter.objects.values_list("pdf_sha256", flat=True),
            *Identity.objects.values_list("logo", flat=True),
        }
    files.sweep(known)
