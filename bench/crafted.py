"""Every field of every address with every crafted text: the whole of what `make test` tries a part of."""

import os
import subprocess
import sys
from pathlib import Path

from bench.figures import seconds, show


def run(data_dir: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "tests/config/test_crafted.py"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BALAI_")}
    took = seconds(lambda: subprocess.run(command, check=True, env=environment | {"BALAI_EVERY_TEXT": "1"}))
    show("every field, every text, every address: no error page", f"{took:.0f} s")
