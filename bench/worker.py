"""One desk: `python -m bench.worker SLUG KIND COUNT` says "ready", waits for a line, issues COUNT letters."""

import sys


def main() -> None:
    slug, kind, count = sys.argv[1:]
    import django

    django.setup()
    from balai.tenancy.models import Village
    from bench.letters import issue

    village = Village.objects.select_related("regency").get(slug=slug)
    issue(village, kind)
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(count)):
        issue(village, kind)


if __name__ == "__main__":
    main()
