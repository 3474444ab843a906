"""What a phone loads at its first visit: bytes on the wire, requests, elements."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

from bench.figures import show
from config.embedded import LOGIN, OWNER, Cluster
from config.env import read_environment
from config.supervisor import commands

PAGES = {"front page": "/sukamaju/", "sign-in": "/sukamaju/masuk/", "verify": "/sukamaju/v/", "regency": "/"}
LIMIT = 40 * 1024
INCUMBENT_BYTES, INCUMBENT_REQUESTS = 835 * 1024, 61


def run(data_dir: Path) -> None:
    call_command("load_sample", small=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
    cluster = Cluster.of(settings.BALAI_DATA_DIR)
    environment = os.environ | {
        "PORT": "8431", "BALAI_LIVE_PORT": "8432",
        "BALAI_DATABASE_URL": cluster.url(LOGIN), "BALAI_OWNER_DATABASE_URL": cluster.url(OWNER),
    }  # fmt: skip
    web = subprocess.Popen(commands(read_environment(environment))["web"], env=environment, stderr=sys.stderr)
    try:
        _wait("http://localhost:8431/sehat")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for name, path in PAGES.items():
                _visit(browser, name, f"http://localhost:8431{path}")
            browser.close()
    finally:
        web.terminate()
        web.wait(10)


def _visit(browser: Browser, name: str, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    elements = page.evaluate("document.querySelectorAll('*').length")
    total = sum(sizes)
    verdict = "ok" if total <= LIMIT else "MISSED"
    show(f"{name}, cold", f"{total / 1024:5.1f} KiB (bar ≤ 40 {verdict}) in {len(sizes)} requests, {elements} elements;"
         f" incumbent's front page is {INCUMBENT_BYTES / total:.0f} × as heavy, {INCUMBENT_REQUESTS} requests")  # fmt: skip
    context.close()


def _wait(address: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server did not start")
