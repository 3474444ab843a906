"""Jobs of applications: each inside its village, each safe to repeat.

The worker does two jobs at once. Long ones share a lock, so that one at a time is done and the other place stays free for
what somebody waits for.
"""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from balai.accounts.actors import Actor
from balai.applications.issued.batches import sweep_batches, work_on
from balai.applications.letter_issuing import finish_signed
from balai.applications.long_work.pace import sweep_waiting
from balai.applications.models import Application
from balai.applications.operations import anonymise_what_is_old, close_what_is_over, forget_drafts, make_code
from balai.applications.packages.runs import sweep_runs, take_in_run
from balai.core.mailing import mail
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency


@app.periodic(cron="40 2 * * *")
@app.task(name="applications.let_time_pass")
def let_time_pass(timestamp: int) -> None:
    """Every night: forget, end, close and in the end anonymise what is over."""
    for village in Village.objects.all():
        with acting_for(village):
            forget_drafts(now=timezone.now(), by=Actor.system("permohonan"))
            close_what_is_over(now=timezone.now(), by=Actor.system("permohonan"))
            sweep_runs(now=timezone.now())
            anonymise_what_is_old(now=timezone.now(), by=Actor.system("permohonan"))
    sweep_batches(now=timezone.now())
    with acting_for_regency("menghapus unggahan yang tidak ditunggu lagi"):
        sweep_waiting(now=timezone.now())


@app.task(name="applications.send_email_code", retry=RetryStrategy(max_attempts=4, exponential_wait=5))
def send_email_code(village_id: int, proof_id: str) -> None:
    """Make a code and hand it to the mail server; tried again, it is another code."""
    village = Village.objects.select_related("regency").get(pk=village_id)
    with acting_for(village):
        made = make_code(proof_id=UUID(proof_id))
        service = made[0].application.service.name if made else ""
    if made is None:
        return
    proof, code = made
    text = (
        f"Kode Anda: {code}\n\n"
        f"Ketik kode ini di halaman permohonan {service}, {village.words.full_name}. Berlaku 10 menit.\n\n"
        "Jangan beri tahu kode ini kepada siapa pun, juga petugas. Anda tidak mengajukan apa-apa? Abaikan surel ini.\n"
    )
    mail(to=proof.email, subject=f"Kode permohonan, {village.words.full_name}", text=text)


@app.periodic(cron="* * * * *")
@app.task(name="applications.finish_signed_letters")
def finish_signed_letters(timestamp: int) -> None:
    """Every minute: what officials have signed since goes to those who asked for it."""
    with acting_for_regency("mencari surat permohonan yang sudah ditandatangani"):
        signed = set(Application.objects.signed().values_list("village_id", flat=True))
    for village in Village.objects.filter(pk__in=signed):
        with acting_for(village), timezone.override(village.time_zone):
            finish_signed(by=Actor.system("permohonan"))


@app.task(name="applications.take_in_package", queue="long", lock="long")
def take_in_package(village_id: int, run_id: str) -> None:
    """Take in a package that is too large to be waited for."""
    take_in_run(Village.objects.select_related("regency").get(pk=village_id), UUID(run_id))


@app.task(name="applications.work_on_issued", queue="long", lock="long")
def work_on_issued(batch_id: str) -> None:
    """Match many issued documents, or keep those that were confirmed: whatever comes next."""
    work_on(UUID(batch_id))
