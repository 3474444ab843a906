"""In whose hands an application is while it is filled in: its applicant's at home, or an officer's at the counter.

Form, pages and checks are the same. What differs is named here: the addresses, the frame of the pages, and who acts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from balai.accounts.actors import Actor
from balai.applications.models import Application, Sighting
from balai.applications.operations.writing import WRITABLE

_PAGES = ("applicant", "step", "papers", "paper", "piece", "review")


@dataclass(frozen=True, slots=True)
class Hands:
    """`pages` are the names of the addresses, `sent` among them: where it leads once it is sent."""

    pages: Mapping[str, str]
    skeleton: str
    tab: str
    by: Actor
    keeps_on_device: bool
    """Whether what is typed stays in the browser until it is sent; on a computer that many share it does not."""
    sees_originals: bool

    def may_name(self, application: Application) -> bool:
        """Whether these hands may change whose it is: of somebody without a NIK only an officer knows it, by the originals."""
        return self.by.officer is not None or not application.lacks_nik

    @classmethod
    def at_home(cls) -> "Hands":
        """The applicant's own phone, or that of somebody who helps."""
        pages = {page: f"applications:{page}" for page in _PAGES} | {"sent": "applications:mine"}
        return cls(
            pages, "public.html", "services", Actor.stranger(), keeps_on_device=True, sees_originals=False
        )

    @classmethod
    def at_the_counter(cls, officer: Actor, application: Application) -> "Hands":
        """An officer, for somebody who stands there or has sent a form on paper.

        An original that was looked at is enough where the village decides alone; the civil registry decides by pictures.
        """
        pages = {page: f"applications:counter_{page}" for page in (*_PAGES, "sent")}
        sees = not application.is_civil
        return cls(pages, "desk.html", "applications", officer, keeps_on_device=False, sees_originals=sees)


def is_writable(application: Application) -> bool:
    """Whether it may still be filled in: never sent, or returned."""
    return application.state in WRITABLE


def handed_in_names(application: Application) -> set[str]:
    """The requirements of which there is a page, or an officer has seen the original. Two queries."""
    pages = application.attachments.values_list("requirement", flat=True)
    seen = Sighting.objects.filter(application=application).values_list("requirement", flat=True)
    return {*pages, *seen}
