"""The kiosk's training mode: an invented resident, papers marked LATIHAN, nothing numbered and nothing counted."""

from datetime import date, datetime

from balai.core.typesetting import TypesettingFailed
from balai.kiosk.matter import Matter
from balai.letters import sheet
from balai.letters.composition import Printed
from balai.letters.drafting import this_village
from balai.letters.issue_page import Preview
from balai.letters.samples import Sample, sample_answers, sample_printed
from balai.villages.models import Identity

WATERMARK = "LATIHAN"


def training_preview(matter: Matter) -> Preview:
    """The picture of the paper with what was answered."""
    printed = _printed(matter, matter.today)
    try:
        drawn = sheet.sample_sheet(printed, watermark=WATERMARK, village=this_village())
        return Preview(tuple(sheet.as_pictures(drawn, printed)))
    except TypesettingFailed as problem:
        return Preview(problem=str(problem))


def training_pdf(matter: Matter, *, at: datetime) -> bytes:
    """The paper to print. Raises `TypesettingFailed`."""
    printed = _printed(matter, matter.today)
    drawn = sheet.sample_sheet(printed, watermark=WATERMARK, village=this_village())
    return sheet.as_pdf(drawn, printed, title=f"Latihan {matter.definition.title}", at=at)


def _printed(matter: Matter, on: date) -> Printed:
    definition = matter.definition
    said = {**sample_answers(definition, Sample.WOMAN), **matter.errand.answers}
    return sample_printed(
        definition,
        Sample.WOMAN,
        on=on,
        of=this_village(),
        identity=Identity.objects.first(),
        said=said,
    )
