#!/usr/bin/env python
"""Balai's commands. Starts the embedded PostgreSQL if it isn't running."""

import os
import sys

SERVES = "procrastinate"
"""The worker: the supervisor has started its database, and it must not know the owner's password."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.embedded import DatabaseWontStart, ensure_running
    from config.env import Misconfigured, read_environment

    serves = sys.argv[1:2] == [SERVES]
    os.environ["BALAI_AS_OWNER"] = "0" if serves else "1"
    try:
        environment = read_environment()
        if not environment.database_url and not serves:
            ensure_running(environment.data_dir)
    except (Misconfigured, DatabaseWontStart) as problem:
        sys.exit(f"Balai: {problem}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
