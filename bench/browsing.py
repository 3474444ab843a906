"""A server with the sample, for what is measured through a browser."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from config.embedded import LOGIN, OWNER, Cluster
from config.env import read_environment
from config.supervisor import commands, serving_environment

PATIENCE = 30  # seconds for the server to start


@contextmanager
def served(port: int, application: str = "config.wsgi:application", **more: str) -> Iterator[str]:
    """The web server on this port of loopback; its address."""
    cluster = Cluster.of(settings.BALAI_DATA_DIR)
    address = f"http://localhost:{port}"
    environment = os.environ | {
        "PORT": str(port), "BALAI_LIVE_PORT": str(port + 1), "BALAI_PUBLIC_URL": address,
        "BALAI_DATABASE_URL": cluster.url(LOGIN), "BALAI_OWNER_DATABASE_URL": cluster.url(OWNER), **more,
    }  # fmt: skip
    web = commands(read_environment(environment))["web"]
    process = subprocess.Popen(
        [*web[:-1], application], env=serving_environment(environment), stderr=sys.stderr
    )
    try:
        _wait(f"{address}/sehat")
        yield address
    finally:
        process.terminate()
        process.wait(10)


def prepare() -> None:
    """A small sample and the static files."""
    call_command("load_sample", small=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()


def _wait(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server did not start")
