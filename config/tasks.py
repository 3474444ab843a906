"""Housekeeping that concerns the whole hall: no app owns it."""

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from balai.core import files
from balai.documents.models import Document
from balai.introductions.models import Introduction
from balai.letters.models import DistrictReview, Letter
from balai.printing.models import PrintJob
from balai.publications.models import InformationEntry, Picture
from balai.tenancy.scope import acting_for_regency
from balai.villages.models import Identity

STALLED_SECONDS = 60
MOST_DEATHS = 5
"""How many workers one job may take with it."""
PATIENT = RetryStrategy(max_attempts=5, exponential_wait=3)


@app.periodic(cron="* * * * *")
@app.task(name="hall.retry_stalled_jobs", retry=PATIENT)
async def retry_stalled_jobs(timestamp: int) -> None:
    """A killed worker leaves its jobs as if they were still being done. Every task is safe to repeat.

    A job that was there at every death may be what kills: it would close the hall again after each start.
    """
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        if job.attempts >= MOST_DEATHS:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job)


@app.periodic(cron="10 2 * * *")
@app.task(name="hall.forget_sessions", retry=PATIENT)
def forget_sessions(timestamp: int) -> None:
    """Delete sessions that are over: whoever closes the browser without signing out leaves one behind."""
    SessionStore.clear_expired()


@app.periodic(cron="40 2 * * *")
@app.task(name="hall.sweep_files", retry=PATIENT)
def sweep_files(timestamp: int) -> None:
    """Delete stored files that no row names: what a rolled-back transaction left behind, and what was printed long ago.

    A letter keeps its own file, whoever printed it; training papers, test pages and the like are kept for one more try.
    """
    with acting_for_regency("menyapu berkas tanpa pemilik"):
        known = {
            *Letter.objects.values_list("pdf_sha256", flat=True),
            *DistrictReview.objects.values_list("pdf_sha256", flat=True),
            *PrintJob.objects.keeping_documents(timezone.now())
            .values_list("pdf_sha256", flat=True)
            .distinct(),
            *Identity.objects.values_list("logo", flat=True),
            *Introduction.objects.values_list("scan_sha256", flat=True),
            *Picture.objects.file_names(),
            *InformationEntry.objects.file_names(),
            *Document.objects.file_names(),
        }
    files.sweep(known)
