"""What the tests of import and export share."""

import json
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from balai.tenancy.models import Village

type Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def run_import(village: Village) -> Run:
    """The command with `--json`: its exit code and its report."""

    def run(path: Path, *flags: str, of: Village = village) -> tuple[int, dict[str, Any]]:
        out = StringIO()
        arguments: Sequence[str] = [str(path), "--village", of.code, "--json", *flags]
        try:
            call_command("import_residents", *arguments, stdout=out)
        except SystemExit as end:
            return int(end.code or 0), json.loads(out.getvalue())
        return 0, json.loads(out.getvalue())

    return run
