"""Jobs of the register: by ids only, each inside its village, each safe to repeat.

What takes long is done one at a time in the whole hall (`lock`): a place of the worker stays free for what somebody waits for.
"""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from balai.accounts.actors import Actor
from balai.residents import search
from balai.residents.exchange import runs
from balai.residents.operations import publish_figures
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for


@app.task(name="residents.check_import", queue="long", lock="long")
def check_import(village_id: int, run_id: str) -> None:
    """The dry run of an uploaded file."""
    runs.check_run(Village.objects.get(pk=village_id), UUID(run_id))


@app.task(name="residents.apply_import", queue="long", lock="long")
def apply_import(village_id: int, run_id: str) -> None:
    """Writing a decided file."""
    runs.apply_run(Village.objects.get(pk=village_id), UUID(run_id))


@app.task(name="residents.rebuild_search", queue="long", lock="long")
def rebuild_search(village_id: int) -> None:
    """People are found by the names of their areas; one of those has changed."""
    with acting_for(village_id):
        search.rebuild()


@app.periodic(cron="20 3 * * *")
@app.task(name="residents.sweep_imports", queue="long", lock="long")
def sweep_imports(timestamp: int) -> None:
    """Delete uploads that nobody decided."""
    for village in Village.objects.all():
        runs.sweep(village)


@app.periodic(cron="50 3 * * *")
@app.task(name="residents.publish_figures", queue="long", lock="long")
def publish_village_figures(timestamp: int) -> None:
    """Count each village for its public page; those whose figures must stay a while keep them."""
    for village in Village.objects.all():
        with acting_for(village):
            publish_figures(village=village, now=timezone.now(), by=Actor.system("angka warga"))
