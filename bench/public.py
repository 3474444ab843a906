"""How many public pages a second the server gives to 64 connections, beside the least that any page costs."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from bench.browsing import prepare, served
from bench.figures import show

PORT = 8433
PAGES = {
    "front page": "/sukamaju/",
    "services": "/sukamaju/layanan/",
    "a service": "/sukamaju/layanan/akta-kelahiran/",
}
BASELINE = "/sukamaju/patokan/"
AT_LEAST = 0.5
SECONDS, CONNECTIONS, ROUNDS = 6, 64, 3
INCUMBENT = 17
"""Front pages a second of the incumbent on two cores; 8 with 50,000 residents."""


def run(data_dir: Path) -> None:
    prepare()
    body = data_dir / "patokan.html"
    with served(PORT) as address, urlopen(address + PAGES["front page"]) as answer:
        body.write_bytes(answer.read())
    with served(PORT, "bench.baseline:application", BALAI_BENCH_BODY=str(body)) as address:
        _measure(address)


def _measure(address: str) -> None:
    found: dict[str, list[dict[str, float]]] = {}
    for _ in range(ROUNDS):  # in turn, so that a slow moment of the machine meets all of them
        for path in (BASELINE, *PAGES.values()):
            found.setdefault(path, []).append(_load(address + path))
    least = _middle(found[BASELINE], "a_second")
    show(
        "one row and the same bytes, behind the same middleware",
        f"{least:7.0f} a second, p99 {_p99(found[BASELINE])}",
    )
    for name, path in PAGES.items():
        ours = _middle(found[path], "a_second")
        verdict = "ok" if ours >= AT_LEAST * least else "MISSED"
        show(f"{name}, {CONNECTIONS} connections",
             f"{ours:7.0f} a second = {ours / least:5.2f} × (bar ≥ {AT_LEAST} {verdict}), p99 {_p99(found[path])}; "
             f"incumbent's front page {INCUMBENT} a second")  # fmt: skip


def _load(address: str) -> dict[str, float]:
    arguments = [address, str(SECONDS), str(CONNECTIONS)]
    told = subprocess.run(
        [sys.executable, "-m", "bench.load", *arguments], check=True, capture_output=True, text=True
    )
    figures: dict[str, float] = json.loads(told.stdout)
    return figures


def _middle(rounds: list[dict[str, float]], name: str) -> float:
    return sorted(each[name] for each in rounds)[len(rounds) // 2]


def _p99(rounds: list[dict[str, float]]) -> str:
    return f"{_middle(rounds, 'p99') * 1000:.0f} ms"
