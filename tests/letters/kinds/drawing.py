"""From a wish to the PDF that would be printed, without numbering, sealing or storing anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from balai.core.qr import qr_svg
from balai.letters import sheet
from balai.letters.blocks import Sheet
from balai.letters.composition import Printed
from balai.letters.drafting import Wish, draft_form, draft_letter, this_village
from balai.tenancy.models import Village
from tests.letters.factories import NOW, PUBLIC_URL
from tests.letters.kinds.answering import Answering
from tests.letters.kinds.paper import LETTER, SHEET

NUMBER = "400.12.2.1/001/Ds.Sukamaju/XI/2026"
LINK = f"{PUBLIC_URL}/s#" + "A" * 420


@dataclass(frozen=True, slots=True)
class Drawn:
    """The paper, the forms that belong to it by name, and the wish as it was completed."""

    pdf: bytes
    wish: Wish
    forms: Mapping[str, bytes]

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """Where text may stand."""
        blocks = self.wish.version.definition.blocks
        return SHEET if any(isinstance(block, Sheet) for block in blocks) else LETTER

    @property
    def papers(self) -> tuple[bytes, ...]:
        return (self.pdf, *self.forms.values())


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
    return Drawn(
        pdf, wish, {each["name"]: _form(printed, each["name"], village) for each in printed.get("forms", ())}
    )


def _form(printed: Printed, name: str, village: Village) -> bytes:
    form = sheet.form_of(printed, name)
    return sheet.as_pdf(sheet.form_sheet(form, village=village), form, title=str(form["title"]), at=NOW)


@lru_cache(maxsize=1)
def _code() -> str:
    return qr_svg(LINK)
