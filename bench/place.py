"""A hall of the bench's own, with PostgreSQL as an office runs it (nothing switched off)."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_hall() -> Iterator[Path]:
    """Django set up on an empty, migrated database; everything is deleted afterwards."""
    from config import embedded

    data_dir = Path(tempfile.mkdtemp(prefix="balai-bench-")) / "data"
    for name in ("BALAI_DATABASE_URL", "BALAI_OWNER_DATABASE_URL"):
        os.environ.pop(name, None)
    os.environ |= {
        "BALAI_DATA_DIR": str(data_dir), "BALAI_PUBLIC_URL": "https://balai.test", "BALAI_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "config.settings", "BALAI_AS_OWNER": "1",
    }  # fmt: skip
    embedded.ensure_running(
        data_dir, options={"shared_buffers": "512MB", "max_wal_size": "4GB", "max_connections": "300"}
    )
    try:
        import django

        django.setup()
        from django.core.management import call_command

        call_command("prepare_database", verbosity=0)
        yield data_dir
    finally:
        from django.db import connections

        connections.close_all()
        embedded.destroy(data_dir)
        shutil.rmtree(data_dir.parent, ignore_errors=True)
