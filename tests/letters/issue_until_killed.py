"""A process of its own that issues letters until it is killed, or so many of them:
`python -m tests.letters.issue_until_killed NAME [COUNT [PROCESSES]]`.

More processes begin together, each after the costly start and before anything was asked of the database. Each says
the request key and number of a letter on standard output only after the transaction has committed.
"""

import os
import sys
from pathlib import Path


def main(name: str, count: str = "", processes: str = "1") -> None:
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

    children = _multiplied(int(processes))
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
    for child in children:
        os.waitpid(child, 0)


def _multiplied(processes: int) -> list[int]:
    """From here on there are so many processes; to the first its children, to the others nothing."""
    children: list[int] = []
    while len(children) < processes - 1:
        child = os.fork()
        if child == 0:
            return []
        children.append(child)
    return children


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(*sys.argv[1:])
