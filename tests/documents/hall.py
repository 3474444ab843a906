"""A web server with a page on which papers are handed in, in a village without anybody."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings
from playwright.sync_api import Request

from balai.documents.models import Document
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from config.embedded import LOGIN, OWNER
from config.env import read_environment
from config.supervisor import commands
from tests.databases import CLUSTER, copy_of_template
from tests.factories import make_village
from tests.ports import free_port

START_SECONDS = 60
PAGE = "/sukamaju/uji/berkas/"


@contextmanager
def open_paper_hall() -> Iterator[int]:
    """The port of the web server."""
    with copy_of_template() as database:
        make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")
        port = free_port()
        environment = os.environ | {
            "BALAI_DATA_DIR": str(settings.BALAI_DATA_DIR), "PORT": str(port), "BALAI_LIVE_PORT": str(free_port()), "BALAI_PUBLIC_URL": f"http://localhost:{port}",
            "BALAI_DATABASE_URL": CLUSTER.url(LOGIN, database),
            "BALAI_OWNER_DATABASE_URL": CLUSTER.url(OWNER, database),
        }  # fmt: skip
        with (Path(os.environ["BALAI_TEST_FOLDER"]) / "paper-hall.log").open("wb") as log:
            command = commands(replace(read_environment(environment), port=port))["web"]
            web = subprocess.Popen(
                [*command[:-1], "tests.documents.page:application"], env=environment, stdout=log, stderr=log
            )
        try:
            _wait(f"http://localhost:{port}/sehat")
            yield port
        finally:
            web.terminate()
            web.wait(20)


def _wait(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server did not start")


def note_length(request: Request, lengths: dict[str, int]) -> None:
    """How long each file is that a browser sends, by the address of its pieces."""
    if length := request.headers.get("upload-length"):
        lengths[request.url] = int(length)


def arrived() -> list[Document]:
    """What the village has by now."""
    with acting_for(Village.objects.get(slug="sukamaju")):
        return list(Document.objects.order_by("received_at", "id"))


def empty() -> None:
    """For the next test."""
    with acting_for(Village.objects.get(slug="sukamaju")):
        Document.objects.all().delete()
