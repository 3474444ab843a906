"""`make bench`: all measurements, or those named on the command line. `--soak` runs what takes long."""

import argparse
import importlib

from bench.place import own_hall

QUICK = ("letters", "pages", "imports", "search")
LONG = ("soak",)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(QUICK + LONG)}")
    parser.add_argument("--soak", action="store_true")
    chosen = parser.parse_args()
    for name in chosen.names or (LONG if chosen.soak else QUICK):
        print(f"\n{name}", flush=True)
        with own_hall() as data_dir:
            importlib.import_module(f"bench.{name}").run(data_dir)


if __name__ == "__main__":
    main()
