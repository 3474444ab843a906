"""A PostgreSQL of the tests' own: started before Django reads its settings, deleted when the run ends.

Loaded by `-p tests.cluster`, so that this module runs first. The processes of xdist inherit the folder; so does a command
that is run by `python -m tests.cluster COMMAND`, whose parts share one migrated template and one set of static files.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = "BALAI_TEST_FOLDER"
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "100"}


def start() -> None:
    from config import embedded

    folder = Path(tempfile.mkdtemp(prefix="balai-test-"))
    os.environ |= {
        FOLDER: str(folder), "BALAI_DATA_DIR": str(folder / "data"), "BALAI_PUBLIC_URL": "https://balai.test",
        "BALAI_AS_OWNER": "1", "BALAI_DEMO": "0", "BALAI_DEBUG": "0", "BALAI_TLS": "0", "BALAI_HOSTS": "balai.test",
    }  # fmt: skip
    for name in ("BALAI_DATABASE_URL", "BALAI_OWNER_DATABASE_URL", "PORT"):
        os.environ.pop(name, None)
    # The bench of the minute wants the disk's part in it.
    syncs = "BALAI_TEST_SYNCS" in os.environ
    embedded.ensure_running(folder / "data", options={} if syncs else FORGETFUL)
    # Pages name static files by their contents, as in production.
    subprocess.run(  # our own command
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"], cwd=ROOT, check=True
    )


def remove() -> None:
    from config import embedded

    folder = Path(os.environ[FOLDER])
    embedded.destroy(folder / "data")
    shutil.rmtree(folder, ignore_errors=True)


if FOLDER not in os.environ:
    start()
    atexit.register(remove)

if __name__ == "__main__":
    sys.exit(subprocess.call(sys.argv[1:]))
