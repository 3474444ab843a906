"""Lighthouse 12 on a phone's terms (it comes by `npx`, runs on Node 20, and is no part of Balai)."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from bench.browsing import prepare, served
from bench.figures import show

PORT = 8435
PAGES = {
    "front page": "/sukamaju/", "services": "/sukamaju/layanan/", "a service": "/sukamaju/layanan/akta-kelahiran/",
    "links": "/sukamaju/tautan/",
}  # fmt: skip
AT_LEAST = 98
INCUMBENT = "incumbent's front page 54–58, 76, 93, 83"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def run(data_dir: Path) -> None:
    npx = shutil.which("npx")
    if npx is None:
        raise RuntimeError("Lighthouse needs Node with npx")
    prepare()
    with served(PORT) as address:
        for name, path in PAGES.items():
            _measure(npx, name, address + path)


def _measure(npx: str, name: str, address: str) -> None:
    command = [npx, "--yes", "lighthouse@12", address, "--quiet", "--output=json", "--output-path=stdout",
               f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]  # fmt: skip
    told = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"CHROME_PATH": "/usr/bin/chromium"},
    )
    report = json.loads(told.stdout)
    scores = [round(report["categories"][category]["score"] * 100) for category in CATEGORIES]
    verdict = "ok" if min(scores) >= AT_LEAST else "MISSED"
    show(
        f"{name}: {', '.join(CATEGORIES)}",
        f"{', '.join(map(str, scores))} (bar ≥ {AT_LEAST} each {verdict}; {INCUMBENT})",
    )
    for audit in report["audits"].values():
        if audit.get("score") not in {None, 1} and audit["scoreDisplayMode"] in {"binary", "numeric"}:
            show("  costs points", f"{audit['id']} {audit.get('displayValue', '')}")
