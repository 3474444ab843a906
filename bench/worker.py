"""One desk: `python -m bench.worker SLUG KIND COUNT KEYS` issues a letter, waits for a line, then issues the rest of COUNT.

The request keys are KEYS-1, KEYS-2, …; after each letter has committed it says its key and number.
"""

import sys


def main() -> None:
    slug, kind, count, keys = sys.argv[1:]
    import django

    django.setup()
    from balai.tenancy.models import Village
    from bench.letters import issue

    village = Village.objects.select_related("regency").get(slug=slug)
    for turn in range(1, int(count) + 1):
        key = f"{keys}-{turn}"
        print(key, issue(village, kind, key).number, flush=True)
        if turn == 1:  # all that is loaded at the first use is there now
            sys.stdin.readline()


if __name__ == "__main__":
    main()
