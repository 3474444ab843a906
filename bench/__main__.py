"""`make bench`: all measurements, or those named on the command line. `--soak` runs what takes long."""

import argparse
import importlib
import subprocess
import sys

from bench.place import own_hall

QUICK = (
    "letters",
    "archive",
    "applications",
    "pages",
    "public",
    "lighthouse",
    "imports",
    "search",
    "preview",
    "uploads",
)
LONG = ("soak", "crowd", "crafted", "kinds", "posters", "pins", "kills", "minute")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(QUICK + LONG)}")
    parser.add_argument("--soak", action="store_true")
    chosen = parser.parse_args()
    names = chosen.names or (LONG if chosen.soak else QUICK)
    if len(names) == 1:
        _measure(names[0])
    else:  # each in a process of its own: Django is set up for one database
        failed = [name for name in names if subprocess.call([sys.executable, "-m", "bench", name])]
        sys.exit(f"not measured: {', '.join(failed)}" if failed else 0)


def _measure(name: str) -> None:
    print(f"\n{name}", flush=True)
    with own_hall() as data_dir:
        importlib.import_module(f"bench.{name}").run(data_dir)


if __name__ == "__main__":
    main()
