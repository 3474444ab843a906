"""A process of its own that signs a letter while BSrE does not answer: `python -m tests.letters.approve_until_killed NAME`."""

import os
import sys
from pathlib import Path


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from balai.core.bsre import Passphrase
    from balai.letters.models import Proposal
    from balai.letters.operations.approving import approve_many
    from balai.tenancy.models import Village
    from balai.tenancy.scope import acting_for
    from balai.villages.models import Official
    from tests.factories import make_actor
    from tests.letters.factories import NOW, seen

    village = Village.objects.select_related("regency").get(slug=name)
    with acting_for(village):
        proposal = Proposal.objects.get()
        head = Official.objects.select_related("officer").get(position="head")
    assert head.officer is not None
    chosen = [(proposal.pk, seen(proposal))]
    list(
        approve_many(
            village=village, chosen=chosen, by=make_actor(head.officer), passphrase=Passphrase("x"), at=NOW
        )
    )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(sys.argv[1])
