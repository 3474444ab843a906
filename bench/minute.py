"""From the first touch to paper at the pace of people, on a real printer: 600 ms a tap, 250 ms a key.

The journey is the one of the browser tests (tests/e2e/test_minute.py), with a PostgreSQL that syncs as an office's does.
Bars: card and PIN 25 s, NIK and PIN 40 s, QR code of the RT 30 s; at most 6 taps beside typed digits; all answers of the
server together 400 ms. Then 200 visits in a row, in a hurry: what page and server hold in memory must stay.

The milliseconds are the server's own, from the access log that granian writes for the tests: every answer between the first
touch and the resting screen after *Selesai*, be it a page, a redirect, a heartbeat, a look for paper, the voice or a file.
Asking the printer is in them; waiting for its paper is not. What the browser measures is no use here: it holds the queue
in front of its own connections, and its drawing on the same processors. A visit in a hurry goes before, so that no
first use of anything is in the figure. A kiosk and its office server are two machines: where there are two processors, the hall with
its database gets one and the browser the other. Beside it stands how long the web processes had a processor, which a busy
machine changes less, and the Argon2 of a PIN, which is slow by choice.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

from bench.figures import seconds

BARS = {"with_card": 25, "with_nik": 40, "with_introduction": 30}
SERVER_MS = 400


def run(data_dir: Path) -> None:
    """The tests have a hall of their own; `data_dir` is not used."""
    for line in _journeys("six_touches", BALAI_HUMAN_PACE="1"):
        name, _, rest = line.partition(": ")
        if name in BARS:
            took, server = float(rest.split(" s", 1)[0]), float(rest.split(" ms of server")[0].split()[-1])
            verdict = "" if took <= BARS[name] and server <= SERVER_MS else "  MISSED"
            print(f"  {name:<18} {rest}  (bar {BARS[name]} s, {SERVER_MS} ms){verdict}", flush=True)
        elif line.startswith("with_"):
            print(f"    {line}")
    print(f"  of which Argon2 of one PIN: {1000 * _argon2_seconds():.0f} ms", flush=True)
    for line in _journeys("nor_server_grows", BALAI_VISITS=os.environ.get("BENCH_VISITS", "200")):
        if " visits: " in line:
            print(f"  {line.strip()}")


def _argon2_seconds() -> float:
    """The middle of twenty checks."""
    from balai.access.keeping import encode_pin, is_pin

    encoded = encode_pin("480917")
    return statistics.median(seconds(lambda: is_pin("480917", encoded)) for _ in range(20))


def _journeys(chosen: str, **environment: str) -> list[str]:
    hall, *others = sorted(os.sched_getaffinity(0))
    apart = {"BALAI_TEST_BROWSER_CORE": str(others[0])} if others else {}
    command = [
        "taskset", "--cpu-list", str(hall), sys.executable, "-m", "pytest", "-q", "-s", "-n0", "-p", "no:randomly", "tests/e2e/test_minute.py", "-k", chosen,
    ]  # fmt: skip
    done = subprocess.run(
        command,
        env=os.environ | environment | apart | {"BALAI_TEST_SYNCS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout[-3000:])
    return done.stdout.splitlines()
