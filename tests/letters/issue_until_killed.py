"""A process of its own that issues letters until it is killed, or so many of them:
`python -m tests.letters.issue_until_killed NAME [COUNT]`.

It says each letter's request key and number on standard output only after the transaction has committed.
"""

import os
import sys
from pathlib import Path


def main(name: str, count: str = "") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from balai.letters.drafting import Wish
    from balai.letters.models import KindVersion
    from balai.letters.operations import issue_letter
    from balai.residents.models import Resident
    from balai.tenancy.models import Village
    from balai.tenancy.scope import acting_for
    from tests.letters.factories import ANSWERS, BY, NOW

    village = Village.objects.select_related("regency").get(slug=name)
    turn = 0
    while not count or turn < int(count):
        turn += 1
        key = f"{os.getpid()}-{turn}"
        with acting_for(village):
            version = KindVersion.objects.current().get(kind__slug="domisili")
            resident = Resident.objects.with_family().earliest("id")
            wish = Wish(version, resident, ANSWERS["domisili"])
            letter = issue_letter(wish=wish, request_key=key, by=BY, at=NOW)
        sys.stdout.write(f"{key} {letter.number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(*sys.argv[1:])
