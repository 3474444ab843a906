"""From a wish to the PDF that would be printed, without numbering, sealing or storing anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from balai.core.qr import qr_svg
from balai.letters import sheet
from balai.letters.blocks import Block, Sheet
from balai.letters.composition import Printed
from balai.letters.definitions import FormPaper
from balai.letters.drafting import Wish, draft_form, draft_letter, this_village
from balai.tenancy.models import Village
from tests.letters.factories import NOW, PUBLIC_URL
from tests.letters.kinds.answering import Answering
from tests.letters.kinds.paper import LETTER, SHEET

NUMBER = "400.12.2.1/001/Ds.Sukamaju/XI/2026"
PAGES_OF_SHEETS = 10
"""What the kinds say that are a statutory sheet themselves; a family of any size has its rows."""
LINK = f"{PUBLIC_URL}/s#" + "A" * 420


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF, where text may stand on it, and how many pages it may take."""

    pdf: bytes
    margins: tuple[float, float, float, float]
    most_pages: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The letter and the forms that belong to it, and the wish as it was completed."""

    papers: tuple[Paper, ...]
    wish: Wish

    @property
    def pdf(self) -> bytes:
        """The letter itself."""
        return self.papers[0].pdf


def draw(wish: Wish, answering: Answering) -> Drawn:
    """The paper for a wish; where the letter says that answers are missing, they are given first."""
    definition = wish.version.definition
    village = this_village()
    if not definition.is_letter:
        form = draft_form(wish, at=NOW)
        form.check()
        printed = form.printed()
        drawn = sheet.form_sheet(printed, village=village)
    else:
        draft = draft_letter(wish, at=NOW)
        if draft.composition.missing:
            wish = answering.completed(wish, draft.composition.missing)
            draft = draft_letter(wish, at=NOW)
        draft.check()
        printed = draft.printed(NUMBER)
        drawn = sheet.letter_sheet(
            printed, qr=_code(), link=LINK, address=PUBLIC_URL, at=NOW, village=village
        )
    pdf = sheet.as_pdf(drawn, printed, title=definition.title, at=NOW)
    whole = Paper(pdf, _margins(definition.body), definition.pages)
    shown = {each["name"] for each in printed.get("forms", ())}
    forms = (_form(printed, form, village) for form in definition.forms if form.name in shown)
    return Drawn((whole, *forms), wish)


def _form(printed: Printed, form: FormPaper, village: Village) -> Paper:
    own = sheet.form_of(printed, form.name)
    pdf = sheet.as_pdf(sheet.form_sheet(own, village=village), own, title=form.title, at=NOW)
    return Paper(pdf, _margins(form.body), PAGES_OF_SHEETS if _is_sheet(form.body) else 1)


def _margins(blocks: Iterable[Block]) -> tuple[float, float, float, float]:
    return SHEET if _is_sheet(blocks) else LETTER


def _is_sheet(blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, Sheet) for block in blocks)


@lru_cache(maxsize=1)
def _code() -> str:
    return qr_svg(LINK)
