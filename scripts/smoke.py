"""`make smoke`: the real thing, started twice on a free port as its people start it; sign in; stop it by Ctrl-C."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from config import embedded

START_SECONDS = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="balai-smoke-") as folder:
        data_dir = Path(folder) / "data"
        environment = os.environ | {
            "PORT": str(free_port()), "BALAI_LIVE_PORT": str(free_port()), "BALAI_DATA_DIR": str(data_dir),
        }  # fmt: skip
        environment["BALAI_PUBLIC_URL"] = f"http://localhost:{environment['PORT']}"
        try:
            first = visit(environment)
            second = visit(environment)
        finally:
            embedded.destroy(data_dir)
    print(f"smoke: first start {first:.1f} s, second start {second:.1f} s (limit 5 s)")
    print("2 passed, 0 failed")


def visit(environment: dict[str, str]) -> float:
    """Start, sign in, stop. Returns the seconds until the front page answered."""
    begun = time.monotonic()
    hall = subprocess.Popen(["make", "--no-print-directory", "run"], env=environment, start_new_session=True,
                            stdout=subprocess.PIPE, text=True)  # fmt: skip
    try:
        shown = wait_until_open(hall)
        seconds = time.monotonic() - begun
        sign_in(f"http://localhost:{environment['PORT']}", shown)
    finally:
        os.killpg(hall.pid, signal.SIGINT)
        code = hall.wait(30)
    if code not in {0, 2, -signal.SIGINT}:
        sys.exit(f"make run ended with {code} after Ctrl-C")
    return seconds


def wait_until_open(hall: subprocess.Popen[str]) -> str:
    """What `make run` prints until it says that the hall is open and how to stop it."""
    lines: list[str] = []
    for line in hall.stdout or ():
        lines.append(line)
        if "Ctrl-C" in line:
            return "".join(lines)
    sys.exit(f"make run ended early:\n{''.join(lines)}")


def sign_in(address: str, shown: str) -> None:
    """As the demo operator, whose account `make run` has just printed."""
    found = [re.search(rf"{words}\s+(\S+)", shown) for words in ("nama pengguna", "kata sandi")]
    username, password = (
        match[1] if match else sys.exit(f"no account was printed:\n{shown}") for match in found
    )
    browser = build_opener(HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = fetch(browser, f"{address}/sukamaju/masuk/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if not token:
        sys.exit("the sign-in page has no form")
    form = {"csrfmiddlewaretoken": token[1], "login": username, "password": password}
    fetch(browser, f"{address}/sukamaju/masuk/", form)
    if "Keluar" not in fetch(browser, f"{address}/sukamaju/meja/"):
        sys.exit("the demo operator could not sign in")


def fetch(browser: OpenerDirector, address: str, form: dict[str, str] | None = None) -> str:
    body = urlencode(form).encode() if form else None
    with browser.open(address, body, timeout=30) as response:
        text: str = response.read().decode()
    return text


if __name__ == "__main__":
    main()
