"""What the resting screen tells: notices of the hall, and the announcements of the village's site."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.text import Truncator

from balai.kiosk.models import Notice
from balai.publications.models import Article

LONGEST_TITLE = 60
"""Letters: as long as a notice of the hall, or the screen would have to scroll."""


@dataclass(frozen=True, slots=True)
class Told:
    """One card on the screen."""

    title: str
    text: str


def shown_notices(now: datetime, most: int) -> list[Told]:
    """Notices first: somebody put them up for this screen alone. Then announcements, each the newest first. Two queries."""
    own = [Told(each.title, each.text) for each in Notice.objects.shown(timezone.localdate(now))[:most]]
    others = Article.objects.announcements(now)[: most - len(own)]
    return own + [
        Told(Truncator(each.published.title).chars(LONGEST_TITLE), each.published.summary) for each in others
    ]
