"""The picture of a draft with a sample resident, and its test print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from balai.core.calendar import local
from balai.core.questions import Value
from balai.core.typesetting import TypesettingFailed, UnprintableText
from balai.letters import sheet, values
from balai.letters.composition import compose, one_line
from balai.letters.definitions import KindDefinition
from balai.letters.drafting import Draft, FormDraft, Wish
from balai.letters.editor.checking import Examination, Trouble, examine
from balai.letters.editor.places import ABOUT, Content, Place, part_at
from balai.letters.editor.samples import Sample, answers_in, family_in, people_in
from balai.letters.models import Kind, KindVersion
from balai.letters.rules import valid_until
from balai.letters.wording import value_at
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.villages.enums import Position, SigningForm
from balai.villages.models import Identity, Official
from balai.villages.rules import NobodyMaySign, signing_official


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pages as addresses that hold the picture, what the sample lacks, and what is wrong with the draft."""

    examination: Examination
    pages: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """The village around a draft, read once for a page."""

    village: Village
    identity: Identity | None
    official: Official
    at: datetime


def office_now(village: Village) -> Office:
    """The village of the scope today. Somebody invented signs where nobody in office may."""
    identity = Identity.objects.first()
    at = timezone.now()
    on = local(at, village.time_zone).date()
    try:
        official = signing_official(Official.objects.serving(on).signing(), on)
    except NobodyMaySign:
        official = Official(
            name="Harun Wiratmaja", position=Position.HEAD, signing_form=SigningForm.HEAD, since=on
        )
    return Office(village, identity, official, at)


def draw(content: Content, sample: Sample, office: Office) -> Drawing:
    """Draw a draft for the screen. What cannot be printed is told at its place, and the rest is drawn."""
    examination = examine(content)
    for _ in range(3):
        if examination.definition is None:
            return Drawing(examination, problem="Belum ada yang bisa ditampilkan.")
        try:
            return _drawn(examination, examination.definition, sample, office)
        except UnprintableText as sign:
            place = _place_of(sign.text, content)
            trouble = Trouble(place, str(sign))
            again = examine(_without(content, place))
            examination = Examination((*examination.troubles, trouble), again.definition)
            content = _without(content, place)
        except TypesettingFailed as failure:
            return Drawing(examination, problem=str(failure))
    return Drawing(examination, problem="Belum bisa ditampilkan. Perbaiki dulu bagian yang ditandai.")


def _drawn(examination: Examination, definition: KindDefinition, sample: Sample, office: Office) -> Drawing:
    printed, missing = _printed(definition, sample, office)
    drawn = sheet.sample_sheet(printed, watermark="PRATINJAU", village=office.village)
    pages = sheet.as_pictures(drawn, printed)
    return Drawing(examination, tuple(map(sheet.address_of, pages)), missing)


def sample_print(definition: KindDefinition, sample: Sample, office: Office) -> bytes:
    """A PDF marked CONTOH. Raises `TypesettingFailed`."""
    printed, _ = _printed(definition, sample, office)
    drawn = sheet.sample_sheet(printed, watermark="CONTOH", village=office.village)
    return sheet.as_pdf(drawn, printed, title=f"Contoh {definition.title}", at=office.at)


def _printed(
    definition: KindDefinition, sample: Sample, office: Office
) -> tuple[sheet.Printed, tuple[str, ...]]:
    on = local(office.at, office.village.time_zone).date()
    wish = _wish(definition)
    found, members = _values(definition, sample, office)
    composition = compose(definition, found, members)
    missing = tuple(composition.missing)
    if not definition.is_letter:
        return FormDraft(wish, definition, office.village, on, found, composition).printed(), ()
    draft = Draft(
        wish=wish,
        definition=definition,
        village=office.village,
        identity=office.identity,
        official=office.official,
        on=on,
        until=valid_until(on, definition.validity),
        values=found,
        composition=composition,
        holder_name=str(value_at(found, definition.holder) or ""),
        subject=(one_line(definition.subject, found) or definition.title)[:300],
    )
    return draft.printed(sheet.NUMBER_LATER), missing


def _wish(definition: KindDefinition) -> Wish:
    """A wish for nobody: what is drawn comes from the sample, and nothing of this is stored."""
    version = KindVersion(kind=Kind(slug=definition.slug), number=0, content={})
    version.definition = definition
    return Wish(version, _NOBODY, {})


_NOBODY = Resident()


type _Found = Mapping[str, Mapping[str, Value | None]]


def _values(definition: KindDefinition, sample: Sample, office: Office) -> tuple[_Found, list[values.Group]]:
    on = local(office.at, office.village.time_zone).date()
    family, members = family_in(sample)
    found: _Found = {
        **people_in(definition, sample),
        "answers": answers_in(definition, sample),
        "family": family,
        "village": values.village(office.village, office.identity),
        "signer": values.signer(office.official, office.village.words),
        "letter": {
            "title": definition.title,
            "issued_on": on,
            "valid_until": valid_until(on, definition.validity),
        },
    }
    return found, members


def _place_of(sign: str, content: Content) -> Place:
    """The block, or the part about the kind, whose text holds a sign that no font has."""
    for number, block in enumerate(content.get("body", [])):
        if sign in str(block):
            return Place((("body", number),))
    return ABOUT


def _without(content: Content, place: Place) -> Content:
    if place == ABOUT:
        return {**content, "title": "Judul surat", "form_code": ""}
    part_at(content, place)
    body = [*content["body"]]
    body[place.index] = {"block": "paragraph", "text": "[Bagian ini belum bisa dicetak]"}
    return {**content, "body": body}
